"""Runs from a real server: what it says of its feed decides whether it is read, and whatever goes wrong changes nothing."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from history.road import RoadKind
from imports.actions import apply_waiting, import_feed, save_source
from imports.kinds import Outcome
from imports.models import ImportRun, KeptFeed, Source
from imports.running import RunOptions
from meetings.models import Meeting
from tests.imports.fetching.server import Answer, Asked, Server, serving
from tests.imports.world import NOW, TOMORROW, entries, figures, listed_on, make_source
from tests.meetings.world import ROAD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("this_machine")]


@dataclass
class Site:
    """A site that publishes its meetings, and can tell whether they are still the same."""

    published: list[dict[str, Any]] = field(default_factory=list)
    broken: Answer | None = None

    def respond(self, asked: Asked) -> Answer:
        if self.broken:
            return self.broken
        content = json.dumps(self.published).encode()
        etag = f'"{len(content)}"'
        return Answer(status=304) if asked.headers.get("if-none-match") == etag else Answer(content, headers={"ETag": etag})


@pytest.fixture
def site() -> Site:
    return Site(entries(5))


@pytest.fixture
def server(site: Site) -> Iterator[Server]:
    with serving(site.respond) as running:
        yield running


@pytest.fixture
def source(server: Server) -> Source:
    return make_source(address=server.address())


def fetch_again(source: Source, **options: Any) -> ImportRun:
    """A run of a source from its address."""
    source.refresh_from_db()
    options = {"at": NOW, **options}
    return import_feed(source, source.address, by=None, road=RoadKind.COMMAND, options=RunOptions(**options))


def asked_with(server: Server) -> list[str]:
    """By which validator each request asked."""
    return [asked.headers.get("if-none-match", "") for asked in server.asked]


def test_a_feed_that_is_still_the_same_is_not_read_again(server: Server, source: Source) -> None:
    first = fetch_again(source)

    second = fetch_again(source)

    assert (first.outcome, figures(first)) == (Outcome.APPLIED, (5, 0, 0, 0, 0))
    assert (second.outcome, second.reason, second.came_in) == (Outcome.UNCHANGED, "not_modified", 0)
    assert asked_with(server)[0] == ""
    assert asked_with(server)[1].startswith('"')


def test_a_feed_that_is_still_the_same_is_vouched_for_anew(source: Source) -> None:
    source.vouches = True
    source.save()
    fetch_again(source)

    fetch_again(source, at=TOMORROW)

    assert listed_on(source) == {TOMORROW.date()}


def test_a_feed_that_has_changed_is_read(site: Site, source: Source) -> None:
    fetch_again(source)
    site.published = entries(6)

    assert figures(fetch_again(source)) == (1, 0, 5, 0, 0)


@pytest.mark.parametrize(
    ("answer", "reason", "detail"),
    [
        (Answer(b"", status=404), "bad_status", "404"),
        (Answer(b"", status=500), "bad_status", "500"),
        (Answer(b""), "feed_empty", ""),
        (Answer(b"<!DOCTYPE html><p>Sign in"), "feed_is_html", ""),
        (Answer(b'{"error": "no such feed"}'), "feed_not_a_list", ""),
        (Answer(b'[{"name": "Ranna skupina", "slug": "r'), "feed_truncated", ""),
        (Answer(b"[]", headers={"Content-Length": "5000"}), "unreachable", ""),
        (Answer(b"\x1f\x8b\x08\x00"), "packing_broken", ""),
    ],
)
def test_whatever_goes_wrong_changes_nothing_and_is_said(
    site: Site, source: Source, answer: Answer, reason: str, detail: str
) -> None:
    fetch_again(source)
    site.broken = answer
    refused = fetch_again(source)

    assert (refused.outcome, refused.reason, refused.reason_detail) == (Outcome.REFUSED, reason, detail)
    assert refused.ended_at
    assert set(Meeting.objects.values_list("status", "listed_on")) == {("published", listed_on(source).pop())}

    site.broken = None
    assert fetch_again(source).reason == "not_modified"


def test_after_a_run_that_waits_the_server_is_asked_for_everything(site: Site, server: Server, source: Source) -> None:
    fetch_again(source)
    site.published = entries(3)
    assert fetch_again(source).outcome == Outcome.WITHDRAWALS_WAIT
    site.published = entries(5)

    last = fetch_again(source)

    assert (last.outcome, last.came_in, KeptFeed.objects.count()) == (Outcome.UNCHANGED, 5, 0)
    assert asked_with(server)[2] == ""


def test_after_a_person_let_a_run_through_the_server_is_asked_for_everything(site: Site, server: Server, source: Source) -> None:
    fetch_again(source)
    site.published = entries(1)
    apply_waiting(fetch_again(source), by=None)

    again = fetch_again(source)

    assert (again.outcome, again.came_in) == (Outcome.UNCHANGED, 1)


def test_a_dry_run_reads_everything_and_remembers_nothing(server: Server, source: Source) -> None:
    fetch_again(source, is_dry=True)
    fetch_again(source)
    tried = fetch_again(source, is_dry=True)

    assert (tried.outcome, tried.unchanged) == (Outcome.DRY_RUN, 5)
    assert [bool(validator) for validator in asked_with(server)] == [False, False, False]


def test_a_source_that_was_changed_is_read_anew(server: Server, source: Source) -> None:
    fetch_again(source)
    source.refresh_from_db()
    source.language = "sk"
    save_source(source, by=None, source=ROAD)

    assert fetch_again(source).came_in == 5


def test_a_feed_that_came_from_elsewhere_is_not_taken_for_that_of_the_address(server: Server, source: Source) -> None:
    fetch_again(source)
    import_feed(source, server.address("/copy.json"), by=None, road=RoadKind.COMMAND, options=RunOptions(at=NOW))

    assert fetch_again(source).came_in == 5
