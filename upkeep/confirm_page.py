"""What the page of a mailed link says: the public facts of one listing, and what became of the question."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from languages.dates import date_text
from meetings.meeting_page import MeetingPage, meeting_page
from meetings.models import Meeting
from upkeep.confirm_links import confirm_token
from upkeep.confirming import is_open, next_in_digest
from upkeep.holders import may_edit
from upkeep.models import Ask
from upkeep.waiting import next_question


@dataclass(frozen=True, slots=True)
class Next:
    """Another listing of the same mail."""

    name: str
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmPage:
    """`is_done`: an act of this link was done. `is_open`: it may still do something. `is_suggesting`: what this holder changes goes
    to those who may edit."""

    facts: MeetingPage
    token: str
    is_done: bool
    is_open: bool
    has_confirmed: bool
    has_changed: bool
    has_ended: bool
    is_suggesting: bool
    asked_again_on: str
    next: Next | None


def confirm_page(ask: Ask, token: str, *, now: datetime) -> ConfirmPage:
    """The listing as everyone is shown it now."""
    today = timezone.localdate(now)
    meeting = Meeting.objects.for_listing(now).get(pk=ask.meeting_id)
    other = next_in_digest(ask)
    return ConfirmPage(
        facts=meeting_page(meeting, now=now, address=""),
        token=token,
        is_done=bool(ask.confirmed_at or ask.changed_at or ask.ended_at),
        is_open=is_open(ask),
        has_confirmed=bool(ask.confirmed_at),
        has_changed=bool(ask.changed_at),
        has_ended=bool(ask.ended_at),
        is_suggesting=not may_edit(ask.user, meeting),
        asked_again_on=date_text(next_question(meeting, today)),
        next=Next(other.meeting.name, confirm_token(other)) if other else None,
    )
