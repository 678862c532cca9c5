"""Distance on the sphere against another formula, on whatever database the tests run."""

from math import atan2, cos, isnan, radians, sin, sqrt
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from places.distance import EARTH_RADIUS_KM, Box, Chord, Distance, Point
from places.models import Place, Venue
from places.querysets import PlacedQuerySet

# Both poles, both sides of the date line, the meridian of Greenwich, and pairs a few metres apart.
NASTY = [
    (90.0, 0.0), (90.0, 180.0), (-90.0, 0.0), (-90.0, -77.0), (89.9999, -179.9999), (-89.9999, 90.0),
    (0.0, 180.0), (0.0, -180.0), (0.0, 179.9999), (0.0, -179.9999), (66.0, 180.0), (66.0, -179.5),
    (-16.8, 179.95), (-16.8, -179.95), (0.0, 0.0), (51.5, 0.0), (51.5, -0.0001),
    (49.2231, 18.7394), (49.22311, 18.7394), (-49.2231, -161.2606),
]  # fmt: skip
SPREAD = [((index * 37) % 179 - 89.0, (index * 53.7) % 360 - 180) for index in range(100)]

latitudes = st.one_of(st.sampled_from([place[0] for place in NASTY]), st.floats(-90, 90))
longitudes = st.one_of(st.sampled_from([place[1] for place in NASTY]), st.floats(-180, 180))
points = st.builds(Point, latitudes, longitudes)
kilometres = st.one_of(st.sampled_from([0.0, 1.0, 25.0, 200.0, 20_100.0]), st.floats(0, 20_100))


def vector(point: Point) -> tuple[float, float, float]:
    north, east = radians(point.latitude), radians(point.longitude)
    return cos(north) * cos(east), cos(north) * sin(east), sin(north)


def slow_km(one: Point, other: Point) -> float:
    """The angle between two vectors, by their cross and dot product: exact for near, far and opposite points."""
    (a, b, c), (d, e, f) = vector(one), vector(other)
    cross = sqrt((b * f - c * e) ** 2 + (c * d - a * f) ** 2 + (a * e - b * d) ** 2)
    return EARTH_RADIUS_KM * atan2(cross, a * d + b * e + c * f)


def distance_km(row: Place | Venue) -> Any:
    """What `measured()` annotated."""
    return vars(row)["distance_km"]


def measured(rows: PlacedQuerySet[Any], point: Point) -> PlacedQuerySet[Any]:
    return rows.annotate(distance_km=Distance(Chord(point)))


@pytest.fixture
def spread_places(db: None) -> dict[int, Point]:
    """Places of our own all over the earth, by their (negative) ids."""
    where = {-number: Point(*pair) for number, pair in enumerate(NASTY + SPREAD, start=1)}
    Place.objects.bulk_create(
        Place(id=key, slug=f"spread{key}", name="", country="XX", latitude=point.latitude, longitude=point.longitude, zone="")
        for key, point in where.items()
    )
    return where


@given(points, points)
def test_km_to_agrees_with_vectors(one: Point, other: Point) -> None:
    assert one.km_to(other) == pytest.approx(slow_km(one, other), rel=1e-6, abs=1e-3)


@given(points)
def test_km_to_itself_is_zero(point: Point) -> None:
    assert point.km_to(point) == 0


def test_km_to_is_within_half_a_percent_of_the_ellipsoid() -> None:
    """Geodesics of WGS 84, by Vincenty's formula."""
    bratislava = Point(48.14816, 17.10674)

    assert bratislava.km_to(Point(52.22977, 21.01178)) == pytest.approx(532.64, rel=0.005)
    assert bratislava.km_to(Point(40.71427, -74.00597)) == pytest.approx(6864.93, rel=0.005)
    assert bratislava.km_to(Point(-33.86785, 151.20732)) == pytest.approx(15917.75, rel=0.005)


