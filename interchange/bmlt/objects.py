"""A meeting of BMLT as an object of Meeting Guide JSON: its reader knows already what real lists contain."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from interchange.bmlt.meanings import HYBRID
from interchange.bmlt.server import GivenBody
from interchange.codes import Kind, Meaning
from interchange.meeting_guide.item import as_text
from interchange.times import DAY_MINUTES

# What says the same under another name.
SAME = {
    "meeting_name": "name",
    "start_time": "time",
    "time_zone": "timezone",
    "location_text": "location",
    "location_street": "address",
    "location_province": "state",
    "location_postal_code_1": "postal_code",
    "location_nation": "country",
    "virtual_meeting_link": "conference_url",
    "virtual_meeting_additional_info": "conference_url_notes",
    "phone_meeting_number": "conference_phone",
    "email_contact": "email",
    "admin_notes": "admin_notes",
    "latitude": "latitude",
    "longitude": "longitude",
    **{f"contact_{part}_{number}": f"contact_{number}_{part}" for number in (1, 2) for part in ("name", "email", "phone")},
}
TOWNS = ("location_municipality", "location_city_subsection", "location_neighborhood", "location_sub_province")
DISTRICTS = ("location_neighborhood", "location_city_subsection")
DIRECTIONS = ("location_info", "train_lines", "bus_lines", "public_transport")
NOTES = ("comments", "format_comments", "seat_reservation")
# The interface for administrators (API v1) calls these otherwise; the location's fields have the same names.
V1_NAMES = {
    "id": "id_bigint",
    "serviceBodyId": "service_body_bigint",
    "formatIds": "format_shared_id_list",
    "venueType": "venue_type",
    "startTime": "start_time",
    "duration": "duration_time",
    "timeZone": "time_zone",
    "name": "meeting_name",
    "email": "email_contact",
    "contactPhone": "contact_phone_1",
}
V1_MARK = "startTime"
SEPARATOR = "#@-@#"  # older servers put the name of the field before its text
DURATION = re.compile(r"(?P<hours>\d{1,2}):(?P<minutes>[0-5]\d)(?::\d{2})?")
ATTENDANCE_OPTIONS = {"1": "in_person", "2": "online", "3": "hybrid"}
HYBRID_OPTION, VIRTUAL, NOWHERE = "hybrid", "online", "inactive"
WAYS_TO_JOIN = ("virtual_meeting_link", "phone_meeting_number")
FIRST_DAY, LAST_DAY = 1, 7


def in_one_shape(entry: Mapping[str, Any]) -> Mapping[str, Any]:
    """The meeting as GetSearchResults writes it."""
    if V1_MARK not in entry:
        return entry
    day = entry.get("day")
    given = {V1_NAMES.get(name, name): value for name, value in entry.items() if name != "day"}
    is_day = isinstance(day, int) and not isinstance(day, bool)
    given["weekday_tinyint"] = day + 1 if is_day and isinstance(day, int) else day
    if entry.get("temporarilyVirtual") is True:
        given["venue_type"] = 2
    return given


def to_object(meeting: Mapping[str, Any], key: str, body: GivenBody | None, said: frozenset[Meaning]) -> dict[str, Any]:
    """The object; `said` is what the formats of the meeting mean, some of which tell how one takes part."""
    given = {ours: without_label(meeting.get(theirs)) for theirs, ours in SAME.items()}
    given |= {
        "slug": key,
        "day": day_of(meeting.get("weekday_tinyint")),
        "end_time": end_of(meeting),
        "city": first(meeting, TOWNS),
        "regions": [text for text in (texts(meeting, DISTRICTS)) if text != first(meeting, TOWNS)][:1],
        "location_notes": "\n".join(texts(meeting, DIRECTIONS)),
        "notes": "\n".join(texts(meeting, NOTES)),
        "attendance_option": attendance(meeting, said),
        "entity": without_label(meeting.get("service_body_name")) or (body.name if body else ""),
        "entity_url": body.url if body else "",
    }
    if given["attendance_option"] == VIRTUAL:
        del given["latitude"], given["longitude"]  # servers put any point there
    return {name: value for name, value in given.items() if value not in (None, "", [])}


def without_label(value: Any) -> Any:
    """A text without the name of its field before it; what is no text as it is."""
    return value.rpartition(SEPARATOR)[2].strip() if isinstance(value, str) and SEPARATOR in value else value


def texts(meeting: Mapping[str, Any], names: Iterable[str]) -> list[str]:
    """The texts in these fields, each once, without empty ones."""
    found = (as_text(without_label(meeting.get(name))) for name in names)
    return list(dict.fromkeys(text for text in found if text and text.strip()))


def first(meeting: Mapping[str, Any], names: Iterable[str]) -> str:
    """The first text in these fields."""
    return next(iter(texts(meeting, names)), "")


def day_of(value: Any) -> Any:
    """The weekday, which BMLT counts from Sunday = 1 and the Meeting Guide from Sunday = 0; what is none stays unreadable."""
    text = as_text(value)
    if text is None or not text.strip():
        return value
    is_day = text.isdecimal() and FIRST_DAY <= int(text[:2]) <= LAST_DAY and len(text) == 1
    return int(text) - 1 if is_day else f"weekday {text}"


def end_of(meeting: Mapping[str, Any]) -> str:
    """When it ends; "" where nothing is said. What lasts a day or is no duration stays unreadable, so that it is noted."""
    duration = as_text(meeting.get("duration_time")) or ""
    lasts, begins = minutes(duration), minutes(as_text(meeting.get("start_time")) or "")
    if not duration or lasts == 0:
        return ""
    if lasts is None or begins is None or lasts >= DAY_MINUTES:
        return f"+ {duration}"
    end = (begins + lasts) % DAY_MINUTES
    return f"{end // 60:02}:{end % 60:02}"


def minutes(text: str) -> int | None:
    """The minutes of hours and minutes."""
    match = DURATION.fullmatch(text.strip())
    return int(match["hours"]) * 60 + int(match["minutes"]) if match else None


def attendance(meeting: Mapping[str, Any], said: frozenset[Meaning]) -> str:
    """How one takes part, in the word of the Meeting Guide; "" where the other fields have to tell. While the place is closed a
    meeting with a link or a number is online only, and one without takes place nowhere."""
    option = ATTENDANCE_OPTIONS.get(as_text(meeting.get("venue_type")) or "", "")
    if not option and Meaning(Kind.ONLINE) in said:
        option = HYBRID_OPTION if HYBRID in said else VIRTUAL
    if option in (HYBRID_OPTION, VIRTUAL) and Meaning(Kind.PLACE_CLOSED) in said:
        return VIRTUAL if texts(meeting, WAYS_TO_JOIN) else NOWHERE
    return option
