"""Which moments a search asks for, and which local times these are in each time zone. Pure; `now` comes in as an argument.

Local dates are those of the venue's zone for meetings in person, and of the visitor's for online ones, so the same search asks for
other moments in each zone.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from math import ceil

from meetings.schedule import DAY, instant, zone_info

GRACE = timedelta(minutes=10)  # one may still come to a meeting that has just begun
SOON = timedelta(hours=2)
WEEK = timedelta(days=7)
HORIZON = timedelta(days=366)
HORIZON_WITH_TIMES = 62  # with from/until each day is a span of its own; two months reach every monthly meeting
DAY_MINUTES = 24 * 60
SATURDAY = 5


class When(StrEnum):
    NOW = "now"
    SOON = "soon"
    TODAY = "today"
    TOMORROW = "tomorrow"
    WEEKEND = "weekend"
    WEEK = "week"
    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"
    ANY = "any"


WEEKDAYS = (When.MON, When.TUE, When.WED, When.THU, When.FRI, When.SAT, When.SUN)


@dataclass(frozen=True, slots=True)
class Span:
    """From a moment (included) to a moment (not included), in UTC."""

    begin: datetime
    end: datetime

    def intersection(self, other: "Span") -> "Span | None":
        begin, end = max(self.begin, other.begin), min(self.end, other.end)
        return Span(begin, end) if begin < end else None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a search says about time."""

    when: When = When.WEEK
    on: date | None = None
    earliest: time | None = None
    latest: time | None = None

    @property
    def is_any_time(self) -> bool:
        """Whether meetings without a time can be an answer: those by appointment have none."""
        return not (self.on or self.earliest or self.latest) and self.when in {When.WEEK, When.ANY}

    @property
    def is_the_same_everywhere(self) -> bool:
        """Whether it asks for the same moments in each time zone, not for days or hours of its clock."""
        is_from_now = self.when in {When.NOW, When.SOON, When.WEEK, When.ANY}
        return is_from_now and self.on is None and self.earliest is None and self.latest is None

    @property
    def keeps_running(self) -> bool:
        """Whether every meeting in progress is an answer, not only those that have just begun."""
        return self.when is When.NOW and self.on is None


def spans(asked: Asked, *, now: datetime, zone: str) -> list[Span]:
    """The moments asked for, as a reader of the clock in `zone` understands the question; in order of time."""
    if asked.on is not None:
        day = day_span(asked.on, asked, zone)
        begin = max(day.begin, now - GRACE)  # what is over is no answer
        return [Span(begin, day.end)] if begin < day.end else []
    length = {When.NOW: timedelta(minutes=1), When.SOON: SOON, When.ANY: HORIZON}.get(asked.when, WEEK)
    whole = Span(now - GRACE, now + length)
    if asked.is_the_same_everywhere:
        return [whole]
    parts = (day_span(day, asked, zone).intersection(whole) for day in days_asked(asked, now.astimezone(zone_info(zone)).date()))
    return [part for part in parts if part]


def days_asked(asked: Asked, today: date) -> Iterator[date]:
    """The local dates that may hold an answer; yesterday too, whose hours may reach past midnight into today."""
    for ahead in range(-1, HORIZON_WITH_TIMES if asked.when is When.ANY else 8):
        day = today + timedelta(days=ahead)
        if is_day_asked(asked.when, day, today):
            yield day


def is_day_asked(when: When, day: date, today: date) -> bool:
    """Whether a date is one of those that the word means today."""
    match when:
        case When.TODAY:
            return day == today
        case When.TOMORROW:
            return day == today + DAY
        case When.WEEKEND:
            sunday = today + timedelta(days=6 - today.weekday())
            return max(today, sunday - DAY) <= day <= sunday
        case _ if when in WEEKDAYS:
            return day.weekday() == WEEKDAYS.index(when)
        case _:
            return True


