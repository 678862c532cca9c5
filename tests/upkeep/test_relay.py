"""Write to the group: its mailbox gets it, the writer never learns which, and nothing of it stays."""

import logging
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from groups.kinds import ContactKind, GroupStatus
from groups.models import Contact, Group
from history.actions import save
from tests.mail import Mailbox, text_of
from tests.meetings.visits import address_of, page, today_meeting
from tests.meetings.world import ROAD, make_group
from tests.upkeep.holding_world import days_ago, make_body, now
from tests.workplace.forms import filled_in
from upkeep.models import UndeliveredMessage
from upkeep.relay import try_again

pytestmark = pytest.mark.django_db
MAILBOX = "nadej@example.org"
SECRET = "Ja som ten, kto sa bojí."


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("upkeep.public_forms.QUICKEST", timedelta(0))


def make_mailbox(group: Group | None, **fields: Any) -> Contact:
    known = {"kind": ContactKind.MAIL, "value": MAILBOX, "takes_messages": True, "consent_on": days_ago(10)}
    return save(Contact(group=group, **{**known, **fields}), by=None, source=ROAD)


def address(group: Group, language: str = "en") -> str:
    return f"/{language}/message/{group.public_id}/"


def write(client: Client, group: Group, language: str = "en", **fields: str) -> Any:
    at = address(group, language)
    return client.post(at, filled_in(client, at, **{"text": SECRET, **fields}))


@pytest.fixture
def group() -> Group:
    return make_group()


def test_message_reaches_the_mailbox_with_the_address_for_the_answer(mailbox: Mailbox, client: Client, group: Group) -> None:
    make_mailbox(group)

    answer = write(client, group, reply_to="pisem@example.org")

    mail = mailbox.wait_for()
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{address(group)}?sent=delivered")
    assert (mailbox.recipients, mail["Reply-To"], mail["Subject"]) == (
        [[MAILBOX]],
        "pisem@example.org",
        "A message through the website",
    )
    assert SECRET in text_of(mail)
    assert "was delivered" in page(client, answer.headers["Location"])


@pytest.mark.parametrize("answer_to", [f"pisem@{'ä' * 60}.de", "pisem@example", "večer", "0905", "a@b.c\nBcc: x@example.org"])
def test_address_to_which_nobody_could_answer_is_said_before_it_is_sent(
    mailbox: Mailbox, client: Client, group: Group, answer_to: str
) -> None:
    make_mailbox(group)

    answer = write(client, group, reply_to=answer_to)

    assert answer.status_code == 200
    assert "This is neither a mail address nor a telephone number" in answer.content.decode()
    assert (SECRET in answer.content.decode(), mailbox.messages) == (True, [])


def test_writer_never_sees_the_mailbox(mailbox: Mailbox, client: Client, group: Group) -> None:
    make_mailbox(group)
    meeting = today_meeting(group=group)

    seen = [page(client, one) for one in (address(group), f"{address(group)}?sent=delivered", address_of(meeting))]

    assert not [one for one in seen if MAILBOX in one]


def test_nothing_of_a_delivered_message_is_stored_or_logged(
    mailbox: Mailbox, client: Client, group: Group, caplog: pytest.LogCaptureFixture
) -> None:
    make_mailbox(group)
    caplog.set_level(logging.DEBUG, logger="upkeep")

    with CaptureQueriesContext(connection) as asked:
        write(client, group, reply_to="pisem@example.org")

    mailbox.wait_for()
    assert UndeliveredMessage.objects.count() == 0
    assert not [one for one in asked if SECRET in one["sql"] or "pisem@" in one["sql"]]
    assert SECRET not in caplog.text.replace("mail.log", "")


@pytest.mark.parametrize("answer_to", ["+421 900 123 456", "0905 123 456, večer\r\nBcc: nikto", ""])
def test_other_ways_to_answer_stand_in_the_text_and_in_no_header(
    mailbox: Mailbox, client: Client, group: Group, answer_to: str
) -> None:
    make_mailbox(group)

    write(client, group, reply_to=answer_to)

    mail = mailbox.wait_for()
    assert (mail["Reply-To"], mail["Bcc"], mailbox.recipients) == (None, None, [[MAILBOX]])


@pytest.mark.parametrize(
    "fields",
    [
        {"takes_messages": False},
        {"consent_until": days_ago(1)},
        {"consent_on": days_ago(-5)},
    ],
)
def test_without_a_mailbox_nobody_writes_in_vain(client: Client, group: Group, fields: dict[str, Any]) -> None:
    make_mailbox(group, **fields)
    meeting = today_meeting(group=group)

    content = page(client, address(group))

    assert "This group takes no messages through this site." in content
    assert "<textarea" not in content
    assert "/message/" not in page(client, address_of(meeting))
    assert client.post(address(group), {"text": SECRET}).status_code == 200


def test_body_passes_on_where_the_group_has_no_mailbox(mailbox: Mailbox, client: Client) -> None:
    body = make_body("Intergrupa Sever")
    group = make_group(service_body=body)
    make_mailbox(None, service_body=body, value="sever@example.org")

    content = page(client, address(group))
    write(client, group)

    mailbox.wait_for()
    assert "Intergrupa Sever" in content
    assert mailbox.recipients == [["sever@example.org"]]


