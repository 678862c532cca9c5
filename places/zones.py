"""Time zones: that of a pair of coordinates, and which there are."""

from functools import lru_cache
from zoneinfo import available_timezones

from tzfpy import get_tz

from places.distance import Point

AT_SEA = "Etc/"


def zone_at(point: Point) -> str:
    """The IANA zone; "" at sea and where none is known."""
    zone = get_tz(point.longitude, point.latitude)
    return "" if zone.startswith(AT_SEA) else zone


def is_zone(name: str) -> bool:
    """Whether there is a time zone of this IANA name."""
    return name in known_zones()


@lru_cache(maxsize=1)
def known_zones() -> set[str]:
    """Reading them takes a walk over files."""
    return available_timezones()
