"""Time zones of coordinates."""

import pytest

from places.distance import Point
from places.zones import zone_at


@pytest.mark.parametrize(
    ("point", "zone"),
    [
        (Point(49.2231, 18.7394), "Europe/Bratislava"),
        (Point(50.0647, 19.9166), "Europe/Warsaw"),
        (Point(40.7128, -74.006), "America/New_York"),
        (Point(-16.8, 179.95), "Pacific/Fiji"),
    ],
)
def test_zone_is_that_of_the_land(point: Point, zone: str) -> None:
    assert zone_at(point) == zone


def test_zone_at_sea_is_not_known() -> None:
    assert zone_at(Point(40.0, -40.0)) == ""
