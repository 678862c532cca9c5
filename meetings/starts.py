"""The first date of each meeting that a search finds, in the database: SQL around the question that the queryset of the index asks.

Weekly entries are compared with stretches of the local week in each zone, dated ones with moments; both are tables of values in the
query. Written as SQL: as conditions of the ORM they cost more to put together than to answer.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from interchange.records import Frequency
from meetings.reference_minutes import Minutes, minutes
from meetings.windows import Asked, Slot, Times, TimesByZone, epoch_minute, week_slots

Sql = tuple[str, tuple[Any, ...]]

# The places of what has no time in the order of time: after every date.
ALWAYS_OPEN, BY_APPOINTMENT = 10**11, 10**11 + 1
TIMELESS_PLACES = {Frequency.ALWAYS_OPEN: ALWAYS_OPEN, Frequency.BY_APPOINTMENT: BY_APPOINTMENT}
# What of an entry the query needs, in this order; `distance_km`, `rank` and `name_key` only where they are asked for.
COLUMNS = (
    "meeting_id",
    "rule_id",
    "zone",
    "week_minute",
    "epoch_minute",
    "duration_minutes",
    "is_interrupted",
    "is_remote",
    "comes_and_goes",
    "is_vouched",
)


# The tables of values; {} is the number of the side.
CLOCKS = "clocks{} (zone, clock)"
WEEKS = "weeks{} (clock, from_minute, to_minute, base, lasts_until)"
DATES = "dates{} (clock, from_minute, to_minute, lasts_until)"
# How a table reads its values: said to be text, a zone is looked up by SQLite in an index that it makes for the purpose.
READ_AS = {CLOCKS: "SELECT CAST(column1 AS text), column2 FROM ({}) AS known", WEEKS: "{}", DATES: "{}"}
# Rows that fit nothing, as a VALUES needs one.
NO_ROWS: dict[str, tuple[object, ...]] = {CLOCKS: ("''", -1), WEEKS: (-1, 1, 0, 0, 0), DATES: (-1, 1, 0, 0)}


@dataclass(frozen=True)
class WhenAsked:
    """The time that a search asks for: `here` of meetings at a venue, by its clock; `there` of remote ones, by the reader's."""

    asked: Asked
    here: TimesByZone
    there: TimesByZone

    @cached_property
    def sides(self) -> list["Side"]:
        """The times, and for which entries."""
        if self.here == self.there:
            return [Side(0, self.here, "")]
        return [Side(0, self.here, " AND NOT f.is_remote"), Side(1, self.there, " AND f.is_remote")]

    @cached_property
    def minutes(self) -> Minutes:
        """The same, coarsely."""
        return minutes(self.asked, [side.times for side in self.sides])

    @cached_property
    def tables(self) -> str:
        """The tables of values, as the beginning of a WITH."""
        return "".join(side.tables() for side in self.sides)


@dataclass(frozen=True, slots=True)
class Side:
    """The times of some entries. Zones whose clocks tell the same time are one clock."""

    number: int
    times: TimesByZone
    only: str

    def tables(self) -> str:
        """Which zone has which clock, and what is asked of each clock: stretches of the week, and moments."""
        clocks = list(self.times)
        rows: dict[str, list[tuple[object, ...]]] = {
            CLOCKS: [(quoted(zone), number) for number, one in enumerate(clocks) for zone in self.times[one]],
            WEEKS: [(number, *row) for number, one in enumerate(clocks) for row in week_rows(one)],
            DATES: [(number, *row) for number, one in enumerate(clocks) for row in date_rows(one)],
        }
        tables = ((name, READ_AS[name].format(values_of(found or [NO_ROWS[name]]))) for name, found in rows.items())
        return "".join(f"{name.format(self.number)} AS ({table}), " for name, table in tables)


def values_of(rows: Iterable[tuple[object, ...]]) -> str:
    """A table of values. Numbers of ours and names of zones, so nothing in it has to be a parameter."""
    return f"VALUES {', '.join(f'({chr(44).join(map(str, row))})' for row in rows)}"


def quoted(zone: str) -> str:
    return "'" + zone.replace("'", "''").replace("%", "%%") + "'"


