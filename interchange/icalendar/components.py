"""The events of a calendar's text, one by one. A calendar is read whole, as what belongs together may stand anywhere in it; so its
size is limited."""

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from icalendar import Event

from interchange.json_list import ESCAPED_BYTES, central_european, encoding_of
from interchange.reasons import ProblemCode

LARGEST = 24_000_000  # bytes; a calendar of 10,000 events has some 8 million
MOST_LINES = 1_000_000
MOST_LISTED = 200_000  # entries of lists (dates, categories) in all events together
LONGEST_EVENT = 1 << 18  # characters
LONGEST_NAME = 500  # of a property with its parameters
DEEPEST = 10  # components inside each other
FOLDED = re.compile(r"\r?\n[ \t]")
FIRST_LINE, LAST_LINE = "BEGIN:VCALENDAR", "END:VCALENDAR"
VCALENDAR, VEVENT, VTIMEZONE = "VCALENDAR", "VEVENT", "VTIMEZONE"
# The properties that are read; making objects of all others would take memory and time for nothing.
LISTS = frozenset({"RRULE", "RDATE", "EXDATE", "CATEGORIES"})
READ = LISTS | {
    *("BEGIN", "END", "UID", "DTSTART", "DTEND", "DURATION", "RECURRENCE-ID", "LAST-MODIFIED", "STATUS", "CLASS"),
    *("SUMMARY", "DESCRIPTION", "LOCATION", "GEO", "URL", "CONFERENCE", "ORGANIZER", "CONTACT"),
    *("X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL", "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK"),
}
# What the library raises where the text is none of its kind.
UNREADABLE = (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError, RecursionError)


class BrokenCalendarError(Exception):
    """The calendar cannot be read on; never leaves this package."""

    def __init__(self, code: ProblemCode) -> None:
        super().__init__(code)
        self.code = code


@dataclass(slots=True)
class CalendarText:
    """The lines of a calendar, unfolded. After the events have been read `zone` is the calendar's own time zone, "" if it has none,
    and `zones` are the IANA names that it gives for time zones of its own names."""

    lines: list[str]
    foreign_bytes: int
    zone: str = ""
    zones: dict[str, str] = field(default_factory=dict)
    listed: int = 0

    @classmethod
    def of(cls, stream: BinaryIO) -> "CalendarText":
        """The text in a stream; raises BrokenCalendarError."""
        content = stream.read(LARGEST + 1)
        if len(content) > LARGEST or content.count(b"\n") > MOST_LINES:
            raise BrokenCalendarError(ProblemCode.FEED_TOO_LARGE)
        encoding = encoding_of(content[:4])
        text = content.decode(encoding, "surrogateescape" if encoding.startswith("utf-8") else "replace")
        text, foreign = ESCAPED_BYTES.subn(central_european, text)
        lines = [line.strip("\ufeff") for line in FOLDED.sub("", text).splitlines() if line.strip("\ufeff \t")]
        if not lines or lines[0].lstrip().startswith("<"):
            raise BrokenCalendarError(ProblemCode.FEED_IS_HTML if lines else ProblemCode.FEED_EMPTY)
        if lines[0].strip().upper() != FIRST_LINE:
            raise BrokenCalendarError(ProblemCode.FEED_NOT_A_CALENDAR)
        if lines[-1].strip().upper() != LAST_LINE:
            raise BrokenCalendarError(ProblemCode.FEED_TRUNCATED)
        return cls(lines, foreign)

    def components(self) -> Iterator[list[str]]:
        """The lines of every component right inside the calendar, or inside of several, one behind the other. Raises
        BrokenCalendarError."""
        open_names: list[str] = []
        lines: list[str] = []
        for line in self.lines[1:-1]:
            word, name = split(line)
            if not open_names and (word != "BEGIN" or name == VCALENDAR):
                self.note_own(word, name, line)
                continue
            lines.append(line)
            if word == "BEGIN":
                open_names.append(name)
            if len(open_names) > DEEPEST or (word == "END" and open_names.pop() != name):
                raise BrokenCalendarError(ProblemCode.FEED_NOT_A_CALENDAR)
            if not open_names:
                yield lines
                lines = []
        if open_names:
            raise BrokenCalendarError(ProblemCode.FEED_NOT_A_CALENDAR)

    def note_own(self, word: str, name: str, line: str) -> None:
        """Remember the calendar's own time zone. Raises BrokenCalendarError where something ends that has not begun."""
        if word == "END" and name != VCALENDAR:
            raise BrokenCalendarError(ProblemCode.FEED_NOT_A_CALENDAR)
        if word == "X-WR-TIMEZONE":
            self.zone = line.partition(":")[2].strip()

    def events(self) -> Iterator[Event | None]:
        """Every event; None for one that is no event after all. Raises BrokenCalendarError."""
        for lines in self.components():
            _word, name = split(lines[0])
            if name == VTIMEZONE:
                self.note_zone(lines)
            elif name == VEVENT:
                own = own_lines(lines)
                self.listed += sum(line.count(",") for line in own if name_of(line) in LISTS)
                if self.listed > MOST_LISTED:
                    raise BrokenCalendarError(ProblemCode.FEED_TOO_LARGE)
                yield parsed(own)

    def note_zone(self, lines: list[str]) -> None:
        """Remember which place a time zone stands for that has a name of its own."""
        given = {name.upper(): value.strip() for name, _colon, value in (line.partition(":") for line in lines)}
        self.zones.setdefault(given.get("TZID", ""), given.get("X-LIC-LOCATION", ""))


def split(line: str) -> tuple[str, str]:
    """What stands before the first colon of a line, and behind it, in capital letters."""
    word, _colon, name = line.partition(":")
    return word.strip().upper(), name.strip().upper()


def name_of(line: str) -> str:
    """The name of a property."""
    return line.partition(":")[0].partition(";")[0].strip().upper()


def own_lines(lines: list[str]) -> list[str]:
    """The lines of an event that are read, without what is inside of it (alarms)."""
    depth, own = 0, []
    for line in lines:
        word = split(line)[0]
        depth += word == "BEGIN"
        if depth == 1 and len(word) <= LONGEST_NAME and name_of(line) in READ:
            own.append(line)
        depth -= word == "END"
    return own


def parsed(own: list[str]) -> Event | None:
    """The event of these lines; None where the library cannot make one of them. Raises BrokenCalendarError."""
    text = "\r\n".join(own)
    if len(text) > LONGEST_EVENT:
        raise BrokenCalendarError(ProblemCode.FEED_TOO_COMPLEX)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that it takes /example.org/Europe/Prague for Europe/Prague
        try:
            event = Event.from_ical(text)
        except UNREADABLE:
            return None
    return event if isinstance(event, Event) else None