@given(points, kilometres, points)
def test_box_has_all_of_the_circle(center: Point, km: float, other: Point) -> None:
    box = Box.around(center, km)

    is_in_box = box.south <= other.latitude <= box.north and any(west <= other.longitude <= east for west, east in box.longitudes)

    assert is_in_box or slow_km(center, other) > km


def test_box_over_the_date_line_is_two() -> None:
    box = Box.around(Point(0, 179.5), 111)

    assert [(round(west), round(east)) for west, east in box.longitudes] == [(-180, -180), (179, 180)]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(center=points)
def test_database_measures_as_vectors_do(spread_places: dict[int, Point], center: Point) -> None:
    ours = Place.objects.filter(id__lt=0)

    found = {place.id: distance_km(place) for place in measured(ours, center)}

    assert not any(isnan(km) for km in found.values())
    assert found == pytest.approx({key: slow_km(center, point) for key, point in spread_places.items()}, rel=1e-6, abs=1e-3)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(center=points, km=kilometres)
def test_within_and_beyond_part_the_places(spread_places: dict[int, Point], center: Point, km: float) -> None:
    ours = Place.objects.filter(id__lt=0)
    sure = {key: slow_km(center, point) for key, point in spread_places.items() if abs(slow_km(center, point) - km) > 1e-3}

    within = set(ours.within(center, km).values_list("id", flat=True))
    beyond = set(ours.beyond(center, km).values_list("id", flat=True))

    assert within & sure.keys() == {key for key, distance in sure.items() if distance < km}
    assert beyond == spread_places.keys() - within


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(center=points)
def test_nearest_first_rises(spread_places: dict[int, Point], center: Point) -> None:
    ordered = Place.objects.filter(id__lt=0).nearest_first(center, "pk")

    distances = [slow_km(center, place.point) for place in ordered]

    assert distances == pytest.approx(sorted(distances), abs=1e-3)


def test_distance_of_the_searched_point_is_exactly_zero(spread_places: dict[int, Point]) -> None:
    zilina = Point(49.2231, 18.7394)

    here = measured(Place.objects.filter(id__lt=0).within(zilina, 0), zilina).get()

    assert distance_km(here) == 0


def test_rows_without_coordinates_are_nowhere_and_last(db: None) -> None:
    somewhere = Venue.objects.create(name="House", latitude=0.5, longitude=0.5)
    nowhere = Venue.objects.create(name="No house")
    origin = Point(0, 0)

    assert list(Venue.objects.within(origin, 20_100)) == [somewhere]
    assert list(Venue.objects.beyond(origin, 1)) == [somewhere]
    assert list(Venue.objects.nearest_first(origin)) == [somewhere, nowhere]
    assert distance_km(measured(Venue.objects.all(), origin).get(pk=nowhere.pk)) is None


def test_prefix_asks_a_relation(spread_places: dict[int, Point]) -> None:
    far = Venue.objects.create(name="Far", place_id=-1)
    near = Venue.objects.create(name="Near", place_id=-18)
    zilina = Point(49.2231, 18.7394)

    assert list(Venue.objects.within(zilina, 5, prefix="place__")) == [near]
    assert list(Venue.objects.nearest_first(zilina, prefix="place__")) == [near, far]


@pytest.mark.usefixtures("gazetteer")
def test_within_and_nearest_read_the_point_index() -> None:
    zilina = Point(49.2231, 18.7394)

    assert "places_place_point" in Place.objects.within(zilina, 25).explain()
    assert "places_place_point" in Place.objects.within(zilina, 25).nearest_first(zilina)[:25].explain()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite sorts; its boxes are small")
@pytest.mark.usefixtures("gazetteer")
def test_nearest_first_is_read_from_the_index_unsorted() -> None:
    plan = Place.objects.nearest_first(Point(49.2231, 18.7394))[:25].explain()

    assert "Index Scan using places_place_point" in plan
    assert "Sort" not in plan
