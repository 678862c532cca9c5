"""Where: rows 11 and 12 of "What real feeds contain, and what a good reader does", and addresses."""

from typing import Any

import pytest

from interchange.reasons import ProblemCode
from interchange.records import VenueRecord
from tests.interchange.feeds import (
    item,
    noted,
    problems,
    read_items,
    record,
    records,
)

# Row 11: coordinates


def point(**changes: Any) -> tuple[float | None, float | None]:
    venue = record(**changes).venue
    assert venue is not None
    return venue.latitude, venue.longitude


@pytest.mark.parametrize(("latitude", "longitude"), [("48.148164", "17.106744"), (48.148164, 17.106744)])
def test_coordinates_are_read_to_a_metre(latitude: Any, longitude: Any) -> None:
    assert point(latitude=latitude, longitude=longitude) == (48.14816, 17.10674)


@pytest.mark.parametrize(("latitude", "longitude"), [(..., ...), ("", ""), (None, None)])
def test_missing_coordinates_are_noted(latitude: Any, longitude: Any) -> None:
    assert point(latitude=latitude, longitude=longitude) == (None, None)
    assert noted(latitude=latitude, longitude=longitude) == [ProblemCode.COORDINATES_MISSING]


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(0, 0), ("0", "0.0"), ("", 17.1), (91, 0), (0, 181), ("north", "east"), (True, True), ([1], {}), ("nan", 1)],
)
def test_wrong_coordinates_are_left_out_and_noted(latitude: Any, longitude: Any) -> None:
    assert point(latitude=latitude, longitude=longitude) == (None, None)
    assert noted(latitude=latitude, longitude=longitude) == [ProblemCode.COORDINATES_WRONG]


def test_missing_coordinates_of_an_online_meeting_are_not_noted() -> None:
    assert noted(latitude=..., longitude=..., approximate="yes", conference_url="https://zoom.us/j/1") == []


def test_one_point_for_many_addresses_is_reported() -> None:
    items = [item(slug=f"s{number}", formatted_address=f"Nová {number}, 811 01 Bratislava") for number in range(25)]

    found = read_items(*items, *(item(slug=f"t{number}", latitude=48.2) for number in range(25)))

    assert [(problem.code, problem.rejects, dict(problem.details)) for problem in problems(found)] == [
        (ProblemCode.COORDINATES_SHARED, False, {"latitude": 48.14816, "longitude": 17.10674, "rows": 25, "addresses": 25})
    ]


@pytest.mark.parametrize(
    ("approximate", "is_area"), [("yes", True), ("no", False), (True, True), (False, False), (..., False), ("maybe", False)]
)
def test_approximate_place_is_an_area(approximate: Any, is_area: bool) -> None:
    venue = record(approximate=approximate).venue

    assert venue is not None
    assert venue.is_area == is_area


# Row 12: region


def test_missing_region_is_empty_and_never_that_of_the_row_before() -> None:
    first, second = records(read_items(item(regions=["Petržalka"]), item(slug="b")))

    assert first.venue is not None
    assert second.venue is not None
    assert (first.venue.district, second.venue.district) == ("Petržalka", "")


@pytest.mark.parametrize(
    ("changes", "district"),
    [
        ({"regions": ["Slovensko", "BRATISLAVA", "Petržalka"]}, "Petržalka"),
        ({"region": "Bratislava", "sub_region": "Ružinov"}, "Ružinov"),
        ({"regions": ["Slovakia"]}, ""),
        ({"region": "bratislava"}, ""),
        ({"regions": [None, 1, ""], "region": "Ružinov"}, "Ružinov"),
    ],
)
def test_district_is_the_most_particular_region_that_says_something_new(changes: dict[str, Any], district: str) -> None:
    venue = record(**changes).venue

    assert venue is not None
    assert venue.district == district


def test_place_of_which_only_the_region_is_known_keeps_it() -> None:
    found = record(
        formatted_address=..., location=..., latitude=..., longitude=..., region="Záhorie", conference_url="https://zoom.us/j/1"
    )

    assert found.venue == VenueRecord(address_text="Záhorie")
