"""Authenticator apps and recovery codes; passkeys are tried in a browser (tests/browser/test_sign_in.py)."""

import time
from collections.abc import Iterator
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user
from django.core.management import call_command
from django.test import Client, override_settings

from accounts.models import User
from tests.accounts.conftest import PASSWORD, code_of_now, sign_in

pytestmark = pytest.mark.django_db

PARTS = '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {"clientDataJSON": "e30", %s}}'
SHAPED = PARTS % '"authenticatorData": "AA", "signature": "AA", "userHandle": "%%"'
SHAPED_TO_ADD = PARTS % '"attestationObject": "oA"'
ACTIVATE = "/accounts/2fa/totp/activate/"
SECOND_STEP = "/accounts/2fa/authenticate/"
CODES = "/accounts/2fa/recovery-codes/"


@pytest.fixture
def _required() -> Iterator[None]:
    with override_settings(REQUIRE_SECOND_FACTOR=True):
        yield


def show_it_is_you(client: Client) -> None:
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})


def set_up_app(client: Client) -> str:
    """The secret of the app that is set up."""
    show_it_is_you(client)
    secret = str(client.get(ACTIVATE).context["form"].secret)
    client.post(ACTIVATE, {"code": code_of_now(secret)})
    return secret


@pytest.fixture
def secret(signed_in: Client, monkeypatch: pytest.MonkeyPatch) -> str:
    """Of somebody who set up an app a minute ago and signed out."""
    secret = set_up_app(signed_in)
    signed_in.post("/accounts/logout/")
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 60)
    return secret


def test_with_an_app_the_password_alone_opens_nothing(client: Client, person: User, secret: str) -> None:
    sign_in(client)
    after_password = get_user(client).is_authenticated
    client.post(SECOND_STEP, {"code": f"{code_of_now(secret)[:3]} {code_of_now(secret)[3:]}"})

    assert (after_password, get_user(client)) == (False, person)


def test_a_code_that_was_read_over_the_shoulder_is_worth_nothing(client: Client, person: User, secret: str) -> None:
    code = code_of_now(secret)
    sign_in(client)
    client.post(SECOND_STEP, {"code": code})
    client.post("/accounts/logout/")

    sign_in(client)
    client.post(SECOND_STEP, {"code": code})

    assert not get_user(client).is_authenticated


def test_a_wrong_code_is_told_and_many_are_too_many(client: Client, person: User, secret: str) -> None:
    sign_in(client)

    answers = [client.post(SECOND_STEP, {"code": "000000"}).status_code for _ in range(6)]

    assert answers == [200] * 5 + [429]


def test_a_recovery_code_works_once(client: Client, person: User, secret: str) -> None:
    code = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES).wrap().get_unused_codes()[0]
    sign_in(client)
    client.post(SECOND_STEP, {"code": f"{code[:4]} {code[4:]}"})
    first = get_user(client)
    client.post("/accounts/logout/")

    sign_in(client)
    client.post(SECOND_STEP, {"code": code})

    assert first == person
    assert not get_user(client).is_authenticated


def test_setting_up_an_app_leads_to_codes_to_print_and_to_download(signed_in: Client, person: User) -> None:
    show_it_is_you(signed_in)
    secret = signed_in.get(ACTIVATE).context["form"].secret

    shown = signed_in.post(ACTIVATE, {"code": code_of_now(secret)}, follow=True)
    file = signed_in.get(f"{CODES}download/")

    codes = shown.context["unused_codes"]
    assert shown.redirect_chain == [(CODES, 302)]
    assert len(codes) == 10
    assert file.content.decode().split() == codes
    assert file.headers["Content-Disposition"] == 'attachment; filename="recovery-codes.txt"'


def test_what_signs_in_is_shown_only_to_those_who_show_that_it_is_them(signed_in: Client, person: User) -> None:
    set_up_app(signed_in)
    session = signed_in.session
    session["account_authentication_methods"] = []
    session.save()

    answer = signed_in.get(CODES)

    assert (answer.status_code, answer.headers["Location"]) == (302, f"/accounts/reauthenticate/?next={CODES.replace('/', '%2F')}")


@pytest.mark.usefixtures("_required")
@pytest.mark.parametrize("address", ["/admin/", "/admin/groups/group/add/"])
def test_an_administrator_without_a_second_factor_is_led_to_one(signed_in: Client, address: str) -> None:
    page = signed_in.get(address, follow=True)

    assert page.redirect_chain == [("/accounts/2fa/", 302)]
    assert "The workplace opens to administrators once they have a passkey" in page.content.decode()


def test_where_the_setting_is_off_administrators_need_none(signed_in: Client) -> None:
    assert signed_in.get("/admin/").status_code == 200


@pytest.mark.usefixtures("_required")
def test_a_new_administrator_signs_in_sets_up_an_app_and_gets_in(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    call_command("createsuperuser", email="first@example.org", interactive=False, stdout=StringIO())
    sign_in(client, "first@example.org")
    before = client.get("/admin/").status_code

    set_up_app(client)

    assert (before, client.get("/admin/").status_code) == (302, 200)


@pytest.mark.usefixtures("_required")
def test_recovery_codes_alone_are_no_second_factor(signed_in: Client, person: User) -> None:
    Authenticator.objects.create(user=person, type=Authenticator.Type.RECOVERY_CODES, data={"seed": "0", "used_mask": 0})

    assert signed_in.get("/admin/").status_code == 302


def test_removing_the_app_needs_showing_who_one_is_and_takes_the_codes_along(signed_in: Client, person: User) -> None:
    set_up_app(signed_in)

    signed_in.post("/accounts/2fa/totp/deactivate/")

    assert not Authenticator.objects.exists()


NONSENSE = ["", "[]", "null", "1", '"a"', "{}", '{"id": 1}', '{"id": "AA", "rawId": "AA", "response": 7}', SHAPED, SHAPED_TO_ADD]


@pytest.mark.parametrize("credential", NONSENSE)
def test_a_passkey_made_of_nonsense_opens_nothing(client: Client, credential: str) -> None:
    answer = client.post("/accounts/2fa/webauthn/login/", {"credential": credential})

    assert answer.headers["Location"] == "/accounts/login/"
    assert not get_user(client).is_authenticated


@pytest.mark.parametrize("credential", NONSENSE)
def test_a_second_step_made_of_nonsense_opens_nothing(client: Client, secret: str, credential: str) -> None:
    sign_in(client)

    answer = client.post(SECOND_STEP, {"credential": credential})

    assert list(answer.context["webauthn_form"].errors) == ["credential"]
    assert not get_user(client).is_authenticated


@pytest.mark.parametrize("credential", NONSENSE)
def test_nonsense_is_not_added_as_a_passkey(signed_in: Client, credential: str) -> None:
    show_it_is_you(signed_in)
    signed_in.get("/accounts/2fa/webauthn/add/")

    answer = signed_in.post("/accounts/2fa/webauthn/add/", {"name": "x", "credential": credential})

    assert "credential" in answer.context["form"].errors
    assert not Authenticator.objects.exists()
