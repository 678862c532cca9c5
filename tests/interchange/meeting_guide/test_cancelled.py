"""A weekly meeting whose next date is cancelled says so; nobody is to stand before a closed door."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from interchange.records import Access, ChangedDate, RuleRecord
from tests.interchange.feeds import TODAY
from tests.interchange.listings import meeting, one, rule

NEXT = date(2026, 11, 25)
DATES = (NEXT - timedelta(weeks=1), NEXT, NEXT + timedelta(weeks=1))


def dated(*changes: ChangedDate, access: Access = Access.OPEN, dates: tuple[date, ...] = DATES) -> RuleRecord:
    return replace(rule(access), dates=dates, changes=changes)


def test_meeting_whose_next_date_is_cancelled_is_closed_for_now() -> None:
    found = one(meeting(dated(ChangedDate(regular_on=NEXT, starts_at=None))))

    assert (found["types"], found["attendance_option"]) == (["TC", "O"], "inactive")


@pytest.mark.parametrize(
    "change",
    [
        ChangedDate(regular_on=DATES[0], starts_at=None),
        ChangedDate(regular_on=DATES[2], starts_at=None),
        ChangedDate(regular_on=NEXT, starts_at=datetime(2026, 11, 26, 18)),  # noqa: DTZ001
    ],
)
def test_past_later_and_moved_dates_do_not_close_it(change: ChangedDate) -> None:
    found = one(meeting(dated(change)))

    assert (TODAY < NEXT, found["types"], found["attendance_option"]) == (True, ["O"], "in_person")


def test_earliest_date_of_several_rules_decides() -> None:
    later = dated(ChangedDate(regular_on=DATES[2], starts_at=None), dates=DATES[2:])

    assert one(meeting(dated(dates=DATES[1:2]), later))["attendance_option"] == "in_person"
