"""Nothing that somebody sends to the pages about signing in breaks them."""

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from accounts.middleware import NoNullBytesMiddleware
from tests.accounts.conftest import PASSWORD

pytestmark = pytest.mark.django_db

ODD = ("\x00", "ž" * 5000, "'; --", "{{ 7 }}", "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"), "")
TOO_BIG = "99999999999999999999"


@pytest.mark.parametrize("path", ["/accounts/login/", "/accounts/password/reset/", "/accounts/2fa/authenticate/"])
@pytest.mark.parametrize("odd", ODD)
def test_odd_input_at_the_doors_is_answered(client: Client, path: str, odd: str) -> None:
    answer = client.post(path, {"login": odd, "password": odd, "email": odd, "code": odd, "next": odd})

    assert answer.status_code in {200, 302}


@pytest.mark.parametrize("key", ["zzzzzzzzzzzzz-x", "1-set-password", "0-x", "z" * 500 + "-x", "1-%00"])
def test_odd_links_for_a_new_password_are_told_to_be_old(client: Client, key: str) -> None:
    answer = client.get(f"/accounts/password/reset/key/{key}/")

    assert "<h1>This link does not work any more</h1>" in answer.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        f"/accounts/2fa/webauthn/keys/{TOO_BIG}/edit/",
        f"/accounts/2fa/webauthn/keys/{TOO_BIG}/remove/",
        f"/admin/accounts/user/{TOO_BIG}/second-factors/",
    ],
)
def test_rows_that_cannot_be_are_not_found(signed_in: Client, path: str) -> None:
    signed_in.post("/accounts/reauthenticate/", {"password": PASSWORD})

    assert signed_in.get(path).status_code == 404


@pytest.mark.parametrize("odd", ODD)
def test_odd_input_once_signed_in_is_answered(signed_in: Client, odd: str) -> None:
    signed_in.post("/accounts/reauthenticate/", {"password": PASSWORD})

    codes = signed_in.post("/accounts/2fa/totp/activate/", {"code": odd}).status_code
    password = signed_in.post("/accounts/password/change/", {"oldpassword": odd, "password1": odd}).status_code

    assert (codes, password) == (200, 200)


@pytest.mark.parametrize(("path", "seen"), [("/admin/bulk/", "1234"), ("/accounts/login/", "1\x0023\x004")])
def test_null_bytes_do_not_reach_the_workplace(path: str, seen: str) -> None:
    request = RequestFactory().post(f"{path}?a=1%002", {"b": "3\x004"})

    answer = NoNullBytesMiddleware(lambda sent: HttpResponse(sent.GET["a"] + sent.POST["b"]))(request)

    assert answer.content.decode() == seen
