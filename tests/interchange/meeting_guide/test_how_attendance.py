"""How attendance follows from types and fields in feeds."""

from typing import Any

import pytest

from interchange.reasons import ProblemCode
from interchange.records import Attendance
from tests.interchange.feeds import noted, record

LINK: dict[str, Any] = {"conference_url": "https://zoom.us/j/1"}
PHONE: dict[str, Any] = {"conference_phone": "+16699009128,,1#"}
NO_PLACE: dict[str, Any] = {"formatted_address": ..., "location": ..., "latitude": ..., "longitude": ..., "approximate": ...}
TOWN: dict[str, Any] = {"formatted_address": "Bratislava, Slovakia", "location": ...}


def way(**changes: Any) -> tuple[Attendance, bool]:
    """How one takes part, and whether the meeting is paused."""
    found = record(**changes)
    return found.attendance, found.is_paused


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, (Attendance.IN_PERSON, False)),
        ({"approximate": "yes"}, (Attendance.IN_PERSON, True)),
        ({"types": ["TC"]}, (Attendance.IN_PERSON, True)),
        ({"types": ["TC"], **LINK}, (Attendance.ONLINE, False)),
        ({"types": ["TC"], **PHONE}, (Attendance.PHONE, False)),
        ({**LINK}, (Attendance.HYBRID, False)),
        ({**PHONE}, (Attendance.HYBRID, False)),
        ({**LINK, "approximate": "yes"}, (Attendance.ONLINE, False)),
        ({**PHONE, "approximate": "yes"}, (Attendance.PHONE, False)),
        ({**LINK, **PHONE, "approximate": "yes"}, (Attendance.ONLINE, False)),
        ({**LINK, **NO_PLACE}, (Attendance.ONLINE, False)),
        ({**PHONE, **NO_PLACE}, (Attendance.PHONE, False)),
        ({"types": ["ONL"], **NO_PLACE}, (Attendance.ONLINE, False)),
    ],
)
def test_attendance_follows_from_place_and_link(changes: dict[str, Any], expected: tuple[Attendance, bool]) -> None:
    assert way(**changes) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({**LINK, "attendance_option": "in_person"}, (Attendance.IN_PERSON, False)),
        ({**LINK, "attendance_option": "online"}, (Attendance.ONLINE, False)),
        ({**LINK, "attendance_option": "hybrid", "approximate": "yes"}, (Attendance.HYBRID, False)),
        ({**LINK, "attendance_option": "In-Person"}, (Attendance.IN_PERSON, False)),
        ({"attendance_option": "in_person", "approximate": "yes"}, (Attendance.IN_PERSON, False)),
        ({"attendance_option": "in_person", "types": ["TC"]}, (Attendance.IN_PERSON, True)),
        ({"attendance_option": "hybrid", "types": ["TC"], **LINK}, (Attendance.HYBRID, False)),
        ({"attendance_option": "inactive"}, (Attendance.IN_PERSON, True)),
        ({"attendance_option": "inactive", **NO_PLACE, **LINK}, (Attendance.ONLINE, True)),
        ({"attendance_option": "in_person", **NO_PLACE, **LINK}, (Attendance.ONLINE, False)),
    ],
)
def test_attendance_option_wins(changes: dict[str, Any], expected: tuple[Attendance, bool]) -> None:
    assert way(**changes) == expected


def test_unknown_attendance_option_is_noted_and_the_fields_decide() -> None:
    assert way(attendance_option="maybe", **LINK) == (Attendance.HYBRID, False)
    assert noted(attendance_option="maybe") == [ProblemCode.ATTENDANCE_UNKNOWN]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Hauptstr. 5, 10115 Berlin, Germany", Attendance.HYBRID),
        ("1 High St, London N1 9GU, UK", Attendance.HYBRID),
        ("Bratislava, Slovakia", Attendance.ONLINE),
        ("United States", Attendance.ONLINE),
    ],
)
def test_place_is_exact_where_there_is_a_house_if_approximate_is_missing(line: str, expected: Attendance) -> None:
    assert way(formatted_address=line, location=..., approximate=..., **LINK)[0] == expected


def test_named_building_without_street_is_a_place_to_go_to() -> None:
    assert way(formatted_address="Žilina, Slovakia", approximate=...) == (Attendance.IN_PERSON, False)
    assert way(**{**TOWN, "approximate": ...}) == (Attendance.IN_PERSON, True)


def test_online_meeting_without_link_is_noted() -> None:
    assert noted(attendance_option="online") == [ProblemCode.LINK_MISSING]
    assert noted(types=["ONL"], **NO_PLACE) == [ProblemCode.LINK_MISSING]


def test_country_alone_is_no_place() -> None:
    assert record(**{**NO_PLACE, "formatted_address": "United States"}, **LINK).venue is None
