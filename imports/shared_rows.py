"""Groups and venues, which the records of a source share: found again by their keys, made where they are new."""

from collections.abc import Iterable
from typing import TypeVar

from groups.models import Group
from imports.fitting import fit
from imports.keys import PLACED, address_key, group_key, venue_key
from imports.locating import Located
from imports.mapping import group_values, new_group_values, venue_values
from imports.models import SourceGroup, SourceVenue
from imports.work import Work
from interchange.records import MeetingRecord, VenueRecord
from places.models import Venue

Row = TypeVar("Row", Group, Venue)


def place_of(record: MeetingRecord) -> VenueRecord | None:
    """The venue at which people meet. What an online meeting has as its place is only where its people come from."""
    return record.venue if record.attendance in PLACED else None


def known_groups(records: Iterable[MeetingRecord], work: Work) -> dict[str, Group]:
    """The groups that earlier records have made, by key."""
    keys = {group_key(record) for record in records}
    links = SourceGroup.objects.filter(source=work.source, key__in=keys).select_related("group__fellowship")
    return {link.key: link.group for link in links}


def known_venues(records: Iterable[MeetingRecord], work: Work) -> dict[str, Venue]:
    """The venues that earlier records have made, by key."""
    keys = {venue_key(venue) for record in records if (venue := place_of(record))}
    links = SourceVenue.objects.filter(source=work.source, key__in=keys).select_related("venue__place")
    return {link.key: link.venue for link in links}


def new_group(record: MeetingRecord, work: Work) -> Group:
    """The row of a group that is new."""
    group = Group(**new_group_values(work.source), **group_values(record))
    work.note_shortened(record, fit(group))
    return group


def new_venue(record: MeetingRecord, venue: VenueRecord, located: Located, work: Work) -> Venue:
    """The row of a venue that is new."""
    facts = work.reading.facts.get(venue_key(venue), {})
    row = Venue(**venue_values(venue, located, facts, record.text_language))
    work.note_shortened(record, fit(row))
    if located.noted:
        work.note(record, located.noted)
    return row


def link_groups(groups: dict[str, Group], work: Work) -> None:
    """Remember which rows these are."""
    SourceGroup.objects.bulk_create(SourceGroup(source=work.source, key=key, group=group) for key, group in groups.items())


def link_venues(venues: dict[str, tuple[VenueRecord, Venue]], work: Work) -> None:
    """Remember which rows these are."""
    SourceVenue.objects.bulk_create(
        SourceVenue(source=work.source, key=key, address_key=address_key(record), venue=venue)
        for key, (record, venue) in venues.items()
    )
