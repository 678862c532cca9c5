"""The BMLT server over the whole demo world: what the database finds is what one finds by reading all meetings in plain Python."""

import json
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from typing import Any
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feeds.bmlt.inquiry import Inquiry
from feeds.bmlt.listing import formats, service_bodies
from feeds.bmlt.parameters import Parameters
from feeds.bmlt.reach import LADDER
from feeds.bmlt.searching import search_results
from feeds.bmlt.values import field_values
from meetings.models import ScheduleRule
from tests.feeds.demo.whole import NOON, SITE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_world")]
# The world is the same for all examples.
MANY = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
Meeting = dict[str, str]
AT = "lat_val=49.2231&long_val=18.7394"


def inquiry(query: str) -> Inquiry:
    return Inquiry(asked=Parameters(QueryDict(query)), now=NOON, server=SITE, site=SITE)


def search(query: str) -> Any:
    return json.loads(b"".join(search_results(inquiry(query))))


@cache
def everything() -> list[Meeting]:
    """All meetings, with nothing asked."""
    found: list[Meeting] = search("")
    return found


@cache
def parents() -> dict[str, str]:
    """The body above each."""
    return {one["id"]: one["parent_id"] for one in json.loads(b"".join(service_bodies(inquiry(""))))}


def is_under(number: str, tops: list[str]) -> bool:
    """Whether a body is one of these, or below one."""
    return number in tops or (number in parents() and is_under(parents()[number], tops))


@cache
def fellowships() -> dict[str, str]:
    """The number of the fellowship of each meeting, by the models."""
    rows = ScheduleRule.objects.values_list("pk", "meeting__group__fellowship")
    return {str(rule): str(2 * fellowship - 1) for rule, fellowship in rows}


def minutes(text: str) -> int:
    return int(text[:2]) * 60 + int(text[3:5])


def signed(values: list[int], has: Callable[[str], bool]) -> bool:
    """Whether a list of numbers lets something pass: one of the wanted, none of the unwanted."""
    wanted, unwanted = [str(one) for one in values if one > 0], [str(-one) for one in values if one < 0]
    return (not wanted or any(map(has, wanted))) and not any(map(has, unwanted))


def passes(one: Meeting, asked: dict[str, Any]) -> bool:
    """Whether a meeting is what is asked for, by what is said of it."""
    start, length = minutes(one["start_time"]), minutes(one["duration_time"])
    own = set(one["format_shared_id_list"].split(","))
    tests: dict[str, Callable[[Any], bool]] = {
        "weekdays": lambda values: signed(values, lambda day: one["weekday_tinyint"] == day),
        "venue_types": lambda values: signed(values, lambda kind: one["venue_type"] == kind),
        "services": lambda values: signed(
            values, lambda body: body == fellowships()[one["id_bigint"]] or is_under(one["service_body_bigint"], [body])
        ),
        "formats": lambda values: (
            {str(number) for number in values if number > 0} <= own and not {str(-number) for number in values if number < 0} & own
        ),
        "StartsAfterH": lambda hour: start > hour * 60,
        "StartsBeforeH": lambda hour: start < hour * 60,
        "EndsBeforeH": lambda hour: start + length <= hour * 60,
        "MinDurationM": lambda least: length >= least,
        "MaxDurationM": lambda most: length <= most,
    }
    return all(tests[name](value) for name, value in asked.items())


NUMBERS = st.sampled_from([4, 15, 17, 32, 33, 54, 55, 56, 530, 532, 592, 600, 601, 602, 1001, 1003, 1010, 1040])
QUESTIONS = st.fixed_dictionaries(
    {},
    optional={
        "weekdays": st.lists(st.integers(-7, 7), min_size=1, max_size=3),
        "venue_types": st.lists(st.sampled_from([1, 2, 3, -1, -2, -3]), min_size=1, max_size=2),
        "services": st.lists(st.integers(-40, 40), min_size=1, max_size=3),
        "formats": st.lists(NUMBERS | NUMBERS.map(lambda number: -number), min_size=1, max_size=3),
        "StartsAfterH": st.integers(0, 23),
        "StartsBeforeH": st.integers(0, 23),
        "EndsBeforeH": st.integers(0, 23),
        "MinDurationM": st.integers(0, 59),
        "MaxDurationM": st.integers(0, 59),
    },
)


