"""Reading calendars: every VEVENT is a rule, and those with one title at one place are one meeting (docs/importing.md)."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import BinaryIO

from icalendar import Event

from interchange.icalendar.components import UNREADABLE, BrokenCalendarError, CalendarText
from interchange.icalendar.objects_in import categories, text, to_object, ways_to_join
from interchange.icalendar.series_in import Series, read_series, uid_of
from interchange.icalendar.times_in import Zones
from interchange.meeting_guide.item import Item
from interchange.meeting_guide.memory import FeedMemory
from interchange.meeting_guide.options import ReadOptions
from interchange.meeting_guide.reader import LONGEST_SLUG, Ways, read_entry
from interchange.meeting_guide.who import Who, read_who
from interchange.reasons import ProblemCode
from interchange.records import Access, MeetingRecord, Problem, Recurrence
from interchange.texts import one_line

MOST_RULES = 60  # of one meeting
HIDDEN_CLASSES = frozenset({"PRIVATE", "CONFIDENTIAL"})
MOVED_UID = re.compile(r"(?P<of>.+)-(?P<day>\d{8})")  # how we write a date of a series that was moved


@dataclass(slots=True)
class Found:
    """Events that are one meeting, with the place of the first in the calendar."""

    index: int
    events: list[Event] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known of a calendar while its meetings are read; `overrides` belong to series by their UIDs."""

    options: ReadOptions
    zones: Zones
    overrides: dict[str, list[Event]]


def read(stream: BinaryIO, *, options: ReadOptions) -> Iterator[MeetingRecord | Problem]:
    """Every meeting of a calendar: exactly one record or one rejecting problem for each, and a rejecting problem without an index
    where the whole is broken. The index is that of the meeting's first VEVENT."""
    stream.seek(0)
    memory = FeedMemory()
    try:
        calendar = CalendarText.of(stream)
        found, overrides = grouped(calendar)
    except BrokenCalendarError as broken:
        yield Problem(code=broken.code)
        return
    reading = Reading(options, Zones(calendar.zone, calendar.zones), overrides)
    for group in found:
        yield from read_meeting(group, reading, memory)
    if calendar.foreign_bytes:
        yield Problem(code=ProblemCode.ENCODING_MIXED, rejects=False, details={"bytes": calendar.foreign_bytes})
    yield from memory.problems()


def grouped(calendar: CalendarText) -> tuple[list[Found], dict[str, list[Event]]]:
    """The meetings, and by the UID of their series what becomes of single dates. Something that is no event is a meeting without
    events. Raises BrokenCalendarError."""
    events = list(calendar.events())
    uids = {uid_of(event) for event in events if event is not None}
    meetings: dict[object, Found] = {}
    overrides: defaultdict[str, list[Event]] = defaultdict(list)
    for index, event in enumerate(events):
        if event is None:
            meetings[index] = Found(index)
        elif series := uid_of_series(event, uids):
            overrides[series].append(event)
        else:
            meetings.setdefault(sameness(event), Found(index)).events.append(event)
    return list(meetings.values()), overrides


def uid_of_series(event: Event, uids: set[str]) -> str:
    """The UID of the series of which an event is one date that was moved; "" where it is none. Ours stand beside their series, with
    the regular day behind its UID."""
    uid = uid_of(event)
    if "RECURRENCE-ID" in event:
        return uid
    match = MOVED_UID.fullmatch(uid)
    if match is None or match["of"] not in uids:
        return ""
    try:
        event.add("RECURRENCE-ID", date.fromisoformat(match["day"]))
    except ValueError:
        return ""
    return match["of"]


def sameness(event: Event) -> tuple[str, ...]:
    """What events of one meeting have in common. One that is hidden or called off is not one with those that are not."""
    fate = f"{text(event, 'CLASS').upper() in HIDDEN_CLASSES} {text(event, 'STATUS').upper() == 'CANCELLED'}"
    said = (text(event, "SUMMARY"), text(event, "LOCATION"), text(event, "URL"), next(ways_to_join(event), ""))
    return (*(one_line(each).casefold() for each in said), fate)


