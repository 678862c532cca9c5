"""What GetChanges tells of a field that changed.

What a field said before may be what somebody had taken out, so texts are hidden as the reference server hides fields; but for a
name that the meeting still has. Days, hours and ways to take part can hold nothing of anybody: they are told as they were and are.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from interchange.bmlt.meeting import DAYS_OF_WEEK, VENUE_TYPES, clock, said_minutes
from interchange.records import Attendance
from interchange.times import DAY_NAMES

HIDDEN = "********"
MONDAY = 2  # as BMLT counts
HOURS_AND_MINUTES = 5  # characters of a time in a sentence


@dataclass(frozen=True, slots=True)
class Field:
    """A field of BMLT. `said` is what a value of ours says in it, `in_words` the same in a sentence; a text has neither."""

    key: str
    prompt: str
    said: Callable[[Any], str] | None = None
    in_words: Callable[[str], str] = str


def weekday(day: int | None) -> str:
    """Days count from 1 for Sunday."""
    return "" if day is None else str((day + 1) % DAYS_OF_WEEK + 1)


def day_name(text: str) -> str:
    return DAY_NAMES[(int(text) - MONDAY) % DAYS_OF_WEEK][0].capitalize() if text else ""


def start(minute: int | None) -> str:
    return "" if minute is None else clock(minute)


def without_seconds(text: str) -> str:
    return text[:HOURS_AND_MINUTES]


FORMATS = Field("formats", "Formats")  # several fields of ours; all of them at once is not known of the past
# By what changed of ours. What is done to a house is not told, as it may be hidden.
FIELDS = {
    "name": Field("meeting_name", "Meeting Name"),
    "attendance": Field("venue_type", "Venue Type", lambda value: VENUE_TYPES[Attendance(value)]),
    "phone": Field("phone_meeting_number", "Phone Meeting Dial-in Number"),
    "online_url": Field("virtual_meeting_link", "Virtual Meeting Link"),
    "access_notes": Field("virtual_meeting_additional_info", "Virtual Meeting Additional Info"),
    "notes": Field("comments", "Comments"),
    **dict.fromkeys(("languages", "formats", "audiences_welcome", "audiences_only", "facilities", "access"), FORMATS),
    "weekday": Field("weekday_tinyint", "Weekday", weekday, day_name),
    "start_minute": Field("start_time", "Start Time", start, without_seconds),
    "duration_minutes": Field("duration_time", "Duration", lambda value: clock(said_minutes(value)), without_seconds),
    "zone": Field("time_zone", "Time Zone", str),
}


@dataclass(frozen=True, slots=True)
class ChangedField:
    """A field, and what it said before and says since."""

    field: Field
    before: str
    after: str

    @property
    def sentence(self) -> str:
        """The change in the words of the reference server."""
        prompt, words = self.field.prompt, self.field.in_words
        if HIDDEN in (self.before, self.after):
            return f"{prompt} was changed."
        if not self.before:
            return f'{prompt} was added as "{words(self.after)}".'
        return f'{prompt} was changed from "{words(self.before)}" to "{words(self.after)}".'


def changed_fields(changed: Mapping[str, Any], name: str, *, knows_before: bool) -> list[ChangedField]:
    """The fields of a change {field of ours: [before, after]} of a meeting that has this name now, each once, in the order of the
    table. Values that are erased, and those from before it was published (not `knows_before`), are hidden."""
    found: dict[str, ChangedField] = {}
    for own, field in FIELDS.items():
        if own in changed:
            before, after = changed[own]
            is_erased = before is None and after is None
            was = field.said(before) if field.said and knows_before and not is_erased else HIDDEN
            now = field.said(after) if field.said and not is_erased else HIDDEN
            found[field.key] = ChangedField(field, was, name if own == "name" and after == name else now)
    return list(found.values())