def test_world_is_worth_asking() -> None:
    assert len(everything()) > 500
    assert all(list(one) == list(everything()[0]) and all(isinstance(value, str) for value in one.values()) for one in everything())
    assert len({one["id_bigint"] for one in everything()}) == len(everything())


@MANY
@given(asked=QUESTIONS)
def test_filters_find_what_one_finds_by_reading_all(asked: dict[str, Any]) -> None:
    assert search(f"{with_lists(asked)}&recursive=1") == [one for one in everything() if passes(one, asked)]


def with_lists(asked: dict[str, Any]) -> str:
    """A question as an address, its lists with commas."""
    return urlencode({name: ",".join(map(str, value)) if isinstance(value, list) else value for name, value in asked.items()})


FIELDS = (
    *("id_bigint", "service_body_bigint", "weekday_tinyint", "venue_type", "start_time", "duration_time", "time_zone"),
    *("meeting_name", "location_text", "location_street", "location_neighborhood", "location_municipality", "location_province"),
    *("location_postal_code_1", "location_nation"),
)


@MANY
@given(field=st.sampled_from(FIELDS), number=st.integers(0, 10_000))
def test_field_is_asked_for_the_value_that_is_said_in_it(field: str, number: int) -> None:
    value = everything()[number % len(everything())][field]

    found = search(urlencode({"meeting_key": field, "meeting_key_value": value}))

    assert found == ([one for one in everything() if one[field] == value] if value else [])


@MANY
@given(field=st.sampled_from([name for name in FIELDS if name not in {"meeting_name", "location_text", "location_street"}]))
def test_order_by_a_field_is_that_of_its_values_with_what_is_empty_last(field: str) -> None:
    values = [one[field] for one in search(f"sort_keys={field}")]

    filled = [value for value in values if value]
    assert values == [*filled, *("" for _one in range(len(values) - len(filled)))]
    assert len({*pairwise(filled)} - {(one, one) for one in filled}) == len(set(filled)) - 1


@MANY
@given(size=st.integers(1, 300), page=st.integers(1, 5))
def test_pages_are_parts_of_the_whole(size: int, page: int) -> None:
    assert search(f"page_size={size}&page_num={page}") == everything()[(page - 1) * size : page * size]


@MANY
@given(width=st.sampled_from([0.5, 3, 10, 60, -1, -5, -50, -400]), unit=st.sampled_from(["geo_width", "geo_width_km"]))
def test_circle_holds_what_is_near_enough(width: float, unit: str) -> None:
    field = "distance_in_miles" if unit == "geo_width" else "distance_in_km"
    measured = {one["id_bigint"]: float(one[field]) for one in search(f"{AT}&data_field_key=id_bigint,{field}") if one[field]}
    enough = [step for step in LADDER if sum(distance <= step for distance in measured.values()) >= -width]
    radius = width if width > 0 else next(iter(enough), LADDER[-1])

    found = search(f"{AT}&{unit}={width}&sort_results_by_distance=1")

    distances = [float(one[field]) for one in found]
    assert distances == sorted(distances)
    assert {one["id_bigint"] for one in found} == {number for number, distance in measured.items() if distance <= radius}


def test_formats_used_are_those_that_meetings_have() -> None:
    listed = json.loads(b"".join(formats(inquiry(""))))
    beside = search("get_used_formats=1")["formats"]

    assert listed == beside
    assert {one["key_string"] for one in listed} == {key for one in everything() for key in one["formats"].split(",") if key}
    assert {one["id"] for one in listed} == {
        one for each in everything() for one in each["format_shared_id_list"].split(",") if one
    }


def test_values_of_formats_are_those_that_meetings_have() -> None:
    values = json.loads(b"".join(field_values(inquiry("meeting_key=formats"))))  # type: ignore[arg-type]  # not refused

    by_meeting = {number: one["formats"] for one in values for number in one["ids"].split(",")}
    assert by_meeting == {one["id_bigint"]: one["format_shared_id_list"] for one in everything() if one["format_shared_id_list"]}
