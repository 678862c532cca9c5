"""The group and the venue of a listing that has changed. A row that others share is set anew only if they change with it."""

from groups.actions import save_group
from groups.models import Group
from imports.fingerprints import Part
from imports.fitting import fit
from imports.keys import address_key, group_key, venue_key
from imports.locating import Located
from imports.mapping import Values, assign, group_values, venue_values
from imports.models import SourceGroup, SourceVenue
from imports.shared_rows import link_groups, link_venues, new_group, new_venue, place_of
from imports.work import Work
from interchange.records import MeetingRecord, VenueRecord
from meetings.actions import save_venue
from meetings.models import Meeting
from places.models import Venue, Visibility


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
    for name in work.reading.facts_spoken_of:
        if getattr(row, name) is True:
            facts.setdefault(name, None)
    return facts
