"""Locations: a house with its address, an area of which no more is told, or where a meeting is joined from home."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from interchange.hsds.ids import Kind, made, part
from interchange.hsds.listings import WriteOptions
from interchange.hsds.shape import given
from interchange.records import Attendance, MeetingRecord, VenueRecord

AT_PLACE = (Attendance.IN_PERSON, Attendance.HYBRID)


def location_id(meeting: MeetingRecord, *, is_virtual: bool) -> UUID:
    """The id of where a meeting is. An area is of one meeting only: that two meet in one hidden house is told to nobody."""
    if is_virtual:
        return made(Kind.VIRTUAL, meeting.key)
    key = meeting.venue.key if meeting.venue else ""
    return made(Kind.HOUSE, key) if key else made(Kind.AREA, meeting.key)


def location(meeting: MeetingRecord, options: WriteOptions, *, is_virtual: bool) -> dict[str, Any]:
    """Where a meeting is."""
    known = location_id(meeting, is_virtual=is_virtual)
    return virtual(meeting, known) if is_virtual else physical(meeting.venue or VenueRecord(), known, options)


def virtual(meeting: MeetingRecord, known: UUID) -> dict[str, Any]:
    """Where it is joined from home. A number to dial is at the meeting."""
    return given(
        {
            "id": str(known),
            "location_type": "virtual",
            "url": meeting.online_url,
            "name": meeting.name,
            "description": meeting.access_notes,
        }
    )


def physical(venue: VenueRecord, known: UUID, options: WriteOptions) -> dict[str, Any]:
    """A house, or as much of it as everyone may know. A point that shows only the area would be taken for the door."""
    point = {"latitude": venue.latitude, "longitude": venue.longitude} if not venue.is_area else {}
    return given(
        {
            "id": str(known),
            "location_type": "physical",
            "name": venue.name or ", ".join(venue.lines),
            "description": venue.directions,
            **point,
            "addresses": list(addresses(venue, known)),
            "accessibility": list(accessibility(venue, known, options)),
        }
    )


def addresses(venue: VenueRecord, known: UUID) -> Iterator[dict[str, Any]]:
    """The address, if there is a house. All of its fields have to be there; what is not known is empty."""
    line = venue.street or venue.address_text or (venue.name if venue.key else "")
    if line:
        yield {
            "id": part(known, "address"),
            "location_id": str(known),
            "address_1": line,
            **given({"address_2": venue.district}),
            "city": venue.city,
            "state_province": venue.region,
            "postal_code": venue.postal_code,
            "country": venue.country,
            "address_type": "physical",
        }


def accessibility(venue: VenueRecord, known: UUID, options: WriteOptions) -> Iterator[dict[str, Any]]:
    """What is known of getting in, yes or no; what is not known is left out."""
    for name, answer in venue.access_facts.items():
        yield {
            "id": part(known, "accessibility", name),
            "location_id": str(known),
            "description": options.facts.get((name, answer), name),
            "details": f"{name}: {'yes' if answer else 'no'}",
        }
