"""How a search is answered: one question to the index; where there is much to look at, the soonest hours or the nearest are asked
first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from math import ceil, sqrt
from typing import Any, NamedTuple

from django.db import connection
from django.utils import timezone

from history.keeping import kept
from languages.fold import fold
from meetings.access import Who
from meetings.models import SearchEntry
from meetings.querysets.entries import SearchEntryQuerySet
from meetings.querysets.hours import soonest, started
from meetings.querysets.named import named
from meetings.search import DEFAULTS, How, MeetingSearch, Sort
from meetings.starts import Rows, Sql, WhenAsked, first_starts
from meetings.zones_asked import when_asked
from places.cells import cells_in, middle_of
from places.distance import Box, Point

# How much of a search is looked at first, where there may be more than enough: the hours in which so many times as many entries
# start as meetings are wanted, more of those that few groups are for; with words only so many, which tells how frequent these are;
# or for so many meetings a part of the radius. Where that is too little, as much as promises half as many again as are wanted; and
# all of it, where that would be most.
ENTRIES_FIRST, FIRST_OF_YOUNG, FIRST_WITH_WORDS, FIRST_PART_OF_RADIUS, FOR_SO_MANY = 2, 25, 200, 6, 500
ENOUGH, MOST_GROWTH, MOST_ENTRIES, MOST_OF_RADIUS = 1.5, 30, 30_000, 0.7
FIRST_MINUTES, MANY_TIMES = 60, 3  # of a day that begins at another moment in another zone; as many entries as are looked for
MANY_NEAR = 3_000  # entries; fewer are looked at at once
MOST_CELLS = 1_000  # near the poles a circle is in more
ROWS_AT_ONCE = 5_000


class Found(NamedTuple):
    """A meeting that answers, the minute since 1970 of its first date asked for (or a place of `starts`), whether somebody vouches
    for it, whether one of its dates asked for is a row of the index, and how far it is from the centre, if there is one."""

    meeting: int
    starts: int
    is_vouched: bool
    is_dated: bool = True
    distance_km: float | None = None


class Counted(NamedTuple):
    """Some rows of an answer, how many meetings it has up to a limit, and how many of these somebody vouches for."""

    found: list[Found]
    total: int
    vouched: int


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a search: what is within fewer kilometres, what starts before a minute, or whose name comes before one, up to
    which there are so many entries. Of a part only what comes first is asked: that somebody vouches for, for young people of the
    groups that are for them, and before a minute nothing that has no time."""

    whole: MeetingSearch
    km: int | None = None
    until: int | None = None
    name: str | None = None
    entries: float = 0

    @property
    def is_all(self) -> bool:
        return self.km is None and self.until is None and self.name is None

    @property
    def search(self) -> MeetingSearch:
        return self.whole if self.km is None else self.whole.but(within=self.km)


@dataclass(frozen=True, slots=True)
class Asker:
    """A search that is asked at a moment, around a centre if it has one, for so many meetings."""

    search: MeetingSearch
    now: datetime
    centre: Point | None
    limit: int

    def answer(self, rows: Rows | None) -> Counted:
        """All that was asked for, or some rows of it."""
        part = self.first_part()
        found = ask(part, self.now, self.centre, self.limit, rows)
        while not part.is_all and found.total < self.limit:
            part = self.grown(part, found.total)
            found = ask(part, self.now, self.centre, self.limit, rows)
        return found

    def first_part(self) -> Part:
        """What comes first in the order of a search, if there may be more than enough of it."""
        search, centre = self.search, self.centre
        is_found_by_name = bool(search.q) and named(fold(search.q)).meetings is not None
        if is_found_by_name or (centre and (search.who is Who.YOUNG or not asks_little(search))):
            return Part(search)
        if search.sort is Sort.TIME:
            few = FIRST_OF_YOUNG if search.who is Who.YOUNG else ENTRIES_FIRST
            return self.soonest(FIRST_WITH_WORDS if search.q else few * self.limit)
        if search.who is Who.YOUNG:
            return Part(search)
        if search.sort is Sort.DISTANCE and centre and is_dense(centre, search.within):
            return Part(search, km=ceil(search.within / FIRST_PART_OF_RADIUS * sqrt(self.limit / FOR_SO_MANY)))
        if search.sort is Sort.NAME and not centre and not search.q:
            return self.first_by_name(ENTRIES_FIRST * self.limit)
        return Part(search)

    def grown(self, part: Part, found: int) -> Part:
        """A part that promises enough after one in which so many were found; all of it, where that would not be much less."""
        growth = ENOUGH * self.limit / max(1, found)
        is_rare = growth > MOST_GROWTH and not asks_little(self.search)
        if is_rare or (self.search.q and not found):
            return Part(self.search)  # an index of what is asked finds the few there are
        growth = growth if self.search.q else min(growth, MOST_GROWTH)
        if part.until and part.entries * growth < MOST_ENTRIES:
            return self.soonest(part.entries * growth)
        if part.name and part.entries * growth < MOST_ENTRIES:
            return self.first_by_name(part.entries * growth)
        if part.km and part.km * sqrt(growth) < self.search.within * MOST_OF_RADIUS:
            return Part(self.search, km=ceil(part.km * sqrt(growth)))
        return Part(self.search)

    def soonest(self, entries: float) -> Part:
        """What starts first, until about so many entries have started."""
        cells = cells_mostly_in(self.centre, self.search.within) if self.centre else []
        when = when_asked(self.search, self.now, self.centre)
        if not when.stretches or len(cells) > MOST_CELLS:
            return Part(self.search)
        if self.centre is None and when.is_by_zone:
            minute, number = (is_large() and started_by_zone(when, ceil(entries))) or (None, 0)
            return Part(self.search, until=minute, entries=number)
        is_online = self.search.how == (How.ONLINE,)
        until = minute_of(soonest(when.stretches, ceil(entries), cells, is_online=is_online))
        return Part(self.search, until=until, entries=entries) if until else Part(self.search)

    def first_by_name(self, entries: float) -> Part:
        """Whose name comes before that of the entry with this number."""
        name = name_at(ceil(entries))
        return Part(self.search, name=name, entries=entries) if name else Part(self.search)


