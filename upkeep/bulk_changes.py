"""Changes of many listings: what each would do to every meeting, in words, and how it is done, as one entry in the history."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import ngettext

from accounts.care import Right, in_care
from accounts.models import User
from groups.models import ServiceBody
from history.models import Revision
from history.road import WORKPLACE
from history.tracking import Tracker, tracking
from languages.fold import fold
from meetings.kinds import MeetingStatus
from meetings.models import Meeting
from places.models import Venue
from upkeep.holidays import hall_name
from upkeep.plans import Line, Plan

MOST_AT_ONCE = 500  # meetings
LONGEST_QUERY = 100
MOST_NAMED = 100
Asked = Mapping[str, Any]  # the cleaned data of a form


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What becomes of one meeting. `basis` is what this was made from. `what` is what its change hands to `keep`."""

    meeting: Meeting
    text: str
    basis: tuple[object, ...] = ()
    is_refused: bool = False
    what: Any = None

    @property
    def line(self) -> Line:
        group = self.meeting.group.name
        name = self.meeting.name if group == self.meeting.name else f"{self.meeting.name} · {group}"
        return Line(name, self.text, is_refused=self.is_refused)


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkChange:
    """A kind of change. `steps` says what would become of each meeting; `keep` does the steps that are not refused."""

    code: str
    title: Promise
    steps: Callable[[User, list[Meeting], Asked], list[Step]]
    keep: Callable[[User, list[Step], Asked, Tracker], None]


def refused(meeting: Meeting, why: str) -> Step:
    """A meeting that stays as it is."""
    return Step(meeting=meeting, text=why, is_refused=True)


def meetings_found(user: User, given: Mapping[str, str]) -> QuerySet[Meeting]:
    """Those that somebody may edit, without those that have ended: by words, and by public ids of a group, a venue and a body."""
    rows: QuerySet[Meeting] = in_care(Meeting, user, Right.EDIT).exclude(status=MeetingStatus.ENDED)
    for word in fold(given.get("q", "")[:LONGEST_QUERY]).split():
        rows = rows.filter(search_text__contains=word)
    for name, column in (("group", "group__public_id"), ("venue", "venue__public_id")):
        if given.get(name):
            rows = rows.filter(**{column: without_null(given[name])})
    if given.get("body"):
        body = ServiceBody.objects.filter(public_id=without_null(given["body"])).first()
        rows = rows.filter(group__service_body__path__startswith=body.path) if body else rows.none()
    return rows


def bodies_and_venues(user: User) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """What the list may be narrowed by, as (public id, name); none where that would be too long a list, and words do better."""
    meetings = in_care(Meeting, user, Right.EDIT).order_by()
    bodies = ServiceBody.objects.filter(pk__in=meetings.values("group__service_body")).order_by("name")[: MOST_NAMED + 1]
    venues = Venue.objects.filter(pk__in=meetings.values("venue")).order_by("name", "city", "pk")[: MOST_NAMED + 1]
    return short([(row.public_id, row.name) for row in bodies]), short([(row.public_id, hall_name(row)) for row in venues])


def short(rows: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Nothing to choose from, or too much of it, is left out."""
    return rows if 1 < len(rows) <= MOST_NAMED else []


def without_null(text: str) -> str:
    """PostgreSQL takes no null bytes."""
    return text.replace("\x00", "")


def meetings_in_care(user: User, public_ids: Iterable[str]) -> list[Meeting]:
    """Those of these that somebody may edit; others are not found. Loaded with all that the steps ask."""
    rows = in_care(Meeting, user, Right.EDIT).filter(public_id__in=list(public_ids)[:MOST_AT_ONCE])
    return list(rows.select_related("group__service_body", "venue__place").prefetch_related("rules").order_by("name", "pk"))


def plan_of(change: BulkChange, steps: list[Step], asked: Asked) -> Plan:
    """The steps in words."""
    count = sum(not step.is_refused for step in steps)
    counted = ngettext("%(what)s: %(count)d meeting", "%(what)s: %(count)d meetings", count)
    return Plan(
        summary=counted % {"what": change.title, "count": count},
        lines=[step.line for step in steps],
        basis=[*[(step.meeting.public_id, step.text, step.basis) for step in steps], sorted(map(str, asked.items()))],
    )


def keep_change(change: BulkChange, user: User, public_ids: list[str], asked: Asked, shown: str) -> Revision | Plan:
    """Do what was shown, as one revision. Where a listing has changed since (`shown` is the fingerprint of that plan) nothing is
    done, and the plan as it would be now comes back."""
    with tracking(by=user, source=WORKPLACE) as tracker:
        lock_meetings(public_ids)
        steps = change.steps(user, meetings_in_care(user, public_ids), asked)
        plan = plan_of(change, steps, asked)
        if plan.fingerprint != shown or not plan.done:
            return plan
        tracker.revision.note = plan.note
        change.keep(user, [step for step in steps if not step.is_refused], asked, tracker)
    return tracker.revision


def lock_meetings(public_ids: list[str]) -> None:
    """Whoever else changes one of these meetings waits until this transaction ends."""
    rows = Meeting.objects.filter(public_id__in=public_ids).order_by("pk").select_for_update(no_key=True)
    list(rows.values_list("pk"))
