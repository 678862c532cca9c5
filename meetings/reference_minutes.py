"""The times that a search asks for, in minutes that an index finds.

Clocks change, so an index cannot hold a local time in UTC. It holds the *reference minute*: the local minute of the week, in UTC by
the offset that the zone had on one fixed day (docs/adr/0007-search-at-a-million.md).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from meetings.windows import DAY_MINUTES, Slot, Times, TimesByZone, WeekSlot, epoch_minute, utc_offset, week_slots

WEEK_MINUTES = 7 * DAY_MINUTES
LONG_MINUTES = 3 * 60  # few meetings last longer: a search of what is on now looks no further back for the others
MinuteRange = tuple[int, int]  # first to last, both included
MinutesByZone = dict[MinuteRange, list[str]]  # the zones for which they are asked
REFERENCE_DAY = date(2026, 1, 15)


def reference_minute(week_minute: int, zone: str) -> int:
    """A local minute of the week as one in UTC, by the offset that the zone had on a certain day: wrong by an hour for half of the
    year, but the same for ever, so that it can be an index."""
    return (week_minute - reference_offset(zone)) % WEEK_MINUTES


def reference_offset(zone: str) -> int:
    """By how many minutes the clock of a zone was ahead of UTC on that day."""
    return int(utc_offset(zone, REFERENCE_DAY).total_seconds() // 60)


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """Reference minutes, first to last included, at which something may start, and what makes of one a minute since 1970 in UTC.
    Where there is a minute that it has to last until, what starts in them starts before what is asked for."""

    lasts_until: int
    base: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Clock:
    """What a search asks of all zones whose clocks are now as far from where they were on the reference day: stretches of the week,
    and moments as (first minute, the minute after the last, minute until which an earlier date has to last)."""

    week: tuple[Stretch, ...]
    dates: tuple[tuple[int, int, int], ...]


ZonesByClock = dict[Clock, list[str]]


def clocks(by_zone: TimesByZone) -> ZonesByClock:
    """The zones, grouped by what is asked of their entries: where it is the same moments everywhere, two or three groups."""
    found: ZonesByClock = {}
    for times, zones in by_zone.items():
        dates = tuple(
            (epoch_minute(one.begin), epoch_minute(one.end), epoch_minute(max(one.begin, times.now))) for one in times.spans
        )
        for offset, alike in groupby(sorted(zones, key=reference_offset), key=reference_offset):
            found.setdefault(Clock(tuple(stretches(times, offset)), dates), []).extend(alike)
    return found


def stretches(times: Times, offset: int) -> list[Stretch]:
    """What is asked of the weekly entries of a zone that was so far ahead of UTC on the reference day."""
    parts: dict[int, list[Slot]] = {0: list(times.slots)}
    for slot, minute in times.running:
        parts.setdefault(minute, []).append(slot)
    merged: list[Stretch] = []
    for one in sorted(
        one for until, slots in parts.items() for slot in week_slots(slots) for one in in_one_week(slot, offset, until)
    ):
        before = merged[-1] if merged else None
        if before and (before.lasts_until, before.base, before.last + 1) == (one.lasts_until, one.base, one.first):
            merged[-1] = Stretch(one.lasts_until, one.base, before.first, one.last)
        else:
            merged.append(one)
    return merged


def in_one_week(slot: WeekSlot, offset: int, lasts_until: int) -> Iterator[Stretch]:
    """A stretch of the local week, which may reach over Sunday midnight in UTC, as one or two that do not."""
    for moved in (-WEEK_MINUTES, 0, WEEK_MINUTES):
        first, last = max(0, slot.first - offset + moved), min(WEEK_MINUTES - 1, slot.last - offset + moved)
        if first <= last:
            yield Stretch(lasts_until, slot.base + offset - moved, first, last)


@dataclass(frozen=True, slots=True)
class Minutes:
    """The times that a search asks for, coarsely: reference minutes of the week at which something may start, and at which
    what is still in progress may have started; the first and last minute since 1970; and how far back what does not last long may
    have started. Where the minutes of the week are asked for zone by zone, `by_zone` has them."""

    week: list[MinuteRange]
    running: list[MinuteRange]
    dates: MinuteRange
    reach: int
    by_zone: "MinutesByZone | None" = None

    @property
    def is_whole_week(self) -> bool:
        return self.week == [(0, WEEK_MINUTES - 1)]


def minutes(asked: Iterable[Clock], until: int | None, *, keeps_running: bool, by_zone: MinutesByZone | None = None) -> Minutes:
    """The times of all clocks together, up to a minute since 1970."""
    week = {one for clock in asked for one in clock.week}
    dates = [date for clock in asked for date in clock.dates]
    last = max((end for _begin, end, _last in dates), default=0)
    return Minutes(
        week=as_few(before(one, until) for one in week if not one.lasts_until),
        running=as_few((one.first, one.last) for one in week if one.lasts_until),
        dates=(min((begin for begin, _end, _last in dates), default=0), last if until is None else min(last, until)),
        reach=LONG_MINUTES if keeps_running else 0,
        by_zone=by_zone,
    )


def before(one: Stretch, until: int | None) -> MinuteRange:
    """The part of a stretch that is before a minute since 1970."""
    return one.first, one.last if until is None else min(one.last, until - one.base - 1)


def as_few(ranges: Iterable[MinuteRange]) -> list[MinuteRange]:
    """The same minutes in as few ranges."""
    merged: list[MinuteRange] = []
    for first, last in sorted(one for one in ranges if one[0] <= one[1]):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged
