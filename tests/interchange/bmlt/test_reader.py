"""Reading meetings of BMLT: when, where, how, and which of them."""

from typing import Any

import pytest

from interchange.meeting_guide import ReadOptions
from interchange.reasons import HeldReason, ProblemCode
from interchange.records import Attendance, Frequency, HeldText, Recurrence
from tests.interchange.bmlt.answers import OPTIONS, meeting, noted, one, read_document, rejection
from tests.interchange.feeds import TODAY, records


def test_a_meeting_is_one_weekly_rule() -> None:
    (rule,) = one().rules

    assert rule.recurrence == Recurrence(
        frequency=Frequency.WEEKLY, weekday=0, start_minute=19 * 60 + 30, duration_minutes=90, zone="Europe/Bratislava"
    )


@pytest.mark.parametrize(("number", "weekday"), [("1", 6), ("2", 0), ("7", 5), (1, 6)])
def test_weekdays_count_from_sunday_as_one(number: Any, weekday: int) -> None:
    assert one(weekday_tinyint=number).rules[0].recurrence.weekday == weekday


@pytest.mark.parametrize("number", ["0", "8", "-1", "1.5", "²", "monday"])
def test_what_is_no_weekday_rejects(number: str) -> None:
    assert rejection(weekday_tinyint=number).code == ProblemCode.DAY_UNREADABLE


def test_a_duration_of_nothing_is_not_known() -> None:
    assert one(duration_time="00:00:00").rules[0].recurrence.duration_minutes is None
    assert noted(duration_time="00:00:00") == []


@pytest.mark.parametrize("duration", ["24:00:00", "long", "1:75:00"])
def test_a_duration_that_no_meeting_has_is_noted(duration: str) -> None:
    assert one(duration_time=duration).rules[0].recurrence.duration_minutes is None
    assert noted(duration_time=duration) == [ProblemCode.END_UNREADABLE]


def test_a_meeting_may_last_into_the_next_day() -> None:
    recurrence = one(start_time="23:30:00", duration_time="02:00:00").rules[0].recurrence

    assert (recurrence.start_minute, recurrence.duration_minutes) == (23 * 60 + 30, 120)


def test_the_place_is_made_of_the_fields_of_the_location() -> None:
    venue = one(location_province="Kraj", location_neighborhood="Staré Mesto", bus_lines="Bus 9").venue

    assert venue
    assert (venue.name, venue.street, venue.district, venue.city) == ("Dom kultúry", "Obchodná 5", "Staré Mesto", "Bratislava")
    assert (venue.region, venue.postal_code, venue.country) == ("Kraj", "811 06", "SK")
    assert (venue.latitude, venue.longitude, venue.directions) == (48.14816, 17.10674, "Zadný vchod\nBus 9")


def test_a_borough_stands_for_a_town_that_is_not_given() -> None:
    venue = one(location_municipality="", location_city_subsection="Bronx", location_neighborhood="Norwood").venue

    assert venue
    assert (venue.city, venue.district) == ("Bronx", "Norwood")


def test_the_label_that_older_servers_put_before_a_text_is_left_out() -> None:
    record = one(comments="Erweiterung#@-@#Sprechermeeting", public_transport="ÖPNV#@-@#U8 Kottbusser Tor", location_info="#@-@#")

    assert record.notes == "Sprechermeeting"
    assert record.venue
    assert record.venue.directions == "U8 Kottbusser Tor"


def test_what_happens_in_which_week_stays_in_the_notes() -> None:
    assert one(format_comments="Woche 1: Sprecher; Woche 2: Literatur").notes == "Woche 1: Sprecher; Woche 2: Literatur"


@pytest.mark.parametrize(
    ("fields", "attendance", "is_paused"),
    [
        ({"venue_type": "1"}, Attendance.IN_PERSON, False),
        ({"venue_type": "1", "formats": "O,TC"}, Attendance.IN_PERSON, True),
        ({"venue_type": "2"}, Attendance.ONLINE, False),
        ({"venue_type": "3"}, Attendance.HYBRID, False),
        ({"venue_type": "3", "formats": "HY,TC"}, Attendance.ONLINE, False),
        ({"venue_type": "2", "formats": "VM,TC"}, Attendance.ONLINE, False),
        ({"venue_type": "2", "formats": "VM,TC", "virtual_meeting_link": ""}, Attendance.IN_PERSON, True),
        ({"venue_type": "", "formats": "VM"}, Attendance.ONLINE, False),
        ({"venue_type": "", "formats": "HY"}, Attendance.HYBRID, False),
        ({"venue_type": "2", "virtual_meeting_link": "", "phone_meeting_number": "+421 2 555 666"}, Attendance.PHONE, False),
    ],
)
def test_how_one_takes_part_is_told_by_the_venue_type_and_the_formats(
    fields: dict[str, str], attendance: Attendance, is_paused: bool
) -> None:
    given: dict[str, Any] = {"virtual_meeting_link": "https://zoom.us/j/1", "format_shared_id_list": "", **fields}

    record = one(**given)

    assert (record.attendance, record.is_paused) == (attendance, is_paused)


