"""Rules 6 and 7 of "How our export should look", and pauses."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from interchange.meeting_guide.joining import KNOWN_HOSTS
from interchange.reasons import LossCode
from interchange.records import (
    Attendance,
    Loss,
    VenueRecord,
)
from tests.interchange.feeds import TODAY, written
from tests.interchange.listings import VENUE, losses, meeting, one, online, rule

# Rule 6


def test_empty_fields_are_absent_and_none_is_null() -> None:
    found = one(meeting(venue=replace(VENUE, name="", latitude=None, longitude=None)))

    assert all(value not in (None, "") for value in found.values())
    assert {"location", "latitude", "conference_url", "conference_phone", "notes", "group", "entity", "updated"} & set(
        found
    ) == set()


@pytest.mark.parametrize(
    ("phone", "country", "said"),
    [
        ("+16699009128,,123#", "", "+16699009128,,123#"),
        ("+1 (669) 900-9128", "", "+16699009128"),
        ("030 1234567", "DE", "+49301234567"),
        ("0903 123 456", "SK", "+421903123456"),
    ],
)
def test_number_to_dial_has_its_country_code(phone: str, country: str, said: str) -> None:
    found = online(phone=phone, venue=VenueRecord(city="X", country=country, is_area=True))

    assert one(found)["conference_phone"] == said
    assert losses(found) == []


def test_star_keys_are_lost_and_told() -> None:
    found = online(phone="+16699009128,,123#,,,,*456#")

    assert one(found)["conference_phone"] == "+16699009128,,123#,,,,456#"
    assert losses(found) == [(LossCode.PHONE_KEYS, "")]


@pytest.mark.parametrize("phone", ["030 12345", "12345", "00"])
def test_number_that_readers_would_drop_is_said_in_words(phone: str) -> None:
    found = online(phone=phone, access_notes="Passcode 1")

    assert "conference_phone" not in one(found)
    assert one(found)["conference_url_notes"] == f"Passcode 1\n{phone}"
    assert losses(found) == [(LossCode.PHONE_UNREADABLE, "")]


# Rule 7


def test_there_are_21_known_hosts() -> None:
    assert len(KNOWN_HOSTS) == 21


@pytest.mark.parametrize("url", ["https://us02web.zoom.us/j/1", "https://meet.google.com/abc", "https://zoom.us/j/1"])
def test_link_to_a_known_host_stands_alone(url: str) -> None:
    found = one(online(online_url=url, notes="Vitajte"))

    assert (found["conference_url"], found["notes"]) == (url, "Vitajte")


@pytest.mark.parametrize("url", ["https://video.example.org/1", "https://notzoom.us/j/1", "http://video.example.org/1"])
def test_link_to_another_host_is_in_the_notes_too(url: str) -> None:
    found = one(online(online_url=url, notes="Vitajte"))

    assert (found["conference_url"], found["notes"]) == (url, f"Vitajte\n{url}")


def test_link_to_a_known_host_is_secure() -> None:
    assert one(online(online_url="http://zoom.us/j/1"))["conference_url"] == "https://zoom.us/j/1"


@pytest.mark.parametrize("changes", [{"attendance": Attendance.IN_PERSON}, {"attendance": Attendance.HYBRID, "is_paused": True}])
def test_link_that_would_make_readers_take_it_for_online_is_left_out(changes: dict[str, Any]) -> None:
    found = meeting(online_url="https://zoom.us/j/1", phone="+16699009128", access_notes="Passcode 1", **changes)

    assert {"conference_url", "conference_phone", "conference_url_notes"} & set(one(found)) == set()
    assert losses(found) == [(LossCode.LINK_HIDDEN, "")]


def test_notes_about_a_telephone_meeting_are_with_the_number() -> None:
    found = one(online(attendance=Attendance.PHONE, online_url="", phone="+16699009128", access_notes="Passcode 1"))

    assert found["conference_phone_notes"] == "Passcode 1"
    assert found["attendance_option"] == "online"


# Rule 10: see test_weekly.py, and pauses


def test_feed_of_nothing_is_an_empty_list() -> None:
    assert written() == ([], [])


def test_paused_meeting_without_a_place_is_left_out_and_told() -> None:
    paused = online(is_paused=True)

    assert written(paused) == ([], [Loss(code=LossCode.PAUSED_NOWHERE, key="nadej")])


def test_meeting_in_its_yearly_pause_is_paused() -> None:
    month_day = TODAY.month * 100 + TODAY.day
    in_pause = meeting(rule(pause_from=month_day - 1, pause_until=month_day + 1))
    over_new_year = meeting(rule(pause_from=month_day, pause_until=101))
    not_now = meeting(rule(pause_from=701, pause_until=831))

    assert [one(each)["attendance_option"] for each in (in_pause, over_new_year, not_now)] == ["inactive", "inactive", "in_person"]


def test_rules_before_and_after_their_time_are_left_out_and_told() -> None:
    day = timedelta(days=1)

    ended = meeting(rule(valid_until=TODAY - day))
    not_yet = meeting(rule(valid_from=TODAY + day))
    current = meeting(rule(valid_from=TODAY, valid_until=TODAY))

    assert written(ended) == ([], [Loss(code=LossCode.ENDED, key="nadej")])
    assert written(not_yet) == ([], [Loss(code=LossCode.NOT_YET, key="nadej")])
    assert len(written(current)[0]) == 1
