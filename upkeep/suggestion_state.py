"""What became of a suggestion, for whoever has its link. Who decided is not said."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from meetings.kinds import MeetingStatus
from meetings.models import Meeting
from upkeep.kinds import UNDECIDED, SuggestionKind, SuggestionStatus
from upkeep.models import Suggestion
from upkeep.suggesting import label_of

SENTENCES = {
    SuggestionStatus.WAITING: gettext_lazy("It waits: those who keep the listing have not decided yet."),
    SuggestionStatus.ASKED_BACK: gettext_lazy("Those who keep the listing have a question before they can decide."),
    SuggestionStatus.ACCEPTED: gettext_lazy("It was accepted. Thank you: the listing is right again."),
    SuggestionStatus.IN_PART: gettext_lazy("It was accepted in part. Thank you."),
    SuggestionStatus.DECLINED: gettext_lazy("It was not taken over."),
    SuggestionStatus.DUPLICATE: gettext_lazy("Somebody had sent the same already. Thank you all the same."),
    SuggestionStatus.SPAM: gettext_lazy("It was not taken over."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StatePage:
    """`taken` and `left` are the names of the fields that were taken over and of those that were not, once that is decided."""

    suggestion: Suggestion
    meeting: Meeting | None
    is_sensitive: bool
    sentence: str
    question: str
    answer: str
    taken: list[str]
    left: list[str]
    is_undecided: bool
    is_erased: bool


def state_page(suggestion: Suggestion) -> StatePage:
    status = SuggestionStatus(suggestion.status)
    is_decided = suggestion.decided_at is not None
    is_asked = status is SuggestionStatus.ASKED_BACK
    is_change = suggestion.kind == SuggestionKind.CHANGE
    return StatePage(
        suggestion=suggestion,
        meeting=shown_meeting(suggestion),
        is_sensitive=bool(suggestion.meeting and suggestion.meeting.group.is_sensitive),
        sentence=str(SENTENCES[status]),
        question=suggestion.answer if is_asked else "",
        answer="" if is_asked else suggestion.answer,
        taken=[label_of(key) for key in suggestion.taken] if is_change else [],
        left=[label_of(key) for key in suggestion.proposed if key not in suggestion.taken] if is_decided and is_change else [],
        is_undecided=status in UNDECIDED,
        is_erased=suggestion.erased_at is not None,
    )


def shown_meeting(suggestion: Suggestion) -> Meeting | None:
    """The meeting that it is about, where that has a page."""
    meeting = suggestion.meeting
    return meeting if meeting and meeting.status != MeetingStatus.DRAFT else None
