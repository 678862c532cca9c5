"""How a search is answered: one question to the index; where there is much to look at, the soonest hours or the nearest are asked
first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from math import ceil, sqrt
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection
from django.utils import timezone

from history.keeping import kept
from meetings.access import Who
from meetings.models import SearchEntry, ZoneInUse
from meetings.querysets.entries import SearchEntryQuerySet
from meetings.search import DEFAULTS, MeetingSearch, Sort
from meetings.starts import Sql, WhenAsked, first_starts
from meetings.windows import Asked, times_by_zone
from places.cells import cells_in
from places.distance import Box, Point

# How much of a search is looked at first for so many meetings, where there may be more than enough: some minutes anywhere, hours
# near a place, a part of the radius. Where that is too little, as much as promises half as many again as are wanted; and all of it,
# where that would be most of it.
FIRST_MINUTES, FIRST_HOURS_NEAR, FIRST_PART_OF_RADIUS, FOR_SO_MANY = timedelta(minutes=45), timedelta(hours=8), 6, 500
ENOUGH, LEAST_GROWTH, MOST_GROWTH, MOST_HOURS, MOST_OF_RADIUS = 1.5, 3, 30, timedelta(days=3), 0.7
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


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a search: what is within fewer kilometres, or with `hours`, a begin and a length, what starts in them. Of a part
    only what comes first is asked, that somebody vouches for, and of some hours nothing that has no time."""

    whole: MeetingSearch
    km: int | None = None
    hours: tuple[datetime, timedelta] | None = None

    @property
    def is_all(self) -> bool:
        return self.km is None and self.hours is None

    @property
    def search(self) -> MeetingSearch:
        return self.whole if self.km is None else self.whole.but(within=self.km)

    @property
    def until(self) -> datetime | None:
        return self.hours[0] + self.hours[1] if self.hours else None

    def grown(self, by: float) -> "Part":
        """A part that promises so many times as much; all of it, where that would not be much less."""
        if by > MOST_GROWTH and not asks_little(self.whole):
            return Part(self.whole)  # an index of what is asked finds the few there are
        growth = min(by, MOST_GROWTH)  # in the night there may be nothing at first
        if self.hours and self.hours[1] * growth < MOST_HOURS:
            return Part(self.whole, hours=(self.hours[0], self.hours[1] * growth))
        if self.km and self.km * sqrt(growth) < self.whole.within * MOST_OF_RADIUS:
            return Part(self.whole, km=ceil(self.km * sqrt(growth)))
        return Part(self.whole)


def find(search: MeetingSearch, *, now: datetime, centre: Point | None, limit: int | None = None) -> list[Found]:
    """The meetings that answer a search, in its order and each once, up to `limit`; those that nobody has vouched for lately come
    last, unless the search asks for them. `centre` is where its place is."""
    part = first_part(search, now, centre, limit) if limit else Part(search)
    found = ask(part, now, centre, limit)
    while not part.is_all and limit and len(found) < limit:
        part = part.grown(max(LEAST_GROWTH, ENOUGH * limit / max(1, len(found))))
        found = ask(part, now, centre, limit)
    return found


def first_part(search: MeetingSearch, now: datetime, centre: Point | None, limit: int) -> Part:
    """What comes first in the order of a search, if there may be more than enough of it."""
    is_thin = centre is not None and not (asks_little(search) and is_dense(centre, search.within))
    if is_thin or search.q or search.who is Who.YOUNG:
        return Part(search)
    if search.sort is Sort.DISTANCE and centre is not None:
        return Part(search, km=ceil(search.within / FIRST_PART_OF_RADIUS * sqrt(limit / FOR_SO_MANY)))
    begins = [span.begin for side in when_asked(search, now, centre).sides for times in side.times for span in times.spans]
    if search.sort is not Sort.TIME or not begins:
        return Part(search)
    length = FIRST_MINUTES if centre is None else FIRST_HOURS_NEAR
    return Part(search, hours=(min(begins), length * (limit / FOR_SO_MANY)))


def asks_little(search: MeetingSearch) -> bool:
    """Whether most meetings fit, at some time: then much is found soon, or near."""
    asked = (search.topic, search.fellowship, search.method, search.language, search.format, search.audience)
    more = (search.facility, search.group, search.body, search.venue, search.kind != DEFAULTS["kind"])
    return not any(asked) and not any(more)


def is_dense(centre: Point, km: int) -> bool:
    """Whether the index has many entries so near."""
    cells = cells_in(Box.around(centre, km))
    return len(cells) > MOST_CELLS or are_many(tuple(cells))


