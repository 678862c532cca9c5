"""What waits for a moderator, and what a moderator sees of it. What is personal is masked until somebody opens it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Min, Q, QuerySet
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.care import Right, in_care
from accounts.models import User
from interchange.personal import take_out
from languages.dates import date_text
from meetings.kinds import MeetingStatus, ReportKind
from meetings.models import Meeting, Report
from upkeep.kinds import UNDECIDED, SuggestionKind, SuggestionStatus
from upkeep.models import Suggestion
from upkeep.suggesting import ProposedField, compared, compared_venue

MOST = 100
MASK = "•••"
HOW_TO_JOIN = ("meeting-online_url", "meeting-phone", "meeting-access_notes", "meeting-website", "online_url")
# In the language of whoever sent it; a moderator changes them at will.
REPLIES = {
    "unsure": gettext_lazy("Thank you. We asked the group, and the listing is right as it stands."),
    "unreachable": gettext_lazy("Thank you. We could not reach the group to ask. If you know how to reach it, please tell us."),
    "elsewhere": gettext_lazy("Thank you. This meeting is kept by another list, to which we have passed it on."),
    "not_listed": gettext_lazy("Thank you. We list only groups whose members help each other; this one is none."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueLine:
    """One thing to decide. `is_urgent`: everybody sees already that something is wrong there."""

    what: str
    about: str
    details: str
    since: date
    address: str
    is_urgent: bool = False
    waits_for_sender: bool = False

    @property
    def day(self) -> str:
        return date_text(self.since)


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report, with its dates in words; what came with it in the sender's own words, if anything."""

    report: Report
    suggestion: Suggestion | None

    @property
    def day(self) -> str:
        return date_text(self.report.on)

    @property
    def about(self) -> str:
        return date_text(self.report.about_date) if self.report.about_date else ""


def reports_about(meeting: Meeting, user: User) -> list[ReportLine]:
    """Those that nobody has answered, the oldest first."""
    rows = open_reports(user).filter(meeting=meeting).select_related("suggestion").order_by("on", "pk")
    return [ReportLine(row, getattr(row, "suggestion", None)) for row in rows]


def day_of(moment: datetime | None) -> str:
    """The day of a moment, in words."""
    return date_text(timezone.localdate(moment)) if moment else ""


def waiting(user: User) -> QuerySet[Suggestion]:
    """The suggestions that somebody may decide. What came with a report is decided with that; only where the listing was put right
    in the meantime does it stand for itself."""
    kept: QuerySet[Suggestion] = in_care(Suggestion, user, Right.MODERATE)
    with_report = Q(kind=SuggestionKind.REPORT, report__answered_on=None) & ~Q(meeting__status=MeetingStatus.ENDED)
    return kept.filter(status__in=UNDECIDED).exclude(with_report).exclude(by=user).exclude(agreed_by=user)


def open_reports(user: User) -> QuerySet[Report]:
    """The reports that nobody has answered, about listings in somebody's care."""
    kept: QuerySet[Report] = in_care(Report, user, Right.MODERATE)
    return kept.filter(answered_on=None, is_dismissed=False).exclude(meeting__status=MeetingStatus.ENDED)


def queue(user: User) -> list[QueueLine]:
    """The oldest first, kinds mixed; what waits for an answer from outside stands last."""
    rows = waiting(user).select_related("meeting", "venue").order_by("arrived_at", "pk")[:MOST]
    lines = [suggestion_line(one) for one in rows] + report_lines(user)
    return sorted(lines, key=lambda line: (line.waits_for_sender, line.since))[:MOST]


def suggestion_line(suggestion: Suggestion) -> QueueLine:
    """Nothing of what was written stands in the list."""
    count = len(suggestion.proposed)
    parts = [ngettext("%(count)d field", "%(count)d fields", count) % {"count": count}] if count else []
    return QueueLine(
        what=suggestion.get_kind_display(),
        about=subject(suggestion),
        details=", ".join([*parts, *([_("with words")] if suggestion.text else [])]),
        since=timezone.localdate(suggestion.arrived_at),
        address=reverse("admin:suggestion", args=[suggestion.pk]),
        waits_for_sender=suggestion.status == SuggestionStatus.ASKED_BACK,
    )


def subject(suggestion: Suggestion) -> str:
    """What it is about: the meeting, the house, or the name that was given to a new one."""
    named = suggestion.meeting or suggestion.venue
    return str(named) if named else masked("name", suggestion.proposed.get("name", ""))


def report_lines(user: User) -> list[QueueLine]:
    """One line for each meeting that was reported."""
    columns = ("meeting__public_id", "meeting__name", "meeting__reported_on", "kind")
    counted = open_reports(user).values(*columns).annotate(times=Count("pk"), since=Min("on")).order_by("since")
    by_meeting: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in counted:
        by_meeting[row["meeting__public_id"]].append(row)
    return [report_line(public_id, rows) for public_id, rows in by_meeting.items()][:MOST]


def report_line(public_id: str, rows: list[dict[str, Any]]) -> QueueLine:
    count = sum(row["times"] for row in rows)
    return QueueLine(
        what=ngettext("%(count)d report", "%(count)d reports", count) % {"count": count},
        about=rows[0]["meeting__name"],
        details=", ".join(str(ReportKind(row["kind"]).label) for row in rows),
        since=min(row["since"] for row in rows),
        address=reverse("admin:reported", args=[public_id]),
        is_urgent=rows[0]["meeting__reported_on"] is not None,
    )


def masked(key: str, text: str) -> str:
    """A text without what looks personal; with a mark where something was."""
    cleaned = take_out(text, is_how_to_join=key in HOW_TO_JOIN)
    return f"{cleaned.text} {MASK}".strip() if cleaned.held else text


def is_open(suggestion: Suggestion) -> bool:
    """Whether somebody has opened what is personal. A colleague's suggestion has nothing of the kind."""
    return suggestion.opened_at is not None or suggestion.by_id is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One field of a suggestion, in words; a masked one cannot be taken before it is opened."""

    field: ProposedField
    was: str
    now: str
    new: str
    is_masked: bool


def comparison(suggestion: Suggestion) -> list[Compared]:
    """Old and new, side by side."""
    values = (suggestion.proposed, suggestion.basis, suggestion.language)
    if suggestion.kind == SuggestionKind.VENUE and suggestion.venue:
        return [in_words(suggestion, one) for one in compared_venue(suggestion.venue, *values)]
    if suggestion.kind == SuggestionKind.CHANGE and suggestion.meeting:
        return [in_words(suggestion, one) for one in compared(suggestion.meeting, *values)]
    return []


def in_words(suggestion: Suggestion, field: ProposedField) -> Compared:
    new = field.in_words(field.proposed)
    shown = new if is_open(suggestion) else masked(field.key, new)
    return Compared(
        field=field, was=field.in_words(field.basis), now=field.in_words(field.current), new=shown, is_masked=shown != new
    )


def replies(language: str) -> list[tuple[str, str]]:
    """Texts to decline with, in the language of whoever sent it."""
    with translation.override(language or translation.get_language()):
        return [(name, str(text)) for name, text in REPLIES.items()]
