"""Signing in with a mail address and a password, and out."""

import pytest
from django.contrib.auth import get_user
from django.test import Client, override_settings

from accounts.models import User
from tests.accounts.conftest import PASSWORD, sign_in

pytestmark = pytest.mark.django_db


def test_a_person_signs_in_and_comes_to_where_they_wanted_to_go(client: Client, person: User) -> None:
    asked = client.get("/admin/groups/group/", follow=True)

    answer = client.post("/accounts/login/", {"login": "EVA@example.org", "password": PASSWORD, "next": "/admin/groups/group/"})

    assert asked.redirect_chain[-1][0] == "/accounts/login/?next=%2Fadmin%2Fgroups%2Fgroup%2F"
    assert (answer.status_code, answer.headers["Location"]) == (302, "/admin/groups/group/")
    assert get_user(client) == person


@pytest.mark.parametrize("credentials", [("eva@example.org", "wrong"), ("nobody@example.org", PASSWORD)])
def test_a_wrong_password_and_a_wrong_address_are_told_alike(client: Client, person: User, credentials: tuple[str, str]) -> None:
    login, password = credentials

    answer = client.post("/accounts/login/", {"login": login, "password": password})

    assert answer.context["form"].non_field_errors() == ["The mail address or the password is not right."]
    assert "<title>Error: Sign in" in answer.content.decode()
    assert not get_user(client).is_authenticated


def test_a_closed_account_does_not_open(client: Client, person: User) -> None:
    User.objects.update(is_active=False)

    answer = client.post("/accounts/login/", {"login": person.email, "password": PASSWORD}, follow=True)

    assert answer.redirect_chain == [("/accounts/inactive/", 302)]
    assert not get_user(client).is_authenticated


def test_after_five_wrong_passwords_comes_a_page_of_ours(client: Client, person: User) -> None:
    for _ in range(5):
        sign_in(client, password="wrong")

    answer = client.post("/accounts/login/", {"login": person.email, "password": PASSWORD}, headers={"accept-language": "sk"})

    assert answer.status_code == 429
    assert '<html lang="sk">' in answer.content.decode()
    assert "accounts/base.html" in [template.name for template in answer.templates]
    assert not get_user(client).is_authenticated


def test_strange_addresses_are_not_followed_after_signing_in(client: Client, person: User) -> None:
    answer = client.post("/accounts/login/", {"login": person.email, "password": PASSWORD, "next": "https://example.com/"})

    assert answer.headers["Location"] == "/admin/"


@pytest.mark.parametrize("address", ["/accounts/logout/", "/admin/logout/"])
def test_signing_out_is_a_post(signed_in: Client, address: str) -> None:
    signed_in.get(address)
    still = get_user(signed_in).is_authenticated
    signed_in.post(address)

    assert (still, get_user(signed_in).is_authenticated) == (True, False)


def test_nobody_signs_up_by_themselves(client: Client) -> None:
    page = client.get("/accounts/signup/")
    refused = client.post("/accounts/signup/", {"email": "new@example.org", "password1": PASSWORD})

    assert "<h1>Accounts are by invitation</h1>" in page.content.decode()
    assert refused.status_code == 405
    assert not User.objects.exists()


def test_pages_about_signing_in_are_kept_by_nobody(client: Client) -> None:
    headers = client.get("/accounts/login/").headers

    assert (headers["Cache-Control"], headers["X-Robots-Tag"]) == ("no-store", "noindex")
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("address", ["/en/", "/en/meetings/"])
def test_public_pages_set_no_cookie_also_for_those_who_are_signed_in(signed_in: Client, address: str) -> None:
    answer = signed_in.get(address)

    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_the_admins_change_of_password_is_ours(signed_in: Client) -> None:
    assert signed_in.get("/admin/password_change/").headers["Location"] == "/accounts/password/change/"


def test_the_door_of_the_workplace_lets_in_who_may_enter(signed_in: Client) -> None:
    assert signed_in.get("/admin/login/?next=/admin/groups/group/").headers["Location"] == "/admin/groups/group/"


def test_who_has_nothing_in_their_care_is_told_so_and_not_sent_around(client: Client) -> None:
    User.objects.create_user("jan@example.org", PASSWORD)
    sign_in(client, "jan@example.org")

    answer = client.get("/admin/", follow=True)

    assert answer.status_code == 403


def test_the_old_address_of_a_person_opens_nothing(client: Client, person: User) -> None:
    sign_in(client)
    client.post("/accounts/logout/")
    User.objects.update(email="new@example.org")

    sign_in(client)

    assert not get_user(client).is_authenticated


def test_limits_do_not_mistake_a_proxy_for_the_one_who_tries(client: Client, person: User) -> None:
    with override_settings(PROXIES=1):
        for number in range(12):
            sign_in_from(client, f"198.51.100.{number}", f"somebody{number}@example.org", "wrong")
        answer = sign_in_from(client, "203.0.113.9", person.email, PASSWORD)

    assert answer == 302


def sign_in_from(client: Client, address: str, email: str, password: str) -> int:
    forwarded = {"x-forwarded-for": f"8.8.8.8, {address}"}
    return client.post("/accounts/login/", {"login": email, "password": password}, headers=forwarded).status_code
