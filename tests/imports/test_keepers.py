"""Mails to the keepers of sources: once when one breaks, once a week while it is broken, once when it is well again."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone
from pytest_django import Settings

from accounts.models import User
from history.road import RoadKind
from imports.actions import forget_expired
from imports.keepers import Told, language_for, tell_keepers
from imports.kinds import Condition, Outcome, Rhythm
from imports.models import ImportRun, KeeperMail, Source
from tests.imports.world import NOW, make_source
from tests.mail import Mailbox, free_port, text_of
from tests.upkeep.test_upkeep_twice import database_of_tests

pytestmark = pytest.mark.django_db

ADDRESS = "https://example.org/meetings.json"
KEEPER = "spravca@example.org"
DAY = timedelta(days=1)


def kept_source(slug: str = "aa-sk", **fields: Any) -> Source:
    """A source that is fetched by itself and has a keeper."""
    return make_source(slug, **{"address": ADDRESS, "owner_mail": KEEPER, **fields})


def ran(source: Source, outcome: Outcome = Outcome.APPLIED, reason: str = "", *, days: float = 0, detail: str = "") -> None:
    """A run so many days after the world's own time."""
    at = NOW + days * DAY
    known = {"started_at": at, "ended_at": at, "outcome": outcome, "road": RoadKind.COMMAND}
    ImportRun.objects.create(source=source, reason=reason, reason_detail=detail, **known)


def broke(source: Source, *, days: float = 0) -> None:
    """Its server answers with an error."""
    ran(source, Outcome.REFUSED, "bad_status", days=days, detail="503")


def told(*, days: float = 0) -> int:
    """How many mails go out so many days later."""
    return tell_keepers(NOW + days * DAY).mails


def test_a_keeper_is_told_once_that_a_source_broke_with_what_and_what_to_do(mailbox: Mailbox) -> None:
    source = kept_source()
    ran(source)
    broke(source, days=1)

    assert (told(days=1), told(days=1), told(days=2)) == (1, 0, 0)

    mail = mailbox.wait_for()
    assert (mail["To"], mail["Subject"]) == (KEEPER, "Your list cannot be read at the moment")
    text = text_of(mail)
    assert "something is wrong with the list “AA Slovensko”" in text
    assert "The server answered with an error. (503)" in text
    assert "Please open the address in a browser." in text
    assert ADDRESS in text
    assert f"{settings.SITE_ADDRESS}/admin/imports/source/{source.pk}/change/" in text


def test_nothing_is_said_of_what_is_well(mailbox: Mailbox) -> None:
    ran(kept_source())

    assert (told(), mailbox.messages) == (0, [])


def test_while_it_is_broken_the_keeper_is_told_once_a_week(mailbox: Mailbox) -> None:
    source = kept_source()
    for day in range(16):
        broke(source, days=day)

    assert [told(days=day) for day in range(16)] == [1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0]


def test_once_it_is_well_again_the_keeper_is_told_that(mailbox: Mailbox) -> None:
    source = kept_source()
    broke(source)
    assert told() == 1
    ran(source, days=1)

    assert (told(days=1), told(days=2)) == (1, 0)
    mail = mailbox.wait_for(2)
    assert mail["Subject"] == "Your list can be read again"
    assert "the list “AA Slovensko” can be read again" in text_of(mail)
    broke(source, days=2)
    assert told(days=2) == 1


def test_a_keeper_is_told_that_many_meetings_are_missing(mailbox: Mailbox) -> None:
    source = kept_source()
    ran(source, Outcome.WITHDRAWALS_WAIT, "many_missing")

    assert told() == 1
    mail = mailbox.wait_for()
    assert mail["Subject"] == "Your list has lost many meetings"
    assert "Please look whether these meetings have really ended." in text_of(mail)


@pytest.mark.parametrize(
    "fields",
    [{"owner_mail": ""}, {"is_active": False}, {"address": ""}, {"rhythm": Rhythm.BY_HAND}],
    ids=lambda one: next(iter(one)),
)
def test_nobody_is_told_of_a_source_that_is_not_fetched_by_itself(mailbox: Mailbox, fields: dict[str, Any]) -> None:
    broke(kept_source(**fields))

    assert (told(), mailbox.messages) == (0, [])


def test_a_keeper_is_not_told_of_a_fault_of_ours(mailbox: Mailbox) -> None:
    ran(kept_source(), Outcome.REFUSED, "broken_off")

    assert (told(), mailbox.messages) == (0, [])


@pytest.mark.parametrize(
    ("language", "account", "expected"),
    [("sk", "", "sk"), ("sk-SK", "", "sk"), ("und", "", "en"), ("ja", "", "en"), ("sk", "pl", "pl"), ("pl", "", "pl")],
)
def test_the_mail_is_in_the_keepers_language_else_in_that_of_the_list(language: str, account: str, expected: str) -> None:
    if account:
        User.objects.create_user(KEEPER.upper(), "not-a-real-password", language=account)

    assert language_for(kept_source(language=language)) == expected


def test_what_the_mail_server_does_not_take_now_is_sent_later(mailbox: Mailbox) -> None:
    broke(kept_source())
    mailbox.refuse()

    assert tell_keepers(NOW) == Told(mails=0, failed=1)
    mailbox.refusal = ""
    assert told() == 1


def test_what_the_mail_server_refuses_for_good_is_not_tried_every_day(mailbox: Mailbox) -> None:
    broke(kept_source())
    mailbox.refuse("550 No such mailbox")

    assert tell_keepers(NOW) == Told(mails=0, failed=1)
    mailbox.refusal = ""
    assert (told(days=1), told(days=7)) == (0, 1)


def test_where_no_mail_server_answers_the_rest_waits(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    for slug in ("a", "b"):
        broke(kept_source(slug))

    assert tell_keepers(NOW) == Told(mails=0, failed=1, is_stopped=True)
    assert not KeeperMail.objects.exists()


def test_old_mails_are_forgotten() -> None:
    source = kept_source()
    KeeperMail.objects.create(source=source, about=Condition.BROKEN, claimed_at=NOW - 401 * DAY)
    KeeperMail.objects.create(source=source, about=Condition.WELL, claimed_at=NOW - 399 * DAY)

    forget_expired(NOW)

    assert KeeperMail.objects.get().about == Condition.WELL


@pytest.mark.django_db(transaction=True)
def test_two_processes_at_once_send_each_mail_once(mailbox: Mailbox, tmp_path: Path) -> None:
    for slug in ("a", "b", "c"):
        source = kept_source(slug, owner_mail=f"{slug}@example.org", rhythm=Rhythm.MONTHLY)
        broke(source)
    ImportRun.objects.update(started_at=timezone.now())
    where = {"DATABASE_URL": database_of_tests(tmp_path), "EMAIL_URL": f"smtp://127.0.0.1:{settings.EMAIL_PORT}"}
    environment = {**os.environ, **where, "SECRET_KEY": "of the tests"}
    command = [sys.executable, "manage.py", "sync"]

    running = [subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment) for _time in range(2)]  # noqa: S603  # our own

    assert [one.wait(timeout=120) for one in running] == [0, 0]
    assert sorted(one for [one] in mailbox.recipients) == ["a@example.org", "b@example.org", "c@example.org"]
