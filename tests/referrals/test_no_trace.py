"""After a social worker's Friday nothing that was typed about a person is anywhere: not in the database, the logs or our mails."""

import logging
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.care import MembershipRole
from accounts.models import User
from groups.kinds import ContactKind
from groups.models import Contact
from history.actions import save
from referrals.models import ListedMeeting, ReferralList
from tests.mail import Mailbox
from tests.meetings.world import ROAD
from tests.referrals.world import make_clinic, make_list, make_weekly
from tests.upkeep.forms import main_of, send
from tests.workplace.forms import filled_in
from tests.workplace.roles import give_role

pytestmark = pytest.mark.django_db
SECRETS = ("Qvapkova", "855101/1234", "0905123456", "qvapka@example.org")
ABOUT_A_PATIENT = "pani Jana Qvapkova, 855101/1234, 0905123456, qvapka@example.org"


@pytest.fixture
def kept() -> ReferralList:
    """A clinic's list with one meeting, whose group has a mailbox."""
    meeting = make_weekly("Nádej", listed_on=timezone.localdate())
    mailbox = {"kind": ContactKind.MAIL, "value": "group@example.org", "takes_messages": True, "consent_on": timezone.localdate()}
    save(Contact(group=meeting.group, **mailbox), by=None, source=ROAD)
    return make_list(meeting, service_body=make_clinic())


@pytest.fixture
def staff(kept: ReferralList) -> Client:
    user = User.objects.create_user("staff@clinic.example", "not-a-real-password")
    assert kept.service_body
    give_role(user, MembershipRole.EDITOR, kept.service_body)
    client = Client()
    client.force_login(user)
    return client


def all_rows() -> Iterator[str]:
    """Every value of every table."""
    for model in apps.get_models(include_auto_created=True):
        yield from (str(values) for values in model._base_manager.values_list())


def with_secrets(texts: Iterator[str]) -> list[str]:
    return [text for text in texts if any(secret in text for secret in SECRETS)]


def test_what_is_typed_into_a_list_is_refused_and_not_kept(staff: Client, kept: ReferralList) -> None:
    listed = kept.listed_meetings.get()
    page, added = (
        reverse("admin:referrals_referrallist_change", args=[kept.pk]),
        reverse("admin:referrals_referrallist_add"),
    )

    answers = [
        staff.post(page, filled_in(staff, page, **{f"m{listed.pk}-text": ABOUT_A_PATIENT})),
        staff.post(added, filled_in(staff, added, name=ABOUT_A_PATIENT)),
    ]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert all("looks like a birth number" in answer.content.decode() for answer in answers)
    assert with_secrets(all_rows()) == []
    assert ListedMeeting.objects.get().text == ""
    assert any("Nádej" in row for row in all_rows())  # what is there is found


def test_the_public_pages_keep_nothing_that_is_typed(
    client: Client, kept: ReferralList, mailbox: Mailbox, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    meeting = kept.listed_meetings.get().meeting
    typed = urlencode({"q": ABOUT_A_PATIENT})
    message = f"/en/message/{meeting.group.public_id}/"

    for address in (f"/en/meetings/?{typed}", f"/en/link/?{typed}", f"/en/pick/?{typed}", f"/r/{kept.code}?{typed}"):
        client.get(address)
    send(client, f"/en/link/?{typed}", shown="")
    refused = send(client, message, text=ABOUT_A_PATIENT, is_for_another="on", reply_to="ward@clinic.example")
    sent = send(client, message, text="Somebody would like to come.", is_for_another="on", reply_to="ward@clinic.example")

    assert "birth number" in main_of(refused)
    assert sent.status_code == 303
    assert mailbox.recipients == [["group@example.org"]]
    assert with_secrets(str(one) for one in mailbox.messages) == []
    assert with_secrets(all_rows()) == []
    assert with_secrets(iter([caplog.text])) == []


def test_nothing_is_kept_of_a_delivered_message(client: Client, kept: ReferralList, mailbox: Mailbox) -> None:
    message = f"/en/message/{kept.listed_meetings.get().meeting.group.public_id}/"

    send(client, message, text="Qvapkova would like to come.", reply_to="qvapka@example.org")

    assert "Qvapkova" in mailbox.wait_for().get_content()
    assert with_secrets(all_rows()) == []


def test_a_list_has_no_column_for_a_person() -> None:
    """Whoever adds one has to look here first."""
    columns: dict[str, Any] = {
        model.__name__: sorted(column.name for column in model._meta.concrete_fields)
        for model in apps.get_app_config("referrals").get_models()
        if model.__name__ in {"ReferralList", "ListedMeeting"}
    }

    assert columns == {
        "ReferralList": ["closed_on", "code", "id", "is_discreet", "language", "name", "origins", "search", "service_body", "told"],
        "ListedMeeting": ["id", "meeting", "notes", "position", "referral_list", "seen", "text", "told"],
    }
