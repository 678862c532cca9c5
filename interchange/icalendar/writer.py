"""The calendar, piece by piece in constant memory."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from icalendar import Calendar, vDuration, vText, vUri

from interchange.icalendar.events import OnLoss, events
from interchange.icalendar.options import WriteOptions
from interchange.icalendar.zones import vtimezone
from interchange.records import MeetingRecord
from interchange.texts import without_invisible

ENDING = b"END:VCALENDAR\r\n"
PRODUCT = "-//directory//calendar//EN"  # says nothing of what is in it
ASKED_AGAIN = timedelta(hours=12)
UTC_NAMES = frozenset({"UTC", "Etc/UTC"})


def write(records: Iterable[MeetingRecord], *, options: WriteOptions, on_loss: OnLoss) -> Iterator[bytes]:
    """The calendar; a time zone stands before the first event that needs it. What cannot be said is told to `on_loss` (a list's
    `append`)."""
    yield opening(options)
    known: set[str] = set()
    for record in records:
        for rule in record.rules:
            for event in events(record, rule, options, on_loss):
                yield from new_zone(rule.recurrence.zone, known)
                yield event.to_ical()
    if not known:
        yield vtimezone(options.zone)  # a calendar is never quite empty (RFC 5545, 3.6)
    yield ENDING


def new_zone(name: str, known: set[str]) -> Iterator[bytes]:
    """The component of a zone, the first time that it is needed. Times in UTC need none."""
    if name not in known:
        known.add(name)
        if name not in UTC_NAMES:
            yield vtimezone(name)


def opening(options: WriteOptions) -> bytes:
    """The calendar's own properties. Most phones know its name and how often to ask by the older words for them."""
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", PRODUCT)
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", "PUBLISH")
    for name in ("NAME", "X-WR-CALNAME"):
        calendar.add(name, vText(without_invisible(options.name)))
    calendar.add("REFRESH-INTERVAL", ASKED_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", vDuration(ASKED_AGAIN))
    if options.source and not options.is_discreet:
        calendar.add("SOURCE", vUri(options.source), parameters={"VALUE": "URI"})
    return bytes(calendar.to_ical()).removesuffix(ENDING)
