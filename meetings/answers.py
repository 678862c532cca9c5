"""How a search is answered: one question to the index; where there may be much to look at, the soonest hours are asked first."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache, reduce
from operator import or_
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection
from django.db.models import Q
from django.utils import timezone

from history.keeping import kept
from meetings.access import Who
from meetings.models import SearchEntry, ZoneInUse
from meetings.search import DEFAULT_KM, MeetingSearch, Sort
from meetings.starts import Sql, WhenAsked, first_starts
from meetings.windows import Asked, times_by_zone
from places.distance import Box, Point

# Where all that is near cannot be many, it is looked at at once.
STEPS = (timedelta(hours=1), timedelta(hours=6), timedelta(hours=26))
ROWS_AT_ONCE = 5_000


class Found(NamedTuple):
    """A meeting that answers, the minute since 1970 of its first date asked for (or a place of `starts`), whether somebody vouches
    for it, and how far it is from the centre, if there is one."""

    meeting: int
    starts: int
    is_vouched: bool
    distance_km: float | None = None


def find(search: MeetingSearch, *, now: datetime, centre: Point | None, limit: int | None = None) -> list[Found]:
    """The meetings that answer a search, in its order and each once, up to `limit`; those that nobody has vouched for lately come
    last, unless the search asks for them. `centre` is where its place is."""
    for until in steps(search, now, centre, limit):
        found = ask(search, now, centre, limit, until=until)
        if limit is not None and len(found) >= limit:
            return found
    return ask(search, now, centre, limit)


def steps(search: MeetingSearch, now: datetime, centre: Point | None, limit: int | None) -> Iterator[datetime]:
    """How far to look at first: enough may start in the first hours that are asked for."""
    is_small = centre is not None and search.within <= DEFAULT_KM
    if limit is None or is_small or search.q or search.sort is not Sort.TIME or search.who is Who.YOUNG:
        return
    begins = [span.begin for side in when_asked(search, now, centre).sides for times in side.times for span in times.spans]
    if begins:
        yield from (min(begins) + step for step in STEPS)


def ask(
    search: MeetingSearch, now: datetime, centre: Point | None, limit: int | None, until: datetime | None = None
) -> list[Found]:
    """One question. With `until` only vouched meetings that start before then are looked at, and none without a time."""
    sql, parameters = question(search, now, centre, limit, until)
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return [found(row, search, centre) for row in cursor.fetchall()]


def each(search: MeetingSearch, *, now: datetime, centre: Point | None) -> Iterator[Found]:
    """What `find` finds, read from the database a few thousand at a time."""
    sql, parameters = question(search, now, centre, None, None)
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, parameters)
        while rows := cursor.fetchmany(ROWS_AT_ONCE):
            yield from (found(row, search, centre) for row in rows)


def found(row: tuple[Any, ...], search: MeetingSearch, centre: Point | None) -> Found:
    """A row of the answer."""
    return Found(row[0], row[1], search.unconfirmed or bool(row[2]), row[4] if centre else None)


def question(search: MeetingSearch, now: datetime, centre: Point | None, limit: int | None, until: datetime | None) -> Sql:
    """The SQL of one question."""
    when, today, is_young = when_asked(search, now, centre, until), timezone.localdate(now), search.who is Who.YOUNG
    # The hour first: of all that is asked of the entries near a place it is the cheapest to answer, and the least often true.
    entries = SearchEntry.objects.starting_in(when.minutes, and_timeless=until is None, by_index=centre is None)
    if centre is not None or until is not None:
        entries = entries.found_otherwise()
    entries = entries.answering(search, centre=centre)
    if until is not None and not search.unconfirmed:
        entries = entries.vouched(today)
    extra = (*(["distance_km"] if centre else []), *(["rank"] if is_young else []))
    columns = entries.as_columns(today=today, centre=centre, rank=is_young)
    return first_starts(columns, extra, when, order(search, centre), limit)


def when_asked(search: MeetingSearch, now: datetime, centre: Point | None, until: datetime | None = None) -> WhenAsked:
    """The times that a search asks for, in all zones that meetings near its centre may have."""
    if centre is not None:  # what is found there has a venue
        return in_zones(search.asked, now, tuple(zones_near(centre, search.within)), "", until)
    return in_zones(search.asked, now, tuple(zones_in_use()), search.tz or settings.TIME_ZONE, until)


@lru_cache(maxsize=128)
def in_zones(asked: Asked, now: datetime, zones: tuple[str, ...], reader_zone: str, until: datetime | None) -> WhenAsked:
    """At a venue by its clock, of remote meetings by the reader's."""
    here = times_by_zone(asked, now=now, zones=zones, until=until)
    there = times_by_zone(asked, now=now, zones=zones, reader_zone=reader_zone, until=until) if reader_zone else here
    return WhenAsked(asked, here, there)


@kept
def zones_in_use() -> list[str]:
    """The time zones that rules have."""
    return list(ZoneInUse.objects.order_by("zone").values_list("zone", flat=True))


def zones_near(centre: Point, km: float) -> list[str]:
    """Those in which there may be a meeting so near."""
    box = Box.around(centre, km)
    across = reduce(or_, (Q(west__lte=last, east__gte=first) for first, last in box.longitudes))
    near = ZoneInUse.objects.filter(across, south__lte=box.north, north__gte=box.south)
    return list(near.order_by("zone").values_list("zone", flat=True))


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
