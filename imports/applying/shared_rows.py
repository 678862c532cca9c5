"""Groups and venues, which the records of a source share: found again by their keys, made where they are new, and set anew only
where all that share them change with them."""

from collections.abc import Iterable
from typing import TypeVar

from groups.actions import save_group
from groups.models import Group
from imports.applying.fitting import fit
from imports.applying.locating import Located
from imports.applying.mapping import Values, assign, group_values, new_group_values, venue_values
from imports.applying.work import Work
from imports.models import SourceGroup, SourceVenue
from imports.planning.fingerprints import Part
from imports.planning.keys import PLACED, address_key, group_key, venue_key
from interchange.records import MeetingRecord, VenueRecord
from meetings.actions import save_venue
from meetings.models import Meeting
from places.models import ACCESS_FACTS, Venue, Visibility

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


def is_free(row: Group | Venue, part: Part, work: Work) -> bool:
    """Whether all that share the row change in this part, and none of them has set it yet."""
    sharing = row.meetings.values_list("pk", flat=True)
    return row not in work.settled and work.changing[part].issuperset(sharing)


def group_for(record: MeetingRecord, meeting: Meeting, work: Work) -> Group:
    """The group of the record: the one of that name, else the meeting's own under its new name, else a new one."""
    key = group_key(record)
    links = SourceGroup.objects.filter(source=work.source).select_related("group__fellowship")
    link = links.filter(key=key).first()
    if link is None and is_free(meeting.group, Part.WHO, work):
        link = links.filter(group=meeting.group).first()
    if link is None:
        group = save_group(new_group(record, work), by=work.by, source=work.road)
        link_groups({key: group}, work)
        work.settled.add(group)
        return group
    if is_free(link.group, Part.WHO, work):
        work.note_shortened(record, fit(assign(link.group, group_values(record))))
        save_group(link.group, by=work.by, source=work.road)
        SourceGroup.objects.filter(pk=link.pk).update(key=key)
        work.settled.add(link.group)
    return link.group


def venue_for(record: MeetingRecord, meeting: Meeting, located: Located, work: Work) -> Venue | None:
    """The venue of the record: the one with that address and way in, else the meeting's own if only the way in is another, else a
    new one."""
    venue = place_of(record)
    if venue is None:
        return None
    key = venue_key(venue)
    links = SourceVenue.objects.filter(source=work.source).select_related("venue__place")
    link = links.filter(key=key).first()
    if link is None and meeting.venue and is_free(meeting.venue, Part.WHERE, work):
        link = links.filter(venue=meeting.venue, address_key=address_key(venue)).first()
    if link is None:
        return move_to_new_venue(record, venue, meeting, located, work)
    if is_free(link.venue, Part.WHERE, work):
        values = venue_values(venue, located, facts_now(venue, link.venue, work), record.text_language)
        work.note_shortened(record, fit(assign(link.venue, values)))
        save_venue(link.venue, by=work.by, source=work.road)
        SourceVenue.objects.filter(pk=link.pk).update(key=key)
        work.settled.add(link.venue)
    return link.venue


def move_to_new_venue(record: MeetingRecord, venue: VenueRecord, meeting: Meeting, located: Located, work: Work) -> Venue:
    """A venue that the source has not had yet. If the former one was hidden, so is this, until a person says otherwise."""
    row = new_venue(record, venue, located, work)
    if meeting.venue:
        row.visibility = Visibility.stricter(row.visibility, meeting.venue.visibility)
    save_venue(row, by=work.by, source=work.road)
    link_venues({venue_key(venue): (venue, row)}, work)
    work.settled.add(row)
    return row


def facts_now(venue: VenueRecord, row: Venue, work: Work) -> Values:
    """What the feed says of the building now. A yes that it no longer says is not known any more; a no was never the feed's."""
    facts: Values = dict(work.reading.facts.get(venue_key(venue), {}))
    for name in work.reading.facts_spoken_of.intersection(ACCESS_FACTS):
        if getattr(row, name) is True:
            facts.setdefault(name, None)
    return facts
