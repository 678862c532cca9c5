"""When a rule meets: rule, exceptions and a span of dates in, dates out. Pure; the time comes in as an argument.

Wall-clock time and zone are the truth and UTC is computed: a time in the DST gap moves forward, a doubled time is its first.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import IntEnum, StrEnum
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import MONTHLY, WEEKLY, rrule
from dateutil.rrule import weekday as rrule_weekday

from interchange.records import Frequency, Recurrence

DAY = timedelta(days=1)


class Status(StrEnum):
    """What became of a date."""

    SCHEDULED = "scheduled"
    CANCELLED = "cancelled"
    MOVED = "moved"
    EXTRA = "extra"


class Nearness(IntEnum):
    """What an exception hangs on; the nearest to the rule decides."""

    RULE = 0
    MEETING = 1
    VENUE = 2
    SERVICE_BODY = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """An exception as a value; the fields are those of `ScheduleException`. `entered` grows with each one entered."""

    status: Status
    first_on: date
    last_on: date
    nearness: Nearness = Nearness.RULE
    entered: int = 0
    to_on: date | None = None
    to_minute: int | None = None
    to_venue: int | None = None

    def covers(self, day: date) -> bool:
        return self.first_on <= day <= self.last_on


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingDate:
    """One date. `local_date` and `starts_at` are those on which it takes place; `regular_date` is the one the rule gave it."""

    local_date: date
    starts_at: datetime
    ends_at: datetime | None
    status: Status = Status.SCHEDULED
    regular_date: date
    deviation: Deviation | None = None

    @property
    def takes_place(self) -> bool:
        return self.status is not Status.CANCELLED


@lru_cache(maxsize=1024)
def zone_info(name: str) -> ZoneInfo:
    """A time zone by its IANA name."""
    return ZoneInfo(name)


def instant(day: date, minute: int, zone: str) -> datetime:
    """The moment, in UTC, at which a wall clock in `zone` shows `minute` minutes after midnight on `day`."""
    wall = datetime.combine(day, time(*divmod(minute, 60)), tzinfo=zone_info(zone))  # fold=0: of a doubled time the first
    return wall.astimezone(UTC)


def in_pause(day: date, rule: Recurrence) -> bool:
    """Whether the day is in the yearly pause, which may run over New Year."""
    if rule.pause_from is None or rule.pause_until is None:
        return False
    month_day = day.month * 100 + day.day
    if rule.pause_from <= rule.pause_until:
        return rule.pause_from <= month_day <= rule.pause_until
    return month_day >= rule.pause_from or month_day <= rule.pause_until


def regular_dates(rule: Recurrence, first: date, last: date) -> Iterator[date]:
    """The local dates of a rule from `first` to `last`, both included, in order, without exceptions."""
    first = max(day for day in (first, rule.valid_from, rule.first_on) if day)
    last = min(day for day in (last, rule.valid_until) if day)
    if first > last:
        return
    for day in pattern(rule, first, last):
        if first <= day <= last and not in_pause(day, rule):
            yield day


def pattern(rule: Recurrence, first: date, last: date) -> Iterable[date]:
    """The dates that the frequency alone gives."""
    match rule.frequency:
        case Frequency.ONCE:
            return [rule.first_on] if rule.first_on else []
        case Frequency.WEEKLY if rule.interval == 1:
            return weekly(rule, first, last)
        case Frequency.EVEN_WEEKS:
            return (day for day in weekly(rule, first, last) if day.isocalendar().week % 2 == 0)
        case Frequency.ODD_WEEKS:
            return (day for day in weekly(rule, first, last) if day.isocalendar().week % 2 == 1)
        case Frequency.WEEKLY | Frequency.MONTHLY_BY_WEEKDAY | Frequency.MONTHLY_BY_DATE:
            return by_rrule(rule, first, last)
        case _:
            return []


def weekly(rule: Recurrence, first: date, last: date) -> Iterator[date]:
    """Every date of the rule's weekday, in the months it allows."""
    if rule.weekday is None:
        return
    day = first + timedelta(days=(rule.weekday - first.weekday()) % 7)
    while day <= last:
        if not rule.months or day.month in rule.months:
            yield day
        day += timedelta(days=7)


