"""The time zone of a pair of coordinates."""

from tzfpy import get_tz

from places.distance import Point

AT_SEA = "Etc/"


def zone_at(point: Point) -> str:
    """The IANA zone; "" at sea and where none is known."""
    zone = get_tz(point.longitude, point.latitude)
    return "" if zone.startswith(AT_SEA) else zone
