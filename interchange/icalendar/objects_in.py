"""What an event says beside its times, as an object of Meeting Guide JSON."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any

from icalendar import Event

from interchange.icalendar.components import UNREADABLE
from interchange.icalendar.times_in import moment
from interchange.meeting_guide.joining import is_known
from interchange.texts import one_line, plain
from interchange.type_names import bare

LONGEST = 20_000  # characters of a text; the reader of objects says where it shortens
MOST_CATEGORIES = 60
LINK = re.compile(r"https?://[^\s<>\"”]+", re.IGNORECASE)
ONLY_LINK = re.compile(r"https?://\S+", re.IGNORECASE)
ONLINE_PLACES = frozenset({"online", "zoom", "zoom meeting", "virtual", "teams", "microsoft teams meeting", "google meet", "jitsi"})
JOINING_PROPERTIES = (
    "CONFERENCE",
    "X-GOOGLE-CONFERENCE",
    "X-MICROSOFT-SKYPETEAMSMEETINGURL",
    "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK",
)
PROGRAMME_BEHIND = re.compile(r"(?P<name>.+) \((?P<programme>[^()]+)\)")


def to_object(events: list[Event], key: str, types: Iterable[str], programmes: frozenset[str]) -> dict[str, Any]:
    """The object of events that are one meeting; what only the first says is that of all."""
    first = events[0]
    place = text(first, "LOCATION")
    links = list(dict.fromkeys(link for event in events for link in ways_to_join(event)))
    urls = [link for link in links if not link.casefold().startswith("tel:")]
    phones = [link[len("tel:") :] for link in links if link.casefold().startswith("tel:")]
    latitude, longitude = point(first)
    given = {
        "slug": key,
        "name": without_programme(text(first, "SUMMARY"), programmes),
        "types": list(types),
        "notes": "\n".join(dict.fromkeys(filter(None, (text(event, "DESCRIPTION") for event in events)))),
        "url": text(first, "URL"),
        "conference_url": next(iter(urls), ""),
        "conference_phone": next(iter(phones), ""),
        "latitude": latitude,
        "longitude": longitude,
        "updated": last_change(events),
        "contact_1_name": ", ".join(dict.fromkeys(who for event in events for who in people(event))),
        **place_fields(place),
    }
    return {name: value for name, value in given.items() if value not in ("", None, [])}


def text(event: Event, name: str) -> str:
    """A property as text; of several the first."""
    value = event.get(name)
    value = value[0] if isinstance(value, list) and value else value
    return str(value)[:LONGEST].strip() if value is not None else ""


def place_fields(place: str) -> dict[str, str]:
    """The place as an address, or as a name where it is only one; a link or "Zoom" is none."""
    line = one_line(plain(place))
    if not line or ONLY_LINK.fullmatch(line):
        return {}
    if line.casefold() in ONLINE_PLACES:
        return {"attendance_option": "online"}
    is_address = "," in line or any(sign.isdigit() for sign in line)
    return {"formatted_address" if is_address else "location": line}


def ways_to_join(event: Event) -> Iterator[str]:
    """Links and numbers by which one takes part from afar: those that say so, then links of video meetings in the texts."""
    for name in JOINING_PROPERTIES:
        value = event.get(name)
        yield from (str(each).strip() for each in (value if isinstance(value, list) else [value]) if each)
    if ONLY_LINK.fullmatch(text(event, "LOCATION")):
        yield text(event, "LOCATION")
    for name in ("LOCATION", "DESCRIPTION"):
        links = (link.rstrip(".,;)") for link in LINK.findall(plain(text(event, name))))
        yield from (link for link in links if has_known_host(link))


def has_known_host(link: str) -> bool:
    """Whether it is a link of a video meeting."""
    try:
        return is_known(link)
    except ValueError:
        return False


def point(event: Event) -> tuple[float | None, float | None]:
    """The coordinates."""
    geo = event.get("GEO")
    try:
        return (None, None) if geo is None else (float(geo.latitude), float(geo.longitude))
    except UNREADABLE:
        return None, None


def people(event: Event) -> Iterator[str]:
    """Who is to be asked; of guests nothing is read."""
    for name in ("ORGANIZER", "CONTACT"):
        value = event.get(name)
        for each in value if isinstance(value, list) else [value]:
            called = str(getattr(each, "params", {}).get("CN", "")) if each is not None else ""
            yield from filter(None, (called, str(each or "").removeprefix("mailto:").removeprefix("MAILTO:")))


def categories(event: Event, programmes: frozenset[str]) -> list[str]:
    """What an event is said to be, without the name of its fellowship."""
    value = event.get("CATEGORIES")
    found: list[str] = []
    for each in value if isinstance(value, list) else [value]:
        try:
            found += [str(one).strip() for one in each.cats]
        except UNREADABLE:
            continue
    return [one for one in found[:MOST_CATEGORIES] if one and bare(one) not in programmes]


def without_programme(name: str, programmes: frozenset[str]) -> str:
    """The name without that of the fellowship in brackets behind it, which we write there ourselves."""
    match = PROGRAMME_BEHIND.fullmatch(name)
    return match["name"] if match and bare(match["programme"]) in programmes else name


def last_change(events: Iterable[Event]) -> str:
    """When one of the events was last changed."""
    moments = [value for value in (moment(event.get("LAST-MODIFIED")) for event in events) if isinstance(value, datetime)]
    in_utc = [value.replace(tzinfo=UTC) if value.tzinfo is None else value for value in moments if value.year > date.min.year]
    return max(in_utc).isoformat() if in_utc else ""
