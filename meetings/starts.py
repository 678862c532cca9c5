"""The first date of each meeting that a search finds, in the database: SQL around the question that the queryset of the index asks.

Weekly entries are compared with stretches of the week for each clock, dated ones with moments; both are tables of values in the
query. Written as SQL: as conditions of the ORM they cost more to put together than to answer.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple

from interchange.records import Frequency
from meetings.reference_minutes import Clock, MinuteRange, Minutes, MinutesByZone, Stretch, ZonesByClock, as_few, before, minutes
from meetings.windows import Asked

Sql = tuple[str, tuple[Any, ...]]

# The places of what has no time in the order of time: after every date.
ALWAYS_OPEN, BY_APPOINTMENT = 10**11, 10**11 + 1
TIMELESS_PLACES = {Frequency.ALWAYS_OPEN: ALWAYS_OPEN, Frequency.BY_APPOINTMENT: BY_APPOINTMENT}
# What of an entry the query needs, in this order; `distance_km`, `rank` and `name_key` only where they are asked for. `clock` is
# the number of a clock of `WhenAsked`.
COLUMNS = (
    "meeting_id",
    "rule_id",
    "clock",
    "reference_minute",
    "epoch_minute",
    "duration_minutes",
    "is_interrupted",
    "comes_and_goes",
    "is_vouched",
)
# The tables of values.
WEEKS = "weeks (clock, from_minute, to_minute, base, lasts_until)"
DATES = "dates (clock, from_minute, to_minute, lasts_until)"
MOST_RANGES = 60  # of the week that are asked of their zones; of several days it is less to ask for all that starts then
# Rows that fit nothing, as a VALUES needs one.
NO_WEEK, NO_DATE = (-1, 1, 0, 0, 0), (-1, 1, 0, 0)


class Rows(NamedTuple):
    """Which rows of an ordered answer are read, the first of all being 0."""

    first: int
    number: int


@dataclass(frozen=True)
class WhenAsked:
    """The time that a search asks for: `here` of meetings at a venue, by its clock; `there` of remote ones, by the reader's."""

    asked: Asked
    here: ZonesByClock
    there: ZonesByClock

    @cached_property
    def numbers(self) -> dict[Clock, int]:
        """All clocks."""
        return {clock: number for number, clock in enumerate(dict.fromkeys([*self.here, *self.there]))}

    def minutes(self, until: int | None, *, is_anywhere: bool) -> Minutes:
        """The same, coarsely, and up to a minute since 1970; of the whole world zone by zone, where that is less."""
        by_zone = self.minutes_by_zone(until) if is_anywhere and self.is_by_zone and until is not None else {}
        is_less = 0 < len(by_zone) <= MOST_RANGES
        return minutes(self.numbers, until, keeps_running=self.asked.keeps_running, by_zone=by_zone if is_less else None)

    @cached_property
    def is_by_zone(self) -> bool:
        """Whether other moments are asked for in other zones, as tomorrow begins at midnight there: where it begins first, almost
        everything that starts in the world is still of today."""
        return len(self.numbers) > 1 and not self.asked.is_the_same_everywhere

    def minutes_by_zone(self, until: int) -> MinutesByZone:
        """When something may begin before a minute since 1970, zone by zone: most have not come so far yet."""
        found: dict[MinuteRange, set[str]] = defaultdict(set)
        for clock, zones in chain(self.here.items(), self.there.items()):
            for one in as_few(before(stretch, until) for stretch in clock.week if not stretch.lasts_until):
                found[one].update(zones)
        return {one: sorted(zones) for one, zones in sorted(found.items())}

    @cached_property
    def stretches(self) -> list[Stretch]:
        """When something may begin, in order of time."""
        found = {one for clock in self.numbers for one in clock.week if not one.lasts_until}
        return sorted(found, key=lambda one: one.first + one.base)

    @cached_property
    def clock(self) -> str:
        """The number of an entry's clock, as SQL. A list of zones is looked up by both databases as a whole, so it does not depend
        on what they believe of its rows how long that takes."""
        here = self.clock_by_zone(self.here)
        return here if self.here == self.there else f"CASE WHEN is_remote THEN {self.clock_by_zone(self.there)} ELSE {here} END"

    def clock_by_zone(self, zones_by_clock: ZonesByClock) -> str:
        """The clock of most zones stands for all that are not named."""
        if not zones_by_clock:
            return "-1"
        *others, (usual, _zones) = sorted(zones_by_clock.items(), key=lambda one: len(one[1]))
        cases = "".join(f"WHEN {in_zones(zones)} THEN {self.numbers[clock]} " for clock, zones in others)
        return f"CASE {cases}ELSE {self.numbers[usual]} END" if cases else str(self.numbers[usual])

    @cached_property
    def tables(self) -> str:
        """What is asked of each clock, as the beginning of a WITH: stretches of the week, and moments."""
        weeks = [
            (number, one.first, one.last, one.base, one.lasts_until) for clock, number in self.numbers.items() for one in clock.week
        ]
        dates = [(number, *one) for clock, number in self.numbers.items() for one in clock.dates]
        return f"WITH {WEEKS} AS ({values_of(weeks or [NO_WEEK])}), {DATES} AS ({values_of(dates or [NO_DATE])})"


