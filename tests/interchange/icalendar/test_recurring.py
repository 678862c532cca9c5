"""Rules as calendars say them: by an RRULE where phones understand it, else date by date."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from interchange.records import Frequency, MeetingRecord, RuleRecord
from meetings.schedule import regular_dates
from tests.interchange.icalendar.calendars import UID, expanded, line
from tests.interchange.listings import meeting, rule

FIRST, LAST = date(2026, 10, 1), date(2028, 3, 31)


def with_rule(**changes: Any) -> MeetingRecord:
    recurrence = rule(**changes).recurrence
    dates = tuple(regular_dates(recurrence, FIRST, LAST))
    return meeting(RuleRecord(recurrence=recurrence, uid=UID, dates=dates))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "RRULE:FREQ=WEEKLY;BYDAY=WE"),
        ({"interval": 2, "first_on": date(2026, 1, 7)}, "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=WE"),
        (
            {"frequency": Frequency.MONTHLY_BY_WEEKDAY, "ordinals": (-2, -3, -4, -5)},
            "RRULE:FREQ=MONTHLY;BYDAY=-2WE,-3WE,-4WE,-5WE",
        ),
        (
            {"frequency": Frequency.MONTHLY_BY_WEEKDAY, "month_days": tuple(range(3, 10))},
            "RRULE:FREQ=MONTHLY;BYDAY=WE;BYMONTHDAY=3,4,5,6,7,8,9",
        ),
        (
            {"frequency": Frequency.MONTHLY_BY_DATE, "weekday": None, "month_days": (15,), "months": (3, 6)},
            "RRULE:FREQ=MONTHLY;BYMONTHDAY=15;BYMONTH=3,6",
        ),
        # In summer time 18:00 is 16:00 UTC.
        ({"valid_until": date(2027, 6, 30)}, "RRULE:FREQ=WEEKLY;UNTIL=20270630T160000Z;BYDAY=WE"),
    ],
)
def test_rule_that_phones_understand_is_an_rrule(changes: dict[str, Any], expected: str) -> None:
    assert line("RRULE", with_rule(**changes)) == [expected]


@pytest.mark.parametrize(
    "changes",
    [
        {"frequency": Frequency.EVEN_WEEKS},
        {"frequency": Frequency.ODD_WEEKS},
        {"pause_from": 701, "pause_until": 831},
        {"months": (3, 6)},
        {"frequency": Frequency.MONTHLY_BY_WEEKDAY, "ordinals": (1,), "month_days": (1, 2, 3)},
    ],
)
def test_rule_that_phones_do_not_understand_is_a_list_of_dates(changes: dict[str, Any]) -> None:
    record = with_rule(**changes)

    found = expanded(record, FIRST, LAST)

    assert line("RRULE", record) == []
    assert [moment.date() for moment in found] == list(record.rules[0].dates)


def test_even_weeks_go_on_being_even_after_a_year_of_53_weeks() -> None:
    found = expanded(with_rule(frequency=Frequency.EVEN_WEEKS), date(2026, 12, 1), date(2027, 2, 1))

    assert {moment.isocalendar().week % 2 for moment in found} == {0}


def test_time_that_the_clocks_skip_is_an_hour_later() -> None:
    record = with_rule(weekday=6, start_minute=150)

    assert expanded(record, date(2027, 3, 28), date(2027, 3, 29)) == [datetime(2027, 3, 28, 1, 30, tzinfo=UTC)]


def test_time_that_the_clocks_show_twice_is_the_first() -> None:
    record = with_rule(weekday=6, start_minute=150)

    assert expanded(record, date(2026, 10, 25), date(2026, 10, 26)) == [datetime(2026, 10, 25, 0, 30, tzinfo=UTC)]


def test_times_in_utc_need_no_zone() -> None:
    assert line("DTSTART", with_rule(zone="UTC")) == ["DTSTART:20261007T180000Z"]
