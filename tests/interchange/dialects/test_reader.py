"""Reading lists in JSON with keys of their own: as much as they say for sure."""

import io
import json
from typing import Any

import pytest

from interchange.dialects import looks_known, read
from interchange.meeting_guide import ReadOptions
from interchange.reasons import ProblemCode
from interchange.records import Access, Attendance, Frequency, MeetingRecord, Problem
from tests.interchange.feeds import TODAY, codes, item, problems, records

OPTIONS = ReadOptions(today=TODAY, code_set="aa", language="en", zone="America/New_York")

NEW_YORK: dict[str, Any] = {
    "mtgName": "A NEW HOPE - A New Hope",
    "mtgDay": "Tuesday",
    "mtgStart": "7:00 AM",
    "mtgEnd": "8:00 AM",
    "mtgType": "OD = Open Discussion meeting",
    "mtgInt": "Women",
    "mtgPlace": "Some Church",
    "mtgPlaceNotes": "Ring twice",
    "mtgAddress": {"address": "20 Any Place, New York, NY", "details": "Basement"},
    "mtgADA": True,
    "latLng": {"lat": "40.7", "lng": "-73.9"},
}
INTERGROUP: dict[str, Any] = {
    "name": "Sunrise",
    "timezone": "America/New_York",
    "url": "https://zoom.us/j/1",
    "types": "English,\nClosed,\nDiscussion",
    "formats": "Video",
    "notes": "",
}
MOSAIC: dict[str, Any] = {
    "id": 7,
    "day": "Sunday",
    "time": "4:00 PM",
    "fellowship": "AA - Queer and Allies",
    "name": "Still Here",
    "location": "Virtual",
    "zoomLink": "https://zoom.us/j/2",
    "meetingId": "123 456 7890",
    "notes": "",
}
SMART: dict[str, Any] = {
    "days": ["thursdays"],
    "times": ["5:30 pm"],
    "address": "Some Hall, 1 Any Ave., Hamden, Connecticut, 06517, USA",
    "latitude": "41.3",
    "longitude": "-72.9",
    "details": "Details\n\nProgram: 4-Point\n\nSpecific audiences: All Welcome (read the program above)\n\n"
    "Languages spoken: English, Español\n\n\nNotes\n\nMeeting #: 42\n \nPark behind the house.\n",
}


def read_list(document: Any, options: ReadOptions = OPTIONS) -> list[MeetingRecord | Problem]:
    return list(read(io.BytesIO(json.dumps(document).encode()), options=options))


def one(entry: dict[str, Any], **changes: Any) -> MeetingRecord:
    (record,) = records(read_list([{**entry, **changes}]))
    return record


def rejection(entry: dict[str, Any], options: ReadOptions = OPTIONS, **changes: Any) -> Problem:
    (problem,) = read_list([{**entry, **changes}], options)
    assert isinstance(problem, Problem)
    assert problem.rejects
    return problem


@pytest.mark.parametrize("document", [[NEW_YORK], {"time": [INTERGROUP], "noday": []}, [MOSAIC, {}], [SMART]])
def test_a_list_is_known_by_the_keys_of_its_first_object(document: Any) -> None:
    assert looks_known(io.BytesIO(json.dumps(document).encode()))


@pytest.mark.parametrize("document", [[], [item()], [{}, NEW_YORK], {"meetings": [item()]}, "text", [[1]]])
def test_other_lists_are_not_known(document: Any) -> None:
    assert not looks_known(io.BytesIO(json.dumps(document).encode()))


def test_inner_objects_are_reached_and_explained_codes_are_read() -> None:
    record = one(NEW_YORK)

    assert (record.name, record.formats, record.audiences_only) == ("A New Hope".upper(), ("discussion",), ("women",))
    assert record.rules[0].access == Access.OPEN
    assert record.venue
    assert (record.venue.name, record.venue.directions) == ("Some Church", "Basement\nRing twice")
    assert (record.venue.latitude, record.venue.access_facts) == (40.7, {"step_free": True})


@pytest.mark.parametrize(
    ("given", "name"),
    [("HOPE - ", "HOPE"), ("HOPE - Hope", "HOPE"), ("HOPE - East Side", "HOPE - East Side"), ("NON-STOP", "NON-STOP")],
)
def test_a_name_is_not_said_twice(given: str, name: str) -> None:
    assert one(NEW_YORK, mtgName=given).name == name


def test_a_time_that_lost_its_half_of_the_day_is_not_read() -> None:
    problem = rejection(INTERGROUP, time={"day": 0, "time": 18000})

    assert (problem.code, problem.value) == (ProblemCode.TIME_UNREADABLE, "05:00 or 17:00 UTC")