@kept
def name_at(number: int) -> str | None:
    """The name that an entry has, of all in the order of their names; an index alone tells."""
    return SearchEntry.objects.order_by("name_key").values_list("name_key", flat=True)[number : number + 1].first()


@kept
def minute_of(sql: str) -> int | None:
    """What a question of a minute gives. What is kept says no more of where somebody is than cells do."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
        row = cursor.fetchone()
    return row[0] + 1 if row else None


def started_by_zone(when: WhenAsked, entries: int) -> tuple[int, int] | None:
    """A minute by which so many weekly entries have started, each in its zone, and how many these are; None, if fewer do. It is
    looked for ever farther ahead: at first almost nobody is awake yet for whom it is tomorrow. Then nearer, if there are many."""
    begin, end = when.stretches[0].first + when.stretches[0].base, max(one.last + one.base for one in when.stretches)
    few, enough = 0, FIRST_MINUTES
    while (number := number_of(started(when.minutes_by_zone(begin + enough)))) < entries:
        if begin + enough > end:
            return None
        few, enough = enough, 2 * enough
    while number > MANY_TIMES * entries and enough - few > FIRST_MINUTES / 2:
        between = (few + enough) // 2
        fewer = number_of(started(when.minutes_by_zone(begin + between)))
        few, enough, number = (few, between, fewer) if fewer >= entries else (between, enough, number)
    return begin + enough, number


def number_of(sql: str) -> int:
    """What a question of a number gives."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return int(cursor.fetchone()[0])


def find(search: MeetingSearch, *, now: datetime, centre: Point | None, limit: int | None = None) -> list[Found]:
    """The meetings that answer a search, in its order and each once, up to `limit`; those that nobody has vouched for lately come
    last, unless the search asks for them. `centre` is where its place is."""
    if limit is None:
        return ask(Part(search), now, centre, None, None).found
    return Asker(search, now, centre, limit).answer(None).found


def count(search: MeetingSearch, *, now: datetime, centre: Point | None, limit: int, rows: Rows) -> Counted:
    """How many `find` finds, and some rows of these; the database counts."""
    return Asker(search, now, centre, limit).answer(rows)


def asks_little(search: MeetingSearch) -> bool:
    """Whether most meetings fit, at some time: then much is found soon, or near."""
    asked = (search.topic, search.fellowship, search.method, search.language, search.format, search.audience)
    more = (search.facility, search.group, search.body, search.venue, search.country, search.kind != DEFAULTS["kind"])
    return not any(asked) and not any(more)


def cells_mostly_in(centre: Point, km: int) -> list[int]:
    """Cells with about as much in them as is so near; but for a small circle in one of them."""
    touched = cells_in(Box.around(centre, km))
    return [cell for cell in touched if centre.km_to(middle_of(cell)) <= km] or touched


