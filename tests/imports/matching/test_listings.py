"""What of a listing is compared."""

import pytest

from imports.matching.listings import Point, Slot, bare_link, folded_address, slots_of
from imports.matching.records import listing_of
from interchange.records import Attendance, Frequency, MeetingRecord, Recurrence, RuleRecord, VenueRecord


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://us02web.zoom.us/j/123?pwd=abc", "us02web.zoom.us/j/123"),
        ("https://www.example.org/room/", "example.org/room"),
        ("https://zoom.us", ""),
        ("", ""),
        ("http://[", ""),
    ],
)
def test_a_link_is_its_host_and_path(address: str, expected: str) -> None:
    assert bare_link(address) == expected


@pytest.mark.parametrize(
    ("street", "city", "postal_code", "expected"),
    [
        ("Hlavná 1", "Žilina", "010 01", "hlavna 1 zilina 01001"),
        ("HLAVNA 1", "zilina", "01001", "hlavna 1 zilina 01001"),
        ("Hlavná", "Žilina", "", ""),
        ("", "Žilina", "010 01", ""),
        ("Hlavná 1", "", "", ""),
    ],
)
def test_an_address_is_one_only_where_it_tells_one_house(street: str, city: str, postal_code: str, expected: str) -> None:
    assert folded_address(street=street, city=city, postal_code=postal_code) == expected


def test_slots_are_those_of_rules_that_come_again() -> None:
    weekly = Recurrence(frequency=Frequency.WEEKLY, weekday=1, start_minute=1080)
    first = Recurrence(frequency=Frequency.MONTHLY_BY_WEEKDAY, weekday=2, start_minute=600, ordinals=(1,))
    room = Recurrence(frequency=Frequency.ALWAYS_OPEN)
    asked = Recurrence(frequency=Frequency.BY_APPOINTMENT)

    assert slots_of([weekly, first, room, asked]) == {Slot(1, 1080), Slot(2, 600, frozenset({1})), Slot(7, 0)}


def test_a_point_across_the_date_line_is_near() -> None:
    assert Point(0, 179.9999).metres_to(Point(0, -179.9999)) == pytest.approx(22.2, abs=0.1)


def test_a_point_of_an_area_and_the_place_of_an_online_meeting_tell_nothing() -> None:
    rule = RuleRecord(recurrence=Recurrence(frequency=Frequency.WEEKLY, weekday=1, start_minute=1080, zone="Europe/Bratislava"))
    known = {"key": "k", "index": 0, "name": "Nádej", "rules": (rule,), "online_url": "https://zoom.us/j/1?pwd=x"}
    house = VenueRecord(street="Hlavná 1", city="Žilina", latitude=49.0, longitude=18.0, is_area=True)

    placed = listing_of(MeetingRecord(attendance=Attendance.HYBRID, venue=house, **known), key="k", fellowship="aa")  # type: ignore[arg-type]
    online = listing_of(MeetingRecord(attendance=Attendance.ONLINE, venue=house, **known), key="k", fellowship="aa")  # type: ignore[arg-type]

    assert (placed.point, placed.address, placed.link) == (None, "hlavna 1 zilina", "zoom.us/j/1")
    assert (online.point, online.address, online.offset) == (None, "", 60)
