"""What a coordinator may enter as an exception, and that what is entered twice is told once."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from history.actions import delete
from interchange.records import Frequency
from meetings.actions import save_exception
from meetings.index import AHEAD
from meetings.kinds import ExceptionKind
from meetings.models import Occurrence, ScheduleException, ScheduleRule
from tests.meetings.world import ROAD, make_meeting, make_rule, make_venue

pytestmark = pytest.mark.django_db

WEEK = timedelta(days=7)


def next_date(rule: ScheduleRule) -> date:
    today = timezone.localdate()
    return today + timedelta(days=((rule.weekday or 0) - today.weekday() - 1) % 7 + 1)


def enter(rule: ScheduleRule, kind: ExceptionKind, first: date, last: date | None = None, **fields: Any) -> ScheduleException:
    exception = ScheduleException(rule=rule, kind=kind, first_on=first, last_on=last or first, **fields)
    return save_exception(exception, by=None, source=ROAD)


def told(rule: ScheduleRule) -> list[tuple[date, str, int | None]]:
    """The index rows: on which date, what, and by which exception."""
    rows = Occurrence.objects.filter(rule=rule).order_by("epoch_minute", "status")
    return list(rows.values_list("local_date", "status", "exception"))


def test_an_extra_date_entered_twice_is_told_once_as_entered_last() -> None:
    rule = make_rule(make_meeting())
    day = next_date(rule) + timedelta(days=2)
    enter(rule, ExceptionKind.EXTRA, day)

    again = enter(rule, ExceptionKind.EXTRA, day)

    assert told(rule) == [(day, "extra", again.pk)]


def test_an_extra_date_entered_twice_stays_when_one_is_taken_back() -> None:
    rule = make_rule(make_meeting())
    day = next_date(rule) + timedelta(days=2)
    first = enter(rule, ExceptionKind.EXTRA, day)
    again = enter(rule, ExceptionKind.EXTRA, day)

    delete(again, by=None, source=ROAD)

    assert told(rule) == [(day, "extra", first.pk)]


def test_two_dates_moved_to_one_moment_are_told_once_as_entered_last() -> None:
    rule = make_rule(make_meeting())
    day = next_date(rule)
    friday = day + timedelta(days=10)
    later = enter(rule, ExceptionKind.MOVED, day + WEEK, to_on=friday)

    sooner = enter(rule, ExceptionKind.MOVED, day, to_on=friday)

    assert told(rule) == [
        (day, "cancelled", sooner.pk),
        (day + WEEK, "cancelled", later.pk),
        (friday, "moved", sooner.pk),
        (day + 2 * WEEK, "scheduled", None),
    ]


def test_a_date_of_long_ago_moved_to_next_week_and_then_cancelled_stays_cancelled() -> None:
    rule = make_rule(make_meeting())
    day = next_date(rule) - 10 * WEEK
    enter(rule, ExceptionKind.MOVED, day, to_on=timezone.localdate() + timedelta(days=3))

    enter(rule, ExceptionKind.CANCELLED, day)

    assert [status for _day, status, _by in told(rule) if status == "moved"] == []


def test_a_date_moved_to_another_venue_twice_is_told_at_the_last() -> None:
    rule = make_rule(make_meeting())
    day = next_date(rule)
    enter(rule, ExceptionKind.MOVED, day, to_venue=make_venue())
    chosen = make_venue()

    enter(rule, ExceptionKind.MOVED, day, to_venue=chosen)

    assert list(Occurrence.objects.filter(status="moved").values_list("local_date", "venue")) == [(day, chosen.pk)]


TOO_LONG = "An exception lasts a year at most."
TOO_FAR = "A date moves by a year at most."
TOO_ODD = "Give a date between the years 2000 and 2100."


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"last_on": date(9999, 12, 31)}, TOO_LONG),
        ({"last_on": date(2199, 12, 31)}, TOO_LONG),
        ({"last_on": date(2027, 11, 26)}, TOO_LONG),
        ({"first_on": date(9999, 12, 31), "last_on": date(9999, 12, 31)}, TOO_ODD),
        ({"first_on": date(1, 1, 1), "last_on": date(1, 1, 1)}, TOO_ODD),
        ({"kind": "moved", "to_on": date(9999, 12, 31)}, TOO_FAR),
        ({"kind": "moved", "to_on": date(2027, 11, 26)}, TOO_FAR),
        ({"kind": "moved", "to_on": date(2025, 11, 22)}, TOO_FAR),
    ],
)
def test_an_exception_beyond_its_bounds_is_refused_in_plain_words(fields: dict[str, Any], message: str) -> None:
    usual = {"kind": "cancelled", "first_on": date(2026, 11, 24), "last_on": date(2026, 11, 24)}
    exception = ScheduleException(rule=make_rule(make_meeting()), **{**usual, **fields})

    with pytest.raises(ValidationError) as refused:
        save_exception(exception, by=None, source=ROAD)

    assert refused.value.messages == [message]
    with pytest.raises(IntegrityError), transaction.atomic():
        exception.save()


@pytest.mark.parametrize(
    "fields",
    [
        {"last_on": date(2027, 11, 25)},
        {"kind": "moved", "to_on": date(2027, 11, 25)},
        {"kind": "moved", "to_on": date(2025, 11, 23)},
        {"first_on": date(2000, 1, 1), "last_on": date(2000, 1, 1)},
        {"first_on": date(2100, 12, 31), "last_on": date(2101, 12, 31)},
    ],
)
def test_an_exception_at_its_bounds_is_kept(fields: dict[str, Any]) -> None:
    usual = {"kind": "cancelled", "first_on": date(2026, 11, 24), "last_on": date(2026, 11, 24)}

    kept = save_exception(ScheduleException(rule=make_rule(make_meeting()), **{**usual, **fields}), by=None, source=ROAD)

    assert ScheduleException.objects.get() == kept


MANY_DATES: list[dict[str, Any]] = [
    {"frequency": Frequency.WEEKLY},
    {"frequency": Frequency.WEEKLY, "valid_from": date(2020, 1, 1)},
    {"frequency": Frequency.MONTHLY_BY_DATE, "weekday": None, "month_days": tuple(range(1, 32))},
]


@pytest.mark.parametrize("fields", MANY_DATES)
def test_an_exception_years_ahead_adds_only_the_dates_around_it(fields: dict[str, Any]) -> None:
    rule = make_rule(make_meeting(), **fields)
    before = told(rule)
    first = next_date(rule) + 260 * WEEK

    closure = enter(rule, ExceptionKind.CANCELLED, first, first + WEEK)

    added = [row for row in told(rule) if row not in before]
    assert {day for day, status, _by in added if status == "cancelled"} >= {first, first + WEEK}
    assert [by for _day, status, by in added if status == "cancelled"] == [closure.pk] * (len(added) - 1)
    assert [row for row in added if row[1] == "scheduled"] == [added[-1]]
    assert [row for row in added if row[0] <= timezone.localdate() + AHEAD] == []


def test_a_year_long_exception_years_ahead_is_a_year_of_rows() -> None:
    rule = make_rule(make_meeting())
    first = next_date(rule) + 260 * WEEK

    enter(rule, ExceptionKind.CANCELLED, first, first + timedelta(days=366))

    assert len(told(rule)) == 53 + 1


def test_a_rule_that_begins_at_the_end_of_time_has_no_dates_yet() -> None:
    rule = make_rule(make_meeting(), weekday=3, valid_from=date(9999, 12, 31))

    assert told(rule) == []


def test_a_venue_to_which_a_date_moves_is_protected_by_the_exception_alone() -> None:
    rule = make_rule(make_meeting())
    elsewhere = make_venue()
    moved = enter(rule, ExceptionKind.MOVED, next_date(rule), to_venue=elsewhere)

    with pytest.raises(ProtectedError) as refused:
        delete(elsewhere, by=None, source=ROAD)

    assert refused.value.protected_objects == {moved}


def test_a_venue_is_free_once_no_date_moves_there() -> None:
    rule = make_rule(make_meeting())
    elsewhere = make_venue()
    delete(enter(rule, ExceptionKind.MOVED, next_date(rule), to_venue=elsewhere), by=None, source=ROAD)

    delete(elsewhere, by=None, source=ROAD)

    assert told(rule) == []
