"""Confirmations that somebody enters in the workplace: for one listing, by telephone with the group, or for many at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from accounts.care import Right, in_care
from accounts.models import User
from history.road import WORKPLACE, Road, RoadKind
from history.tracking import tracking
from meetings.actions import confirm
from meetings.freshness import freshness
from meetings.kinds import ConfirmedBy
from meetings.models import Meeting
from meetings.querysets import MeetingQuerySet
from meetings.sentences import rule_sentence
from meetings.where import town_and_district
from upkeep.holders import vouches_as

BY_PHONE = Road(RoadKind.PHONE)
A_PAGE = 50


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """A listing in the list of those that wait."""

    public_id: str
    key: int
    name: str
    group: str
    town: str
    times: list[str]
    since: str


def waiting_line(meeting: Meeting, today: date) -> WaitingLine:
    times = [rule_sentence(rule.recurrence) for rule in meeting.rules.all()]
    town, since = town_and_district(meeting), freshness(meeting, today).sentence
    return WaitingLine(meeting.public_id, meeting.pk, meeting.name, meeting.group.name, town, times, since)


def confirm_told(meeting: Meeting, *, by: User, today: date) -> None:
    """The group itself said so, on the telephone or face to face; whoever works here enters it."""
    confirm(meeting, on=today, role=ConfirmedBy.GROUP, by=by, source=BY_PHONE)


def confirm_known(meeting: Meeting, *, by: User, today: date) -> None:
    """Whoever works here knows that it is still true."""
    confirm(meeting, on=today, role=vouches_as(by, meeting, today), by=by, source=WORKPLACE)


def may_confirm(user: User) -> MeetingQuerySet:
    """The listings that somebody may confirm."""
    return Meeting.objects.published().filter(pk__in=in_care(Meeting, user, Right.CONFIRM).values("pk"))


def confirm_all(public_ids: Iterable[str], *, by: User, today: date) -> int:
    """Those of these that this person may confirm, as one entry in the history; how many."""
    rows = may_confirm(by).filter(public_id__in=list(public_ids)[:A_PAGE])
    meetings = list(rows.select_related("group__service_body").order_by("pk"))
    with tracking(by=by, source=WORKPLACE):
        for meeting in meetings:
            confirm_known(meeting, by=by, today=today)
    return len(meetings)
