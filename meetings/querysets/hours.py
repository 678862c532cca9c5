"""When entries of the index start, as SQL: as conditions of the ORM it costs more to put together than to answer."""

from collections.abc import Iterable, Iterator

from meetings.reference_minutes import Minutes, MinutesByZone, Stretch
from meetings.starts import ALWAYS_OPEN, in_zones, quoted

TABLE = "meetings_searchentry"
LONG_SQL = f"({TABLE}.is_long OR {TABLE}.comes_and_goes)"
LONGEST_MINUTES = 31 * 24 * 60  # of a rule; a camp


def in_cells(cells: Iterable[int]) -> str:
    """The beginning of a condition, as SQL."""
    named = ", ".join(map(str, cells))
    return f"{TABLE}.cell IN ({named}) AND " if named else ""


def soonest(stretches: Iterable[Stretch], number: int, cells: Iterable[int], *, is_online: bool) -> str:
    """The SQL of the minute since 1970 by which so many weekly entries have started; no row, if fewer do. An index alone tells: of
    the cells, else that of the week, which is read only so far."""
    here, row_limit = in_cells(cells), f" ORDER BY reference_minute LIMIT {number}"
    asked, last = (here, "") if here else (f"{TABLE}.is_online AND " if is_online else "", row_limit)
    parts = (
        f"SELECT * FROM (SELECT reference_minute + {one.base} AS minute FROM {TABLE} "  # noqa: S608  # numbers of ours
        f"WHERE {asked}reference_minute BETWEEN {one.first} AND {one.last}{last}) AS part{place}"
        for place, one in enumerate(stretches)
    )
    return f"SELECT minute FROM ({' UNION ALL '.join(parts)}) AS soonest ORDER BY minute LIMIT 1 OFFSET {number - 1}"  # noqa: S608  # as above


def started(asked: MinutesByZone) -> str:
    """The SQL of how many weekly entries start in these minutes of their zones. An index alone tells, and is looked into zone by
    zone, whatever the database believes of a list."""
    zones = ", ".join(f"({quoted(zone)}, {first}, {last})" for (first, last), zones in asked.items() for zone in zones)
    return (
        f"SELECT SUM((SELECT COUNT(*) FROM {TABLE} WHERE zone = asked.column1 "  # noqa: S608  # zones and numbers of ours
        f"AND reference_minute BETWEEN asked.column2 AND asked.column3)) FROM (VALUES {zones}) AS asked"
    )


def starting(asked: Minutes, cells: tuple[int, ...], *, and_timeless: bool, by_index: bool) -> Iterator[str]:
    """When an entry starts, one way or another; with `cells` also where. In cells an index has the few long ones apart, whenever
    they begin."""
    here = in_cells(cells)
    yield from (f"({here}{when})" for when in moments(asked, and_timeless=and_timeless, by_index=by_index))
    is_long = long_ones(asked, by_index=by_index and not cells)
    yield from [f"({here}({' OR '.join(is_long)}))"] if here else (f"({when})" for when in is_long)


def columns_of_time(*, by_index: bool) -> tuple[str, str]:
    """The reference minute and the minute since 1970, as SQL; as sums no index has them."""
    minute, day = f"{TABLE}.reference_minute", f"{TABLE}.epoch_minute"
    return (minute, day) if by_index else (f"({minute} + 0)", f"({day} + 0)")


def moments(asked: Minutes, *, and_timeless: bool, by_index: bool) -> Iterator[str]:
    """When an entry starts, one way or another, as SQL: each is a range of one index."""
    minute, day = columns_of_time(by_index=by_index)
    first, last = asked.dates
    yield f"{day} BETWEEN {first - asked.reach} AND {last}"
    if and_timeless:
        yield f"{day} >= {ALWAYS_OPEN}"
    if asked.by_zone is not None:
        yield from (
            f"{TABLE}.{in_zones(zones)} AND {minute} BETWEEN {first} AND {last}" for (first, last), zones in asked.by_zone.items()
        )
        return
    if asked.is_whole_week:
        yield f"{day} IS NULL"
        return
    for begin, end in asked.week:
        yield f"{minute} BETWEEN {begin} AND {end}"
    for begin, end in asked.running if asked.reach else ():
        yield f"{minute} BETWEEN {max(begin, end - asked.reach)} AND {end}"


def long_ones(asked: Minutes, *, by_index: bool) -> list[str]:
    """The same of what began long before and may be in progress."""
    minute, day = columns_of_time(by_index=by_index)
    first, last = asked.dates
    weekly = [] if asked.is_whole_week else [f"{minute} BETWEEN {begin} AND {end}" for begin, end in asked.running]
    return [f"{LONG_SQL} AND {when}" for when in (f"{day} BETWEEN {first - LONGEST_MINUTES} AND {last}", *weekly)]
