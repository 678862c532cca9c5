"""How much of a place leaves the house. Decided here for every format, by the stricter of the venue's and the meeting's word."""

from interchange.records import VenueRecord
from meetings.models import Meeting
from meetings.where import Where, where_at
from places.models import ACCESS_FACTS, Precision, Venue, Visibility


def venue_record(venue: Venue, meeting: Meeting) -> VenueRecord:
    """A venue of a meeting, its own or that of one date, as everyone may see it."""
    shown = where_at(venue, meeting)
    match Visibility.stricter(meeting.visibility, venue.visibility):
        case Visibility.PUBLIC:
            return whole(venue, shown)
        case Visibility.AREA_ONLY:
            return area(venue, shown, meeting)
        case _:
            return VenueRecord(city=venue.city, country=venue.country, is_area=True, directions=shown.note, lines=shown.lines)


def whole(venue: Venue, shown: Where) -> VenueRecord:
    """The building."""
    return VenueRecord(
        key=venue.public_id,
        name=venue.name,
        street=venue.street,
        district=venue.district,
        city=venue.city,
        region=venue.region,
        postal_code=venue.postal_code,
        country=venue.country,
        address_text=venue.address_text,
        latitude=venue.latitude,
        longitude=venue.longitude,
        is_area=venue.precision == Precision.AREA,
        directions=directions(shown),
        access_facts=known_facts(venue),
        lines=shown.lines,
        fact_sentences=shown.facts,
    )


def area(venue: Venue, shown: Where, meeting: Meeting) -> VenueRecord:
    """The district. The coordinates are those by which the meeting is found, a kilometre coarse; another venue has none."""
    point = meeting.point if venue.pk == meeting.venue_id else None
    return VenueRecord(
        district=venue.district,
        city=venue.city,
        country=venue.country,
        latitude=point.latitude if point else None,
        longitude=point.longitude if point else None,
        is_area=True,
        directions=directions(shown),
        access_facts=known_facts(venue),
        lines=shown.lines,
        fact_sentences=shown.facts,
    )


def directions(shown: Where) -> str:
    """How to get in, line by line, and what has to be known of the house."""
    door = [f"{line.label}: {line.text}" for line in shown.door_card]
    return "\n".join(line for line in (*door, shown.note) if line)


def known_facts(venue: Venue) -> dict[str, bool]:
    """The facts about access that somebody knows."""
    return {name: getattr(venue, name) for name in ACCESS_FACTS if getattr(venue, name) is not None}