def is_dense(centre: Point, km: int) -> bool:
    """Whether the index has many entries so near."""
    cells = cells_in(Box.around(centre, km))
    return len(cells) > MOST_CELLS or are_many(tuple(cells))


@kept
def are_many(cells: tuple[int, ...]) -> bool:
    """Whether there are many entries in these cells: a few are counted, in the index alone. What is kept says no more of where
    somebody is than the cells do."""
    return SearchEntry.objects.filter(cell__in=cells).values("cell")[:MANY_NEAR].count() == MANY_NEAR


@kept
def is_large() -> bool:
    """Whether the whole index has many entries."""
    return SearchEntry.objects.values("cell")[:MANY_NEAR].count() == MANY_NEAR


def ask(part: Part, now: datetime, centre: Point | None, limit: int | None, rows: Rows | None) -> Counted:
    """One question."""
    sql, parameters = question(part, now, centre, limit, rows)
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        given = cursor.fetchall()
    if rows is None:
        found = [found_in(row, part.search, centre) for row in given]
        return Counted(found, len(found), sum(one.is_vouched for one in found))
    *_first, total, vouched = given[0] if given else (0, 0)
    found = [found_in(row, part.search, centre) for row in given if row[-3] > rows.first]
    return Counted(found, total, total if part.search.unconfirmed else vouched)


def each(search: MeetingSearch, *, now: datetime, centre: Point | None) -> Iterator[Found]:
    """What `find` finds, read from the database a few thousand at a time."""
    sql, parameters = question(Part(search), now, centre, None)
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, parameters)
        while rows := cursor.fetchmany(ROWS_AT_ONCE):
            yield from (found_in(row, search, centre) for row in rows)


def found_in(row: tuple[Any, ...], search: MeetingSearch, centre: Point | None) -> Found:
    """A row of the answer."""
    return Found(row[0], row[1], search.unconfirmed or bool(row[2]), bool(row[3]), row[4] if centre else None)


def question(part: Part, now: datetime, centre: Point | None, limit: int | None, rows: Rows | None = None) -> Sql:
    """The SQL of one question."""
    search = part.search
    when, today, is_young = when_asked(search, now, centre), timezone.localdate(now), search.who is Who.YOUNG
    entries = found_first(part, centre, when).answering(search, centre=centre)
    if not part.is_all and not search.unconfirmed:
        entries = entries.vouched(today)
    if not part.is_all and is_young:
        entries = entries.for_the_young()
    extra = {"distance_km": centre is not None, "rank": is_young, "name_key": search.sort is Sort.NAME}
    asked_for = [name for name, is_asked in extra.items() if is_asked]
    columns = entries.as_columns(asked_for, clock=when.clock, today=today, centre=centre)
    return first_starts(columns, asked_for, when, order(search, centre), until=part.until, limit=limit, rows=rows)


def found_first(part: Part, centre: Point | None, when: WhenAsked) -> SearchEntryQuerySet:
    """The entries at the time asked for, found by the index that has the fewest to look at. The hour stands first also where a
    point finds them: of all that is asked of them it is the cheapest to answer, and the least often true."""
    entries, minutes, and_timeless = (
        SearchEntry.objects.all(),
        when.minutes(part.until, is_anywhere=centre is None),
        part.until is None,
    )
    if part.name:
        return entries.filter(name_key__lt=part.name).found_otherwise().starting_in(minutes, and_timeless=True, by_index=False)
    if centre is None:
        found = entries.found_otherwise() if part.until else entries
        return found.starting_in(minutes, and_timeless=and_timeless, by_index=True)
    cells = [] if minutes.is_whole_week else cells_in(Box.around(centre, part.search.within))
    if not cells or len(cells) > MOST_CELLS:
        return entries.found_otherwise().starting_in(minutes, and_timeless=and_timeless, by_index=False)
    return entries.found_in_cells().starting_in(minutes, and_timeless=and_timeless, by_index=True, cells=cells)


def order(search: MeetingSearch, centre: Point | None) -> str:
    """Soonest first, unless asked otherwise; for young people the groups that are for them come first."""
    by = {
        Sort.TIME: ["starts", *(["distance_km"] if centre else [])],
        Sort.DISTANCE: [*(["distance_km"] if centre else []), "starts"],
        Sort.NAME: ["name_key", "starts"],
    }[search.sort]
    vouched = [] if search.unconfirmed else ["is_vouched DESC"]
    young = ["rank"] if search.who is Who.YOUNG else []
    return ", ".join([*vouched, *young, *by, "meeting_id"])
