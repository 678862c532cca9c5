"""What known readers of Meeting Guide JSON make of one object as it stands in the feed: where it is, strictly, not what the format
says. Our own reader forgives most of it; the sources are in standards/meeting-guide.md."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from interchange.links import web_link
from interchange.meeting_guide.joining import SHORTEST_PHONE, is_known
from interchange.meeting_guide.known_fields import CONTACTS, ENTITY_PARTS, KNOWN, LINKS, MAY_BE_EMPTY, TEXTS
from interchange.meeting_guide.slugs import LONGEST as LONGEST_SLUG
from interchange.reasons import CheckCode
from interchange.texts import ENTITY, TAG
from interchange.times import DAY_MINUTES, DAY_NAMES, read_days, read_time

Entry = Mapping[str, Any]
Found = Iterator[tuple[CheckCode, str]]  # what, and in which field

BEST_NAME = 64  # characters; the finders cut the rest off
NAME_SAYS = re.compile(r"\b(?:(?i:meetings?)|AA|A\.A\.)(?!\w)")
SLUG = re.compile(r"[A-Za-z0-9._~-]+")
CLOCK = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
UPDATED = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")
FEWEST_PARTS = 4  # of an address between commas; with fewer tsml-ui takes it for an area
UNDIALLED = re.compile(r"[^\d+,;#x]")
EMPTY = ("", None)


def check_names(entry: Entry) -> Found:
    """`slug` and `name`."""
    slug, name = entry.get("slug"), entry.get("name")
    if isinstance(slug, str) and slug:
        if len(slug) > LONGEST_SLUG:
            yield CheckCode.SLUG_LONG, "slug"
        if not SLUG.fullmatch(slug):
            yield CheckCode.SLUG_UNFIT, "slug"
    if isinstance(name, str):
        if len(name) > BEST_NAME:
            yield CheckCode.NAME_LONG, "name"
        if NAME_SAYS.search(name[:1000]):
            yield CheckCode.NAME_REPEATS, "name"


def check_day(entry: Entry) -> Found:
    """`day`: one number, or nothing at all."""
    if "day" not in entry:
        return
    day = entry["day"]
    if day in EMPTY:
        yield CheckCode.DAY_EMPTY, "day"
    elif isinstance(day, list):
        yield CheckCode.DAY_LIST, "day"
    elif (isinstance(day, bool) or not isinstance(day, int) or not 0 <= day < len(DAY_NAMES)) and read_days(day).weekdays:
        yield CheckCode.DAY_FORM, "day"


def check_times(entry: Entry) -> Found:
    """`time`, `end_time`, `timezone` and `updated`. What nobody can read the reader tells."""
    start, end = read_time(entry.get("time")), read_time(entry.get("end_time"))
    if start == DAY_MINUTES:
        yield CheckCode.TIME_24, "time"
    elif start is not None and not is_clock(entry["time"]):
        yield CheckCode.TIME_FORM, "time"
    if end is not None and not is_clock(entry["end_time"]):
        yield CheckCode.END_FORM, "end_time"
    if start is not None and end is not None and end < start:
        yield CheckCode.END_BEFORE, "end_time"
    if entry.get("time") == "":
        yield CheckCode.VALUE_EMPTY, "time"
    if entry.get("timezone") in EMPTY:
        yield CheckCode.ZONE_LEFT_OUT, "timezone"
    if entry.get("updated") and not (isinstance(entry["updated"], str) and UPDATED.fullmatch(entry["updated"])):
        yield CheckCode.UPDATED_FORM, "updated"


def is_clock(value: object) -> bool:
    """Whether it is HH:MM."""
    return isinstance(value, str) and CLOCK.fullmatch(value) is not None


def check_place(entry: Entry) -> Found:
    """The address forms and the coordinates."""
    line = entry.get("formatted_address") or entry.get("full_address")
    if not line:
        has_parts = entry.get("city") or entry.get("address")
        yield (CheckCode.ADDRESS_IN_PARTS if has_parts else CheckCode.ADDRESS_LEFT_OUT), "formatted_address"
    yield from check_approximate(entry, line)
    if any(isinstance(entry.get(name), str) and entry[name].strip() for name in ("latitude", "longitude")):
        yield CheckCode.COORDINATES_TEXT, "latitude"
    if entry.get("regions") and not isinstance(entry["regions"], list):
        yield CheckCode.REGIONS_FORM, "regions"


def check_approximate(entry: Entry, line: object) -> Found:
    """`approximate`, on which it depends whether somebody can go there."""
    said = entry.get("approximate")
    if said in EMPTY:
        is_short = isinstance(line, str) and 0 < len(line.split(",")) < FEWEST_PARTS
        is_guessed = is_short and not (entry.get("conference_url") or entry.get("conference_phone"))
        yield (CheckCode.APPROXIMATE_GUESSED if is_guessed else CheckCode.APPROXIMATE_LEFT_OUT), "approximate"
    elif said not in ("yes", "no"):
        yield CheckCode.APPROXIMATE_FORM, "approximate"


def check_joining(entry: Entry) -> Found:
    """Links and the number to dial."""
    link = entry.get("conference_url")
    if isinstance(link, str) and web_link(link) and not is_known(web_link(link)) and link not in str(entry.get("notes", "")):
        yield CheckCode.HOST_NOT_SHOWN, "conference_url"
    for name in LINKS:
        value = entry.get(name)
        if isinstance(value, str) and value[:5].lower() == "http:" and is_address(value):
            yield CheckCode.LINK_NOT_SECURE, name
    phone = entry.get("conference_phone")
    if isinstance(phone, str) and phone:
        if len(UNDIALLED.sub("", phone[:1000])) < SHORTEST_PHONE:
            yield CheckCode.PHONE_SHORT, "conference_phone"
        if "*" in phone:
            yield CheckCode.PHONE_STAR, "conference_phone"


def is_address(text: str) -> bool:
    """Whether it names a host."""
    try:
        return bool(urlsplit(text).hostname)
    except ValueError:
        return False


def check_types(entry: Entry) -> Found:
    """`types`: a list of strings."""
    if "types" not in entry:
        yield CheckCode.TYPES_LEFT_OUT, "types"
        return
    types = entry["types"]
    if not isinstance(types, list) or not all(isinstance(code, str) and code for code in types):
        yield CheckCode.TYPES_FORM, "types"
    elif "ONL" in types:
        yield CheckCode.TYPES_ONLINE, "types"


def check_texts(entry: Entry) -> Found:
    """Texts, and fields that say nothing or should not be there."""
    for name, value in entry.items():
        if value in EMPTY and name not in MAY_BE_EMPTY and name in KNOWN:
            yield CheckCode.VALUE_EMPTY, name
    for name in TEXTS:
        value = entry.get(name)
        if isinstance(value, str):
            if TAG.search(value) or ENTITY.search(value):
                yield CheckCode.TEXT_HTML, name
        elif value not in EMPTY and name in entry:
            yield CheckCode.TEXT_FORM, name
    yield from ((CheckCode.CONTACT_PUBLIC, name) for name in CONTACTS if entry.get(name))


def check_entity(entry: Entry) -> Found:
    """The service body; one reader knows its address by one name, the next by another."""
    if not entry.get("entity") and any(entry.get(name) for name in ENTITY_PARTS):
        yield CheckCode.ENTITY_LEFT_OUT, "entity"
    if bool(entry.get("entity_url")) != bool(entry.get("entity_website_url")):
        yield CheckCode.ENTITY_ONE_URL, "entity_website_url" if entry.get("entity_url") else "entity_url"


CHECKS: tuple[Callable[[Entry], Found], ...] = (
    *(check_names, check_day, check_times, check_place, check_joining, check_types, check_texts, check_entity),
)
