"""The times that a search asks for, as coarse ranges that an index finds: minutes of the week in UTC, and minutes since 1970.

Clocks change, so an index cannot hold a local time in UTC. It holds the *reference minute*: the local minute of the week, in UTC by
the offset that the zone had on one fixed day (docs/adr/0007-search-at-a-million.md).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from meetings.windows import DAY_MINUTES, Asked, TimesByZone, WeekSlot, epoch_minute, utc_offset, week_slots

WEEK_MINUTES = 7 * DAY_MINUTES
LONG_MINUTES = 3 * 60  # few meetings last longer: a search of what is on now looks no further back for the others
MinuteRange = tuple[int, int]  # first to last, both included
REFERENCE_DAY = date(2026, 1, 15)
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def reference_minute(week_minute: int, zone: str) -> int:
    """A local minute of the week as one in UTC, by the offset that the zone had on a certain day: wrong by an hour for half of the
    year, but the same for ever, so that it can be an index."""
    return (week_minute - int(utc_offset(zone, REFERENCE_DAY).total_seconds() // 60)) % WEEK_MINUTES


def reference_ranges(parts: Iterable[tuple[str, WeekSlot]]) -> list[MinuteRange]:
    """The reference minutes of these stretches of local weeks, as few ranges."""
    ends = sorted(end for zone, slot in parts for end in in_one_week(reference_minute(slot.first, zone), slot.last - slot.first))
    merged: list[MinuteRange] = []
    for first, last in ends:
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged


@dataclass(frozen=True, slots=True)
class Minutes:
    """The times that a search asks for, coarsely: reference minutes of the week at which something may start, and at which
    what is still in progress may have started; the first and last minute since 1970; and how far back what does not last long may
    have started."""

    week: list[MinuteRange]
    running: list[MinuteRange]
    dates: MinuteRange
    reach: int

    @property
    def is_whole_week(self) -> bool:
        return self.week == [(0, WEEK_MINUTES - 1)]


def minutes(asked: Asked, sides: Iterable[TimesByZone]) -> Minutes:
    """The times of several sides together."""
    parts = [(times, zone) for side in sides for times, zones in side.items() for zone in zones]
    spans = [span for times, _zone in parts for span in times.spans]
    return Minutes(
        week=reference_ranges((zone, one) for times, zone in parts for one in week_slots(times.slots)),
        running=reference_ranges((zone, one) for times, zone in parts for one in week_slots(slot for slot, _last in times.running)),
        dates=(
            epoch_minute(min((span.begin for span in spans), default=NEVER)),
            epoch_minute(max((span.end for span in spans), default=NEVER)),
        ),
        reach=LONG_MINUTES if asked.keeps_running else 0,
    )


def in_one_week(first: int, length: int) -> list[MinuteRange]:
    """A range that may reach over Sunday midnight, as one or two that do not."""
    last = first + length
    if last < WEEK_MINUTES:
        return [(first, last)]
    return [(first, WEEK_MINUTES - 1), (0, min(last - WEEK_MINUTES, first))]
