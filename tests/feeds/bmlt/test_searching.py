"""The parameters of GetSearchResults, one by one."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from groups.actions import save_service_body
from groups.kinds import BodyKind
from groups.models import ServiceBody
from history.actions import save
from interchange.records import Access, Attendance, Frequency
from meetings.actions import save_exception
from meetings.kinds import ExceptionKind, FormatCategory, MeetingStatus
from meetings.models import Format, ScheduleException, ScheduleRule
from places.models import Visibility
from tests.feeds.bmlt.visits import ask, found, numbers, told
from tests.meetings.world import FRIDAY, ROAD, WEDNESDAY, make_fellowship, make_group, make_meeting, make_rule, make_venue

pytestmark = pytest.mark.django_db


def named(client: Client, query: str) -> list[str]:
    return sorted(one["meeting_name"] for one in found(client, query))


def rule_of(name: str, **fields: object) -> ScheduleRule:
    """A rule of a meeting of its own."""
    return make_rule(make_meeting(name), **fields)


def test_rules_together_in_every_week_are_one_meeting(client: Client) -> None:
    meeting = make_meeting()
    monthly = {"frequency": Frequency.MONTHLY_BY_WEEKDAY, "weekday": WEDNESDAY}
    first = make_rule(meeting, **monthly, ordinals=(1, 2, 3, 4), access=Access.CLOSED)
    make_rule(meeting, **monthly, ordinals=(5,), access=Access.OPEN)

    (one,) = found(client)

    assert (one["id_bigint"], one["formats"], one["weekday_tinyint"]) == (str(first.pk), "", "4")
    assert numbers(client, "formats=17") == numbers(client, "formats=4") == []
    assert ask(client, "GetSearchResults").headers["Feed-Loss"] == "rules=2, left-out=0"


def test_what_does_not_come_every_week_is_left_out_and_told(client: Client) -> None:
    meeting = make_meeting()
    weekly = make_rule(meeting)
    make_rule(meeting, frequency=Frequency.MONTHLY_BY_WEEKDAY, weekday=FRIDAY, ordinals=(1,))
    make_rule(meeting, frequency=Frequency.BY_APPOINTMENT, weekday=None, start_minute=None, duration_minutes=None)

    report = told(client, "GetSearchResults&loss=1")

    assert numbers(client) == [weekly.pk]
    assert ask(client, "GetSearchResults").headers["Feed-Loss"] == "rules=3, left-out=2"
    assert (report["rules"], report["left_out"]) == (3, 2)
    assert {one["reason"]: one["rules"] for one in report["reasons"]} == {"monthly_by_weekday": 1, "by_appointment": 1}


def test_only_published_meetings_are_there_whoever_asks(client: Client) -> None:
    make_rule(make_meeting("Draft", status=MeetingStatus.DRAFT))
    rule_of("Shown")

    assert [named(client, f"advanced_published={value}") for value in ("", "1", "0", "-1")] == [["Shown"]] * 3 + [[]]


def test_weekdays_count_from_sunday_and_minus_is_not(client: Client) -> None:
    rule_of("Tuesday")
    rule_of("Wednesday", weekday=WEDNESDAY)
    rule_of("Sunday", weekday=6)

    assert named(client, "weekdays=1,3") == ["Sunday", "Tuesday"]
    assert named(client, "weekdays[]=-1&weekdays[]=-4") == ["Tuesday"]
    assert named(client, "weekdays=8") == []
    assert named(client, "weekdays=x") == ["Sunday", "Tuesday", "Wednesday"]


def test_services_narrow_and_recursive_goes_down(client: Client) -> None:
    fellowship = make_fellowship("na")
    region = save_service_body(ServiceBody(name="Sever", kind=BodyKind.REGION, fellowship=fellowship), by=None, source=ROAD)
    below = save_service_body(ServiceBody(name="Mesto", kind=BodyKind.INTERGROUP, parent=region), by=None, source=ROAD)
    make_rule(make_meeting("Alone", group=make_group("A", fellowship="na")))
    make_rule(make_meeting("Below", group=make_group("B", fellowship="na", service_body=below)))
    make_rule(make_meeting("Other", group=make_group("C")))
    top = 2 * fellowship.pk - 1

    assert named(client, f"services={top}") == ["Alone"]
    assert named(client, f"services={top}&recursive=1") == ["Alone", "Below"]
    assert named(client, f"services={2 * region.pk}&recursive=1") == ["Below"]
    assert named(client, f"services=-{2 * region.pk}&recursive=1") == ["Alone", "Other"]
    assert named(client, "services=abc") == ["Alone", "Below", "Other"]


def test_formats_are_all_of_them_or_one_and_never_an_excluded_one(client: Client) -> None:
    topic = save(Format(slug="topic", category=FormatCategory.STRUCTURE, name={"en": "Topic"}), by=None, source=ROAD)
    both = make_rule(make_meeting("Both", languages=("pl", "sk")))
    both.meeting.formats.add(topic)
    make_rule(make_meeting("Closed", audiences_only=("women",)), access=Access.CLOSED)
    number = 1000 + topic.pk

    assert named(client, f"formats=17,{number}") == ["Both"]
    assert named(client, f"formats=4,{number}") == []
    assert named(client, f"formats=4,{number}&formats_comparison_operator=or") == ["Both", "Closed"]
    assert named(client, "formats[]=602") == ["Both"]
    assert named(client, "formats=-32") == ["Both"]
    assert named(client, "formats=99999") == []


def test_times_bound_the_beginning_the_end_and_the_length(client: Client) -> None:
    rule_of("Early", start_minute=540, duration_minutes=45)
    rule_of("Late", start_minute=1180, duration_minutes=90)
    rule_of("Unknown", start_minute=720, duration_minutes=None)

    assert named(client, "StartsAfterH=12") == ["Late"]
    assert named(client, "StartsBeforeH=12&StartsBeforeM=1") == ["Early", "Unknown"]
    assert named(client, "EndsBeforeH=13") == ["Early", "Unknown"]
    assert named(client, "EndsBeforeM=45&EndsBeforeH=9") == ["Early"]
    assert named(client, "MinDurationH=1") == ["Late", "Unknown"]
    assert named(client, "MaxDurationM=60&MaxDurationH=0") == ["Early"]


def test_meeting_key_asks_a_field_for_one_of_several_values(client: Client) -> None:
    make_rule(make_meeting("A", venue=make_venue(city="Martin")))
    make_rule(make_meeting("B", venue=make_venue(city="Žilina")), start_minute=1110)

    assert named(client, "meeting_key=location_municipality&meeting_key_value=martin") == ["A"]
    assert named(client, "meeting_key=location_municipality&meeting_key_value[]=Martin&meeting_key_value[]=Žilina") == ["A", "B"]
    assert named(client, "meeting_key=start_time&meeting_key_value=18:30") == ["B"]
    assert named(client, "meeting_key=weekday_tinyint&meeting_key_value=3") == ["A", "B"]
    without = ("location_municipality", "location_municipality&meeting_key_value=", "formats&meeting_key_value=O")
    assert [named(client, f"meeting_key={one}") for one in (*without, "x&meeting_key_value=1")] == [[]] * 4


@pytest.mark.parametrize("key", ["id_bigint", "start_time", "location_municipality"])
def test_meeting_key_takes_as_many_values_as_a_list_has(client: Client, key: str) -> None:
    rule = make_rule(make_meeting("A", venue=make_venue(city="Martin")), start_minute=1110)
    fitting = {"id_bigint": rule.pk, "start_time": "18:30", "location_municipality": "martin"}[key]
    others = "".join(f"&meeting_key_value[]={number}" for number in range(10**6, 10**6 + 498))

    assert named(client, f"meeting_key={key}{others}&meeting_key_value[]=7:00&meeting_key_value[]={fitting}") == ["A"]


def test_distance_is_measured_as_the_reference_measures_it(client: Client) -> None:
    make_rule(make_meeting("Near", venue=make_venue((36.0733691, -79.8240715))))
    make_rule(make_meeting("Far", venue=make_venue((36.0869819, -79.9023415))))
    make_rule(make_meeting("Online", attendance=Attendance.ONLINE))
    at = "lat_val=36.065752051707&long_val=-79.793701171875"

    sorted_ = found(client, f"{at}&geo_width_km=50&sort_results_by_distance=1")
    measured = found(client, f"{at}&data_field_key=meeting_name,distance_in_km")

    assert [(one["meeting_name"], one["distance_in_miles"][:4], one["distance_in_km"][:4]) for one in sorted_] == [
        ("Near", "1.77", "2.85"),
        ("Far", "6.23", "10.0"),
    ]
    assert [one["distance_in_km"][:3] for one in measured] == ["2.8", "10.", ""]
    assert named(client, f"{at}&geo_width=2") == ["Near"]
    assert named(client, f"{at}&geo_width=-1") == ["Near"]
    assert named(client, f"{at}&geo_width=-2&geo_width_km=1") == ["Far", "Near"]
    assert named(client, "lat_val=36&geo_width=5") == named(client, at) == []
    assert found(client, "lat_val=36.0733691&long_val=-79.8240715&geo_width=1")[0]["distance_in_km"] == "0"


@pytest.mark.usefixtures("gazetteer")
def test_place_that_is_typed_is_found_in_the_gazetteer(client: Client) -> None:
    make_rule(make_meeting("Žilina"))
    query = "StringSearchIsAnAddress=1&SearchStringRadius=5&SearchString="

    assert named(client, f"{query}Žilina") == ["Žilina"]
    assert named(client, f"{query}Košice") == named(client, f"{query}Xyzzyqwx") == []
    assert ask(client, f"GetSearchResults&{query}Žilina").headers["Cache-Control"] == "no-store"


def test_words_are_numbers_codes_or_one_of_several_words(client: Client) -> None:
    rule = rule_of("Prvá nádej")
    make_rule(make_meeting("Iná", venue=make_venue(postal_code="01001", city="Martin")))

    assert named(client, f"SearchString={rule.pk}") == ["Prvá nádej"]
    assert named(client, "SearchString=01001, 7777") == ["Iná"]
    assert named(client, "SearchString=nadej martin") == ["Iná", "Prvá nádej"]
    assert named(client, "SearchString=xy") == ["Iná", "Prvá nádej"]
    assert named(client, "SearchString=xyz") == []


def test_order_is_by_weekday_or_as_asked_with_what_is_empty_last(client: Client) -> None:
    make_rule(make_meeting("B", venue=make_venue(region="")), weekday=6)
    make_rule(make_meeting("A", venue=make_venue(region="Kraj")), weekday=0)

    def order(query: str) -> str:
        return "".join(one["meeting_name"] for one in found(client, query))

    assert [order(query) for query in ("", "sort_keys=meeting_name", "sort_keys=location_province", "sort_key=state")] == [
        "BA",
        "AB",
        "AB",
        "AB",
    ]


def test_pages_are_counted_from_one_and_end_empty(client: Client) -> None:
    for name in "ABC":
        rule_of(name)

    pages = [named(client, f"sort_keys=meeting_name&page_size=2&page_num={number}") for number in (0, 1, 2, 3)]

    assert pages == [["A", "B"], ["A", "B"], ["C"], []]


def test_fields_are_those_asked_for_or_all_where_none_is_known(client: Client) -> None:
    rule_of("A")

    assert found(client, "data_field_key=meeting_name,weekday_tinyint") == [{"weekday_tinyint": "3", "meeting_name": "A"}]
    assert len(found(client, "data_field_key=nothing")[0]) == 44


def test_meeting_whose_next_date_is_cancelled_is_closed_for_now(client: Client) -> None:
    rule = rule_of("Off", weekday=timezone.localdate().weekday())
    rule_of("On")
    today = timezone.localdate()
    cancelled = ScheduleException(rule=rule, kind=ExceptionKind.CANCELLED, first_on=today, last_on=today)
    save_exception(cancelled, by=None, source=ROAD)

    assert named(client, "formats=55") == ["Off"]
    assert named(client, "formats=-55") == ["On"]


def test_meeting_in_its_yearly_pause_is_closed_for_now(client: Client) -> None:
    today = timezone.localdate()
    first, last = today - timedelta(days=3), today + timedelta(days=3)
    pauses = {"In": (first, last), "Over": (last, today - timedelta(days=1)), "Around": (today, first), "Later": (last, last)}
    for name, ends in pauses.items():
        begin, end = (one.month * 100 + one.day for one in ends)
        rule_of(name, pause_from=begin, pause_until=end, weekday=today.weekday())

    off = {one["meeting_name"] for one in found(client) if "TC" in one["formats"].split(",")}

    assert named(client, "formats=55") == sorted(off)
    assert {"In", "Around"} <= off
    assert "Later" not in off


def test_hidden_house_is_found_no_nearer_than_a_search_finds_it(client: Client) -> None:
    at = (49.21377, 18.75621)
    make_rule(make_meeting("Area", venue=make_venue(at, visibility=Visibility.AREA_ONLY, street="Tajná 7", district="Vlčince")))

    (one,) = found(client, f"lat_val={at[0]}&long_val={at[1]}&geo_width=50")

    assert (one["latitude"], one["longitude"]) == ("49.21", "18.76")
    assert (one["location_street"], one["location_neighborhood"]) == ("", "Vlčince")
    assert one["distance_in_km"][:4] == "0.50"
    assert named(client, "meeting_key=location_street&meeting_key_value=Tajná 7") == []


@pytest.mark.parametrize("query", ["get_used_formats=1", "lat_val=49.2&long_val=18.7&geo_width=-5", "formats=17,55&loss=1"])
def test_questions_to_the_database_do_not_grow_with_meetings(client: Client, query: str) -> None:
    counts = []
    for number in range(3):
        rule_of(f"Meeting {number}")
        with CaptureQueriesContext(connection) as asked:
            told(client, f"GetSearchResults&{query}")
        counts.append(len(asked))

    assert counts[1] == counts[2]
