"""Listings whose records have changed: each part that differs is set as the feed has it, by the ordinary actions."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from imports.applying.exceptions import change_exceptions
from imports.applying.fitting import fit
from imports.applying.locating import Located
from imports.applying.mapping import Values, assign, how_values, rule_values, what_values
from imports.applying.provenance import keep_disagreements, settle
from imports.applying.shared_rows import group_for, venue_for
from imports.applying.worded import note_worded_schedules
from imports.applying.work import Work
from imports.models import HeldText, SourceMeeting
from imports.planning.fingerprints import Part, differing
from imports.planning.rule_matching import match_rules
from imports.reasons import ImportCode
from interchange.records import MeetingRecord
from meetings.actions import delete_rules, save_meeting, save_rule
from meetings.kinds import MeetingStatus
from meetings.models import Meeting, ScheduleRule
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
        note_worded_schedules(record, work)


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
    if Part.WHAT in parts:
        change_fields(record, link, meeting, work)
    if is_back or parts - {Part.WHEN, Part.DATES}:
        change_meeting(record, meeting, located, parts, work)
    if parts & {Part.WHEN, Part.WHERE}:
        change_rules(record, meeting, work.zone_of(record, located), work, has_new_times=Part.WHEN in parts)
    if parts & {Part.WHEN, Part.DATES}:
        change_exceptions(record, link, meeting, work)


def change_meeting(record: MeetingRecord, meeting: Meeting, located: Located, parts: frozenset[Part], work: Work) -> None:
    """Set what else differs but the rules, and keep it. Raises ValidationError."""
    if Part.WHO in parts:
        meeting.group = group_for(record, meeting, work)
        meeting.visibility = least_visible(record, meeting)
    if Part.WHERE in parts:
        meeting.venue = venue_for(record, meeting, located, work)
        assign(meeting, how_values(record) if meeting.status != MeetingStatus.ENDED else without_status(record))
    if Part.WHAT in parts:
        meeting.other_codes = work.formats.unread_codes(record)
    work.note_shortened(record, fit(meeting))
    save_meeting(meeting, by=work.by, source=work.road)
    if Part.WHAT in parts:
        meeting.formats.set(work.formats.formats_of(record))


def change_fields(record: MeetingRecord, link: SourceMeeting, meeting: Meeting, work: Work) -> None:
    """Set the fields of which the source says something new, but for those that a person has changed here."""
    theirs = Meeting(**what_values(record))
    work.note_shortened(record, fit(theirs))
    settled = settle(meeting, theirs, link.said, work.today)
    assign(meeting, settled.values)
    link.said = settled.said
    keep_disagreements(link, settled)


def without_status(record: MeetingRecord) -> Values:
    """How one takes part in what a person has ended here, which stays so."""
    return {name: value for name, value in how_values(record).items() if name != "status"}


def reopen(meeting: Meeting, link: SourceMeeting) -> None:
    """The record is back. What a person has done with the meeting since it was withdrawn stays."""
    was_ended_by_it = meeting.status == MeetingStatus.ENDED != link.status_before
    # Of two records of a merged meeting the last one to go ends it, and either brings it back.
    if was_ended_by_it and meeting.source_links.filter(withdrawn_on=meeting.ended_on).exists():
        meeting.status, meeting.ended_on = link.status_before or MeetingStatus.PUBLISHED, None


def least_visible(record: MeetingRecord, meeting: Meeting) -> Visibility:
    """Groups of young people become less visible; nothing ever becomes more visible by an import."""
    return Visibility.stricter(meeting.visibility, Visibility.AREA_ONLY if record.serves_minors else Visibility.PUBLIC)


def change_rules(record: MeetingRecord, meeting: Meeting, zone: str, work: Work, *, has_new_times: bool) -> None:
    """Bring the rules to what the record says; where only the place changed, just their zone. Rules keep their ids."""
    matches = match_rules(list(meeting.rules.all()), record.rules)
    for rule, wanted in matches.pairs:
        values = rule_values(wanted, zone=zone)
        values = values if has_new_times else {"zone": values["zone"]}
        if any(getattr(rule, name) != value for name, value in values.items()):
            save_rule(assign(rule, values), by=work.by, source=work.road)
    if has_new_times:
        delete_rules(matches.removed, by=work.by, source=work.road)
        for wanted in matches.added:
            rule = ScheduleRule(meeting=meeting, **rule_values(wanted, zone=zone))
            save_rule(rule, by=work.by, source=work.road)
