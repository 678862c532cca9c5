"""Dates that differ from their rule, in a cell."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from interchange.records import ChangedDate
from interchange.spreadsheets.changes import changes_cell, read_changes

ZONE = "Europe/Bratislava"
CELL = '2026-12-24: cancelled "Christmas; \\"quiet\\""; 2026-12-26 → 2026-12-27 18:00; extra: 2026-12-31 20:00 "party"'
CHANGES = (
    ChangedDate(regular_on=date(2026, 12, 24), starts_at=None, reason='Christmas; "quiet"'),
    ChangedDate(regular_on=date(2026, 12, 26), starts_at=datetime(2026, 12, 27, 18, tzinfo=ZoneInfo(ZONE))),
    ChangedDate(regular_on=None, starts_at=datetime(2026, 12, 31, 20, tzinfo=ZoneInfo(ZONE)), reason="party"),
)


def test_changes_are_said_in_a_cell_and_read_again() -> None:
    assert changes_cell(CHANGES, ZONE) == CELL
    assert read_changes(CELL, ZONE) == CHANGES


@pytest.mark.parametrize("cell", ["2026-12-24: cancelled", "2026-12-24: cancelled;", " 2026-12-24: cancelled ; "])
def test_changes_typed_by_hand_are_read(cell: str) -> None:
    assert read_changes(cell.strip(), ZONE) == (ChangedDate(regular_on=date(2026, 12, 24), starts_at=None),)


def test_arrow_may_be_typed() -> None:
    assert read_changes("2026-12-26 -> 2026-12-27 18:00", ZONE) == (CHANGES[1],)


@pytest.mark.parametrize(
    "cell", ["2026-12-24", "2026-02-30: cancelled", "extra: 2026-12-31 25:00", "x; 2026-12-24: cancelled", "24.12."]
)
def test_what_cannot_be_read_is_not_guessed(cell: str) -> None:
    assert read_changes(cell, ZONE) is None


def test_time_that_comes_twice_is_its_first() -> None:
    (change,) = read_changes("extra: 2026-10-25 02:30", ZONE) or ()

    assert change.starts_at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
