"""Runs of sources in other formats than Meeting Guide: what came in is created, updated, unchanged or rejected, and a second run
changes nothing."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from imports.kinds import FeedFormat, Outcome
from imports.models import ImportRun, Source
from interchange.records import Frequency
from meetings.models import Meeting
from tests.imports.world import codes, figures, make_source, run_bytes, statuses
from tests.interchange.bmlt.answers import form, meeting
from tests.interchange.dialects.test_reader import INTERGROUP, NEW_YORK
from tests.interchange.hsds.given_services import VIRTUAL, at, service
from tests.interchange.icalendar.given_events import calendar, event
from tests.meetings.world import make_fellowship

pytestmark = pytest.mark.django_db

BMLT = {
    "formats": [form(8, "D", "Discussion"), form(17, "O", "Open", world_id="OPEN")],
    "meetings": [meeting(), meeting(id_bigint="102", published="0"), meeting(id_bigint="103", start_time="soon"), meeting()],
}
CALENDAR = calendar(
    event(),
    event(UID="b", RRULE="FREQ=MONTHLY;BYDAY=1FR", **{"DTSTART;TZID=Europe/Bratislava": "20260102T180000"}),
    event(UID="c", SUMMARY="Raz", RRULE="FREQ=DAILY;INTERVAL=2"),
)
HSDS = [service(at(), at(VIRTUAL)), service(at(schedules=[]), id="g2")]


@pytest.mark.parametrize(
    ("feed_format", "content", "expected"),
    [
        (FeedFormat.BMLT, json.dumps(BMLT).encode(), (1, 0, 1, 2, 0)),
        (FeedFormat.ICALENDAR, CALENDAR, (1, 0, 0, 1, 0)),
        (FeedFormat.HSDS, json.dumps(HSDS).encode(), (1, 0, 0, 1, 0)),
        (FeedFormat.MEETING_GUIDE, json.dumps([NEW_YORK, {}]).encode(), (1, 0, 0, 1, 0)),
    ],
)
def test_a_run_and_the_same_again(tmp_path: Path, feed_format: FeedFormat, content: bytes, expected: tuple[int, ...]) -> None:
    source = make_source(format=feed_format)

    first, second = run_bytes(tmp_path, source, content), run_bytes(tmp_path, source, content)

    created, _updated, repeats, rejected, _withdrawn = expected
    assert (first.outcome, figures(first)) == (Outcome.APPLIED, expected)
    assert (second.outcome, figures(second)) == (Outcome.UNCHANGED, (0, 0, created + repeats, rejected, 0))
    assert first.came_in == second.came_in == sum(expected)


def test_the_rules_of_a_calendar_are_rows(tmp_path: Path) -> None:
    run_bytes(tmp_path, make_source(format=FeedFormat.ICALENDAR), CALENDAR)

    rules = Meeting.objects.get().rules.order_by("weekday").values_list("frequency", "weekday", "start_minute", "zone")
    assert list(rules) == [
        (Frequency.WEEKLY, 2, 18 * 60, "Europe/Bratislava"),
        (Frequency.MONTHLY_BY_WEEKDAY, 4, 18 * 60, "Europe/Bratislava"),
    ]


@pytest.mark.parametrize("ending", [{"STATUS": "CANCELLED"}, {"CLASS": "PRIVATE"}, {"RRULE": "FREQ=WEEKLY;UNTIL=20260301T000000Z"}])
def test_what_a_calendar_calls_off_or_hides_is_withdrawn(tmp_path: Path, ending: dict[str, str]) -> None:
    source = make_source(format=FeedFormat.ICALENDAR, withdraw_share_percent=50)
    run_bytes(tmp_path, source, calendar(event(), event(UID="b", SUMMARY="Iná")))

    run = run_bytes(tmp_path, source, calendar(event(**ending), event(UID="b", SUMMARY="Iná")))

    assert figures(run) == (0, 0, 1, 1, 1)
    assert statuses() == {"a@example.org": "ended", "b": "published"}


def test_a_list_of_something_else_is_refused(tmp_path: Path) -> None:
    offices = [{"id": 65, "name": "Kontaktstelle", "address": "Any Street 7", "city": "Baden-Baden", "url": "https://example.org"}]

    run = run_bytes(tmp_path, make_source(), json.dumps(offices).encode())

    assert (run.outcome, run.reason, Meeting.objects.count()) == (Outcome.REFUSED, "feed_without_meetings", 0)


def test_times_that_may_be_twelve_hours_off_are_rejected(tmp_path: Path) -> None:
    document = {"time": [{**INTERGROUP, "time": {"day": 0, "time": 18000}}], "noday": [{**INTERGROUP, "name": "Always"}]}

    run = run_bytes(tmp_path, make_source(), json.dumps(document).encode())

    assert figures(run) == (1, 0, 0, 1, 0)
    assert "time_unreadable" in codes(run)


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.ics", CALENDAR, FeedFormat.ICALENDAR),
        ("b.json", json.dumps(BMLT).encode(), FeedFormat.BMLT),
        ("c.json", json.dumps(HSDS).encode(), FeedFormat.HSDS),
    ],
)
def test_the_command_tells_the_format_of_a_new_source(tmp_path: Path, name: str, content: bytes, expected: FeedFormat) -> None:
    make_fellowship("aa", code_set="aa")
    path = tmp_path / name
    path.write_bytes(content)

    call_command("import_feed", str(path), "--as", "new", "--fellowship", "aa", "--zone", "Europe/Bratislava", stdout=StringIO())

    assert Source.objects.get(slug="new").format == expected
    assert ImportRun.objects.get().outcome == Outcome.APPLIED


def test_the_command_can_be_told_the_format(tmp_path: Path) -> None:
    make_fellowship("aa", code_set="aa")
    path = tmp_path / "feed.json"
    path.write_text(json.dumps(shapeless()))

    call_command("import_feed", str(path), "--as", "new", "--fellowship", "aa", "--format", "bmlt", stdout=StringIO())

    assert Source.objects.get(slug="new").format == FeedFormat.BMLT


def shapeless() -> list[dict[str, Any]]:
    """A list of BMLT whose first entries look like nothing."""
    return [{}, {}, {}, {}, meeting()]
