"""Merging: two listings are one meeting. One stays; the other ends, and its address leads on to the one that stayed.

Its rules, confirmations, answered reports and past exceptions stay with it. What still matters moves on: reports that wait for an
answer, coming dates that differ, and the later day on which somebody vouched. The entry in the history puts all of it back.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from history.road import Road
from history.tracking import tracking
from meetings.actions import count_reports
from meetings.kinds import MeetingStatus
from meetings.models import Meeting, Report, ScheduleException, ScheduleRule
from meetings.querysets import ScheduleExceptionQuerySet

if TYPE_CHECKING:
    from accounts.models import User

SAME_TIME_MINUTES = 15
MERGEABLE = (MeetingStatus.PUBLISHED, MeetingStatus.PAUSED)


def merge_meetings(kept: Meeting, merged: Meeting, *, on: date, by: "User | None", source: Road) -> Meeting:
    """End `merged`, whose ids lead to `kept` from now on; gives `kept`. Raises ValidationError where one of them does not run."""
    note = _("Merged: %(merged)s is %(kept)s") % {"merged": merged, "kept": kept}
    with tracking(by=by, source=source, note=note) as tracker:
        kept, merged = locked(kept, merged)
        aliases = list(Meeting.objects.filter(merged_into=merged))
        moving: list[Report | ScheduleException] = [
            *merged.reports.filter(answered_on=None, is_dismissed=False),
            *coming_exceptions(merged, kept, today=on),
        ]
        tracker.watch(kept, merged, *aliases, *moving)
        for alias in aliases:
            alias.merged_into = kept
            alias.save(update_fields=["merged_into"])
        merged.status, merged.ended_on, merged.merged_into = MeetingStatus.ENDED, on, kept
        merged.save(update_fields=["status", "ended_on", "merged_into"])
        for row in moving:
            move(row, kept)
        take_later_vouching(kept, merged)
        count_reports(kept, today=on)
    return kept


def locked(kept: Meeting, merged: Meeting) -> tuple[Meeting, Meeting]:
    """Both as they stand now; whoever else merges one of them waits. Raises ValidationError."""
    keys = sorted({kept.pk, merged.pk})
    rows = {row.pk: row for row in Meeting.objects.filter(pk__in=keys).order_by("pk").select_for_update(no_key=True)}
    if len(rows) < 2 or any(row.status not in MERGEABLE for row in rows.values()):  # noqa: PLR2004  # two of them
        raise ValidationError(_("Only two meetings that are listed now can be merged."))
    return rows[kept.pk], rows[merged.pk]


def coming_exceptions(merged: Meeting, kept: Meeting, *, today: date) -> Iterator[ScheduleException]:
    """The dates ahead that differ, as far as they can be of the other meeting and it does not say the same already."""
    own = Q(meeting=merged) | Q(rule__meeting=merged)
    known = set(
        ScheduleException.objects.filter(Q(meeting=kept) | Q(rule__meeting=kept)).values_list("kind", "first_on", "last_on")
    )
    rules = list(kept.rules.all())
    for exception in ScheduleException.objects.filter(own, last_on__gte=today).select_related("rule").order_by("pk"):
        is_known = (exception.kind, exception.first_on, exception.last_on) in known
        if not is_known and (exception.rule is None or counterpart(exception.rule, rules)):
            yield exception


def exceptions_of(meeting: Meeting) -> ScheduleExceptionQuerySet:
    """Those that hang on a meeting or on one of its rules."""
    return ScheduleException.objects.filter(Q(meeting=meeting) | Q(rule__meeting=meeting))


def counterpart(rule: ScheduleRule, others: Iterable[ScheduleRule]) -> ScheduleRule | None:
    """The rule of the other meeting that gives the same dates; None where that is none, or several."""
    found = [other for other in others if other.weekday == rule.weekday and is_near(other.start_minute, rule.start_minute)]
    return found[0] if len(found) == 1 else None


def is_near(one: int | None, other: int | None) -> bool:
    return one == other or (one is not None and other is not None and abs(one - other) <= SAME_TIME_MINUTES)


def move(row: Report | ScheduleException, kept: Meeting) -> None:
    """Let it hang on the meeting that stays, or on its rule."""
    if isinstance(row, ScheduleException) and row.rule:
        row.rule = counterpart(row.rule, kept.rules.all())
    else:
        row.meeting = kept
    row.save()


def take_later_vouching(kept: Meeting, merged: Meeting) -> None:
    """Who confirmed one of them, or lists it, has said so of both."""
    if merged.confirmed_on and (kept.confirmed_on is None or kept.confirmed_on < merged.confirmed_on):
        kept.confirmed_on, kept.confirmed_by = merged.confirmed_on, merged.confirmed_by
    if merged.listed_on and (kept.listed_on is None or kept.listed_on < merged.listed_on):
        kept.listed_on, kept.listed_by = merged.listed_on, merged.listed_by
    kept.save(update_fields=["confirmed_on", "confirmed_by", "listed_on", "listed_by"])
