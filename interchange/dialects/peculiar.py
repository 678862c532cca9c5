"""What single lists say in ways of their own: as the fields of a table."""

import re
from collections.abc import Callable, Mapping

from interchange.tables.schedules import NOT_PUBLIC, PAUSED

HOUR_SECONDS = 3600
HALF_DAY = 12 * HOUR_SECONDS
VIRTUAL = re.compile(r"\W*(?:virtual|zoom|online)?\W*", re.IGNORECASE)
IN_A_ROOM = re.compile(r"\bhybrid\b|\bin[- ]person\b", re.IGNORECASE)

# SMART Recovery's pages, as text. Between the headings stands what is the same for all.
LABEL = re.compile(r"^\s*(Program|Specific audiences|Languages spoken|Meeting #): *(.*)$", re.MULTILINE)
READ_ABOVE = re.compile(r"\(read the [^()]*\)")
NOTES = re.compile(r"^Notes\s*\n\s*(?:Meeting #: *\d*)?", re.MULTILINE)
LINK = re.compile(r"https?://[^\s<>\"”]+", re.IGNORECASE)
ROOM_TOO = re.compile(r"\bh[iyí]+brid|\bin[- ]person\b|\balso on zoom\b", re.IGNORECASE)
TYPE_NAMES = {"all welcome": "open", "teens and youth": "teens", "family and friends only": "families and friends only"}
CLOSED_HOUSES = ("correctional facility", "patients and clients")
SPOKEN = {"español": "spanish", "français": "french"}

Peculiar = Callable[[str], Mapping[str, str]]


def doubled_name(text: str) -> Mapping[str, str]:
    """A name twice with a dash between, "HOPE - Hope", or once with nothing behind the dash."""
    first, _dash, second = (part.strip() for part in text.partition(" -"))
    return {"name": first if second.casefold() in ("", first.casefold()) else text}


def half_day_seconds(text: str) -> Mapping[str, str]:
    """Seconds from midnight in UTC, of a clock that lost its "AM" and "PM": in every time zone of that list the times lie within
    twelve hours, and the notes say for one and the same number "6 am" and "6 pm". Either half of the day may be meant."""
    if not text.isdecimal() or int(text) >= 2 * HALF_DAY:
        return {"time": text}
    hour, minute = int(text) // HOUR_SECONDS, int(text) % HOUR_SECONDS // 60
    return {"time": f"{hour:02}:{minute:02} or {(hour + 12) % 24:02}:{minute:02} UTC"}


def times_without_zone(text: str) -> Mapping[str, str]:
    """Days and times of groups from all over the world, with no word on the time zone."""
    lines = [line.split(" ", 1) for line in text.splitlines() if line.strip()]
    times = dict.fromkeys(line[1].strip() for line in lines if len(line) > 1)
    return {"day": ", ".join(line[0] for line in lines), "time": f"{', '.join(times)} in some time zone"}


def place_or_virtual(text: str) -> Mapping[str, str]:
    """The town that an online meeting feels it belongs to, mostly; a place only where it says that one can go there."""
    if IN_A_ROOM.search(text):
        return {"location": text}
    return {"attendance_option": "online", **({} if VIRTUAL.fullmatch(text) else {"notes": text})}


def smart_details(text: str) -> Mapping[str, str]:
    """The page of a meeting of SMART Recovery. A link in its notes means that it moved online; the page keeps its old address."""
    labels = dict(LABEL.findall(text))
    audiences = [part.strip() for part in READ_ABOVE.sub("", labels.get("Specific audiences", "")).split(",")]
    if any(part.casefold() in CLOSED_HOUSES for part in audiences):
        return {"not_public": "yes"}
    notes = [*NOTES.split(text, maxsplit=1), ""][1].strip()
    link = LINK.search(notes)
    paused = ["temporarily closed"] if PAUSED.search(notes) and not link else []
    spoken = [SPOKEN.get(part.strip().casefold(), part.strip()) for part in labels.get("Languages spoken", "").split(",")]
    return {
        "slug": labels.get("Meeting #", ""),
        "name": labels.get("Program", ""),
        "types": ", ".join(
            [*(TYPE_NAMES.get(part.casefold(), part) for part in audiences if part), *filter(None, spoken), *paused]
        ),
        "notes": notes,
        "conference_url": link[0].rstrip(".,;)") if link else "",
        "attendance_option": "" if not link else "hybrid" if ROOM_TOO.search(notes) else "online",
        "not_public": "yes" if NOT_PUBLIC.search(notes) else "",
    }


PECULIAR: Mapping[str, Peculiar] = {
    each.__name__: each for each in (doubled_name, half_day_seconds, times_without_zone, place_or_virtual, smart_details)
}


def resolved(row: Mapping[str, str]) -> dict[str, str]:
    """A row with what is said in ways of their own put into the fields that it belongs to."""
    result = {name: text for name, text in row.items() if name not in PECULIAR}
    for name, text in row.items():
        said = PECULIAR[name](text) if name in PECULIAR else {}
        for ours, value in said.items():
            if value:
                result[ours] = "\n".join(filter(None, (result.get(ours, ""), value))) if ours == "notes" else value
    return result