def by_rrule(rule: Recurrence, first: date, last: date) -> Iterator[date]:
    """RFC 5545 recurrences. Where the interval is above 1, the weeks or months are counted from `first_on`."""
    anchor = rule.first_on if rule.interval > 1 and rule.first_on else first.replace(day=1)
    parts: dict[str, Any] = {"bymonth": rule.months or None, "bymonthday": rule.month_days or None}
    if rule.frequency is Frequency.WEEKLY:
        anchor -= timedelta(days=anchor.weekday())
    else:
        anchor = anchor.replace(day=1)
    if rule.weekday is not None:
        parts["byweekday"] = [rrule_weekday(rule.weekday, ordinal) for ordinal in rule.ordinals] or rrule_weekday(rule.weekday)
    found = rrule(
        WEEKLY if rule.frequency is Frequency.WEEKLY else MONTHLY,
        dtstart=datetime.combine(anchor, time()),
        until=datetime.combine(last, time()),
        interval=rule.interval,
        **parts,
    )
    return (moment.date() for moment in found)


def deciding(deviations: Iterable[Deviation], day: date) -> Deviation | None:
    """The exception that holds for a regular date: the nearest to the rule, then the latest entered."""
    found = [one for one in deviations if one.status is not Status.EXTRA and one.covers(day)]
    return min(found, key=lambda one: (one.nearness, -one.entered), default=None)


def dated(rule: Recurrence, day: date, regular_date: date, minute: int, **what: Any) -> MeetingDate:
    """A date with its moments; the duration is elapsed time."""
    starts_at = instant(day, minute, rule.zone)
    ends_at = starts_at + timedelta(minutes=rule.duration_minutes) if rule.duration_minutes else None
    return MeetingDate(local_date=day, starts_at=starts_at, ends_at=ends_at, regular_date=regular_date, **what)


def meeting_dates(rule: Recurrence, deviations: Iterable[Deviation], first: date, last: date) -> list[MeetingDate]:
    """What becomes of every regular date from `first` to `last`, and the extra dates in between, in order of time.

    A moved date comes as moved, at its new time, if its regular date lies in the span or its new one does. An extra date adds
    nothing where one takes place at its moment already; of two the one entered last is told.
    """
    if rule.start_minute is None:
        return []
    known = list(deviations)
    came_from_outside = {one.first_on for one in known if one.to_on and first <= one.to_on <= last}
    dates = [*regular_dates(rule, first, last)]
    dates += [day for day in came_from_outside if not first <= day <= last and [*regular_dates(rule, day, day)]]
    found = [settled(rule, day, deciding(known, day)) for day in dates]
    taken = {one.starts_at for one in found if one.takes_place}
    for one in sorted(known, key=lambda one: -one.entered):
        if one.status is Status.EXTRA and first <= one.first_on <= last:
            extra = settled(rule, one.first_on, one)
            if extra.starts_at not in taken:
                taken.add(extra.starts_at)
                found.append(extra)
    return sorted(found, key=lambda one: (one.starts_at, one.status))


def settled(rule: Recurrence, day: date, deviation: Deviation | None) -> MeetingDate:
    """A date as its exception leaves it."""
    minute = rule.start_minute or 0
    if deviation is None:
        return dated(rule, day, day, minute)
    if deviation.to_minute is not None:
        minute = deviation.to_minute
    return dated(rule, deviation.to_on or day, day, minute, status=deviation.status, deviation=deviation)


def upcoming(rule: Recurrence, deviations: Iterable[Deviation], *, after: datetime, days: int = 366) -> Iterator[MeetingDate]:
    """The dates that start after a moment, or are still in progress then, cancelled ones too."""
    today = after.astimezone(zone_info(rule.zone)).date()
    longest = timedelta(minutes=rule.duration_minutes or 0)
    for one in meeting_dates(rule, deviations, today - longest - DAY, today + timedelta(days=days)):
        if one.starts_at >= after or (one.ends_at and one.ends_at > after):
            yield one
