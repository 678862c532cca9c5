"""One entry whose rule no row can hold is rejected or read; it never keeps the rest of its feed away."""

import json
from pathlib import Path

import pytest

from imports.kinds import FeedFormat, Outcome
from tests.imports.world import figures, make_source, run_bytes
from tests.interchange.hsds.given_services import SCHEDULE, at, service
from tests.interchange.icalendar.given_events import calendar, event
from tests.interchange.spreadsheets.sheets import ROW, template

pytestmark = pytest.mark.django_db

OTHER = {**ROW, "name": "Iná", "start": "09:00"}


@pytest.mark.parametrize(
    "cells",
    [
        {"frequency": "by_appointment", "interval": "2"},
        {"frequency": "always_open", "valid_from": "2026-12-01", "valid_until": "2026-11-30"},
        {"frequency": "always_open", "pause_from": "07-01"},
    ],
)
def test_a_row_that_contradicts_itself_is_rejected_alone(tmp_path: Path, cells: dict[str, str]) -> None:
    first = run_bytes(tmp_path, make_source(), template({**ROW, **cells}, OTHER))

    assert (first.outcome, figures(first)) == (Outcome.APPLIED, (1, 0, 0, 1, 0))


@pytest.mark.parametrize(
    "cells",
    [
        {"months": ",".join(["1"] * 400)},
        {"frequency": "monthly_by_date", "days_of_month": ",".join(str(number % 31 + 1) for number in range(400))},
        {"frequency": "monthly_by_weekday", "weeks_of_month": ",".join(["1", "2"] * 200)},
    ],
)
def test_numbers_that_are_repeated_count_once(tmp_path: Path, cells: dict[str, str]) -> None:
    first = run_bytes(tmp_path, make_source(), template({**ROW, **cells}, OTHER))

    assert (first.outcome, figures(first)) == (Outcome.APPLIED, (2, 0, 0, 0, 0))


def test_an_event_that_ends_before_it_begins_is_over(tmp_path: Path) -> None:
    backwards = event(RRULE="FREQ=WEEKLY;UNTIL=20261230T000000Z", start={"DTSTART;TZID=Europe/Bratislava": "20270106T180000"})
    content = calendar(backwards, event(UID="b", SUMMARY="Iná"))

    first = run_bytes(tmp_path, make_source(format=FeedFormat.ICALENDAR), content)

    assert (first.outcome, figures(first)) == (Outcome.APPLIED, (1, 0, 0, 1, 0))


def test_a_schedule_that_ends_before_it_begins_is_over(tmp_path: Path) -> None:
    backwards = at(schedules=[{**SCHEDULE, "valid_from": "2027-01-06", "valid_to": "2026-12-30"}])
    content = json.dumps([service(backwards), service(id="g2", name="Iná")]).encode()

    first = run_bytes(tmp_path, make_source(format=FeedFormat.HSDS), content)

    assert (first.outcome, figures(first)) == (Outcome.APPLIED, (1, 0, 0, 1, 0))
