"""What the server answers, byte for byte."""

import pytest
from django.test import Client

from groups.actions import save_service_body
from groups.kinds import BodyKind
from groups.models import ServiceBody
from history.actions import save
from interchange.records import Access, Attendance
from meetings.kinds import FormatCategory
from meetings.models import Format
from tests.feeds.bmlt.visits import ask, found, told
from tests.feeds.visits import whole
from tests.meetings.world import ROAD, make_fellowship, make_group, make_meeting, make_rule, make_venue

pytestmark = pytest.mark.django_db

SERVER = "http://testserver/main_server"


def make_format(slug: str, name: str) -> Format:
    return save(Format(slug=slug, category=FormatCategory.STRUCTURE, name={"en": name}), by=None, source=ROAD)


def test_meeting_has_every_field_in_order_and_only_strings(client: Client) -> None:
    topic = make_format("topic", "Topic")
    venue = make_venue(postal_code="010 01", region="Žilinský kraj", district="Vlčince", step_free=True, entrance="Side door")
    meeting = make_meeting("Nádej", venue=venue, languages=("sk",), notes={"en": "Bring a cup."})
    meeting.formats.add(topic)
    rule = make_rule(meeting)
    fellowship = meeting.group.fellowship_id

    (one,) = found(client)

    assert list(one.items()) == [
        ("id_bigint", str(rule.pk)),
        ("worldid_mixed", ""),
        ("shared_group_id_bigint", ""),
        ("service_body_bigint", str(2 * fellowship - 1)),
        ("service_body_name", "AA"),
        ("weekday_tinyint", "3"),
        ("venue_type", "1"),
        ("start_time", "18:00:00"),
        ("duration_time", "01:30:00"),
        ("time_zone", "Europe/Bratislava"),
        ("formats", "O,WC,SLK,To"),
        ("lang_enum", "en"),
        ("longitude", "18.7394"),
        ("latitude", "49.2231"),
        ("distance_in_km", ""),
        ("distance_in_miles", ""),
        ("email_contact", ""),
        ("published", "1"),
        ("root_server_uri", SERVER),
        ("format_shared_id_list", f"17,33,600,{1000 + topic.pk}"),
        ("meeting_name", "Nádej"),
        ("location_text", "Dom"),
        ("location_info", "Entrance: Side door"),
        ("location_street", "Hlavná 1"),
        ("location_city_subsection", ""),
        ("location_neighborhood", "Vlčince"),
        ("location_municipality", "Žilina"),
        ("location_sub_province", ""),
        ("location_province", "Žilinský kraj"),
        ("location_postal_code_1", "010 01"),
        ("location_nation", "SK"),
        ("comments", "Bring a cup."),
        ("train_lines", ""),
        ("bus_lines", ""),
        ("contact_phone_2", ""),
        ("contact_email_2", ""),
        ("contact_name_2", ""),
        ("contact_phone_1", ""),
        ("contact_email_1", ""),
        ("contact_name_1", ""),
        ("phone_meeting_number", ""),
        ("virtual_meeting_link", ""),
        ("virtual_meeting_additional_info", ""),
        ("admin_notes", ""),
    ]


def test_meeting_from_home_has_its_link_and_number(client: Client) -> None:
    make_rule(make_meeting(attendance=Attendance.ONLINE, access_notes="Passcode: hope"), access=Access.CLOSED)

    (one,) = found(client)

    joining = ("virtual_meeting_link", "phone_meeting_number", "virtual_meeting_additional_info")
    assert [one[name] for name in joining] == ["https://example.org/room", "+421 2 123", "Passcode: hope"]
    assert (one["venue_type"], one["formats"], one["latitude"], one["location_municipality"]) == ("2", "C,VM", "", "")


def test_json_is_written_as_php_writes_it(client: Client) -> None:
    make_rule(make_meeting())

    response = ask(client, "GetSearchResults&data_field_key=meeting_name,root_server_uri")

    assert whole(response) == b'[{"root_server_uri":"http://testserver/main_server","meeting_name":"N\\u00e1dej"}]'
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_jsonp_is_a_call_of_the_function_that_is_named(client: Client) -> None:
    named, unnamed, unfit = (
        ask(client, f"GetSearchResults{more}", data_format="jsonp") for more in ("&callback=show", "", "&callback=alert(1)//")
    )

    assert (whole(named), whole(unnamed)) == (b"/**/show([]);", b"/**/callback([]);")
    assert named.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert (unfit.status_code, unfit.json()) == (422, {"message": "The callback name is not valid."})


def test_formats_used_come_with_the_meetings_or_alone(client: Client) -> None:
    make_rule(make_meeting())
    open_format = {
        "key_string": "O",
        "name_string": "Open",
        "description_string": "You do not have to be affected yourself.",
        "lang": "en",
        "id": "17",
        "world_id": "OPEN",
        "format_type_enum": "O",
        "root_server_uri": SERVER,
    }

    both = told(client, "GetSearchResults&get_used_formats=0&data_field_key=formats")

    assert both == {"meetings": [{"formats": "O"}], "formats": [open_format]}
    assert told(client, "GetSearchResults&get_formats_only") == {"formats": [open_format]}
    assert told(client, "GetFormats") == [open_format]


