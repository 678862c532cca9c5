"""Our own calendars come back as the same rules, as far as a calendar can say them."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice

import pytest

from interchange.icalendar.reader import read
from interchange.icalendar.rules_in import dates
from interchange.records import ChangedDate, Frequency, MeetingRecord, Recurrence, RuleRecord
from tests.interchange.feeds import OPTIONS, TODAY, records
from tests.interchange.icalendar.calendars import UID, written
from tests.interchange.listings import meeting, rule

SAYABLE = {
    "weekly": rule(),
    "fortnightly": rule(interval=2, first_on=date(2026, 11, 25)),
    "until": rule(valid_until=date(2027, 6, 30)),
    "ordinals": rule(frequency=Frequency.MONTHLY_BY_WEEKDAY, ordinals=(1, 3)),
    "last": rule(frequency=Frequency.MONTHLY_BY_WEEKDAY, ordinals=(-1,)),
    "months": rule(frequency=Frequency.MONTHLY_BY_WEEKDAY, ordinals=(1,), months=(1, 12)),
    "window": rule(frequency=Frequency.MONTHLY_BY_WEEKDAY, month_days=(3, 4, 5, 6, 7, 8, 9)),
    "by date": rule(frequency=Frequency.MONTHLY_BY_DATE, weekday=None, month_days=(15, 28)),
    "every other month": rule(frequency=Frequency.MONTHLY_BY_WEEKDAY, ordinals=(-1,), interval=2, first_on=date(2026, 11, 25)),
}


def dated(given: RuleRecord, *changes: ChangedDate, uid: str = UID) -> RuleRecord:
    """A rule with the dates of a season, as those who write calendars are handed it."""
    return replace(given, uid=uid, dates=tuple(islice(season(given.recurrence), 50)), changes=changes)


def season(recurrence: Recurrence) -> Iterator[date]:
    """The dates of a rule that lie before its end."""
    return (day for day in dates(recurrence, TODAY) if recurrence.valid_until is None or day <= recurrence.valid_until)


def come_back(*rules: RuleRecord) -> MeetingRecord:
    """The record that our calendar of a meeting is read as."""
    (record,) = records(read(io.BytesIO(written(meeting(*rules))[0]), options=OPTIONS))
    return record


@pytest.mark.parametrize("name", SAYABLE)
def test_a_rule_comes_back_as_it_was(name: str) -> None:
    record = come_back(dated(SAYABLE[name]))

    assert [each.recurrence for each in record.rules] == [SAYABLE[name].recurrence]


def test_all_rules_of_a_meeting_come_back_as_one_meeting() -> None:
    given = [dated(each, uid=f"{number:02}") for number, each in enumerate(SAYABLE.values())]

    record = come_back(*given)

    assert [each.recurrence for each in record.rules] == [each.recurrence for each in given]
    assert record.key == "00"


def test_cancelled_and_moved_dates_come_back() -> None:
    first, second, third = islice(dates(rule().recurrence, TODAY), 3)
    moved_to = datetime.combine(third + timedelta(days=1), datetime.min.time(), UTC) + timedelta(hours=17)
    changes = (ChangedDate(regular_on=second, starts_at=None), ChangedDate(regular_on=third, starts_at=moved_to))

    record = come_back(dated(rule(), *changes))

    assert [each.recurrence for each in record.rules] == [rule().recurrence]
    assert record.rules[0].changes == changes
    assert first < second


def test_even_weeks_come_back_as_the_dates_that_were_listed() -> None:
    record = come_back(replace(rule(frequency=Frequency.EVEN_WEEKS), uid=UID, dates=(date(2026, 11, 25), date(2026, 12, 9))))

    assert [(each.recurrence.frequency, each.recurrence.first_on) for each in record.rules] == [
        (Frequency.ONCE, date(2026, 11, 25)),
        (Frequency.ONCE, date(2026, 12, 9)),
    ]


def test_the_place_comes_back() -> None:
    venue = come_back(dated(rule())).venue

    assert venue
    assert (venue.city, venue.postal_code, venue.country) == ("Bratislava", "811 06", "SK")
    assert (venue.latitude, venue.longitude) == (48.14816, 17.10674)