def first_starts(found: Sql, extra: Sequence[str], when: WhenAsked, order: str, limit: int | None) -> Sql:
    """The SQL of rows (meeting, its first start asked for, whether somebody vouched, whether a date of it is a row of the index,
    and the extra columns), each meeting once.

    `found` selects `COLUMNS` and the `extra` ones from the index.
    """
    told = ", ".join(f"f.{name}" for name in ("meeting_id", "is_vouched", *extra))
    selects = [select(side, told, when.asked) for side in when.sides for select in (weekly, dated)]
    least = "".join(f", MIN({name}) AS {name}" for name in extra)
    sql = (
        f"WITH {when.tables}found ({', '.join([*COLUMNS, *extra])}) AS MATERIALIZED ({found[0]}), "  # noqa: S608  # as said above
        f"answers AS ({' UNION ALL '.join([*selects, timeless(told, when.asked)])}) "
        f"SELECT meeting_id, MIN(starts) AS starts, MAX(is_vouched) AS is_vouched, MAX(is_dated) AS is_dated{least} "
        f"FROM answers GROUP BY meeting_id ORDER BY {order}"
    )
    return sql + (f" LIMIT {limit}" if limit else ""), found[1]


def joined(side: Side, times: str) -> str:
    """Every entry with the times that are asked of its clock. CROSS JOIN keeps SQLite from beginning with the times, and looking at
    all entries for each of them."""
    tables = f"found f CROSS JOIN clocks{side.number} c CROSS JOIN {times}{side.number} s"
    return f"FROM {tables} WHERE c.zone = f.zone AND s.clock = c.clock{side.only}"


def weekly(side: Side, told: str, asked: Asked) -> str:
    """Entries that their weekday tells. What began before counts where one may come and go, or where all that is on is asked."""
    may_run = "" if asked.keeps_running else " AND f.comes_and_goes"
    return (
        f"SELECT {told}, 0 AS is_dated, f.week_minute + s.base AS starts {joined(side, 'weeks')} "  # noqa: S608  # as said above
        "AND f.week_minute BETWEEN s.from_minute AND s.to_minute "
        f"AND (s.lasts_until = 0 OR (f.week_minute + f.duration_minutes + s.base > s.lasts_until{may_run})) "
        "AND NOT (f.is_interrupted AND EXISTS (SELECT 1 FROM meetings_occurrence o WHERE o.rule_id = f.rule_id "
        "AND o.status = 'cancelled' AND o.epoch_minute = f.week_minute + s.base))"
    )


def week_rows(times: Times) -> Iterator[tuple[int, int, int, int]]:
    """(first minute, last minute, base, minute until which it has to last, or 0)."""
    for one in week_slots(times.slots):
        yield one.first, one.last, one.base, 0
    by_minute: dict[int, list[Slot]] = {}
    for slot, minute in times.running:
        by_minute.setdefault(minute, []).append(slot)
    for minute, slots in by_minute.items():
        yield from ((one.first, one.last, one.base, minute) for one in week_slots(slots))


def dated(side: Side, told: str, asked: Asked) -> str:
    """Entries that are a date: it lies in a moment asked for, or began before and lasts into it."""
    may_run = "" if asked.keeps_running else " AND f.comes_and_goes"
    return (
        f"SELECT {told}, 1 AS is_dated, f.epoch_minute AS starts {joined(side, 'dates')} "
        "AND ((f.epoch_minute >= s.from_minute AND f.epoch_minute < s.to_minute) "
        f"OR (f.epoch_minute < s.from_minute AND f.epoch_minute + f.duration_minutes > s.lasts_until{may_run}))"
    )


def date_rows(times: Times) -> Iterator[tuple[int, int, int]]:
    """(first minute, the minute after the last, minute until which an earlier date has to last)."""
    for span in times.spans:
        yield epoch_minute(span.begin), epoch_minute(span.end), epoch_minute(max(span.begin, times.now))


def timeless(told: str, asked: Asked) -> str:
    """Entries without a time: always open ones always, those by appointment where any time will do."""
    places = f"{ALWAYS_OPEN}, {BY_APPOINTMENT}" if asked.is_any_time else f"{ALWAYS_OPEN}"
    return f"SELECT {told}, 0 AS is_dated, f.epoch_minute AS starts FROM found f WHERE f.epoch_minute IN ({places})"  # noqa: S608  # numbers of ours
