"""Coordinates out of what people paste: links to maps, geo: addresses, degrees. No network."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.distance import Point
from places.map_links import Located, locate

ZILINA = Point(49.2231, 18.7394)


@pytest.mark.parametrize(
    "text",
    [
        "49.2231, 18.7394",
        "49.2231 18.7394",
        "  49.2231;18.7394 ",
        "49,2231 18,7394",
        "49,2231, 18,7394",
        "49.2231 N, 18.7394 E",
        "N 49.2231 E 18.7394",
        "18.7394 E 49.2231 N",
        "49.2231° N, 18.7394° E",
        "geo:49.2231,18.7394?z=17",
        "geo:0,0?q=49.2231,18.7394(Dom kultúry)",
        "https://www.openstreetmap.org/?mlat=49.2231&mlon=18.7394#map=17/49.1/18.2",
        "https://www.openstreetmap.org/#map=17/49.2231/18.7394",
        "https://www.openstreetmap.org/node/123#map=18/49.2231/18.7394&layers=N",
        "https://www.google.com/maps/place/Dom/@49.1,18.2,17z/data=!3m1!4b1!4m6!3m5!1s0x1:0x2!8m2!3d49.2231!4d18.7394!16s",
        "https://www.google.com/maps/@49.2231,18.7394,17z",
        "https://maps.google.com/?q=49.2231,18.7394",
        "https://maps.google.com/maps?q=loc:49.2231,18.7394",
        "https://www.google.com/maps/search/?api=1&query=49.2231%2C18.7394",
        "https://www.google.com/maps/search/49.2231,+18.7394",
        "https://maps.apple.com/?ll=49.2231,18.7394&q=Dom",
        "https://maps.apple.com/place?coordinate=49.2231,18.7394&name=Dom",
        "https://mapy.cz/zakladni?x=18.7394&y=49.2231&z=17",
        "https://mapy.com/sk/zakladna?source=coor&id=18.7394,49.2231&x=18.7394&y=49.2231&z=17",
        "www.openstreetmap.org/#map=17/49.2231/18.7394",
    ],
)
def test_what_names_a_point_is_read(text: str) -> None:
    assert locate(text) == Located(ZILINA)


def test_degrees_with_minutes_and_seconds_are_read() -> None:
    found = locate("49°13'23.2\"N 18°44'21.8\"E").point

    assert found is not None
    assert (round(found.latitude, 4), round(found.longitude, 4)) == (49.2231, 18.7394)


def test_south_and_west_are_below_zero() -> None:
    assert locate("33.8688° S, 70.5° W").point == Point(-33.8688, -70.5)


@pytest.mark.parametrize(
    "link", ["https://maps.app.goo.gl/AbCdEf123", "https://goo.gl/maps/xyz", "https://mapy.cz/s/abcdef", "https://osm.org/go/0Iz"]
)
def test_a_short_link_is_known_as_one(link: str) -> None:
    assert locate(link) == Located(is_short_link=True)


@pytest.mark.parametrize(
    "text", ["", "Hlavná 1, Žilina", "https://example.org/", "91.0, 18.7", "49.2231, 181", "49.2231", "https://[", "12 34 56 78"]
)
def test_what_names_no_point_is_none(text: str) -> None:
    assert locate(text) == Located()


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_numbers_come_back_as_they_were_written(latitude: float, longitude: float) -> None:
    text = f"{latitude:.5f}, {longitude:.5f}"

    found = locate(text).point

    assert found == Point(float(f"{latitude:.5f}"), float(f"{longitude:.5f}"))


@given(st.text(max_size=300))
def test_any_text_is_read_without_an_error(text: str) -> None:
    found = locate(text).point

    assert found is None or (abs(found.latitude) <= 90 and abs(found.longitude) <= 180)
