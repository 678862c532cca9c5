"""What the three buttons of a mailed link do. Each works once; who presses is the holder to whom the link was sent."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from history.road import Road, RoadKind
from meetings.actions import confirm, end_meeting
from meetings.kinds import MeetingStatus
from meetings.models import Meeting
from upkeep.flat_fields import YES
from upkeep.holders import holds, may_edit, vouches_as
from upkeep.kinds import SuggestionKind
from upkeep.models import Ask, Suggestion
from upkeep.suggesting import HAS_ENDED

BY_MAIL = Road(RoadKind.MAIL)


def is_open(ask: Ask) -> bool:
    """Whether a link may still do anything: its holder holds the listing, and there is one."""
    return ask.meeting.status in {MeetingStatus.PUBLISHED, MeetingStatus.PAUSED} and holds(ask.user, ask.meeting)


@contextmanager
def once(ask: Ask, act: str, now: datetime) -> Iterator[Meeting | None]:
    """The listing, to do this act of a link to it: None where the link no longer may, or where the act was done before. Who
    presses twice at once waits here."""
    with transaction.atomic():
        locked = Ask.objects.select_for_update(of=("self",)).select_related("user").get(pk=ask.pk)
        held = Meeting.objects.select_for_update(of=("self",), no_key=True)  # nor does anybody else change it meanwhile
        meeting = held.select_related("group__service_body", "venue").get(pk=ask.meeting_id)
        locked.meeting = meeting
        if getattr(locked, act) or not is_open(locked):
            yield None
            return
        Ask.objects.filter(pk=ask.pk).update(**{act: now})
        yield meeting
    setattr(ask, act, now)


def still_true(ask: Ask, now: datetime) -> bool:
    """The listing is confirmed. Whether anything was done."""
    with once(ask, "confirmed_at", now) as meeting:
        if meeting is not None:
            vouch(ask, meeting, now)
    return meeting is not None


def vouch(ask: Ask, meeting: Meeting, now: datetime) -> None:
    """The holder of a link says that the listing is true as it now stands."""
    today = timezone.localdate(now)
    role = vouches_as(ask.user, meeting, today)
    confirm(meeting, on=today, role=role, by=ask.user, source=BY_MAIL)


def ended(ask: Ask, now: datetime) -> bool:
    """It meets no more; who may only confirm says so to those who may edit. Whether anything was done."""
    with once(ask, "ended_at", now) as meeting:
        if meeting is not None and may_edit(ask.user, meeting):
            end_meeting(meeting, on=timezone.localdate(now), by=ask.user, source=BY_MAIL)
        elif meeting is not None:
            said = {"proposed": {HAS_ENDED: YES}, "basis": {HAS_ENDED: ""}, "language": ask.user.language}
            Suggestion.objects.create(kind=SuggestionKind.CHANGE, meeting=meeting, by=ask.user, **said)
    return meeting is not None


def next_in_digest(ask: Ask) -> Ask | None:
    """Another question of the same mail that still waits for an answer."""
    others = ask.digest.asks.filter(confirmed_at=None, changed_at=None, ended_at=None).exclude(pk=ask.pk)
    waiting = others.select_related("user", "meeting__group__service_body").order_by("pk")
    return next((one for one in waiting if is_open(one) and is_unanswered(one)), None)


def is_unanswered(ask: Ask) -> bool:
    """Whether nobody has confirmed the listing since the question went out."""
    return ask.meeting.confirmed_on is None or ask.meeting.confirmed_on <= ask.since
