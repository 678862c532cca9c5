"""From a record of a feed to what is compared."""

from imports.matching.listings import Listing, Point, bare_link, folded_address, offset_minutes, slots_of
from interchange.records import Attendance, MeetingRecord, VenueRecord
from languages.fold import fold

PLACED = (Attendance.IN_PERSON, Attendance.HYBRID)


def listing_of(record: MeetingRecord, *, key: str, fellowship: str, zone: str = "") -> Listing:
    """What of a record tells whether another is the same meeting. `zone` is for online meetings that do not say."""
    venue = record.venue if record.attendance in PLACED else None
    zones = [rule.recurrence.zone for rule in record.rules if rule.recurrence.zone]
    assumed = "" if venue else zone
    return Listing(
        key=key,
        fellowship=fellowship,
        name=fold(record.name),
        slots=slots_of(rule.recurrence for rule in record.rules),
        offset=offset_minutes(zones[0] if zones else assumed),
        point=point_of(venue) if venue else None,
        address=address_of(venue) if venue else "",
        link=bare_link(record.online_url),
    )


def point_of(venue: VenueRecord) -> Point | None:
    """Where the house is; what shows only the area tells nothing."""
    if venue.latitude is None or venue.longitude is None or venue.is_area:
        return None
    return Point(venue.latitude, venue.longitude)


def address_of(venue: VenueRecord) -> str:
    return folded_address(street=venue.street or venue.address_text, city=venue.city, postal_code=venue.postal_code)
