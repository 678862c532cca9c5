"""The demo world has every recurrence of docs/glossary.md, every exception, and nothing that never meets by mistake."""

from datetime import timedelta

import pytest
from django.db.models import F, Q

from interchange.records import Access, Attendance, Frequency
from meetings.kinds import TIMELESS, ExceptionKind, MeetingKind
from meetings.models import Meeting, ScheduleException, ScheduleRule
from meetings.schedule import regular_dates
from tests.directory.demo.ground import DEMO_DAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_world")]

A_DAY = 24 * 60
A_YEAR = timedelta(days=366)
MONTHLY = {"frequency": Frequency.MONTHLY_BY_WEEKDAY}
ALL_BUT_LAST = (-2, -3, -4, -5)

RECURRENCES: dict[str, Q] = {
    "every second week": Q(frequency=Frequency.WEEKLY, interval=2),
    "every third week": Q(frequency=Frequency.WEEKLY, interval=3),
    "in even weeks": Q(frequency=Frequency.EVEN_WEEKS),
    "in odd weeks": Q(frequency=Frequency.ODD_WEEKS),
    "on the first and the third of the month": Q(**MONTHLY, ordinals=(1, 3)),
    "on the last one of the month": Q(**MONTHLY, ordinals=(-1,)),
    "on all but the last": Q(**MONTHLY, ordinals=ALL_BUT_LAST, access=Access.CLOSED),
    "on the first Wednesday after the first Monday": Q(**MONTHLY, weekday=2, month_days=tuple(range(3, 10))),
    "once": Q(frequency=Frequency.ONCE, first_on__gt=DEMO_DAY),
    "once, and it is over": Q(frequency=Frequency.ONCE, first_on__lt=DEMO_DAY),
    "several days": Q(frequency=Frequency.ONCE, duration_minutes__gt=2 * A_DAY),
    "on the 15th": Q(frequency=Frequency.MONTHLY_BY_DATE, month_days__has=15),
    "every third month": Q(**MONTHLY, interval=3),
    "in March, June, September and December": Q(months=(3, 6, 9, 12)),
    "in odd months": Q(months=(1, 3, 5, 7, 9, 11)),
    "by appointment": Q(frequency=Frequency.BY_APPOINTMENT),
    "always open": Q(frequency=Frequency.ALWAYS_OPEN, meeting__attendance=Attendance.ONLINE),
    "an open house": Q(meeting__kind=MeetingKind.OPEN_HOUSE, start_minute=15 * 60, duration_minutes=5 * 60),
    "not in July and August": Q(pause_from=701, pause_until=831),
    "not over New Year": Q(pause_from__gt=F("pause_until")),
    "from a day ahead": Q(valid_from__gt=DEMO_DAY),
    "a series with an end": Q(valid_from__lt=DEMO_DAY, valid_until__gt=DEMO_DAY),
    "past midnight": Q(frequency=Frequency.WEEKLY, start_minute__gt=A_DAY - F("duration_minutes")),
    "a marathon past midnight": Q(meeting__kind=MeetingKind.MARATHON, start_minute__gt=A_DAY - F("duration_minutes")),
    "an end that nobody said": Q(frequency=Frequency.WEEKLY, duration_minutes=None),
    "on the clock of another continent": Q(zone__startswith="America/"),
}  # fmt: skip

EXCEPTIONS = {
    "an extra date": Q(kind=ExceptionKind.EXTRA, rule__isnull=False),
    "a cancelled date of a rule": Q(kind=ExceptionKind.CANCELLED, rule__isnull=False),
    "another day": Q(kind=ExceptionKind.MOVED, to_on__isnull=False),
    "another hour": Q(kind=ExceptionKind.MOVED, to_minute__isnull=False, service_body__isnull=False),
    "another building": Q(kind=ExceptionKind.MOVED, to_venue__isnull=False, meeting__isnull=False),
    "a cancelled date of a meeting": Q(kind=ExceptionKind.CANCELLED, meeting__isnull=False),
    "a building for two weeks": Q(venue__isnull=False, in_care_of=None, last_on=F("first_on") + timedelta(days=13)),
    "a building for the groups of one body": Q(venue__isnull=False, in_care_of__isnull=False),
    "a body over Christmas": Q(service_body__isnull=False, first_on__month=12, first_on__day=24, last_on__day=26),
}


@pytest.mark.parametrize("what", RECURRENCES)
def test_demo_meets(what: str) -> None:
    assert ScheduleRule.objects.filter(RECURRENCES[what], meeting__in=Meeting.objects.published()).exists()


@pytest.mark.parametrize("what", EXCEPTIONS)
def test_demo_has_an_exception_that_is(what: str) -> None:
    assert ScheduleException.objects.filter(EXCEPTIONS[what]).exists()


def test_demo_exceptions_all_act_on_a_date() -> None:
    idle = [exception for exception in ScheduleException.objects.all() if not acts(exception)]

    assert idle == []


def acts(exception: ScheduleException) -> bool:
    return ScheduleRule.objects.filter(occurrences__exception=exception).exists()


def test_demo_rules_have_a_date_ahead_or_are_over_on_purpose() -> None:
    rules = ScheduleRule.objects.exclude(frequency__in=TIMELESS).exclude(frequency=Frequency.ONCE, first_on__lt=DEMO_DAY)

    without = [rule for rule in rules if not any(regular_dates(rule.recurrence, DEMO_DAY, DEMO_DAY + A_YEAR))]

    assert without == []
