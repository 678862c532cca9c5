"""What those who keep a listing do about reports."""

from django.utils import timezone

from accounts.models import User
from history.road import WORKPLACE
from history.tracking import tracking
from meetings.actions import confirm, dismiss_report, end_meeting
from meetings.kinds import ConfirmedBy
from meetings.models import Meeting, Report
from upkeep.actions import Outcome, decide
from upkeep.kinds import UNDECIDED, SuggestionKind, SuggestionStatus
from upkeep.models import Suggestion


def still_true(meeting: Meeting, *, answer: str, by: User) -> None:
    """Somebody has looked, and the listing is right: it is confirmed, and its reports are answered."""
    with tracking(meeting, by=by, source=WORKPLACE):
        confirm(meeting, on=timezone.localdate(), role=ConfirmedBy.COORDINATOR, by=by, source=WORKPLACE)
        answer_words(meeting, SuggestionStatus.ACCEPTED, answer=answer, by=by)


def has_ended(meeting: Meeting, *, answer: str, by: User) -> None:
    """Those who reported were right for good."""
    today = timezone.localdate()
    with tracking(meeting, by=by, source=WORKPLACE):
        meeting.reports.filter(answered_on=None).update(answered_on=today)
        end_meeting(meeting, on=today, by=by, source=WORKPLACE)
        answer_words(meeting, SuggestionStatus.ACCEPTED, answer=answer, by=by)


def does_not_count(filed: Report, *, by: User) -> None:
    """It was no real report; what was written with it is put aside as well."""
    with tracking(by=by, source=WORKPLACE):
        dismiss_report(filed, today=timezone.localdate(), by=by, source=WORKPLACE)
        for suggestion in Suggestion.objects.filter(report=filed, status__in=UNDECIDED):
            decide(suggestion, SuggestionStatus.SPAM, answer="", by=by)


def answer_words(meeting: Meeting, status: SuggestionStatus, *, answer: str, by: User) -> list[Outcome]:
    """Whoever wrote something with a report learns what became of it."""
    told = Suggestion.objects.filter(meeting=meeting, kind=SuggestionKind.REPORT, status__in=UNDECIDED)
    return [decide(one, status, answer=answer, by=by) for one in told]
