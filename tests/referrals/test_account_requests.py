"""A clinic asks for an account; an administrator invites it, and its mailbox is forgotten."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from groups.kinds import BodyKind
from groups.models import ServiceBody
from referrals.duty_requests import clinics_that_wait
from referrals.kinds import RequestState
from referrals.models import AccountRequest
from tests.mail import Mailbox, text_of
from tests.upkeep.forms import main_of, send
from tests.upkeep.people import at_work, make_person
from upkeep.models import Invitation

pytestmark = pytest.mark.django_db
FORM = "/sk/clinics/account/"
SAID = {"organisation": "Nemocnica pri rieke", "town": "Žilina", "website": "", "mail": "socialni@nemocnica.example.org"}
LIST = "admin:referrals_accountrequest_changelist"


@pytest.fixture
def administrator() -> User:
    return make_person("Eva", is_superuser=True, is_staff=True)


def asked() -> AccountRequest:
    return AccountRequest.objects.create(**SAID, language="sk")


def decide(who: User, row: AccountRequest, action: str) -> str:
    response = at_work(who).post(reverse(LIST), {"action": action, "_selected_action": [row.pk]}, follow=True)
    return response.content.decode()


def test_a_clinic_asks_and_is_told_what_happens(client: Client) -> None:
    sent = send(client, FORM, **SAID)

    row = AccountRequest.objects.get()
    assert (row.organisation, row.town, row.mail, row.language, row.state) == (
        "Nemocnica pri rieke",
        "Žilina",
        "socialni@nemocnica.example.org",
        "sk",
        RequestState.OPEN,
    )
    assert (sent.status_code, sent.headers["Location"]) == (303, f"{FORM}?sent=1")
    assert 'role="status"' in client.get(f"{FORM}?sent=1").content.decode()


def test_whoever_asks_twice_waits_once(client: Client) -> None:
    send(client, FORM, **SAID)
    send(client, FORM, **SAID)

    assert AccountRequest.objects.count() == 1


def test_what_is_missing_is_said_and_the_rest_stays(client: Client) -> None:
    response = send(client, "/en/clinics/account/", **{**SAID, "mail": "nobody"})

    assert "Please look at this once more" in main_of(response)
    assert 'value="Nemocnica pri rieke"' in response.content.decode()
    assert not AccountRequest.objects.exists()


def test_an_administrator_is_told_and_nobody_else(administrator: User) -> None:
    asked()

    duty = clinics_that_wait(administrator, timezone.localdate())

    assert duty is not None
    assert (duty.sentence, duty.count) == ("1 clinic asks for an account", 1)
    assert clinics_that_wait(make_person("Jana"), timezone.localdate()) is None
    assert at_work(make_person("Peter")).get(reverse(LIST)).status_code == 302


def test_inviting_makes_a_clinic_and_forgets_the_mailbox(administrator: User, mailbox: Mailbox) -> None:
    row = asked()

    decide(administrator, row, "invite")

    row.refresh_from_db()
    clinic = ServiceBody.objects.get()
    invitation = Invitation.objects.get()
    assert (clinic.name, clinic.kind) == ("Nemocnica pri rieke", BodyKind.CLINIC)
    assert (invitation.service_body, invitation.role, invitation.email) == (clinic, "editor", SAID["mail"])
    assert (row.state, row.mail) == (RequestState.INVITED, "")
    assert "/accounts/invitation/" in text_of(mailbox.wait_for())
    assert mailbox.recipients == [[SAID["mail"]]]


def test_declining_writes_to_nobody(administrator: User, mailbox: Mailbox) -> None:
    row = asked()

    decide(administrator, row, "decline")

    row.refresh_from_db()
    assert (row.state, row.mail) == (RequestState.DECLINED, "")
    assert not ServiceBody.objects.exists()
    assert not mailbox.messages


def test_what_was_decided_is_not_decided_again(administrator: User, mailbox: Mailbox) -> None:
    row = asked()
    decide(administrator, row, "decline")

    said = decide(administrator, row, "invite")

    assert "Somebody has decided this already." in said
    assert not Invitation.objects.exists()


def test_a_mailbox_is_forgotten_after_ninety_days() -> None:
    old = asked()
    AccountRequest.objects.filter(pk=old.pk).update(asked_at=timezone.now() - timedelta(days=91))

    call_command("upkeep", stdout=StringIO())

    old.refresh_from_db()
    assert (old.mail, old.state) == ("", RequestState.OPEN)
