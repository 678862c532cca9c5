"""The requests that the known clients send (docs/bmlt.md), and the fields without which they break."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from groups.models import Fellowship
from interchange.records import Attendance
from meetings.models import Meeting
from places.models import Place, Venue, Visibility
from tests.feeds.bmlt.visits import INTERFACE, told
from tests.feeds.visits import whole
from tests.meetings.world import make_group, make_meeting, make_rule, make_venue

pytestmark = pytest.mark.django_db

# Missing or null, each of these breaks crumb or crouton.
MEETING_FIELDS = {
    *("id_bigint", "start_time", "service_body_bigint", "weekday_tinyint", "duration_time", "formats", "format_shared_id_list"),
    *("location_municipality", "location_province", "location_postal_code_1", "comments", "meeting_name", "location_text"),
    *("location_neighborhood", "location_sub_province", "root_server_uri", "latitude", "longitude", "venue_type", "time_zone"),
}
CRUMB = "GetSearchResults&page_size=5000&lang_enum=en&get_used_formats=1"
SEARCHES = (
    CRUMB,
    "GetSearchResults&services[]={top}&services[]=2&recursive=1&formats[]=17&page_size=5000&lang_enum=es&get_used_formats=1",
    "GetSearchResults&lat_val=49.22&long_val=18.74&geo_width=25&sort_results_by_distance=1&page_size=5000&get_used_formats=1",
    "GetSearchResults&get_used_formats&lang_enum=en&services[]={top}&recursive=1&sort_keys=start_time",
    "GetSearchResults&get_used_formats&venue_types[]=-2&lat_val=49.22&long_val=18.74&geo_width=-50",
    "GetSearchResults&get_used_formats&lang_enum=dk&formats_comparison_operator=OR&formats[]=17&advanced_published=0",
)


@pytest.fixture(autouse=True)
def meeting() -> None:
    """An open meeting in a house, and from home."""
    make_rule(make_meeting(group=make_group(), venue=make_venue(), attendance=Attendance.HYBRID))


def top() -> int:
    """The number of the only fellowship."""
    return 2 * Fellowship.objects.get().pk - 1


@pytest.mark.parametrize("search", SEARCHES)
def test_widgets_find_the_meeting_with_all_that_they_need(client: Client, search: str) -> None:
    answer = told(client, search.format(top=top()))

    (one,) = answer["meetings"]
    numbers = [each["id"] for each in answer["formats"]]
    assert set(one) >= MEETING_FIELDS
    assert one["format_shared_id_list"].split(",") == numbers == ["17", "56"]
    assert {each["root_server_uri"] for each in answer["formats"]} == {one["root_server_uri"]}
    assert all(isinstance(value, str) for value in one.values())


def test_crouton_reads_formats_and_bodies_by_jsonp(client: Client) -> None:
    """As it strips the function off: by a regular expression."""
    queries = (
        "GetFormats&lang_enum=en&key_strings[]=TC&key_strings[]=VM&key_strings[]=HY&callback=jsonp_17",
        f"GetServiceBodies&parents=1&services[]={top()}&callback=jsonp_17",
    )

    answers = [whole(client.get(f"{INTERFACE}/jsonp/?switcher={query}")).decode() for query in queries]

    assert all(re.fullmatch(r"/\*\*/jsonp_17\(\[.+\]\);", answer) for answer in answers)


@pytest.mark.parametrize("switcher", ["GetServerInfo", "GetFieldKeys", "GetCoverageArea", "GetFormats", "GetServiceBodies"])
def test_tools_begin_with_what_the_server_says_of_itself(client: Client, switcher: str) -> None:
    answer = told(client, f"{switcher}&format=json")

    assert isinstance(answer, list)
    assert answer


def test_server_info_has_what_clients_and_aggregators_look_for(client: Client) -> None:
    (info,) = told(client, "GetServerInfo")

    assert (info["version"], info["versionInt"], info["semanticAdmin"]) == ("4.2.7", "4002007", "1")
    assert info["langs"].split(",")[0] == "en"
    assert (info["centerLongitude"], info["centerLatitude"]) == ("18.7394", "49.2231")
    assert info["available_keys"].split(",")[-2:] == ["root_server_uri", "format_shared_id_list"]
    assert {name for name, value in info.items() if value == ""} >= {"google_api_key", "dbPrefix", "phpVersion", "commit"}


def test_coverage_is_where_meetings_are(client: Client) -> None:
    make_rule(make_meeting("South", venue=make_venue((41.4, 24.9))))

    assert told(client, "GetCoverageArea") == [
        {
            "nw_corner_longitude": "18.7394",
            "nw_corner_latitude": "49.2231",
            "se_corner_longitude": "24.9",
            "se_corner_latitude": "41.4",
        }
    ]


def test_a_meeting_in_a_room_has_a_point_whatever_is_told_of_the_house(client: Client, gazetteer: None) -> None:
    """Without one the map of crouton shows no meeting at all. Of a house on contact it is the middle of the town."""
    hidden = make_venue((49.2181, 18.7011), visibility=Visibility.ON_CONTACT)
    nowhere = make_venue(city="Nowhere", street="Hlavná 2")
    Venue.objects.filter(pk=nowhere.pk).update(latitude=None, longitude=None)
    make_rule(make_meeting("Hidden", venue=hidden), weekday=2)
    lost = make_rule(make_meeting("Lost", venue=nowhere), weekday=3)
    Meeting.objects.filter(pk=lost.meeting_id).update(latitude=None, longitude=None)

    points = {one["meeting_name"]: (one["latitude"], one["longitude"]) for one in told(client, "GetSearchResults")}
    in_guide = {one["name"]: one["coordinates"] for one in told(client, "GetSearchResults", data_format="tsml")}

    town = Place.objects.get(slug="zilina").point
    assert points["Hidden"] == (str(round(town.latitude, 7)), str(round(town.longitude, 7)))
    assert points["Lost"] == ("0.0", "0.0")
    assert in_guide["Lost"] is None
    assert told(client, "GetFieldValues&meeting_key=latitude")[0] == {"latitude": "0.0", "ids": str(lost.pk)}


def test_nothing_of_a_house_can_be_taken_for_markup(client: Client) -> None:
    """crouton puts its name, and how to get in, into the page as they come."""
    make_rule(make_meeting("Nádej", venue=make_venue(name="<b>Dom</b>", bell="<script>")), weekday=2)

    (one,) = told(client, "GetSearchResults&meeting_key=location_text&meeting_key_value=‹b›Dom‹/b›")

    assert one["location_text"] == "‹b›Dom‹/b›"
    assert one["location_info"] == "Bell: ‹script›"


def test_values_of_formats_take_as_many_queries_for_many_formats(client: Client) -> None:
    make_rule(make_meeting("Other", venue=make_venue(step_free=True), languages=["sk", "hu"], audiences_welcome=["women"]))
    query = "GetFieldValues&meeting_key=formats"
    told(client, query)

    with CaptureQueriesContext(connection) as few:
        one = told(client, f"{query}&specific_formats=17")
    with CaptureQueriesContext(connection) as many:
        every = told(client, query)

    assert len(one) == 1
    assert {number for value in every for number in value["formats"].split(",")} > {"17", "33", "56"}
    assert len(few) == len(many)


def test_values_of_a_field_name_their_meetings(client: Client) -> None:
    other = make_rule(make_meeting("Other", venue=make_venue(city="Martin")), weekday=6, access="closed")
    first = str(other.pk - 1)

    assert told(client, "GetFieldValues&meeting_key=location_municipality") == [
        {"location_municipality": "Martin", "ids": str(other.pk)},
        {"location_municipality": "Žilina", "ids": first},
    ]
    assert told(client, "GetFieldValues&meeting_key=location_province") == [
        {"location_province": "NULL", "ids": f"{first},{other.pk}"}
    ]
    assert told(client, "GetFieldValues&meeting_key=weekday_tinyint") == [
        {"weekday_tinyint": "1", "ids": str(other.pk)},
        {"weekday_tinyint": "3", "ids": first},
    ]
    assert told(client, "GetFieldValues&meeting_key=formats&specific_formats=56,17,4") == [
        {"formats": "17,56", "ids": first},
        {"formats": "4", "ids": str(other.pk)},
    ]
    assert told(client, "GetFieldValues&meeting_key=formats&specific_formats=17,4&all_formats=1") == []
