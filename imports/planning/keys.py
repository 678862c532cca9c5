"""Keys of what records share: by them the rows of a group or a venue are found again. Pure."""

import hashlib
import re
from functools import lru_cache

from interchange.records import Attendance, MeetingRecord, VenueRecord
from languages.fold import fold

HASH_BYTES = 16
PLACED = (Attendance.IN_PERSON, Attendance.HYBRID)

# "District 07", "District TBD", "Oblasť 3": what some feeds give as the group is the service structure it belongs to.
SERVICE_AREA = re.compile(
    r"(?:district|distrito|distretto|bezirk|okres|okreg|area|region|regional|intergroup|intergrupa|zone|zona|section|sector|oblast)"
    r"(?: (?:no|nr|num|number|c))?(?: [^\W_]{1,3})?"
)


@lru_cache(maxsize=4096)
def is_service_area(name: str) -> bool:
    """Whether a group's name is that of a district or area, which many groups have in common."""
    return bool(SERVICE_AREA.fullmatch(fold(name)))


def group_key(record: MeetingRecord) -> str:
    """The group by its id or name in the feed; where it has none, by what the meeting is called and where it is. Young people's
    groups are told apart, as they are shown less of."""
    whom = "minors" if record.serves_minors else ""
    group = record.group
    if not group.name or is_service_area(group.name):
        where = venue_key(record.venue) if record.venue and record.attendance in PLACED else record.online_url or record.phone
        return hashed("meeting", record.name, where, whom)
    if group.key:
        return hashed("id", group.key, whom)
    return hashed("name", group.name, whom)


def address_key(venue: VenueRecord) -> str:
    """The building: its name and address."""
    district = "" if venue.street else venue.district
    parts = (venue.name, venue.street, district, venue.city, venue.region, venue.postal_code, venue.country)
    return hashed(*parts, venue.address_text)


def venue_key(venue: VenueRecord) -> str:
    """The building and the way in: rooms of one house with different directions are different venues."""
    return hashed(address_key(venue), venue.directions)


def hashed(*parts: str) -> str:
    """32 hexadecimal digits; capital letters make no difference."""
    text = "\n".join(part.replace("\n", " ") for part in parts).casefold()
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=HASH_BYTES).hexdigest()
