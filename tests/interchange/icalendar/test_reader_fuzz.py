"""Whatever comes as a calendar: every meeting is a record or a rejection, nothing is raised, and nothing takes for ever."""

import io

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interchange.icalendar.reader import read
from interchange.records import MeetingRecord, Problem
from tests.interchange.feeds import OPTIONS
from tests.interchange.icalendar.given_events import calendar, event

NAMES = [
    *("UID", "DTSTART", "DTSTART;TZID=Europe/Bratislava", "DTSTART;VALUE=DATE", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE"),
    *(
        "RECURRENCE-ID",
        "SUMMARY",
        "LOCATION",
        "GEO",
        "CONFERENCE",
        "URL",
        "CATEGORIES",
        "STATUS",
        "CLASS",
        "ORGANIZER;CN=A",
        "BEGIN",
    ),
    *("END", "LAST-MODIFIED", "DESCRIPTION", "DTSTART;TZID=\x00", "DTSTART;TZID=../../etc/passwd", "X", ";", ""),
]
VALUES = [
    *(
        "20260107T180000",
        "20260107T180000Z",
        "00010101T000000Z",
        "99991231T235959Z",
        "99991231T235959",
        "20260107",
        "PT1H",
        "-P99999999D",
    ),
    *("FREQ=WEEKLY", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=9", "FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2", "FREQ=YEARLY;UNTIL=x"),
    *(
        "FREQ=WEEKLY;INTERVAL=-1",
        "FREQ=WEEKLY;BYDAY=",
        "FREQ=WEEKLY;COUNT=10;UNTIL=20300101T000000Z",
        "FREQ=MONTHLY;BYDAY=+5SU,-5MO",
    ),
    *(
        "48.1;17.1",
        "nan;inf",
        "1;2;3",
        "VEVENT",
        "VALARM",
        "VCALENDAR",
        "tel:+1",
        "mailto:a@example.org",
        "CANCELLED",
        "PRIVATE",
        "http://[::1",
    ),
    *("19970101T180000Z/PT1H", "20260107T180000,20260114T180000,x", "\\", "\\n", "é\x00\ud800", ""),
]
lines = st.tuples(st.sampled_from(NAMES), st.sampled_from(VALUES) | st.text(max_size=20))


def contents(calendars: list[list[tuple[str, str]]]) -> bytes:
    """A calendar of events of these lines."""
    parts = ["\r\n".join(["BEGIN:VEVENT", *(f"{name}:{value}" for name, value in each), "END:VEVENT"]) for each in calendars]
    return "\r\n".join(["BEGIN:VCALENDAR", *parts, "END:VCALENDAR"]).encode("utf-8", "surrogatepass")


@settings(max_examples=300, deadline=2_000, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(lines, max_size=12), max_size=4))
def test_every_meeting_is_one_record_or_one_rejection(given_lines: list[list[tuple[str, str]]]) -> None:
    found = list(read(io.BytesIO(contents(given_lines)), options=OPTIONS))

    answers = [each.index for each in found if isinstance(each, MeetingRecord) or (each.rejects and each.index is not None)]
    assert len(answers) == len(set(answers))
    assert len(answers) <= len(given_lines) * 2  # lines may begin events of their own


@settings(max_examples=200, deadline=2_000)
@given(st.data())
def test_a_damaged_calendar_is_read_without_an_error(data: st.DataObject) -> None:
    damaged = bytearray(calendar(event(), event(UID="b", RRULE="FREQ=MONTHLY;BYDAY=1WE", EXDATE="20261209T180000")))
    for _ in range(data.draw(st.integers(1, 5))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] ^= 1 << data.draw(st.integers(0, 7))

    found = list(read(io.BytesIO(bytes(damaged)), options=OPTIONS))

    assert found


@settings(max_examples=100, deadline=2_000)
@given(st.integers(1, 400))
def test_a_calendar_that_is_cut_off_is_refused(cut: int) -> None:
    whole = calendar(event(), event(UID="b")).rstrip()

    found = list(read(io.BytesIO(whole[: -min(cut, len(whole) - 1)]), options=OPTIONS))

    assert [each.index for each in found if isinstance(each, Problem) and each.rejects] == [None]


@settings(max_examples=100, deadline=2_000)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_without_an_error(content: bytes) -> None:
    assert all(isinstance(each, Problem) for each in read(io.BytesIO(content), options=OPTIONS))
