"""Whatever is asked, the answer has the shape that it always has."""

import json
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.feeds.bmlt.visits import INTERFACE
from tests.feeds.visits import whole
from tests.meetings.world import make_meeting, make_rule

pytestmark = pytest.mark.django_db
MANY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

NAMES = (
    *("meeting_ids", "weekdays", "venue_types", "services", "recursive", "formats", "formats_comparison_operator"),
    *("meeting_key", "meeting_key_value", "StartsAfterH", "StartsBeforeM", "EndsBeforeH", "MinDurationH", "MaxDurationM"),
    *("lat_val", "long_val", "geo_width", "geo_width_km", "sort_results_by_distance", "SearchString", "StringSearchIsAnAddress"),
    *("SearchStringRadius", "advanced_published", "sort_keys", "sort_key", "page_size", "page_num", "data_field_key", "lang_enum"),
    *("root_server_ids", "specific_formats", "all_formats", "show_all", "key_strings", "format_ids", "parents", "loss"),
    *("start_date", "end_date", "meeting_id", "service_body_id", "sb_id"),
)
WORDS = (
    *(
        "1",
        "0",
        "-1",
        "3,-2,x",
        "nan",
        "inf",
        "-inf",
        "1e400",
        "1e308",
        "-0.0",
        "9" * 40,
        "-" + "9" * 40,
        "\x00",
        "a\x00b",
        "'",
        '"',
    ),
    *("%", "_", "AND", "or", "weekday_tinyint", "start_time", "location_street", "distance_in_km", "latitude", "formats", "25:99"),
    *("12:30", "O,C", "Žilina", "٣", "\ud7ff", "1,2,3," * 200, "id_bigint,meeting_name,longitude", "49.22", "18.73", "181", "-90"),
    *("2026-02-31", "2026-01-01", "dk", "xx", "../etc"),
)
ASKED = st.lists(
    st.tuples(
        st.sampled_from(NAMES), st.sampled_from(["", "[]", "[0]", "[a]", "[][]", "["]), st.sampled_from(WORDS) | st.text(max_size=8)
    ),
    max_size=6,
)
SWITCHERS = (
    "GetSearchResults",
    "GetFormats",
    "GetServiceBodies",
    "GetFieldKeys",
    "GetFieldValues",
    "GetServerInfo",
    *("GetCoverageArea", "GetChanges"),
)

REFUSING = {"GetFieldValues": 400, "GetChanges": 422}  # what is no field, and what is no day


@pytest.fixture(autouse=True)
def meeting() -> None:
    """One to be found."""
    make_rule(make_meeting())


@MANY
@given(switcher=st.sampled_from(SWITCHERS), asked=ASKED)
def test_no_parameters_make_it_fail(client: Client, switcher: str, asked: list[tuple[str, str, str]]) -> None:
    given_ = [("switcher", switcher), *((name + brackets, value) for name, brackets, value in asked)]

    response = client.get(f"{INTERFACE}/json/?{urlencode(given_, errors='replace')}")

    answer = json.loads(whole(response))
    assert response.status_code in {200, REFUSING.get(switcher, 200)}
    assert isinstance(answer, dict) or all(has_strings(one) for one in answer)


def has_strings(one: dict[str, Any]) -> bool:
    """Whether all values are strings, as clients need; what the server is able to do is said by true and false."""
    return all(isinstance(value, str | bool) or name == "json_data" for name, value in one.items())


@pytest.mark.parametrize("data_format", ["json", "jsonp", "tsml", "csv", "xml"])
@pytest.mark.parametrize("switcher", ["", "\x00", "GetSearchResults", "getformats", "GetNAWSDump", "GetChanges"])
def test_what_is_no_question_is_refused(client: Client, data_format: str, switcher: str) -> None:
    response = client.get(f"{INTERFACE}/{data_format}/?{urlencode({'switcher': switcher})}")

    assert response.status_code in {200, 422}


def test_thousands_of_parameters_are_answered(client: Client) -> None:
    known = json.loads(whole(client.get(f"{INTERFACE}/json/?switcher=GetServiceBodies")))
    # The numbers of this world come first: only the first 500 are read, and on PostgreSQL numbers go on from test to test.
    numbers = [*(body["id"] for body in known), *range(2900)]
    query = "&".join(f"services[]={number}" for number in numbers)

    response = client.get(f"{INTERFACE}/json/?switcher=GetSearchResults&{query}")

    assert response.status_code == 200
    assert json.loads(whole(response)) != []