def test_ended_group_takes_no_messages(client: Client) -> None:
    group = make_group(status=GroupStatus.ENDED)
    make_mailbox(group)

    assert "<textarea" not in page(client, address(group))


def test_somebody_can_ask_to_be_met_at_the_door(mailbox: Mailbox, client: Client) -> None:
    group = make_group(meets_at_door=True)
    make_mailbox(group)
    meeting = today_meeting(group=group)
    content = page(client, address(group))
    choice = content.partition(f'value="{meeting.public_id} ')[2].partition('"')[0]

    write(client, group, door=f"{meeting.public_id} {choice}")

    assert "Somebody can meet you at the door." in page(client, address_of(meeting))
    assert "Please meet me at the door:" in text_of(mailbox.wait_for())


def test_group_that_meets_nobody_at_the_door_is_not_asked_to(client: Client, group: Group) -> None:
    make_mailbox(group)
    today_meeting(group=group)

    assert "door" not in page(client, address(group)).partition("<form")[2].partition("</form>")[0]


def test_failed_message_is_kept_a_day_and_tried_again(mailbox: Mailbox, client: Client, group: Group) -> None:
    make_mailbox(group)
    mailbox.refuse()

    answer = write(client, group)
    mailbox.refusal = ""
    at_once, later = try_again(now()), try_again(now() + timedelta(hours=1))

    assert answer.headers["Location"] == f"{address(group)}?sent=kept"
    assert (at_once.delivered, later.delivered, UndeliveredMessage.objects.count()) == (0, 1, 0)
    assert SECRET in text_of(mailbox.wait_for())


def test_message_that_cannot_be_delivered_is_deleted_after_a_day(mailbox: Mailbox, client: Client, group: Group) -> None:
    make_mailbox(group)
    mailbox.refuse()
    write(client, group)

    hour = try_again(now() + timedelta(hours=1))
    day = try_again(now() + timedelta(hours=24, seconds=1))

    assert (hour.waiting, hour.given_up, day.waiting, day.given_up) == (1, 0, 0, 1)


def test_mailbox_whose_owner_took_the_consent_back_gets_nothing(mailbox: Mailbox, client: Client, group: Group) -> None:
    contact = make_mailbox(group)
    mailbox.refuse()
    write(client, group)
    Contact.objects.filter(pk=contact.pk).update(consent_until=days_ago(1))
    mailbox.refusal = ""

    tried = try_again(now() + timedelta(hours=1))

    assert (tried.given_up, mailbox.messages, UndeliveredMessage.objects.count()) == (1, [], 0)


def test_mailbox_that_refuses_for_good_is_told_and_nothing_kept(mailbox: Mailbox, client: Client, group: Group) -> None:
    make_mailbox(group)
    mailbox.refuse("550 No such user")

    answer = write(client, group)

    assert answer.headers["Location"] == f"{address(group)}?sent=refused"
    assert UndeliveredMessage.objects.count() == 0


def test_command_delivers_what_waits_and_fails_where_it_cannot(mailbox: Mailbox, group: Group) -> None:
    old = now() - timedelta(hours=2)
    UndeliveredMessage.objects.create(contact=make_mailbox(group), text=SECRET, language="en", written_at=old, tried_at=old)
    mailbox.refuse()
    with pytest.raises(CommandError, match="1 message"):
        call_command("upkeep", "--mail")
    UndeliveredMessage.objects.update(tried_at=old)
    mailbox.refusal = ""

    call_command("upkeep", "--mail")

    assert SECRET in text_of(mailbox.wait_for())


@pytest.mark.parametrize("fields", [{"text": ""}, {"text": "x" * 2001}, {"shown": "forged"}])
def test_mistake_keeps_what_was_typed(mailbox: Mailbox, client: Client, group: Group, fields: dict[str, str]) -> None:
    make_mailbox(group)

    answer = write(client, group, **{"reply_to": "pisem@example.org", **fields})

    assert answer.status_code == 200
    assert 'value="pisem@example.org"' in answer.content.decode()
    assert mailbox.messages == []


def test_program_that_fills_in_everything_is_thanked_and_not_heard(mailbox: Mailbox, client: Client, group: Group) -> None:
    make_mailbox(group)

    answer = write(client, group, homepage="https://example.org")

    assert (answer.status_code, mailbox.messages) == (303, [])


@override_settings(FORM_USES_AN_HOUR={"message": 1})
def test_network_may_not_send_many(mailbox: Mailbox, client: Client, group: Group) -> None:
    make_mailbox(group)

    codes = [write(client, group).status_code for _time in range(2)]

    assert (codes, len(mailbox.messages)) == ([303, 429], 1)


def test_message_is_in_the_language_in_which_it_was_written(mailbox: Mailbox, client: Client, group: Group) -> None:
    make_mailbox(group)

    answer = write(client, group, "sk")

    assert answer.headers["Location"] == f"{address(group, 'sk')}?sent=delivered"
    assert not client.get(address(group)).cookies
