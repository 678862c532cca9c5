"""From a meeting to the record that leaves the house. What may be seen is decided here, once, for every format: no contacts, no
link that is given on request, of a hidden place what `feeds.venues` lets through."""

from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from feeds.loading import Batch, Written
from feeds.rules import rule_record
from feeds.venues import venue_record
from groups.kinds import Serves
from groups.models import Fellowship, Group
from interchange.codes import CODE_SETS, GENERAL
from interchange.records import Attendance, GroupRecord, MeetingRecord
from meetings.freshness import freshness
from meetings.models import Meeting
from meetings.truth import latest
from places.models import Venue, Visibility

CONTRIBUTION_WAYS = ("venmo", "square", "paypal", "homegroup_online")


def meeting_record(meeting: Meeting, batch: Batch) -> MeetingRecord:
    """A loaded meeting in the active language."""
    group, written = meeting.group, written_last(meeting, batch)
    return MeetingRecord(
        key=meeting.public_id,
        index=0,
        name=meeting.name,
        rules=tuple(rule_record(rule, meeting, batch) for rule in meeting.rules.all()),
        group=group_record(group),
        venue=venue_record(meeting.venue, meeting) if meeting.venue else None,
        **ways_to_join(meeting),
        **what_it_is(meeting),
        code_set=code_set_of(group.fellowship),
        text_language=get_language() or "und",
        url=batch.site + reverse("meeting", kwargs={"public_id": meeting.public_id, "slug": meeting.slug}),
        updated_on=latest(meeting.confirmed_on, meeting.listed_on),
        changed_at=written.at,
        sequence=written.sequence,
        freshness=freshness(meeting, batch.today).sentence,
        fellowship=group.fellowship.slug,
        topics=tuple(topic.slug for topic in group.topics.all() or group.fellowship.topics.all()),
        body_key=group.service_body.public_id if group.service_body else "",
        body_name=group.service_body.name if group.service_body else "",
        body_url=group.service_body.website if group.service_body else "",
    )


def written_last(meeting: Meeting, batch: Batch) -> Written:
    """When something of what is told of a meeting was written last."""
    rules = list(meeting.rules.all())
    entered = [one for rule in rules for one in batch.exceptions.get(rule.pk, [])]
    return batch.last_written(meeting, meeting.group, *told_of(meeting), *rules, *entered)


def told_of(meeting: Meeting) -> list[Venue]:
    """The venue, if everyone may know it. Of a hidden one not even when it changed is told: of two meetings that change at once,
    one may say where both are."""
    return [meeting.venue] if meeting.venue and meeting.effective_visibility is Visibility.PUBLIC else []


def what_it_is(meeting: Meeting) -> dict[str, Any]:
    """Languages, formats and audiences, as codes and in words."""
    fellowship, formats = meeting.group.fellowship, list(meeting.formats.all())
    return {
        "notes": str(meeting.notes),
        "languages": meeting.languages,
        "formats": tuple(one.slug for one in formats),
        "audiences_welcome": meeting.audiences_welcome,
        "audiences_only": meeting.audiences_only,
        "facilities": meeting.facilities,
        "other_codes": meeting.other_codes,
        "serves_minors": meeting.group.whom_it_serves is Serves.MINORS,
        "programme": str(fellowship.abbreviation) or str(fellowship.name),
        "labels": (str(fellowship.name), *(str(one.name) for one in formats)),
    }


def ways_to_join(meeting: Meeting) -> dict[str, Any]:
    """How one takes part; of a link that the group gives on request only that."""
    attendance = Attendance(meeting.attendance)
    if meeting.is_link_on_request:
        return {"attendance": attendance, "access_notes": _("The group gives the link on request.")}
    return {
        "attendance": attendance,
        "online_url": meeting.online_url,
        "phone": meeting.phone,
        "access_notes": meeting.access_notes,
    }


def group_record(group: Group) -> GroupRecord:
    """The group as its page tells of it."""
    ways = group.contribution_links
    return GroupRecord(
        key=group.public_id,
        name=group.name,
        about=str(group.about),
        website=group.website,
        contribution_links={name: str(ways[name]) for name in CONTRIBUTION_WAYS if ways.get(name)},
    )


def code_set_of(fellowship: Fellowship) -> str:
    """Whose type codes its feeds use."""
    return fellowship.code_set if fellowship.code_set in CODE_SETS else GENERAL
