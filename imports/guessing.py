"""Which format a new source has, where nobody says: told by the beginning of its file, or by what its address looks like."""

import re
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from imports.fetching.spool import FetchError, open_file
from imports.fetching.web import most_bytes
from imports.kinds import FeedFormat
from interchange.json_list import encoding_of, read_lists

CALENDAR = "BEGIN:VCALENDAR"
HEAD_BYTES = 1 << 12
# Keys that only objects of these formats have.
BMLT_KEYS = ({"id_bigint", "weekday_tinyint"}, {"venueType", "startTime", "serviceBodyId"})
HSDS_KEYS = ({"service_at_locations"}, {"organization_id", "status"}, {"service_id", "location_id"}, {"schedules", "organization"})
HSDS_LISTS = frozenset({"services", "service_at_locations", "organizations", "locations", "schedules"})
BMLT_ADDRESS = re.compile(r"/client_interface(?:/|$)|/main_server/?$")
MOST_LOOKED_AT = 3  # entries of a document


def guessed_format(origin: str) -> FeedFormat:
    """The format of an address or a file. An address is not asked; of what cannot be read the run says why."""
    if "://" in origin:
        return of_address(origin)
    try:
        content = open_file(Path(origin), most_bytes=most_bytes())
    except FetchError:
        return FeedFormat.MEETING_GUIDE
    with content:
        return of_content(content)


def of_address(address: str) -> FeedFormat:
    """What an address looks like."""
    try:
        path = urlsplit(address).path.casefold()
    except ValueError:
        return FeedFormat.MEETING_GUIDE
    if BMLT_ADDRESS.search(path):
        return FeedFormat.BMLT
    if path.endswith((".ics", ".ical", ".ifb")):
        return FeedFormat.ICALENDAR
    return FeedFormat.HSDS if "/hsds/" in f"{path}/" else FeedFormat.MEETING_GUIDE


def of_content(content: BinaryIO) -> FeedFormat:
    """What a file begins with."""
    head = content.read(HEAD_BYTES)
    content.seek(0)
    text = head.decode(encoding_of(head), "replace").lstrip("\ufeff \t\r\n")
    if text[: len(CALENDAR)].upper() == CALENDAR:
        return FeedFormat.ICALENDAR
    return of_json(content) if text.startswith(("{", "[")) else FeedFormat.MEETING_GUIDE


def of_json(content: BinaryIO) -> FeedFormat:
    """What its first objects look like."""
    for _number, found in zip(range(MOST_LOOKED_AT), read_lists(content), strict=False):
        if not isinstance(found, tuple) or not isinstance(found[1], dict):
            break
        name, entry = found
        keys = entry.keys()
        if any(mark <= keys for mark in BMLT_KEYS) or {"key_string", "world_id"} <= keys:
            return FeedFormat.BMLT
        if name.casefold() in HSDS_LISTS or any(mark <= keys for mark in HSDS_KEYS):
            return FeedFormat.HSDS
    return FeedFormat.MEETING_GUIDE
