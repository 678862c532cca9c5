"""New listings, a batch at a time, by the bulk action."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from groups.models import Group
from imports.applying.dating import listing_date
from imports.applying.exceptions import exceptions_told, said_of
from imports.applying.fields import mark_of_formats, marks_of, marks_of_rules, single_days
from imports.applying.fitting import fit
from imports.applying.locating import Located
from imports.applying.mapping import how_values, rule_values, what_values
from imports.applying.provenance import Said, first_said
from imports.applying.rules import with_days
from imports.applying.shared_rows import known_groups, known_venues, link_groups, link_venues, new_group, new_venue, place_of
from imports.applying.worded import offers_of
from imports.applying.work import Work
from imports.models import HeldText, SourceMeeting, WordedSchedule
from imports.planning.keys import group_key, venue_key
from imports.reasons import ImportCode
from interchange.records import MeetingRecord, VenueRecord
from meetings.bulk import NewListings, create_listings
from meetings.models import Format, Meeting, ScheduleException, ScheduleRule
from places.models import Venue


@dataclass(slots=True)
class Batch:
    """Rows of a batch; those that are new are also in `made`, by key. What hangs on a meeting is by the key of its record."""

    groups: dict[str, Group]
    venues: dict[str, Venue]
    made_groups: dict[str, Group] = field(default_factory=dict)
    made_venues: dict[str, tuple[VenueRecord, Venue]] = field(default_factory=dict)
    new: NewListings = field(default_factory=NewListings)
    rules: dict[str, list[ScheduleRule]] = field(default_factory=dict)
    formats: dict[str, list[Format]] = field(default_factory=dict)
    exceptions: dict[str, list[ScheduleException]] = field(default_factory=dict)


def create_batch(records: Sequence[MeetingRecord], work: Work) -> None:
    """Make the rows of records that are new, and remember which they are."""
    batch = Batch(known_groups(records, work), known_venues(records, work))
    for record in records:
        add_listing(record, batch, work)
    batch.new.groups = list(batch.made_groups.values())
    batch.new.venues = [venue for _record, venue in batch.made_venues.values()]
    create_listings(batch.new, tracker=work.tracker)
    link_groups(batch.made_groups, work)
    link_venues(batch.made_venues, work)
    link_meetings(records, batch, work)


def add_listing(record: MeetingRecord, batch: Batch, work: Work) -> None:
    """The rows of one record."""
    located = work.located(record)
    meeting = Meeting(
        group=group_of(record, batch, work),
        venue=venue_of(record, located, batch, work),
        **what_values(record),
        **how_values(record),
        other_codes=work.formats.unread_codes(record),
        listed_on=listing_date(record.updated_on, work, is_changed=True, current=None),
        listed_by=work.source.title,
    )
    work.note_shortened(record, fit(meeting))
    batch.new.meetings.append(meeting)
    add_rules(record, meeting, work.zone_of(record, located), batch, work)
    batch.formats[record.key] = work.formats.formats_of(record)
    batch.new.formats += [(meeting, one) for one in batch.formats[record.key]]
    for slug in work.formats.missing(record):
        work.note(record, ImportCode.FORMAT_UNKNOWN, field_name="types", value=slug)


def add_rules(record: MeetingRecord, meeting: Meeting, zone: str, batch: Batch, work: Work) -> None:
    """When it meets, and the dates that differ."""
    rules = [ScheduleRule(meeting=meeting, **rule_values(rule, zone=zone)) for rule in record.rules]
    exceptions = exceptions_told(record, rules, work.today)
    batch.new.rules += rules
    batch.new.exceptions += exceptions
    batch.rules[record.key], batch.exceptions[record.key] = rules, exceptions


def group_of(record: MeetingRecord, batch: Batch, work: Work) -> Group:
    """The record's group."""
    key = group_key(record)
    if key not in batch.groups:
        group = batch.groups[key] = batch.made_groups[key] = new_group(record, work)
        batch.new.topics += [(group, topic) for topic in work.groups.topics_of(record)]
    return batch.groups[key]


def venue_of(record: MeetingRecord, located: Located, batch: Batch, work: Work) -> Venue | None:
    """The record's venue, if people meet at one."""
    venue = place_of(record)
    if venue is None:
        return None
    key = venue_key(venue)
    if key not in batch.venues:
        batch.venues[key] = new_venue(record, venue, located, work)
        batch.made_venues[key] = (venue, batch.venues[key])
    return batch.venues[key]


def link_meetings(records: Sequence[MeetingRecord], batch: Batch, work: Work) -> None:
    """Remember which meetings these are, keep what was taken out of their records, and offer what their notes say in words."""
    links = [
        SourceMeeting(
            source=work.source,
            key=record.key,
            fingerprint=work.fingerprints[record.key],
            meeting=meeting,
            said=said_at_first(batch, record.key, meeting, work.today) | said_of(batch.exceptions[record.key]),
        )
        for record, meeting in zip(records, batch.new.meetings, strict=True)
    ]
    SourceMeeting.objects.bulk_create(links)
    held = [text for record, link in zip(records, links, strict=True) for text in work.held_texts(record, link)]
    HeldText.objects.bulk_create(held)
    offers = [offer for record, link in zip(records, links, strict=True) for offer in offers_of(record, link, work)]
    WordedSchedule.objects.bulk_create(offers)


def said_at_first(batch: Batch, key: str, meeting: Meeting, on: date) -> Said:
    """What the source says of a meeting that it has just made, with its times and formats."""
    rules, formats = batch.rules[key], batch.formats[key]
    marks = marks_of(meeting) | marks_of_rules(rules, on) | mark_of_formats(formats)
    return with_days(first_said(marks, on), single_days(rules, on))
