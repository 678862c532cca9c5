"""What `sync` fetches, and what becomes of the others when one source breaks."""

import json
import logging
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection
from django.utils import timezone

from history.road import RoadKind
from imports.actions import apply_waiting
from imports.kinds import FeedFormat, Outcome, Rhythm
from imports.models import ImportRun, Source
from imports.readers import READERS
from imports.syncing import PATIENCE, due_sources, is_due
from meetings.models import Meeting
from tests.imports.fetching.server import Answer, Asked, Server, serving
from tests.imports.world import NOW, entries, make_source

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("this_machine")]

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FIVE = Answer(json.dumps(entries(5)).encode())


class Sites:
    """A server with a feed at every address; `answers` are those that are no good feed."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}

    def respond(self, asked: Asked) -> Answer:
        return self.answers.get(asked.path, FIVE)


@pytest.fixture
def sites() -> Sites:
    return Sites()


@pytest.fixture
def server(sites: Sites) -> Iterator[Server]:
    with serving(sites.respond) as running:
        yield running


def sync(*args: str) -> tuple[list[str], str]:
    """What the command says, and with what it fails."""
    out = StringIO()
    try:
        call_command("sync", *args, stdout=out)
    except CommandError as error:
        return out.getvalue().splitlines(), str(error)
    return out.getvalue().splitlines(), ""


def fetched_before(source: Source, ago: timedelta, outcome: Outcome = Outcome.APPLIED) -> ImportRun:
    """A run of a source, so long ago."""
    return ImportRun.objects.create(source=source, started_at=timezone.now() - ago, outcome=outcome, road=RoadKind.COMMAND)


def asked(server: Server) -> list[str]:
    """What was fetched, in order."""
    return [one.path for one in server.asked]


def make_sources(server: Server, *slugs: str, **fields: Any) -> list[Source]:
    """Sources, each with a feed of its own."""
    return [make_source(slug, address=server.address(f"/{slug}.json"), **fields) for slug in slugs]


@pytest.mark.parametrize(
    ("rhythm", "age", "expected"),
    [
        (Rhythm.HOURLY, 0.8, False),
        (Rhythm.HOURLY, 1, True),
        (Rhythm.DAILY, 12, False),
        (Rhythm.DAILY, 23.9, True),
        (Rhythm.WEEKLY, 24 * 6, False),
        (Rhythm.WEEKLY, 24 * 7 - 1, True),
        (Rhythm.MONTHLY, 24 * 26, False),
        (Rhythm.MONTHLY, 24 * 28, True),
    ],
)
def test_a_source_is_due_when_its_time_has_passed(rhythm: Rhythm, age: float, *, expected: bool) -> None:
    assert is_due(rhythm, NOW - age * HOUR, Outcome.APPLIED, NOW) == expected


@pytest.mark.parametrize("outcome", [Outcome.REFUSED, Outcome.RUNNING])
def test_a_weekly_source_that_could_not_be_read_is_asked_again_the_next_day(outcome: Outcome) -> None:
    assert is_due(Rhythm.WEEKLY, NOW - DAY, outcome, NOW)
    assert not is_due(Rhythm.WEEKLY, NOW - HOUR * 12, outcome, NOW)


def test_a_run_that_is_going_on_keeps_others_away_for_a_while_only() -> None:
    assert not is_due(Rhythm.HOURLY, NOW - PATIENCE + HOUR / 4, Outcome.RUNNING, NOW)
    assert is_due(Rhythm.HOURLY, NOW - PATIENCE, Outcome.RUNNING, NOW)


def test_what_is_due_is_fetched_and_said_in_a_line(server: Server) -> None:
    make_sources(server, "aa-sk")

    assert sync() == (["aa-sk: Applied. 5 came in: 5 created, 0 updated, 0 unchanged, 0 rejected, 0 withdrawn."], "")

    assert (asked(server), Meeting.objects.count()) == (["/aa-sk.json"], 5)
    assert sync() == (["No source is due."], "")


def test_only_sources_that_are_in_use_and_have_an_address_and_a_rhythm_are_fetched(server: Server) -> None:
    make_sources(server, "idle", is_active=False)
    make_sources(server, "by-hand", rhythm=Rhythm.BY_HAND)
    make_source("file")

    assert sync() == (["No source is due."], "")


def test_who_has_waited_longest_is_first(server: Server) -> None:
    one, two, three, new = make_sources(server, "one", "two", "three", "new")
    for source, days in ((one, 2), (two, 5), (three, 3)):
        fetched_before(source, DAY * days)

    assert due_sources(timezone.now()) == [new, two, three, one]


def test_neither_what_was_only_tried_out_nor_what_a_person_let_through_counts_as_fetched(server: Server, sites: Sites) -> None:
    (source,) = make_sources(server, "aa-sk")
    sync()
    sites.answers["/aa-sk.json"] = Answer(json.dumps(entries(1)).encode())
    sync("--source", "aa-sk")
    waiting = ImportRun.objects.latest("pk")
    ImportRun.objects.update(started_at=timezone.now() - DAY)

    apply_waiting(waiting, by=None)
    sync("--source", "aa-sk", "--dry-run")

    assert due_sources(timezone.now()) == [source]


def test_every_source_has_its_turn_whatever_the_others_are(server: Server, sites: Sites) -> None:
    make_sources(server, "a", "b", "c", "d")
    sites.answers["/a.json"] = Answer(status=503)
    sites.answers["/b.json"] = Answer(b"<!DOCTYPE html><p>Sign in")
    sites.answers["/c.json"] = Answer(b"[]", headers={"Content-Length": "5000"})

    lines, failure = sync()

    assert [line.split(".")[0] for line in lines] == ["a: Refused", "b: Refused", "c: Refused", "d: Applied"]
    assert failure == "These need a person: a, b, c."


def test_a_fault_of_ours_stops_one_source_and_leaves_nothing_personal_in_the_log(
    server: Server, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    first, _second = make_sources(server, "a", "b")
    read = READERS[FeedFormat.MEETING_GUIDE]

    def faulty(stream: Any, *, options: Any) -> Any:
        if Meeting.objects.exists() or not ImportRun.objects.exclude(source=first).exists():
            raise RuntimeError("jana@example.org")
        return read(stream, options=options)

    monkeypatch.setattr("imports.readers.READERS", {FeedFormat.MEETING_GUIDE: faulty})
    with caplog.at_level(logging.INFO):
        lines, failure = sync()

    assert lines[0] == "a: broken off by a fault of this program, see its log."
    assert (failure, first.runs.get().outcome, first.runs.get().reason) == ("These need a person: a.", "refused", "broken_off")
    assert [name.partition(":")[0] for name in lines[1:]] == ["b"]
    assert "RuntimeError test_sync.py" in caplog.text
    assert "jana@example.org" not in caplog.text


def test_a_row_that_the_database_refuses_is_not_quoted_in_the_log(
    server: Server, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (source,) = make_sources(server, "a")
    read = READERS[FeedFormat.MEETING_GUIDE]

    def refused_when_written(stream: Any, *, options: Any) -> Any:
        yield from read(stream, options=options)
        if connection.savepoint_ids:  # the first pass is read outside of the run's transaction
            raise DatabaseError("DETAIL: Failing row contains (jana@example.org)")

    monkeypatch.setattr("imports.readers.READERS", {FeedFormat.MEETING_GUIDE: refused_when_written})
    sync()

    assert (source.runs.get().reason, Meeting.objects.count()) == ("broken_off", 0)
    assert "An import of a was broken off: DatabaseError test_sync.py" in caplog.text
    assert "jana@example.org" not in caplog.text


def test_a_run_that_waits_needs_a_person(server: Server, sites: Sites) -> None:
    make_sources(server, "aa-sk")
    sync()
    sites.answers["/aa-sk.json"] = Answer(json.dumps(entries(1)).encode())

    assert sync("--source", "aa-sk", "--dry-run")[1] == "These need a person: aa-sk."
    assert sync("--source", "aa-sk")[1] == "These need a person: aa-sk."


def test_a_dry_run_changes_nothing_and_the_source_stays_due(server: Server) -> None:
    (source,) = make_sources(server, "aa-sk")

    lines, failure = sync("--dry-run")

    assert lines == ["aa-sk: Only tried out. 5 came in: 5 created, 0 updated, 0 unchanged, 0 rejected, 0 withdrawn."]
    assert (failure, Meeting.objects.count(), due_sources(timezone.now())) == ("", 0, [source])


def test_a_source_that_is_named_is_fetched_though_it_is_not_due(server: Server) -> None:
    make_sources(server, "a", "b")
    sync()

    assert sync("--source", "b") == (
        ["b: Nothing to change. 5 came in: 0 created, 0 updated, 5 unchanged, 0 rejected, 0 withdrawn."],
        "",
    )


@pytest.mark.parametrize(
    ("slug", "message"), [("none", "There is no source none."), ("file", "file has no address to be fetched from.")]
)
def test_a_name_that_cannot_be_fetched_is_said(slug: str, message: str) -> None:
    make_source("file")

    assert sync("--source", slug) == ([], message)


def test_a_source_that_another_run_is_fetching_is_left_to_it(server: Server) -> None:
    (source,) = make_sources(server, "aa-sk")
    fetched_before(source, HOUR / 2, Outcome.RUNNING)

    assert sync("--source", "aa-sk") == (["aa-sk: another run of it is going on."], "")
    assert asked(server) == []


def test_a_run_that_was_killed_does_not_block_its_source(server: Server) -> None:
    (source,) = make_sources(server, "aa-sk")
    fetched_before(source, DAY, Outcome.RUNNING)

    assert sync()[1] == ""
    assert asked(server) == ["/aa-sk.json"]