def test_a_time_without_any_zone_in_a_list_of_the_whole_world_is_not_read() -> None:
    problem = rejection(INTERGROUP, times="Sunday 7:00 PM\nTuesday 7:00 PM", timezone="")

    assert (problem.code, problem.value) == (ProblemCode.TIME_UNREADABLE, "7:00 PM in some time zone")


def test_a_group_that_is_there_at_all_hours_is_by_appointment() -> None:
    record = one(INTERGROUP, types="Women, Closed, 24/7", times="")

    assert [rule.recurrence.frequency for rule in record.rules] == [Frequency.BY_APPOINTMENT]
    assert (record.attendance, record.audiences_only, record.other_codes) == (Attendance.ONLINE, ("women",), ())


def test_all_lists_of_a_document_are_read() -> None:
    found = read_list({"time": [{**INTERGROUP, "time": {"day": 0, "time": 0}}], "noday": [INTERGROUP]})

    assert [entry.index for entry in found if isinstance(entry, MeetingRecord) or entry.rejects] == [0, 1]


def test_meetings_of_other_fellowships_are_rejected() -> None:
    options = ReadOptions(today=TODAY, code_set="aa", fellowship_names=frozenset({"aa", "alcoholics anonymous"}))

    found = read_list([MOSAIC, {**MOSAIC, "fellowship": "Adult Children (ACA) (see notes)"}], options)

    assert [record.name for record in records(found)] == ["Still Here"]
    assert ProblemCode.OTHER_FELLOWSHIP in codes(found)


def test_a_meeting_that_is_not_every_week_is_rejected() -> None:
    problem = rejection(MOSAIC, fellowship="AA (First and Third Tuesday of the month)")

    assert problem.code == ProblemCode.SCHEDULE_UNREADABLE


@pytest.mark.parametrize(
    ("location", "attendance", "notes"),
    [("Virtual", Attendance.ONLINE, ""), ("------", Attendance.ONLINE, ""), ("Oakland", Attendance.ONLINE, "Oakland")],
)
def test_a_town_of_an_online_meeting_is_a_note(location: str, attendance: Attendance, notes: str) -> None:
    record = one(MOSAIC, location=location)

    assert (record.attendance, record.venue, record.notes, record.access_notes) == (attendance, None, notes, "123 456 7890")


def test_a_place_is_one_where_it_says_that_one_can_go_there() -> None:
    record = one(MOSAIC, location="Hybrid - Calvary Church, 5 Any Street")

    assert record.venue
    assert record.venue.name == "Hybrid - Calvary Church, 5 Any Street"


def test_a_page_of_smart_recovery_is_taken_apart() -> None:
    record = one(SMART)

    assert (record.key, record.name, record.languages, record.notes) == ("42", "4-Point", ("en", "es"), "Park behind the house.")
    assert record.rules[0].access == Access.OPEN
    assert (record.rules[0].recurrence.weekday, record.rules[0].recurrence.start_minute) == (3, 17 * 60 + 30)


@pytest.mark.parametrize(
    ("notes", "attendance"),
    [
        ("MOVED ONLINE Join Zoom Meeting https://zoom.us/j/3.", Attendance.ONLINE),
        ("Reunión híbrida https://zoom.us/j/3.", Attendance.HYBRID),
        ("Resumed in person, also https://zoom.us/j/3.", Attendance.HYBRID),
    ],
)
def test_a_link_in_its_notes_means_that_it_is_online(notes: str, attendance: Attendance) -> None:
    record = one(SMART, details=SMART["details"].replace("Park behind the house.", notes))

    assert (record.attendance, record.online_url) == (attendance, "https://zoom.us/j/3")


@pytest.mark.parametrize("audience", ["Patients and Clients", "Correctional Facility, Teens and Youth"])
def test_groups_of_closed_houses_are_rejected(audience: str) -> None:
    problem = rejection(SMART, details=SMART["details"].replace("All Welcome", audience))

    assert (problem.code, problem.key) == (ProblemCode.NOT_PUBLIC, "")


def test_a_day_that_is_none_is_rejected() -> None:
    assert rejection(SMART, days=["the"], times=["wednesday, july"]).code == ProblemCode.DAY_UNREADABLE


@pytest.mark.parametrize("entry", [None, 1, "text", [], {}, {"mtgName": 5}])
def test_whatever_else_is_in_the_list_is_one_rejection(entry: Any) -> None:
    found = read_list([NEW_YORK, entry])

    assert [problem.index for problem in problems(found) if problem.rejects] == [1]
