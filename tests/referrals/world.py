"""Clinics with lists, for tests."""

from typing import Any

from groups.actions import save_service_body
from groups.kinds import BodyKind
from groups.models import ServiceBody
from history.actions import save
from interchange.records import Attendance
from meetings.actions import save_meeting, save_venue
from meetings.kinds import MeetingStatus
from meetings.models import Meeting
from places.models import Venue
from referrals.models import ListedMeeting, ReferralList
from referrals.standing import fingerprint, loaded
from tests.meetings.world import NOW, ROAD, TODAY, ZILINA, make_meeting, make_rule, make_venue


def make_clinic(name: str = "Klinika", **fields: Any) -> ServiceBody:
    return save_service_body(ServiceBody(name=name, kind=BodyKind.CLINIC, **fields), by=None, source=ROAD)


def make_list(*meetings: Meeting, search: str = "", **fields: Any) -> ReferralList:
    body = fields.pop("service_body", None) or make_clinic()
    made = save(ReferralList(name="Po liečbe", service_body=body, search=search, **fields), by=None, source=ROAD)
    for position, meeting in enumerate(meetings, 1):
        seen = fingerprint(loaded([meeting.pk], NOW)[meeting.pk])
        save(ListedMeeting(referral_list=made, meeting=meeting, position=position, seen=seen), by=None, source=ROAD)
    return made


def make_weekly(name: str, *, at: tuple[float, float] = ZILINA, **fields: Any) -> Meeting:
    """A meeting every Tuesday in a house of its own."""
    if "venue" not in fields and fields.get("attendance", Attendance.IN_PERSON) == Attendance.IN_PERSON:
        fields["venue"] = make_venue(at, name=name)
    meeting = make_meeting(name, **fields)
    make_rule(meeting)
    return meeting


def end(meeting: Meeting) -> None:
    meeting.status, meeting.ended_on = MeetingStatus.ENDED, TODAY
    save_meeting(meeting, by=None, source=ROAD)


def move(meeting: Meeting, street: str) -> None:
    """Its house has another address from now on."""
    venue = Venue.objects.get(meetings=meeting)
    venue.street = street
    save_venue(venue, by=None, source=ROAD)
