"""Deciding one by one about the meetings that a run misses: which have ended, and which stay all the same."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from accounts.care import Right, in_care
from history.road import Road
from history.tracking import tracking
from imports.actions import apply_waiting
from imports.applying.withdrawing import let_go, withdraw
from imports.kinds import WAITING_OUTCOMES, Outcome
from imports.models import ImportRun, KeptFeed, MissingMeeting, Source, SourceMeeting
from imports.querysets import MissingMeetingQuerySet
from imports.running import forget_waiting
from meetings.models import Meeting
from meetings.sentences import rule_sentence
from meetings.where import town_and_district

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingLine:
    """A meeting as it is asked about: only what everybody may see of it. `key` is that of the MissingMeeting; without the right to
    edit the meeting (`may_decide`), somebody else says what became of it."""

    key: int
    name: str
    group: str
    times: tuple[str, ...]
    town: str
    listed_on: date | None
    meeting: int
    may_decide: bool


def lines_of(found: Iterable[MissingMeeting], by: "User") -> list[MissingLine]:
    """Meetings of `for_deciding()`. One of the source may be in somebody else's care since it was given to a group of theirs."""
    all_missing = list(found)
    meetings = [missing.link.meeting_id for missing in all_missing]
    editable = set(in_care(Meeting, by, Right.EDIT).filter(pk__in=meetings).values_list("pk", flat=True))
    return [line_of(missing, may_decide=missing.link.meeting_id in editable) for missing in all_missing]


def line_of(missing: MissingMeeting, *, may_decide: bool = True) -> MissingLine:
    """One of them."""
    meeting = missing.link.meeting
    assert meeting is not None  # noqa: S101  # for_deciding leaves out those that a person has deleted
    return MissingLine(
        key=missing.pk,
        name=meeting.name,
        group=meeting.group.name if meeting.group.name != meeting.name else "",
        times=tuple(rule_sentence(rule.recurrence) for rule in meeting.rules.all()),
        town=town_and_district(meeting),
        listed_on=meeting.listed_on,
        meeting=meeting.pk,
        may_decide=may_decide,
    )


def decide_missing(run: ImportRun, chosen: Collection[int], *, has_ended: bool, by: "User | None", source: Road) -> int:
    """End these meetings, or keep them listed for good; returns how many. With the last of them the run waits no more, and what
    else came in with it is brought in."""
    today = timezone.localdate()
    with tracking(by=by, source=source, note=str(run)) as tracker:
        Source.objects.select_for_update().get(pk=run.source_id)  # runs of the source, and others who decide, wait here
        run.refresh_from_db()
        missing = decidable(run, by).filter(pk__in=chosen)
        if run.outcome not in WAITING_OUTCOMES:
            return 0
        keys = list(missing.values_list("link__key", flat=True))
        if has_ended:
            withdraw(keys, run, on=today, tracker=tracker, is_decided=True)
        else:
            let_go(keys, run.source, on=today)
        missing.delete()
        is_last = not run.missing.exists()
        if is_last and run.outcome == Outcome.WITHDRAWALS_WAIT:
            conclude_decided(run)
    if is_last and run.outcome == Outcome.WAITING:
        apply_rest(run, by=by)
    return len(keys)


def decidable(run: ImportRun, by: "User | None") -> MissingMeetingQuerySet:
    """The missing meetings of a run on which this person may decide; a command may on all."""
    missing = MissingMeeting.objects.filter(run=run)
    if by is None:
        return missing
    own = in_care(Meeting, by, Right.EDIT).values("pk")
    return missing.filter(Q(link__meeting=None) | Q(link__meeting__in=own))


def conclude_decided(run: ImportRun) -> None:
    """Everything is decided; all else had been applied before."""
    run.outcome = Outcome.APPLIED
    run.withdrawn = SourceMeeting.objects.filter(withdrawn_in=run).count()
    run.save()
    forget_waiting(ImportRun.objects.filter(pk=run.pk))


def apply_rest(run: ImportRun, *, by: "User | None") -> None:
    """What is new or has changed in the feed of a run waited for the decisions too; as far as the feed is still kept."""
    try:
        apply_waiting(run, by=by, allow_withdrawals=False)
    except KeptFeed.DoesNotExist:
        conclude_decided(run)
