"""Events of calendars for the tests, and what reading them gives."""

import io
from typing import Any

from interchange.icalendar.reader import read
from interchange.meeting_guide import ReadOptions
from interchange.records import Frequency, MeetingRecord, Problem, Recurrence
from tests.interchange.feeds import TODAY, records

OPTIONS = ReadOptions(today=TODAY, code_set="aa", zone="Europe/Bratislava", fellowship_names=frozenset({"aa"}))
EVENT = {
    "UID": "a@example.org",
    "DTSTART;TZID=Europe/Bratislava": "20260107T180000",  # a Wednesday
    "DURATION": "PT1H",
    "RRULE": "FREQ=WEEKLY",
    "SUMMARY": "Nádej",
    "LOCATION": r"Dom kultúry\, Obchodná 5\, 811 06 Bratislava",
    "GEO": "48.14816;17.10674",
}


def event(**changes: Any) -> dict[str, str]:
    """A complete event with some properties changed; `...` takes one away, `start` is the DTSTART."""
    start = changes.pop("start", None)
    given = {**EVENT, **changes}
    if start is not None:
        del given["DTSTART;TZID=Europe/Bratislava"]
        given |= start
    return {name: value for name, value in given.items() if value is not ...}


def calendar(*events: dict[str, str], before: str = "") -> bytes:
    """A calendar of these events."""
    parts = ["\r\n".join(["BEGIN:VEVENT", *(f"{name}:{value}" for name, value in each.items()), "END:VEVENT"]) for each in events]
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *filter(None, [before]), *parts, "END:VCALENDAR", ""]).encode()


def read_events(*events: dict[str, str], before: str = "", options: ReadOptions = OPTIONS) -> list[MeetingRecord | Problem]:
    return list(read(io.BytesIO(calendar(*events, before=before)), options=options))


def one(**changes: Any) -> MeetingRecord:
    """The record of one event."""
    (only,) = records(read_events(event(**changes)))
    return only


def recurrences(rrule: str, **changes: Any) -> list[Recurrence]:
    """The rules of an event that repeats so."""
    return [rule.recurrence for rule in one(RRULE=rrule, **changes).rules]


def rejection(**changes: Any) -> Problem:
    (only,) = read_events(event(**changes))
    assert isinstance(only, Problem)
    assert only.rejects
    return only


def weekly(**changes: Any) -> Recurrence:
    given = {"weekday": 2, "start_minute": 18 * 60, "duration_minutes": 60, "zone": "Europe/Bratislava", **changes}
    return Recurrence(**{"frequency": Frequency.WEEKLY, **given})
