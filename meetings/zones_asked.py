"""The times that a search asks for, by the clocks of all zones in which there may be an answer."""

from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from django.conf import settings

from history.keeping import kept
from history.questions import Question
from meetings.models import ZoneInUse
from meetings.reference_minutes import clocks
from meetings.search import MeetingSearch
from meetings.starts import WhenAsked
from meetings.windows import Asked, times_by_zone
from places.distance import Box, Point

ZONES = Question(lambda: ZoneInUse.objects.order_by("zone").values_list("zone", "south", "north", "west", "east"))


def when_asked(search: MeetingSearch, now: datetime, centre: Point | None) -> WhenAsked:
    """The times that a search asks for, in all zones that meetings near its centre may have."""
    if centre is not None:  # what is found there has a venue
        return in_zones(search.asked, now, tuple(zones_near(centre, search.within)), "")
    return in_zones(search.asked, now, tuple(zone.name for zone in zones_in_use()), search.tz or settings.TIME_ZONE)


@lru_cache(maxsize=128)
def in_zones(asked: Asked, now: datetime, zones: tuple[str, ...], reader_zone: str) -> WhenAsked:
    """At a venue by its clock, of remote meetings by the reader's."""
    here = clocks(times_by_zone(asked, now=now, zones=zones))
    if not reader_zone or asked.is_the_same_everywhere:
        return WhenAsked(asked, here, here)
    return WhenAsked(asked, here, clocks(times_by_zone(asked, now=now, zones=zones, reader_zone=reader_zone)))


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
    return [Zone(*row) for row in ZONES.answer()]


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
