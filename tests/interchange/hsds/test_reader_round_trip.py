"""Our own schedules come back as the same rules, as far as HSDS can say them."""

from datetime import date
from typing import Any

import pytest

from interchange.hsds.schedules_in import read_schedule
from interchange.records import ChangedDate, Frequency, MeetingRecord, Recurrence
from tests.interchange.feeds import TODAY
from tests.interchange.hsds.written import schedules, with_rule

ZONE_WORDS = "Times are those of {zone}."

SAYABLE: dict[str, dict[str, Any]] = {
    "weekly": {},
    "fortnightly": {"interval": 2, "first_on": date(2026, 11, 25)},
    "until": {"valid_until": date(2027, 6, 30)},
    "from": {"valid_from": date(2026, 12, 2)},
    "ordinals": {"frequency": Frequency.MONTHLY_BY_WEEKDAY, "ordinals": (1, 3)},
    "last": {"frequency": Frequency.MONTHLY_BY_WEEKDAY, "ordinals": (-1,)},
    "window": {"frequency": Frequency.MONTHLY_BY_WEEKDAY, "month_days": (3, 4, 5, 6, 7, 8, 9)},
    "by date": {"frequency": Frequency.MONTHLY_BY_DATE, "weekday": None, "month_days": (15, 28)},
    "once": {"frequency": Frequency.ONCE, "weekday": None, "first_on": date(2026, 12, 24)},
    "in New York": {"zone": "America/New_York"},
}


def come_back(record: MeetingRecord) -> list[Recurrence]:
    """The rules that the schedules of a meeting are read as."""
    found = [read_schedule(schedule, "Europe/Bratislava", TODAY) for schedule in schedules(record, clock=ZONE_WORDS)[0]]
    assert [each.unread for each in found if each.unread] == []
    return [rule for each in found for rule in each.rules]


@pytest.mark.parametrize("name", SAYABLE)
def test_a_rule_comes_back_as_it_was(name: str) -> None:
    record = with_rule(**SAYABLE[name])

    assert come_back(record) == [record.rules[0].recurrence]


def test_always_open_comes_back() -> None:
    (recurrence,) = come_back(with_rule(frequency=Frequency.ALWAYS_OPEN, weekday=None, start_minute=None, duration_minutes=None))

    assert (recurrence.frequency, recurrence.start_minute) == (Frequency.ALWAYS_OPEN, None)


def test_by_appointment_comes_back() -> None:
    (recurrence,) = come_back(with_rule(frequency=Frequency.BY_APPOINTMENT, weekday=None, start_minute=None, duration_minutes=None))

    assert (recurrence.frequency, recurrence.weekday) == (Frequency.BY_APPOINTMENT, None)


def test_a_cancelled_date_comes_back_as_two_stretches_without_it() -> None:
    found = come_back(with_rule(ChangedDate(regular_on=date(2026, 12, 9), starts_at=None)))

    assert [(each.valid_until, each.valid_from) for each in found] == [(date(2026, 12, 2), None), (None, date(2026, 12, 16))]
