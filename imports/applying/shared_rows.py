"""Groups and venues, which the records of a source share: found again by their keys, made where they are new, and set anew only
where all that share them change with them."""

from collections.abc import Iterable
from typing import TypeVar

from groups.actions import save_group
from groups.models import Group
from imports.applying.fields import FIELDS, Marks, marks_of, told_of, values_of
from imports.applying.fitting import fit
from imports.applying.locating import Located
from imports.applying.mapping import Values, assign, group_values, new_group_values, venue_values
from imports.applying.provenance import first_said, keep_disagreements, settle
from imports.applying.work import Work
from imports.models import SourceGroup, SourceVenue
from imports.planning.fingerprints import Part
from imports.planning.keys import PLACED, address_key, group_key, venue_key
from imports.reasons import ImportCode
from interchange.records import MeetingRecord, VenueRecord
from meetings.actions import prepare_venue, save_venue
from meetings.models import Meeting
from places.models import ACCESS_FACTS, Precision, Venue, Visibility

Row = TypeVar("Row", Group, Venue)
SAME_HOUSE_KM = 0.05  # as in matching/scoring.py


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
    body = work.groups.bodies.get(record.body_key)
    if record.body_key and body is None:
        work.note(record, ImportCode.BODY_NOT_OURS, field_name="body_id", value=record.body_key)
    for slug in work.groups.missing_topics(record):
        work.note(record, ImportCode.TOPIC_UNKNOWN, field_name="topics", value=slug)
    group = Group(**new_group_values(work.source, body), **group_values(record))
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
    """Remember which rows these are, and what the source says of them."""
    SourceGroup.objects.bulk_create(
        SourceGroup(source=work.source, key=key, group=group, said=first_said(marks_of(group), work.today))
        for key, group in groups.items()
    )


def link_venues(venues: dict[str, tuple[VenueRecord, Venue]], work: Work) -> None:
    """Remember which rows these are, and what the source says of them."""
    SourceVenue.objects.bulk_create(
        SourceVenue(
            source=work.source,
            key=key,
            address_key=address_key(record),
            venue=venue,
            said=first_said(marks_of(venue, told_of(venue)), work.today),
        )
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
        group.topics.set(work.groups.topics_of(record))
        link_groups({key: group}, work)
        work.settled.add(group)
        return group
    if is_free(link.group, Part.WHO, work):
        theirs = Group(fellowship=link.group.fellowship, **group_values(record))
        work.note_shortened(record, fit(theirs))
        set_anew(link, link.group, theirs, marks_of(theirs), work)
        save_group(link.group, by=work.by, source=work.road)
        link.key = key
        link.save()
    return link.group


def set_anew(link: SourceGroup | SourceVenue, row: Row, theirs: Row, words: Marks, work: Work) -> None:
    """Set the fields of a row of which the source says something new, but for those that a person has changed here. It is for the
    caller to save both."""
    settled = settle(marks_of(row, words), words, link.said, work.today)
    assign(row, values_of(theirs, settled.taken))
    link.said = settled.said
    keep_disagreements(link, settled, {name: values_of(theirs, (name,)) for name in settled.disputed})
    work.settled.add(row)


def venue_for(record: MeetingRecord, meeting: Meeting, located: Located, work: Work) -> Venue | None:
    """The venue of the record: the one with that address and way in, else the meeting's own if that is the same house, told of in
    other words, else a new one."""
    venue = place_of(record)
    if venue is None:
        return None
    key = venue_key(venue)
    links = SourceVenue.objects.filter(source=work.source).select_related("venue__place")
    link = links.filter(key=key).first()
    if link is None and meeting.venue and is_free(meeting.venue, Part.WHERE, work):
        former = links.filter(venue=meeting.venue).first()
        link = former if former and is_same_house(former, venue, located) else None
    if link is None:
        return move_to_new_venue(record, venue, meeting, located, work)
    if is_free(link.venue, Part.WHERE, work):
        change_venue(link, record, venue, located, work)
    return link.venue


def is_same_house(former: SourceVenue, venue: VenueRecord, located: Located) -> bool:
    """Whether a source tells of the house that it told of before: its address is the same, or it stands at the same point."""
    if former.address_key == address_key(venue):
        return True
    told = Venue(**venue_values(venue, located, {}, ""))
    list(fit(told))
    tells_a_house = bool(venue.street or venue.address_text)
    has_same_address = marks_of(told, ("address",))["address"] == former.said.get("address", [""])[0]
    return (tells_a_house and has_same_address) or is_near(former.venue, told)


def is_near(one: Venue, other: Venue) -> bool:
    """Whether two exact points are those of one house."""
    is_exact = one.precision == other.precision == Precision.EXACT
    return bool(is_exact and one.point and other.point and one.point.km_to(other.point) <= SAME_HOUSE_KM)


def change_venue(link: SourceVenue, record: MeetingRecord, venue: VenueRecord, located: Located, work: Work) -> None:
    """Set a house as the source has it now, but for what a person has changed. Raises ValidationError."""
    facts = facts_now(venue, link, work)
    theirs = Venue(**venue_values(venue, located, facts, record.text_language))
    work.note_shortened(record, fit(theirs))
    names = [name for name in FIELDS[Venue] if name not in ACCESS_FACTS or name in facts]
    set_anew(link, link.venue, theirs, marks_of(prepare_venue(theirs), names), work)
    save_venue(link.venue, by=work.by, source=work.road)
    link.key, link.address_key = venue_key(venue), address_key(venue)
    link.save()


def move_to_new_venue(record: MeetingRecord, venue: VenueRecord, meeting: Meeting, located: Located, work: Work) -> Venue:
    """A venue that the source has not had yet. If the former one was hidden, so is this, until a person says otherwise."""
    row = new_venue(record, venue, located, work)
    if meeting.venue:
        row.visibility = Visibility.stricter(row.visibility, meeting.venue.visibility)
    save_venue(row, by=work.by, source=work.road)
    link_venues({venue_key(venue): (venue, row)}, work)
    work.settled.add(row)
    return row


def facts_now(venue: VenueRecord, link: SourceVenue, work: Work) -> Values:
    """What the feed says of the building now. A yes of its own that it no longer says is not known any more; a no was never the
    feed's, and a yes of a person stays."""
    facts: Values = dict(work.reading.facts.get(venue_key(venue), {}))
    for name in work.reading.facts_spoken_of.intersection(ACCESS_FACTS):
        is_its_own = name in link.said or not link.said
        if getattr(link.venue, name) is True and is_its_own:
            facts.setdefault(name, None)
    return facts