def test_formats_are_all_or_those_named(client: Client) -> None:
    def keys(query: str) -> list[str]:
        return [one["key_string"] for one in told(client, f"GetFormats&show_all=1&{query}")]

    assert keys("key_strings[]=TC&key_strings[]=VM&key_strings[]=HY") == ["VM", "TC", "HY"]
    assert keys("format_ids=4,17,-4") == ["O"]
    assert len(keys("")) > 100
    assert len(keys("")) == len(set(keys("")))


def test_formats_have_names_in_another_language_where_there_are_none(client: Client) -> None:
    topic = make_format("topic", "Topic")

    said = [
        told(client, f"GetFormats&show_all=1&format_ids={1000 + topic.pk}&lang_enum={language}")[0]
        for language in ("sk", "dk", "en")
    ]

    assert [one["name_string"] for one in said] == ["Topic", "Topic", "Topic"]
    assert [one["lang"] for one in said] == ["sk", "en", "en"]


def test_formats_are_in_each_of_several_languages(client: Client) -> None:
    said = told(client, "GetFormats&show_all=1&format_ids=601&lang_enum[]=sk&lang_enum[]=pl")

    assert [(one["lang"], one["name_string"]) for one in said] == [("sk", "Čeština"), ("pl", "Czeski")]


def test_service_bodies_are_fellowships_and_what_is_below_them(client: Client) -> None:
    fellowship = make_fellowship("na", website="https://example.org/na")
    region = save_service_body(ServiceBody(name="Sever", kind=BodyKind.REGION, fellowship=fellowship), by=None, source=ROAD)
    area = save_service_body(ServiceBody(name="Mesto", kind=BodyKind.INTERGROUP, parent=region), by=None, source=ROAD)
    top, below, lowest = str(2 * fellowship.pk - 1), str(2 * region.pk), str(2 * area.pk)

    bodies = told(client, "GetServiceBodies")

    assert bodies == [
        {
            "id": top,
            "parent_id": "0",
            "name": "NA",
            "description": "",
            "type": "WS",
            "url": "https://example.org/na",
            "helpline": "",
            "world_id": "",
        },
        {
            "id": below,
            "parent_id": top,
            "name": "Sever",
            "description": "",
            "type": "RS",
            "url": "",
            "helpline": "",
            "world_id": "",
        },
        {
            "id": lowest,
            "parent_id": below,
            "name": "Mesto",
            "description": "",
            "type": "AS",
            "url": "",
            "helpline": "",
            "world_id": "",
        },
    ]


def test_service_bodies_are_narrowed(client: Client) -> None:
    fellowship = make_fellowship("na")
    region = save_service_body(ServiceBody(name="Sever", kind=BodyKind.REGION, fellowship=fellowship), by=None, source=ROAD)
    make_fellowship("aa")
    top, below = 2 * fellowship.pk - 1, 2 * region.pk

    def named(query: str) -> list[str]:
        return [one["name"] for one in told(client, f"GetServiceBodies&{query}")]

    assert named(f"services={below}") == ["Sever"]
    assert named(f"services[]={below}&parents=1") == ["NA", "Sever"]
    assert named(f"services={top}&recursive=1") == ["NA", "Sever"]
    assert named(f"services=-{top}&recursive=1") == ["AA"]
    assert named("services=abc") == []
    assert named("services=") == ["NA", "AA", "Sever"]


def test_body_that_names_no_fellowship_is_below_that_of_its_groups(client: Client) -> None:
    body = save_service_body(ServiceBody(name="Stred", kind=BodyKind.CHARITY), by=None, source=ROAD)
    group = make_group(service_body=body)

    (said,) = (one for one in told(client, "GetServiceBodies") if one["name"] == "Stred")

    assert said["parent_id"] == str(2 * group.fellowship_id - 1)


def test_tsml_has_the_same_meeting_in_the_keys_of_meeting_guide(client: Client) -> None:
    venue = make_venue(step_free=True)
    rule = make_rule(make_meeting(venue=venue), start_minute=1400)

    (one,) = told(client, "GetSearchResults", data_format="tsml")

    assert one == {
        "day": 2,
        "time": "23:20",
        "end_time": "00:50",
        "name": "Nádej",
        "location": "Dom",
        "formatted_address": "Hlavná 1, Žilina, SK",
        "address": "Hlavná 1",
        "city": "Žilina",
        "state": "",
        "postal_code": "",
        "country": "SK",
        "types": ["O", "X"],
        "location_notes": "",
        "notes": "",
        "coordinates": "49.2231,18.7394",
        "slug": f"nadej-{rule.pk}",
        "updated": None,
        "region": "AA",
        "regions": ["AA"],
        "conference_url": None,
        "conference_url_notes": None,
        "conference_phone": None,
        "conference_phone_notes": None,
    }


def test_what_is_no_question_is_refused_in_the_words_of_the_reference(client: Client) -> None:
    unknown, dump, csv = ask(client, "GetEverything"), ask(client, "GetNAWSDump"), ask(client, "GetFormats", data_format="csv")

    assert (unknown.status_code, unknown.json()["message"].partition(".")[0]) == (
        422,
        "Invalid data format or endpoint name",
    )
    assert (dump.status_code, dump.json()) == (422, {"message": "GetNAWSDump is only valid for csv format."})
    assert csv.json() == unknown.json()