def day_span(day: date, asked: Asked, zone: str) -> Span:
    """A local day, or the hours of it that are asked for; `latest` before `earliest` reaches into the next day."""
    first = asked.earliest.hour * 60 + asked.earliest.minute if asked.earliest else 0
    last = asked.latest.hour * 60 + asked.latest.minute + 1 if asked.latest else DAY_MINUTES
    if asked.earliest and asked.latest and asked.latest < asked.earliest:
        last += DAY_MINUTES
    end_day, end_minute = day + timedelta(days=last // DAY_MINUTES), last % DAY_MINUTES
    return Span(instant(day, first, zone), instant(end_day, end_minute, zone))


@dataclass(frozen=True, slots=True)
class Slot:
    """Local minutes of one weekday, first to last included, and what to add to a minute to get minutes since 1970 in UTC."""

    weekday: int
    first_minute: int
    last_minute: int
    base: int


def epoch_minute(moment: datetime) -> int:
    """Minutes since 1970 in UTC."""
    return int(moment.timestamp() // 60)


def slots(span: Span, zone: str) -> list[Slot]:
    """The local times in `zone` whose moments lie in a span, in order of time; a date on which the clock changes is cut there."""
    found = []
    day = span.begin.astimezone(zone_info(zone)).date() - DAY  # on the date before, a time in the gap may lie in the span
    while instant(day, 0, zone) < span.end:
        for slot in day_slots(day, zone):
            first = max(slot.first_minute, ceil(span.begin.timestamp() / 60) - slot.base)
            last = min(slot.last_minute, ceil(span.end.timestamp() / 60) - 1 - slot.base)
            if first <= last:
                found.append(Slot(slot.weekday, first, last, slot.base))
        day += DAY
    return found


def day_slots(day: date, zone: str) -> list[Slot]:
    """A local date as one slot, or as two where the clock changes on it."""
    bases = (epoch_minute(instant(day, 0, zone)), epoch_minute(instant(day, DAY_MINUTES - 1, zone)) - (DAY_MINUTES - 1))
    if bases[0] == bases[1]:
        return [Slot(day.weekday(), 0, DAY_MINUTES - 1, bases[0])]
    change = next(minute for minute in range(DAY_MINUTES) if epoch_minute(instant(day, minute, zone)) - minute != bases[0])
    return [Slot(day.weekday(), 0, change - 1, bases[0]), Slot(day.weekday(), change, DAY_MINUTES - 1, bases[1])]


@dataclass(frozen=True, slots=True)
class WeekSlot:
    """Local minutes of the week since Monday 00:00, first to last included, and what makes of one a minute since 1970 in UTC."""

    first: int
    last: int
    base: int


def week_slots(parts: Iterable[Slot]) -> list[WeekSlot]:
    """Slots of single days as stretches of the week, those that touch as one."""
    found: list[WeekSlot] = []
    for slot in parts:
        monday = slot.weekday * DAY_MINUTES
        one = WeekSlot(monday + slot.first_minute, monday + slot.last_minute, slot.base - monday)
        if found and found[-1].last + 1 == one.first and found[-1].base == one.base:
            one = WeekSlot(found.pop().first, one.last, one.base)
        found.append(one)
    return found


@dataclass(frozen=True, slots=True)
class Times:
    """What a search asks of the rules of some zones: moments, and the local times that these are.

    `running` are the local times before a span, with the minute at which what started then has to be still in progress: that of
    the span's begin, or `now`.
    """

    now: datetime
    spans: tuple[Span, ...]
    slots: tuple[Slot, ...]
    running: tuple[tuple[Slot, int], ...]


TimesByZone = dict[Times, list[str]]


@lru_cache(maxsize=64)
def times_by_zone(asked: Asked, *, now: datetime, zones: tuple[str, ...], reader_zone: str = "") -> TimesByZone:
    """The zones in which rules are kept, grouped by what is asked of them. With `reader_zone` days are those of the reader."""
    found: TimesByZone = {}
    for alike in with_the_same_clock(zones, now.date(), asked.when, asked.on):
        times = times_in(alike[0], asked, now, reader_zone)
        found.setdefault(times, []).extend(alike)
    return found


def times_in(zone: str, asked: Asked, now: datetime, reader_zone: str) -> Times:
    """What is asked of the rules of one zone."""
    week = Span(now - WEEK, now + WEEK)  # a plainly weekly rule says in one week all that it has to say
    moments = spans(asked, now=now, zone=reader_zone or zone)
    near = [part for part in (span.intersection(week) for span in moments) if part] if asked.on is None else moments
    return Times(
        now=now,
        spans=tuple(moments),
        slots=tuple(slot for span in near for slot in slots(span, zone)),
        running=tuple(
            (slot, ceil(max(span.begin, now).timestamp() / 60))
            for span in near
            for slot in slots(Span(span.begin - DAY, span.begin), zone)
        ),
    )


@lru_cache(maxsize=64)
def with_the_same_clock(zones: tuple[str, ...], today: date, when: When, on: date | None) -> list[list[str]]:
    """Zones that show the same time on all days that a search may be about; one that changes its clock then stands alone."""
    reach = HORIZON_WITH_TIMES if when is When.ANY else 8
    days = [today + timedelta(days=ahead) for ahead in range(-9, reach + 2)]
    if on is not None:
        days += [on + timedelta(days=ahead) for ahead in range(-3, 4)]
    groups: dict[object, list[str]] = {}
    for zone in zones:
        offsets = {utc_offset(zone, day) for day in days}
        groups.setdefault(offsets.pop() if len(offsets) == 1 else zone, []).append(zone)
    return list(groups.values())


@lru_cache(maxsize=100_000)
def utc_offset(zone: str, day: date) -> timedelta:
    """How far the clock of a zone is ahead of UTC when a day begins in UTC."""
    return datetime.combine(day, time(), tzinfo=UTC).astimezone(zone_info(zone)).utcoffset() or timedelta()
