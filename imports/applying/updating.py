"""Listings whose records have changed: each part that differs is set as the feed has it, by the ordinary actions."""

from collections.abc import Collection, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from imports.applying.exceptions import change_exceptions
from imports.applying.fields import FORMATS, WHAT, mark_of_formats, marks_of, values_of
from imports.applying.fitting import fit
from imports.applying.locating import Located
from imports.applying.mapping import assign, how_values, what_values
from imports.applying.provenance import keep_disagreements, settle
from imports.applying.rules import change_rules
from imports.applying.shared_rows import group_for, venue_for
from imports.applying.worded import renew_offers
from imports.applying.work import Work
from imports.models import HeldText, SourceMeeting
from imports.planning.fingerprints import Part, differing
from imports.planning.keys import PLACED
from imports.reasons import ImportCode
from interchange.records import MeetingRecord
from meetings.actions import save_meeting
from meetings.kinds import MeetingStatus
from meetings.models import Meeting
from places.models import Visibility


def update_batch(records: Sequence[MeetingRecord], work: Work) -> None:
    """Change the listings of these records."""
    found = SourceMeeting.objects.filter(source=work.source, key__in=[record.key for record in records])
    links = {link.key: link for link in found.select_related("meeting__group__fellowship", "meeting__venue__place")}
    for record in records:
        update_one(record, links[record.key], work)
    work.tracker.flush()


def update_one(record: MeetingRecord, link: SourceMeeting, work: Work) -> None:
    """Change one listing, or say why our own rules do not allow it."""
    fingerprint = work.fingerprints[record.key]
    parts = differing(link.fingerprint, fingerprint)
    if link.merged_from_id:
        parts -= {Part.WHO}  # whose it is, is said by the meeting that stayed when both were merged
    try:
        with transaction.atomic():
            change_listing(record, link, parts, work)
    except ValidationError as error:
        work.refused.add(record.key)
        work.note(record, ImportCode.LISTING_REFUSED, value=" ".join(error.messages), rejects=True)
        return
    link.fingerprint, link.withdrawn_on, link.withdrawn_in, link.status_before = fingerprint, None, None, ""
    link.save()
    if Part.WHAT in parts:
        link.held_texts.undecided().delete()
        HeldText.objects.bulk_create(work.held_texts(record, link))
    renew_offers(record, link, parts, work)


def change_listing(record: MeetingRecord, link: SourceMeeting, parts: frozenset[Part], work: Work) -> None:
    """Set what differs. Raises ValidationError."""
    meeting = link.meeting
    if meeting is None:
        return
    work.tracker.watch(meeting)
    located = work.located(record)
    is_back = link.withdrawn_on is not None
    if is_back:
        reopen(meeting, link)
    if is_back or parts - {Part.WHEN, Part.DATES}:
        change_meeting(record, link, meeting, located, work, parts=parts)
    if parts & {Part.WHEN, Part.WHERE, Part.DATES}:
        change_rules(record, link, meeting, work, zone=work.zone_of(record, located), parts=parts)
    if parts & {Part.WHEN, Part.DATES}:
        change_exceptions(record, link, meeting, work)


def change_meeting(
    record: MeetingRecord, link: SourceMeeting, meeting: Meeting, located: Located, work: Work, *, parts: frozenset[Part]
) -> None:
    """Set what else differs but the rules, and keep it. Raises ValidationError."""
    theirs, names = theirs_of(record, meeting, located, parts, work), names_in(parts, meeting)
    formats = work.formats.formats_of(record)
    words, ours = (marks_of(row, names) if names else {} for row in (theirs, meeting))
    if Part.WHAT in parts:
        words |= mark_of_formats(formats)
        ours |= mark_of_formats(meeting.formats.all())
    settled = settle(ours, words, link.said, work.today)
    take_fields(meeting, theirs, settled.taken - {FORMATS})
    if Part.WHO in parts:
        meeting.visibility = least_visible(record, meeting)
    if Part.WHAT in parts:
        meeting.other_codes = work.formats.unread_codes(record)
    work.note_shortened(record, fit(meeting))
    save_meeting(meeting, by=work.by, source=work.road)
    if FORMATS in settled.taken:
        meeting.formats.set(formats)
    link.said = settled.said
    values = {name: values_of(theirs, (name,)) for name in settled.disputed - {FORMATS}}
    keep_disagreements(link, settled, values | {FORMATS: {FORMATS: [one.slug for one in formats]}})


def theirs_of(record: MeetingRecord, meeting: Meeting, located: Located, parts: frozenset[Part], work: Work) -> Meeting:
    """The meeting as the source has it, in the parts that differ."""
    theirs = Meeting()
    if Part.WHO in parts:
        theirs.group = group_for(record, meeting, work)
    if Part.WHERE in parts:
        theirs.venue = venue_for(record, meeting, located, work)
        assign(theirs, how_values(record))
    if Part.WHAT in parts:
        assign(theirs, what_values(record))
    work.note_shortened(record, fit(theirs))
    return theirs


def names_in(parts: frozenset[Part], meeting: Meeting) -> list[str]:
    """The fields of these parts. What a person has ended here stays so."""
    how = ["attendance", "venue", *(["status"] if meeting.status != MeetingStatus.ENDED else [])]
    named = {Part.WHO: ["group"], Part.WHERE: how, Part.WHAT: WHAT}
    return [name for part, names in named.items() if part in parts for name in names]


def take_fields(meeting: Meeting, theirs: Meeting, names: Collection[str]) -> None:
    """Set these fields as the source has them. Where a person has said that people meet in a room, they keep their house though the
    source knows of none."""
    own_house = meeting.venue
    assign(meeting, values_of(theirs, names))
    if meeting.attendance in PLACED and meeting.venue_id is None:
        meeting.venue = own_house
    if theirs.venue and meeting.venue_id == theirs.venue_id:
        meeting.venue = theirs.venue  # the row with what has just been set anew
    if meeting.group_id == theirs.group_id:
        meeting.group = theirs.group


def reopen(meeting: Meeting, link: SourceMeeting) -> None:
    """The record is back. What a person has done with the meeting since it was withdrawn stays."""
    was_ended_by_it = meeting.status == MeetingStatus.ENDED != link.status_before
    # Of two records of a merged meeting the last one to go ends it, and either brings it back.
    if was_ended_by_it and meeting.source_links.filter(withdrawn_on=meeting.ended_on).exists():
        meeting.status, meeting.ended_on = link.status_before or MeetingStatus.PUBLISHED, None


def least_visible(record: MeetingRecord, meeting: Meeting) -> Visibility:
    """Groups of young people become less visible; nothing ever becomes more visible by an import."""
    return Visibility.stricter(meeting.visibility, Visibility.AREA_ONLY if record.serves_minors else Visibility.PUBLIC)