def read_meeting(found: Found, reading: Reading, memory: FeedMemory) -> Iterator[MeetingRecord | Problem]:
    """The notes about one meeting, and its record; or the problem that rejects it, alone. What is hidden, or over, has no key: it
    is withdrawn if it was listed before."""
    refusal = refused(found)
    if refusal:
        yield refusal
        return
    options = reading.options
    series = [read_safely(event, reading) for event in found.events]
    named = [categories(event, options.fellowship_names) for event in found.events]
    spoken = [read_who(Item({"types": names}, found.index), options.code_set) for names in named]
    rules = [
        replace(rule, access=who.access, ask_first=who.is_open_and_closed)
        for each, who in zip(series, spoken, strict=True)
        for rule in each.rules
    ]
    types = dict.fromkeys(name for names in named for name in names)
    given = to_object(found.events, key_of(found), types, options.fellowship_names)
    ways = Ways(when=partial(note_when, series=series), who=partial(without_access, spoken=spoken))
    for entry in read_entry(given, found.index, options, memory, ways):
        yield replace(entry, rules=tuple(rules[:MOST_RULES])) if isinstance(entry, MeetingRecord) else entry


def refused(found: Found) -> Problem | None:
    """Why a meeting is not for us to list, whatever else it says."""
    if not found.events:
        return Problem(code=ProblemCode.NOT_AN_OBJECT, index=found.index, value="VEVENT")
    first = found.events[0]
    if text(first, "CLASS").upper() in HIDDEN_CLASSES:
        return Problem(code=ProblemCode.NOT_PUBLISHED, index=found.index, field_name="CLASS", value=key_of(found))
    if text(first, "STATUS").upper() == "CANCELLED":
        return Problem(code=ProblemCode.MEETING_ENDED, index=found.index, field_name="STATUS", value=key_of(found))
    return None


def key_of(found: Found) -> str:
    """The key of a meeting: the first of the UIDs of its events, whatever their order in the calendar is."""
    return min(filter(None, map(uid_of, found.events)), default="")[:LONGEST_SLUG]


def read_safely(event: Event, reading: Reading) -> Series:
    """The rules of an event; dates far beyond all calendars are not read."""
    try:
        series = read_series(event, reading.overrides.get(uid_of(event), []), reading.zones, reading.options.today)
    except UNREADABLE:
        return Series(unread="DTSTART")
    rules = tuple(replace(rule, recurrence=zoned(rule.recurrence, reading.options)) for rule in series.rules)
    return replace(series, rules=rules)


def zoned(recurrence: Recurrence, options: ReadOptions) -> Recurrence:
    """A rule in the zone of the options, where the calendar does not say."""
    return recurrence if recurrence.zone else replace(recurrence, zone=options.zone)


def note_when(item: Item, _options: ReadOptions, *, series: list[Series]) -> tuple[Recurrence, ...] | Problem:
    """The recurrences of all events of a meeting; notes what was left out. Without any the meeting is over, or cannot be read."""
    unread = ", ".join(dict.fromkeys(each.unread for each in series if each.unread))
    names = ", ".join(dict.fromkeys(each.zone_name for each in series if each.zone_name))
    rules = [rule for each in series for rule in each.rules]
    if not rules:
        return why_no_rules(item, series, unread)
    if names:
        item.note(ProblemCode.ZONE_UNKNOWN, "TZID", names)
    if unread or len(rules) > MOST_RULES:
        item.note(ProblemCode.DATES_PARTLY_UNREADABLE, "RRULE", unread)
    elsewhere = sum(change.venue is not None for rule in rules for change in rule.changes)
    if elsewhere:
        item.note(ProblemCode.SINGLE_DATES, "LOCATION", elsewhere)
    return tuple(rule.recurrence for rule in rules[:MOST_RULES])


def why_no_rules(item: Item, series: list[Series], unread: str) -> Problem:
    """Why a meeting has no dates. What is over has no key: it is withdrawn."""
    if unread:
        return item.problem(ProblemCode.RULE_UNREADABLE, "RRULE", unread)
    if not any(each.has_time for each in series):
        return item.problem(ProblemCode.TIME_MISSING, "DTSTART")
    return replace(item.problem(ProblemCode.MEETING_ENDED, "DTSTART"), key="", value=item.key)


def without_access(item: Item, code_set: str, *, spoken: list[Who]) -> Who:
    """What all events say together but for who may come, which each says of its own dates."""
    who = read_who(Item({"types": item.values.get("types")}, item.index), code_set)
    if any(each.is_open_and_closed for each in spoken):
        item.note(ProblemCode.OPEN_AND_CLOSED, "CATEGORIES")
    return replace(who, access=Access.NOT_STATED, is_open_and_closed=False)
