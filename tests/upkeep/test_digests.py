"""Mails that ask: one a person and week, each listing with its own link."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from accounts.care import MembershipRole
from meetings.models import Meeting
from tests.mail import Mailbox, text_of
from tests.meetings.world import make_group
from tests.upkeep.holding_world import aged_meeting, give_role, links, make_body, make_holder, now
from upkeep import digests
from upkeep.digests import MOST, forget_old_digests, send_digests
from upkeep.holders import holders
from upkeep.models import Ask, Digest
from upkeep.waiting import due_by_person

pytestmark = pytest.mark.django_db


def test_holder_is_asked_for_all_listings_in_one_mail(mailbox: Mailbox) -> None:
    group = make_group("Nádej")
    make_holder(on=group)
    for name in ("Utorok", "Streda"):
        aged_meeting(group=group, name=name)

    send_digests(now())

    mail = mailbox.wait_for()
    assert (len(mailbox.messages), mailbox.recipients) == (1, [["jana@example.org"]])
    assert len(set(links(mail))) == 2
    assert mail["Subject"] == "2 short questions about the calendar"


def test_mail_says_what_everyone_may_know_and_no_more(mailbox: Mailbox) -> None:
    group = make_group("Nádej")
    make_holder(on=group, display_name="Jana")
    aged_meeting(group=group, visibility="on_contact")

    send_digests(now())

    text = text_of(mailbox.wait_for())
    assert "Every Tuesday, 18:00 to 19:30" in text
    assert not [one for one in ("Hlavná", "Jana", "jana@", "Dom") if one in text]


def test_mail_is_in_the_language_of_its_reader(mailbox: Mailbox) -> None:
    group = make_group()
    make_holder(on=group, language="sk")
    aged_meeting(group=group)

    send_digests(now())

    assert "Každý utorok" in text_of(mailbox.wait_for())


def test_nobody_is_asked_twice_in_a_week_nor_twice_the_same(mailbox: Mailbox) -> None:
    group = make_group()
    make_holder(on=group)
    aged_meeting(76, group=group, name="Prvá")
    send_digests(now())
    aged_meeting(80, group=group, name="Druhá")

    again = send_digests(now() + timedelta(days=5))
    later = send_digests(now() + timedelta(days=7))

    assert (again.mails, later.mails, later.listings) == (0, 1, 1)
    assert "Druhá" in text_of(mailbox.wait_for(2))


def test_longest_overdue_come_first_where_there_are_too_many(mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digests, "MOST", 2)
    group = make_group()
    make_holder(on=group)
    for days, name in ((77, "Menej"), (89, "Najviac"), (85, "Viac")):
        aged_meeting(days, group=group, name=name)

    send_digests(now())

    text = text_of(mailbox.wait_for())
    assert MOST == 40
    assert [name for name in ("Najviac", "Viac", "Menej") if name in text] == ["Najviac", "Viac"]


def test_others_are_asked_when_the_first_has_stopped_the_mails(mailbox: Mailbox) -> None:
    group = make_group()
    make_holder("prva", on=group, wants_reminders=False)
    make_holder("druha", on=group)
    aged_meeting(group=group)

    send_digests(now())

    mailbox.wait_for()
    assert mailbox.recipients == [["druha@example.org"]]


def test_nobody_without_the_right_to_confirm_is_asked(mailbox: Mailbox) -> None:
    group = make_group()
    make_holder("citatel", on=group, role=MembershipRole.READER)
    give_role(make_holder("byvaly"), group, ends_on=now().date() - timedelta(days=1))
    make_holder("zavrety", on=group, is_active=False)
    aged_meeting(group=group)

    sent = send_digests(now())

    assert (sent.mails, mailbox.messages) == (0, [])


@pytest.mark.parametrize("fields", [{"status": "paused"}, {"status": "draft"}, {"listed_on": now().date(), "listed_by": "zdroj"}])
def test_listing_that_needs_no_confirmation_asks_nobody(mailbox: Mailbox, fields: dict[str, Any]) -> None:
    group = make_group()
    make_holder(on=group)
    aged_meeting(200, group=group, **fields)

    assert send_digests(now()).mails == 0


def test_body_is_asked_when_its_time_has_come(mailbox: Mailbox) -> None:
    region = make_body("Región")
    office = make_body("Okres", parent=region)
    make_holder("redaktor", on=region, role=MembershipRole.EDITOR)
    aged_meeting(104, group=make_group("Nádej", service_body=office))

    send_digests(now())

    mailbox.wait_for()
    assert (mailbox.recipients, Ask.objects.get().stage) == ([["redaktor@example.org"]], 104)


def test_refusing_server_takes_nobody_their_mail(mailbox: Mailbox) -> None:
    group = make_group()
    make_holder(on=group)
    aged_meeting(group=group)
    mailbox.refuse()

    failed = send_digests(now())
    mailbox.refusal = ""
    sent = send_digests(now())

    assert (failed.mails, failed.failed, sent.mails) == (0, 1, 1)
    assert Digest.objects.count() == 1


def test_mailbox_that_refuses_for_good_is_tried_next_week_only(mailbox: Mailbox) -> None:
    group = make_group()
    make_holder(on=group)
    aged_meeting(group=group)
    mailbox.refuse("550 No such user")

    send_digests(now())
    again = send_digests(now() + timedelta(days=1))
    mailbox.refusal = ""
    next_week = send_digests(now() + timedelta(days=7))

    assert (again.failed, next_week.mails, Ask.objects.count()) == (0, 1, 1)


def test_server_that_does_not_answer_stops_the_run() -> None:
    for name in ("prva", "druha"):
        group = make_group(name)
        make_holder(name, on=group)
        aged_meeting(group=group)

    backend = "django.core.mail.backends.smtp.EmailBackend"
    with override_settings(EMAIL_BACKEND=backend, EMAIL_HOST="127.0.0.1", EMAIL_PORT=9, EMAIL_USE_TLS=False):
        sent = send_digests(now())

    assert (sent.failed, sent.is_stopped, Digest.objects.count()) == (1, True, 0)


def test_whoever_was_killed_while_sending_left_a_claim_that_nobody_sends_again(mailbox: Mailbox) -> None:
    group = make_group()
    user = make_holder(on=group)
    aged_meeting(group=group)
    due = due_by_person(holders(now().date()), now().date())
    digests.claim(user, due[user.pk], now())

    at_once = send_digests(now())
    next_week = send_digests(now() + timedelta(days=7))

    assert (at_once.mails, next_week.mails, Ask.objects.count()) == (0, 1, 1)


def test_mails_are_stopped_by_one_click_and_not_by_opening(mailbox: Mailbox, client: Client) -> None:
    group = make_group()
    user = make_holder(on=group)
    aged_meeting(group=group)
    send_digests(now())
    mail = mailbox.wait_for()
    address = str(mail["List-Unsubscribe"]).strip(" <>").removeprefix("http://localhost:8000")

    opened = client.get(address)
    user.refresh_from_db()
    still_wanted = user.wants_reminders
    stopped = client.post(address, {"List-Unsubscribe": "One-Click"})
    user.refresh_from_db()

    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert (opened.status_code, still_wanted, stopped.status_code, user.wants_reminders) == (200, True, 200, False)
    client.post(address, {"again": "1"})
    user.refresh_from_db()
    assert user.wants_reminders


def queries_for(listings: int, name: str) -> int:
    """How many questions one mail about so many listings asks of the database, but for keeping each question."""
    group = make_group(name)
    make_holder(name, on=group)
    for number in range(listings):
        aged_meeting(group=group, name=f"{name} {number}")
    with CaptureQueriesContext(connection) as asked:
        send_digests(now())
    return len([one for one in asked if "upkeep_ask" not in one["sql"] and "SAVEPOINT" not in one["sql"]])


def test_number_of_queries_does_not_grow_with_the_listings(mailbox: Mailbox) -> None:
    few = queries_for(1, "malo")
    Digest.objects.all().delete()
    Meeting.objects.all().delete()

    assert queries_for(4, "vela") == few


def test_old_mails_are_forgotten_with_what_they_asked() -> None:
    group = make_group()
    user, meeting = make_holder(on=group), aged_meeting(group=group)
    long_ago = now() - timedelta(days=401)
    digest = Digest.objects.create(user=user, week=digests.monday(long_ago.date()), claimed_at=long_ago, sent_at=long_ago)
    Ask.objects.create(meeting=meeting, user=user, stage=76, since=long_ago.date(), digest=digest)

    assert (forget_old_digests(now()), Ask.objects.count()) == (1, 0)