def test_an_online_meeting_has_no_point_on_the_map() -> None:
    venue = one(venue_type="2", virtual_meeting_link="https://zoom.us/j/1", latitude="34.2", longitude="-118.5").venue

    assert venue
    assert (venue.latitude, venue.longitude) == (None, None)


def test_coordinates_of_nowhere_are_noted() -> None:
    assert noted(latitude="0", longitude="0") == [ProblemCode.COORDINATES_WRONG]


def test_contacts_and_notes_of_administrators_are_held() -> None:
    record = one(contact_name_1="Jana", contact_phone_2="0900 123 456", email_contact="a@example.org", admin_notes="kľúč má Peter")

    assert set(record.held) == {
        HeldText("contact_1_name", "Jana", HeldReason.CONTACT),
        HeldText("contact_2_phone", "0900 123 456", HeldReason.CONTACT),
        HeldText("email", "a@example.org", HeldReason.CONTACT),
        HeldText("admin_notes", "kľúč má Peter", HeldReason.CONTACT),
    }


def test_what_is_personal_in_a_comment_is_cut_out() -> None:
    record = one(comments="Volajte 0900 123 456.")

    assert "0900" not in record.notes
    assert [held.reason for held in record.held] == [HeldReason.PHONE]


@pytest.mark.parametrize("value", ["0", 0, False, "false"])
def test_what_is_not_published_is_rejected_without_its_key(value: Any) -> None:
    problem = rejection(published=value)

    assert (problem.code, problem.key, problem.value) == (ProblemCode.NOT_PUBLISHED, "", "101")


def test_a_key_is_the_number_of_the_meeting() -> None:
    assert one().key == "101"


def test_in_a_document_of_several_servers_a_key_has_the_host() -> None:
    found = read_document([meeting(), meeting(root_server_uri="https://other.example.org/bmlt"), meeting(root_server_uri="http:")])

    assert [record.key for record in records(found)] == ["na.example.org-101", "other.example.org-101", "101"]


def test_the_service_body_is_named() -> None:
    body = {"id": "2", "name": "Oblasť Bratislava", "url": "https://na.example.org"}

    record = one(bodies=(body,))

    assert (record.body_name, record.body_url) == ("Oblasť Bratislava", "https://na.example.org")
    assert one(service_body_name="Oblasť").body_name == "Oblasť"


def test_the_language_of_the_texts_is_that_of_the_source_or_of_the_answer() -> None:
    (of_answer,) = records(read_document([meeting(lang_enum="de")]))
    (of_source,) = records(read_document([meeting(lang_enum="de")], ReadOptions(today=TODAY, code_set="na", language="sk")))

    assert (of_answer.text_language, of_source.text_language) == ("de", "sk")


def test_the_list_of_the_interface_for_administrators_is_read_too() -> None:
    given = {
        "id": 101,
        "serviceBodyId": 2,
        "formatIds": [8, 17],
        "venueType": 1,
        "temporarilyVirtual": False,
        "day": 0,
        "startTime": "18:00",
        "duration": "01:30",
        "timeZone": None,
        "latitude": 41.7,
        "longitude": -74.3,
        "published": True,
        "name": "Back to Life",
        "location_street": "221 Towpath Street",
        "location_municipality": "Ellenville",
        "location_nation": "USA",
        "comments": None,
    }

    (record,) = records(read_document([given]))

    recurrence = record.rules[0].recurrence
    assert (record.key, record.name, record.formats) == ("101", "Back to Life", ("discussion",))
    assert (recurrence.weekday, recurrence.start_minute, recurrence.duration_minutes) == (6, 18 * 60, 90)
    assert records(read_document([{**given, "temporarilyVirtual": True}]))[0].attendance == Attendance.ONLINE


@pytest.mark.parametrize(
    "document",
    [{"meetings": [meeting()], "formats": []}, {"formats": [], "service_bodies": [], "meetings": [meeting()]}, [meeting()]],
)
def test_every_shape_of_document_is_read(document: Any) -> None:
    assert [record.key for record in records(read_document(document))] == ["101"]


def test_a_document_without_meetings_is_refused() -> None:
    (problem,) = read_document({"formats": [{"id": "1"}]}, OPTIONS)

    assert problem.code == ProblemCode.FEED_NOT_A_LIST  # type: ignore[union-attr]  # a record has none