def values_of(rows: Iterable[tuple[int, ...]]) -> str:
    """A table of values. Numbers of ours, so nothing in it has to be a parameter."""
    return f"VALUES {', '.join(f'({chr(44).join(map(str, row))})' for row in rows)}"


def in_zones(zones: Iterable[str]) -> str:
    """A condition on the zone of an entry."""
    return f"zone IN ({', '.join(map(quoted, zones))})"


def quoted(zone: str) -> str:
    return "'" + zone.replace("'", "''").replace("%", "%%") + "'"


def first_starts(
    found: Sql, extra: Sequence[str], when: WhenAsked, order: str, *, until: int | None, limit: int | None, rows: Rows | None
) -> Sql:
    """The SQL of rows (meeting, its first start asked for, whether somebody vouched, whether a date of it is a row of the index,
    and the extra columns), each meeting once. With `until` only starts before that minute count. With `rows` only these are given,
    and the first one, each followed by its place, the number of all up to `limit`, and how many of those somebody vouched for.

    `found` selects `COLUMNS` and the `extra` ones from the index.
    """
    told = ", ".join(f"f.{name}" for name in ("meeting_id", "is_vouched", *extra))
    selects = [weekly(told, when.asked, until), dated(told, when.asked, until)]
    if until is None:
        selects.append(timeless(told, when.asked))
    least = "".join(f", MIN({name}) AS {name}" for name in extra)
    tables = (
        f"{when.tables}, found ({', '.join([*COLUMNS, *extra])}) AS MATERIALIZED ({found[0]}), "
        f"answers AS ({' UNION ALL '.join(selects)})"
    )
    meetings = (
        f"SELECT meeting_id, MIN(starts) AS starts, MAX(is_vouched) AS is_vouched, MAX(is_dated) AS is_dated{least} "  # noqa: S608  # as said above
        f"FROM answers GROUP BY meeting_id ORDER BY {order}" + (f" LIMIT {limit}" if limit else "")
    )
    return f"{tables} {meetings if rows is None else counted(meetings, order, rows)}", found[1]


def counted(meetings: str, order: str, rows: Rows) -> str:
    """Some rows of an answer; the first one goes along, so that the numbers are known also where there are none of these."""
    return (
        f"SELECT * FROM (SELECT m.*, ROW_NUMBER() OVER (ORDER BY {order}) AS place, COUNT(*) OVER () AS total, "  # noqa: S608  # as said above
        f"SUM(is_vouched) OVER () AS vouched FROM ({meetings}) AS m) AS numbered "
        f"WHERE place = 1 OR place BETWEEN {rows.first + 1} AND {rows.first + rows.number} ORDER BY place"
    )


def joined(times: str, starts: str, until: int | None) -> str:
    """Every entry with the times that are asked of its clock. CROSS JOIN keeps SQLite from beginning with the times, and looking at
    all entries for each of them."""
    return f"FROM found f CROSS JOIN {times} s WHERE s.clock = f.clock" + ("" if until is None else f" AND {starts} < {until}")


def weekly(told: str, asked: Asked, until: int | None) -> str:
    """Entries that their weekday tells. What began before counts where one may come and go, or where all that is on is asked."""
    may_run, starts = "" if asked.keeps_running else " AND f.comes_and_goes", "f.reference_minute + s.base"
    return (
        f"SELECT {told}, 0 AS is_dated, {starts} AS starts {joined('weeks', starts, until)} "  # noqa: S608  # as said above
        "AND f.reference_minute BETWEEN s.from_minute AND s.to_minute "
        f"AND (s.lasts_until = 0 OR ({starts} + f.duration_minutes > s.lasts_until{may_run})) "
        "AND NOT (f.is_interrupted AND EXISTS (SELECT 1 FROM meetings_occurrence o WHERE o.rule_id = f.rule_id "
        f"AND o.status = 'cancelled' AND o.epoch_minute = {starts}))"
    )


def dated(told: str, asked: Asked, until: int | None) -> str:
    """Entries that are a date: it lies in a moment asked for, or began before and lasts into it."""
    may_run = "" if asked.keeps_running else " AND f.comes_and_goes"
    return (
        f"SELECT {told}, 1 AS is_dated, f.epoch_minute AS starts {joined('dates', 'f.epoch_minute', until)} "
        "AND ((f.epoch_minute >= s.from_minute AND f.epoch_minute < s.to_minute) "
        f"OR (f.epoch_minute < s.from_minute AND f.epoch_minute + f.duration_minutes > s.lasts_until{may_run}))"
    )


def timeless(told: str, asked: Asked) -> str:
    """Entries without a time: always open ones always, those by appointment where any time will do."""
    places = f"{ALWAYS_OPEN}, {BY_APPOINTMENT}" if asked.is_any_time else f"{ALWAYS_OPEN}"
    return f"SELECT {told}, 0 AS is_dated, f.epoch_minute AS starts FROM found f WHERE f.epoch_minute IN ({places})"  # noqa: S608  # numbers of ours
