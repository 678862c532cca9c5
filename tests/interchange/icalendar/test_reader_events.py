"""Reading calendars: single dates, ways to join, people, and what is no calendar at all."""

import io
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from interchange.icalendar import components
from interchange.icalendar.reader import read
from interchange.reasons import HeldReason, ProblemCode
from interchange.records import Attendance, ChangedDate, HeldText, Problem
from tests.interchange.feeds import codes, problems, records
from tests.interchange.icalendar.given_events import OPTIONS, calendar, event, one, read_events


def test_cancelled_and_moved_dates_are_told_with_their_rule() -> None:
    moved = event(RRULE=..., LOCATION="Park", start={"DTSTART;TZID=Europe/Bratislava": "20261217T190000"})
    moved["RECURRENCE-ID;TZID=Europe/Bratislava"] = "20261216T180000"
    gone = event(RRULE=..., STATUS="CANCELLED")
    gone["RECURRENCE-ID;TZID=Europe/Bratislava"] = "20261230T180000"

    found = read_events(event(**{"EXDATE;TZID=Europe/Bratislava": "20261209T180000,20260114T180000"}), moved, gone)

    (record,) = records(found)
    cancelled, to_another_day, called_off = record.rules[0].changes
    assert (cancelled, called_off) == (
        ChangedDate(regular_on=date(2026, 12, 9), starts_at=None),
        ChangedDate(regular_on=date(2026, 12, 30), starts_at=None),
    )
    assert to_another_day.regular_on == date(2026, 12, 16)
    assert to_another_day.starts_at == datetime(2026, 12, 17, 19, tzinfo=ZoneInfo("Europe/Bratislava"))
    assert to_another_day.venue
    assert to_another_day.venue.address_text == "Park"
    assert [(each.code, each.value) for each in problems(found)] == [(ProblemCode.SINGLE_DATES, "1")]


@pytest.mark.parametrize(
    ("changes", "url", "phone"),
    [
        ({"CONFERENCE;VALUE=URI": "https://zoom.us/j/1"}, "https://zoom.us/j/1", ""),
        ({"CONFERENCE;VALUE=URI": "tel:+421255566677"}, "", "+421255566677"),
        ({"X-GOOGLE-CONFERENCE": "https://meet.google.com/abc"}, "https://meet.google.com/abc", ""),
        ({"LOCATION": "https://meet.example.org/aa"}, "https://meet.example.org/aa", ""),
        ({"LOCATION": "Zoom", "DESCRIPTION": "Join https://zoom.us/j/1."}, "https://zoom.us/j/1", ""),
    ],
)
def test_ways_to_join_from_afar_are_found(changes: dict[str, str], url: str, phone: str) -> None:
    record = one(**changes)

    assert (record.online_url, record.phone) == (url, phone)
    assert record.attendance is not Attendance.IN_PERSON


def test_people_are_held_and_guests_are_not_read() -> None:
    record = one(**{"ORGANIZER;CN=Jana N.": "mailto:jana@example.org", "ATTENDEE;CN=Peter": "mailto:peter@example.org"})

    assert record.held == (HeldText("contact_1_name", "Jana N., jana@example.org", HeldReason.CONTACT),)


def test_the_fellowship_behind_the_title_is_taken_off() -> None:
    assert one(SUMMARY="Nádej (AA)").name == "Nádej"
    assert one(SUMMARY="Nádej (Košice)").name == "Nádej (Košice)"


def test_coordinates_and_the_last_change_are_read() -> None:
    record = one(**{"LAST-MODIFIED": "20261101T100000Z", "URL": "https://example.org/m/1"})

    assert record.venue
    assert (record.venue.latitude, record.venue.longitude) == (48.14816, 17.10674)
    assert (record.updated_on, record.url) == (date(2026, 11, 1), "https://example.org/m/1")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", ProblemCode.FEED_EMPTY),
        (b"<!DOCTYPE html>", ProblemCode.FEED_IS_HTML),
        (b"[]", ProblemCode.FEED_NOT_A_CALENDAR),
        (calendar(event())[:-20], ProblemCode.FEED_TRUNCATED),
        (calendar(event(SUMMARY="x" * (components.LONGEST_EVENT + 1))), ProblemCode.FEED_TOO_COMPLEX),
        (b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 20 + b"END:VCALENDAR\r\n", ProblemCode.FEED_NOT_A_CALENDAR),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VALARM\r\nEND:VCALENDAR\r\n", ProblemCode.FEED_NOT_A_CALENDAR),
    ],
)
def test_what_is_no_calendar_is_refused(content: bytes, code: ProblemCode) -> None:
    assert list(read(io.BytesIO(content), options=OPTIONS)) == [Problem(code=code)]


@pytest.mark.parametrize(("limit", "most"), [("LARGEST", 100), ("MOST_LINES", 5), ("MOST_LISTED", 1)])
def test_a_calendar_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch, limit: str, most: int) -> None:
    monkeypatch.setattr(components, limit, most)

    content = calendar(event(CATEGORIES="AA,open,speaker"))

    assert list(read(io.BytesIO(content), options=OPTIONS)) == [Problem(code=ProblemCode.FEED_TOO_LARGE)]


def test_other_encodings_are_read() -> None:
    utf_16 = calendar(event()).decode().encode("utf-16")
    windows = calendar(event()).decode().encode("windows-1250")

    assert [record.name for record in records(read(io.BytesIO(utf_16), options=OPTIONS))] == ["Nádej"]
    found = list(read(io.BytesIO(windows), options=OPTIONS))
    assert [record.name for record in records(found)] == ["Nádej"]
    assert codes(found) == [ProblemCode.ENCODING_MIXED]


def test_alarms_inside_of_events_are_left_out() -> None:
    content = calendar(event()).replace(b"END:VEVENT", b"BEGIN:VALARM\r\nDESCRIPTION:Ring\r\nEND:VALARM\r\nEND:VEVENT")

    (record,) = records(read(io.BytesIO(content), options=OPTIONS))

    assert record.notes == ""


def test_a_change_of_all_later_dates_is_noted_as_one_that_cannot_be_said() -> None:
    later = event(RRULE=..., start={"DTSTART;TZID=Europe/Bratislava": "20261216T190000"})
    later["RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Bratislava"] = "20261216T180000"

    found = read_events(event(), later)

    assert [(each.code, each.value) for each in problems(found)] == [(ProblemCode.DATES_PARTLY_UNREADABLE, "RANGE")]
