"""VTIMEZONE: what the clocks of a time zone do, for readers that do not know its name.

Each change of the clocks that comes every year on the same weekday of its month is a rule, the others are listed. The library's
own `Timezone.from_tzid` begins summer time an hour late and ends with a comment.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Component, Timezone, TimezoneDaylight, TimezoneStandard

FIRST_YEAR, LAST_YEAR = 2025, 2040
DAYS_OF_WEEK = 7
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Clock:
    """What a clock is set to: how far from UTC, by which name, and whether that is summer time."""

    offset: timedelta
    name: str
    is_summer_time: bool


@dataclass(frozen=True, slots=True)
class Change:
    """The clocks are changed; `at` is what they showed at that moment before."""

    at: datetime
    before: Clock
    after: Clock


def clock(zone: ZoneInfo, moment: datetime) -> Clock:
    """What the clocks of the zone are set to at a moment."""
    local = moment.astimezone(zone)
    return Clock(local.utcoffset() or timedelta(), local.tzname() or "", bool(local.dst()))


def changes(zone: ZoneInfo) -> Iterator[Change]:
    """Every change of the clocks from the first to the last year."""
    moment, last = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC), datetime(LAST_YEAR + 1, 1, 1, tzinfo=UTC)
    while moment < last:
        before, after = clock(zone, moment), clock(zone, moment + DAY)
        if before != after:
            at = moment_of_change(zone, moment, before)
            yield Change((at + before.offset).replace(tzinfo=None), before, after)
        moment += DAY


def moment_of_change(zone: ZoneInfo, moment: datetime, before: Clock) -> datetime:
    """The minute, within a day, from which the clocks are set otherwise."""
    first, last = 0, DAY // MINUTE
    while first < last:
        middle = (first + last) // 2
        if clock(zone, moment + middle * MINUTE) == before:
            first = middle + 1
        else:
            last = middle
    return moment + first * MINUTE


@lru_cache(maxsize=1024)
def vtimezone(name: str) -> bytes:
    """The component of a time zone, by its IANA name."""
    zone = ZoneInfo(name)
    component = Timezone()
    component.add("TZID", name)
    start = clock(zone, datetime(FIRST_YEAR, 1, 1, tzinfo=UTC))
    component.add_component(observance(start, start, [datetime(FIRST_YEAR, 1, 1)]))  # noqa: DTZ001  # local by its nature
    alike: dict[tuple[Clock, Clock], list[datetime]] = defaultdict(list)
    for change in changes(zone):
        alike[change.before, change.after].append(change.at)
    for (before, after), times in alike.items():
        component.add_component(observance(before, after, times))
    return bytes(component.to_ical())


def observance(before: Clock, after: Clock, times: list[datetime]) -> Component:
    """From these local times on the clocks are set so, in place of what was before."""
    component = TimezoneDaylight() if after.is_summer_time else TimezoneStandard()
    component.add("DTSTART", times[0])
    component.add("TZOFFSETFROM", before.offset)
    component.add("TZOFFSETTO", after.offset)
    component.add("TZNAME", after.name)
    ordinal = yearly_ordinal(times)
    if ordinal:
        byday = f"{ordinal}{WEEKDAYS[times[0].weekday()]}"
        component.add("RRULE", {"FREQ": "YEARLY", "BYMONTH": times[0].month, "BYDAY": byday})
    elif times[1:]:
        component.add("RDATE", times[1:])
    return component


def yearly_ordinal(times: list[datetime]) -> int:
    """Which of its weekdays in the month these times are, in every year to the last: −1 for the last one; 0 where that differs."""
    years = list(range(times[0].year, LAST_YEAR + 1))
    if [one.year for one in times] != years or len({(one.month, one.weekday(), one.time()) for one in times}) > 1:
        return 0
    places = {(one.day - 1) // DAYS_OF_WEEK + 1 for one in times}
    if all((one + timedelta(days=DAYS_OF_WEEK)).month != one.month for one in times):
        return -1
    return places.pop() if len(places) == 1 else 0
