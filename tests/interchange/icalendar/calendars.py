"""Calendars for the tests: what is written for records, read by an independent library."""

from datetime import UTC, date, datetime
from typing import Any

import recurring_ical_events
from icalendar import Calendar

from interchange.icalendar import WriteOptions, write
from interchange.records import Loss, MeetingRecord
from tests.interchange.feeds import TODAY

UID = "7f0c7a52-0000-4000-8000-000000000000"
OPTIONS: dict[str, Any] = {"today": TODAY, "name": "Stretnutia", "zone": "Europe/Bratislava"}


def written(*records: MeetingRecord, **options: Any) -> tuple[bytes, list[Loss]]:
    """The calendar of these records, and what it could not say."""
    losses: list[Loss] = []
    return b"".join(write(records, options=WriteOptions(**{**OPTIONS, **options}), on_loss=losses.append)), losses


def events(*records: MeetingRecord, **options: Any) -> list[Any]:
    """The events of the calendar of these records."""
    return list(Calendar.from_ical(written(*records, **options)[0]).walk("VEVENT"))


def lines(*records: MeetingRecord, **options: Any) -> list[str]:
    """The lines of the calendar, unfolded."""
    return written(*records, **options)[0].decode().replace("\r\n ", "").split("\r\n")


def line(name: str, *records: MeetingRecord, **options: Any) -> list[str]:
    """The lines of the property of that name, in the events."""
    whole = lines(*records, **options)
    begin = whole.index("BEGIN:VEVENT")
    return [one for one in whole[begin:] if one.startswith((f"{name}:", f"{name};"))]


def expanded(record: MeetingRecord, first: date, last: date) -> list[datetime]:
    """When an independent library says that it takes place, in UTC."""
    found = recurring_ical_events.of(Calendar.from_ical(written(record)[0])).between(first, last)
    return sorted(event.start.astimezone(UTC) for event in found)
