"""Accounts in the workplace."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import LogEntry
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.accounts.conftest import PASSWORD
from tests.workplace.forms import address

pytestmark = pytest.mark.django_db


@pytest.fixture
def other() -> User:
    """A coordinator with an app and two recovery codes left."""
    user = User.objects.create_user("jan@example.org", PASSWORD, display_name="Ján")
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "QZXSECRET"})
    Authenticator.objects.create(
        user=user, type=Authenticator.Type.RECOVERY_CODES, data={"migrated_codes": ["11112222", "33334444"]}
    )
    return user


def removal(user: User) -> str:
    return reverse("admin:accounts_user_second_factors", args=[user.pk])


def test_a_persons_page_says_what_there_is_and_no_secret(signed_in: Client, other: User) -> None:
    page = signed_in.get(address(other)).content.decode()

    assert "<li>2 recovery codes</li><li>authenticator app, since " in page
    assert "QZXSECRET" not in page
    assert "11112222" not in page


def test_a_lost_phone_is_taken_out_after_a_question_and_the_person_is_told(signed_in: Client, other: User) -> None:
    signed_in.get(removal(other))
    asked = Authenticator.objects.count()

    signed_in.post(removal(other))

    assert (asked, Authenticator.objects.count()) == (2, 0)
    assert [(message.to, message.subject) for message in mail.outbox] == [
        (["jan@example.org"], "The second step of your signing in was removed")
    ]
    assert LogEntry.objects.get().change_message == "Passkeys, authenticator app and recovery codes were removed."


def test_only_administrators_remove_what_others_have_set_up(other: User) -> None:
    somebody = User.objects.create_user("eva@example.org", PASSWORD, is_staff=True)
    client = Client()
    client.force_login(somebody)

    client.post(removal(other))

    assert Authenticator.objects.count() == 2


@pytest.mark.parametrize("path", ["/admin/account/emailaddress/", "/admin/mfa/authenticator/", "/admin/auth/group/"])
def test_what_allauth_keeps_is_not_edited_by_hand(signed_in: Client, path: str) -> None:
    assert signed_in.get(path).status_code == 404


def test_an_address_is_kept_in_small_letters(signed_in: Client) -> None:
    data = {"email": "Nova.Osoba@Example.org", "usable_password": "true", "password1": PASSWORD, "password2": PASSWORD}

    signed_in.post("/admin/accounts/user/add/", data)

    assert User.objects.filter(email="NOVA.osoba@example.org").values_list("email", flat=True).get() == "nova.osoba@example.org"