@kept
def are_many(cells: tuple[int, ...]) -> bool:
    """Whether there are many entries in these cells: a few are counted, in the index alone. What is kept says no more of where
    somebody is than the cells do."""
    return SearchEntry.objects.filter(cell__in=cells).values("cell")[:MANY_NEAR].count() == MANY_NEAR


def ask(part: Part, now: datetime, centre: Point | None, limit: int | None) -> list[Found]:
    """One question."""
    sql, parameters = question(part, now, centre, limit)
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return [found(row, part.search, centre) for row in cursor.fetchall()]


def each(search: MeetingSearch, *, now: datetime, centre: Point | None) -> Iterator[Found]:
    """What `find` finds, read from the database a few thousand at a time."""
    sql, parameters = question(Part(search), now, centre, None)
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, parameters)
        while rows := cursor.fetchmany(ROWS_AT_ONCE):
            yield from (found(row, search, centre) for row in rows)


def found(row: tuple[Any, ...], search: MeetingSearch, centre: Point | None) -> Found:
    """A row of the answer."""
    return Found(row[0], row[1], search.unconfirmed or bool(row[2]), bool(row[3]), row[4] if centre else None)


def question(part: Part, now: datetime, centre: Point | None, limit: int | None) -> Sql:
    """The SQL of one question."""
    search = part.search
    when, today, is_young = when_asked(search, now, centre, part.until), timezone.localdate(now), search.who is Who.YOUNG
    entries = found_first(part, centre, when).answering(search, centre=centre)
    if not part.is_all and not search.unconfirmed:
        entries = entries.vouched(today)
    extra = {"distance_km": centre is not None, "rank": is_young, "name_key": search.sort is Sort.NAME}
    asked_for = [name for name, is_asked in extra.items() if is_asked]
    columns = entries.as_columns(asked_for, today=today, centre=centre)
    return first_starts(columns, asked_for, when, order(search, centre), limit)


def found_first(part: Part, centre: Point | None, when: WhenAsked) -> SearchEntryQuerySet:
    """The entries at the time asked for, found by the index that has the fewest to look at. The hour stands first also where a
    point finds them: of all that is asked of them it is the cheapest to answer, and the least often true."""
    entries, minutes, and_timeless = SearchEntry.objects.all(), when.minutes, part.until is None
    if centre is None:
        found = entries.found_otherwise() if part.until else entries
        return found.starting_in(minutes, and_timeless=and_timeless, by_index=True)
    cells = [] if minutes.is_whole_week else cells_in(Box.around(centre, part.search.within))
    if not cells or len(cells) > MOST_CELLS:
        return entries.found_otherwise().starting_in(minutes, and_timeless=and_timeless, by_index=False)
    return entries.found_in_cells().starting_in(minutes, and_timeless=and_timeless, by_index=True, cells=cells)


def when_asked(search: MeetingSearch, now: datetime, centre: Point | None, until: datetime | None = None) -> WhenAsked:
    """The times that a search asks for, in all zones that meetings near its centre may have."""
    if centre is not None:  # what is found there has a venue
        return in_zones(search.asked, now, tuple(zones_near(centre, search.within)), "", until)
    return in_zones(search.asked, now, tuple(zone.name for zone in zones_in_use()), search.tz or settings.TIME_ZONE, until)


@lru_cache(maxsize=128)
def in_zones(asked: Asked, now: datetime, zones: tuple[str, ...], reader_zone: str, until: datetime | None) -> WhenAsked:
    """At a venue by its clock, of remote meetings by the reader's."""
    here = times_by_zone(asked, now=now, zones=zones, until=until)
    there = times_by_zone(asked, now=now, zones=zones, reader_zone=reader_zone, until=until) if reader_zone else here
    return WhenAsked(asked, here, there)


class Zone(NamedTuple):
    """A time zone that rules have, and the bounds within which there may be a meeting in it."""

    name: str
    south: float
    north: float
    west: float
    east: float


@kept
def zones_in_use() -> list[Zone]:
    """The time zones that rules have, by name."""
    return [Zone(*row) for row in ZoneInUse.objects.order_by("zone").values_list("zone", "south", "north", "west", "east")]


def zones_near(centre: Point, km: float) -> list[str]:
    """Those in which there may be a meeting so near."""
    box = Box.around(centre, km)
    return [
        zone.name
        for zone in zones_in_use()
        if zone.south <= box.north
        and zone.north >= box.south
        and any(zone.west <= last and zone.east >= first for first, last in box.longitudes)
    ]


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
