"""What becomes of what the public sends, and what moderators decide. Whatever changes a listing is one entry in the history."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import User
from history.road import WORKPLACE, Road, RoadKind
from history.tracking import Tracker, tracking
from meetings.actions import confirm, report
from meetings.kinds import ConfirmedBy, ReportKind
from meetings.models import Meeting
from places.models import Venue
from upkeep.applying import apply_to_meeting, correct_venue, list_meeting, move_house, others_there
from upkeep.kinds import UNDECIDED, SuggestionKind, SuggestionStatus
from upkeep.limits import forget_uses
from upkeep.models import Suggestion
from upkeep.queueing import body_for
from upkeep.suggesting import ADDRESS_KEYS, VENUE, Values, compared_venue, difference, listing_values, same, values_of, whole_venue
from upkeep.suggestion_forms import ChangeForm, NewMeetingForm
from upkeep.suggestion_mail import tell_sender

VISITOR = Road(RoadKind.VISITOR)
KEPT, KEPT_AFTER_DECISION = timedelta(days=90), timedelta(days=14)


class Outcome(Enum):
    """What came of a decision."""

    DONE = auto()
    # Somebody else was quicker.
    DECIDED_ALREADY = auto()
    # The listing is not any more what the moderator saw.
    CHANGED_MEANWHILE = auto()
    # A change of a shared house waits for the others who meet there.
    WAITS_FOR_OTHERS = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """What a moderator takes of a suggestion: values by field, perhaps edited; what the listing said when they looked; whether the
    meeting has gone to another building; whether they know that all of it is true now."""

    taken: Values
    seen: Values = field(default_factory=dict)
    has_moved: bool = False
    is_known: bool = False
    answer: str = ""


@transaction.atomic
def file_report(meeting: Meeting, said: dict[str, Any], *, network_hash: str, language: str) -> Suggestion | None:
    """A visitor's report. With words or an address it is something to read and to answer as well, and that is returned."""
    filed = report(
        meeting,
        kind=ReportKind(said["what"]),
        on=timezone.localdate(),
        about_date=said["about_date"],
        network_hash=network_hash,
        by=None,
        source=VISITOR,
    )
    if not (said["text"] or said["reply_to"]):
        return None
    words = {"text": said["text"], "reply_to": said["reply_to"], "language": language}
    return Suggestion.objects.create(kind=SuggestionKind.REPORT, meeting=meeting, report=filed, **words)


def file_change(meeting: Meeting, form: ChangeForm, *, language: str) -> Suggestion:
    """A visitor's suggestion; only what differs is kept, with how it stood."""
    basis = {key: form.shown_values.get(key, "") for key in form.proposed}
    return Suggestion.objects.create(
        kind=SuggestionKind.CHANGE,
        meeting=meeting,
        proposed=form.proposed,
        basis=basis,
        text=form.cleaned_data["text"],
        reply_to=form.cleaned_data["reply_to"],
        language=language,
    )


def file_new(form: NewMeetingForm, *, language: str) -> Suggestion:
    """A meeting that is not listed, in the queue of those who take care of such groups there."""
    return Suggestion.objects.create(
        kind=SuggestionKind.NEW,
        service_body=body_for(form.proposed, language),
        proposed=form.proposed,
        text=form.told,
        reply_to=form.cleaned_data["reply_to"],
        language=language,
    )


def suggest_venue_change(venue: Venue, changed_fields: dict[str, Any], *, by: User) -> Suggestion | None:
    """What somebody would change of a house in which others meet as well, for their queue; None where nothing differs.
    `changed_fields` are values by the names of the model's fields."""
    language = get_language() or by.language
    wanted = Venue(pk=venue.pk, **{**{one.name: getattr(venue, one.name) for one in venue._meta.concrete_fields}, **changed_fields})
    basis = values_of(whole_venue(venue).values(), language)
    proposed = difference(basis, values_of(whole_venue(wanted).values(), language))
    return pass_on(venue, proposed, by=by, language=language) if proposed else None


def pass_on(venue: Venue, proposed: Values, *, by: User, language: str) -> Suggestion:
    """Ask the others who meet in a house whether it may be described so."""
    now = values_of(whole_venue(venue).values(), language)
    basis = {key: now[key] for key in proposed}
    return Suggestion.objects.create(
        kind=SuggestionKind.VENUE, venue=venue, proposed=proposed, basis=basis, language=language, by=by
    )


def answer_question(suggestion: Suggestion, text: str) -> bool:
    """The answer of whoever sent it to what was asked back; False where nothing is asked any more."""
    with transaction.atomic():
        held = locked(suggestion)
        if held is None or held.status != SuggestionStatus.ASKED_BACK:
            return False
        held.text = "\n\n".join(part for part in (held.text, text) if part)
        held.status, held.answer, held.opened_at = SuggestionStatus.WAITING, "", None
        held.save(update_fields=["text", "status", "answer", "opened_at"])
    return True


def locked(suggestion: Suggestion) -> Suggestion | None:
    """The suggestion as it stands, held until the transaction ends; None where it is decided already."""
    held = Suggestion.objects.select_for_update(of=("self",)).get(pk=suggestion.pk)
    return held if held.status in UNDECIDED else None


@contextmanager
def deciding(suggestion: Suggestion, *, by: User) -> Iterator[tuple[Suggestion | None, Tracker]]:
    """One decision about a suggestion: one transaction, one entry in the history, and the sender is told."""
    with tracking(by=by, source=Road(RoadKind.SUGGESTION, str(suggestion.pk))) as tracker:
        held = locked(suggestion)
        if held:
            tracker.watch(held)
        yield held, tracker
        tracker.flush()
        if held and not tracker.revision._state.adding:
            Suggestion.objects.filter(pk=held.pk).update(revision=tracker.revision)
    if held and (held.decided_at or held.status == SuggestionStatus.ASKED_BACK):
        transaction.on_commit(lambda: tell_sender(held))


def close(held: Suggestion, status: SuggestionStatus, *, answer: str, by: User | None) -> None:
    """A decision has a date."""
    held.status, held.answer, held.decided_by, held.decided_at = status, answer, by, timezone.now()
    held.save()


def accept_change(suggestion: Suggestion, acceptance: Acceptance, *, by: User) -> Outcome:
    """Write what was taken, by the one road. Raises ValidationError where the listing would contradict itself."""
    language, taken = suggestion.language, acceptance.taken
    with deciding(suggestion, by=by) as (held, tracker):
        if held is None or held.meeting_id is None:
            return Outcome.DECIDED_ALREADY
        meeting = Meeting.objects.select_for_update(of=("self",)).select_related("group", "venue").get(pk=held.meeting_id)
        now = listing_values(meeting, language)
        if any(same(now.get(key, "")) != same(text) for key, text in acceptance.seen.items()):
            return Outcome.CHANGED_MEANWHILE
        source = Road(RoadKind.SUGGESTION, str(held.pk))
        tracker.watch(meeting)
        passed_on = apply_to_house(meeting, acceptance, language=language, by=by, source=source)
        apply_to_meeting(meeting, taken, language=language, by=by, source=source)
        if acceptance.is_known:
            confirm(meeting, on=timezone.localdate(), role=ConfirmedBy.COORDINATOR, by=by, source=source)
        held.taken = [key for key in taken if key not in passed_on]
        is_whole = set(held.taken) == set(held.proposed)
        close(held, SuggestionStatus.ACCEPTED if is_whole else SuggestionStatus.IN_PART, answer=acceptance.answer, by=by)
    return Outcome.WAITS_FOR_OTHERS if passed_on else Outcome.DONE


def apply_to_house(meeting: Meeting, acceptance: Acceptance, *, language: str, by: User, source: Road) -> Values:
    """The house is another one, or better described; what others who meet there have to agree to is returned and asked."""
    of_house = {key: text for key, text in acceptance.taken.items() if key.startswith(VENUE)}
    if not of_house or meeting.venue is None:
        return {}
    if acceptance.has_moved and of_house.keys() & ADDRESS_KEYS:
        move_house(meeting, of_house, language=language, by=by, source=source)
        return {}
    if others_there(meeting.venue, by):
        pass_on(meeting.venue, of_house, by=by, language=language)
        return of_house
    correct_venue(meeting.venue, of_house, language=language, by=by, source=source)
    return {}


def accept_new(suggestion: Suggestion, acceptance: Acceptance, *, by: User) -> Outcome:
    """List the meeting that was suggested. Raises ValidationError where something it needs is missing."""
    with deciding(suggestion, by=by) as (held, _tracker):
        if held is None:
            return Outcome.DECIDED_ALREADY
        source = Road(RoadKind.SUGGESTION, str(held.pk))
        meeting = list_meeting(held, acceptance.taken, by=by, source=source)
        if acceptance.is_known:
            confirm(meeting, on=timezone.localdate(), role=ConfirmedBy.COORDINATOR, by=by, source=source)
        held.meeting, held.taken = meeting, list(acceptance.taken)
        close(held, SuggestionStatus.ACCEPTED, answer=acceptance.answer, by=by)
    return Outcome.DONE


def agree(suggestion: Suggestion, *, answer: str, by: User) -> Outcome:
    """Agree to a change of a shared house. It is made once everybody agreed in whose care somebody meets there."""
    with deciding(suggestion, by=by) as (held, _tracker):
        if held is None or held.venue is None:
            return Outcome.DECIDED_ALREADY
        if any(one.is_stale for one in compared_venue(held.venue, held.proposed, held.basis, held.language)):
            return Outcome.CHANGED_MEANWHILE
        held.agreed_by.add(by)
        asked = [*([held.by] if held.by else []), *held.agreed_by.all()]
        if others_there(held.venue, *asked):
            return Outcome.WAITS_FOR_OTHERS
        source = Road(RoadKind.SUGGESTION, str(held.pk))
        correct_venue(held.venue, held.proposed, language=held.language, by=by, source=source)
        held.taken = list(held.proposed)
        close(held, SuggestionStatus.ACCEPTED, answer=answer, by=by)
    return Outcome.DONE


def decide(
    suggestion: Suggestion, status: SuggestionStatus, *, answer: str, by: User, duplicate_of: Suggestion | None = None
) -> Outcome:
    """Decline it, put it aside as known or as spam, or ask back: the listing stays as it is."""
    with deciding(suggestion, by=by) as (held, _tracker):
        if held is None:
            return Outcome.DECIDED_ALREADY
        if status == SuggestionStatus.ASKED_BACK:
            held.status, held.answer = status, answer
            held.save(update_fields=["status", "answer"])
        else:
            held.duplicate_of = duplicate_of
            close(held, status, answer=answer, by=by)
    return Outcome.DONE


def open_personal(suggestion: Suggestion, *, by: User) -> None:
    """Show what was masked; that somebody did so stands in the history."""
    with tracking(suggestion, by=by, source=WORKPLACE):
        suggestion.opened_at = timezone.now()
        suggestion.save(update_fields=["opened_at"])


def erase_expired(now: datetime) -> int:
    """Erase what was written 90 days after it came, or 14 after the decision: free text, addresses, and the values that were
    suggested. Whatever nobody has decided by then is closed. How many were erased; safe to run twice, and at once."""
    is_old = Q(arrived_at__lte=now - KEPT) | Q(decided_at__lte=now - KEPT_AFTER_DECISION)
    due = Suggestion.objects.filter(is_old, erased_at=None).values_list("pk", flat=True)
    forget_uses(now)
    return sum(erase(pk, now) for pk in list(due))


@transaction.atomic
def erase(pk: int, now: datetime) -> bool:
    """Of what was suggested the names of the fields stay. Nobody is told: their address goes first."""
    held = Suggestion.objects.select_for_update(of=("self",)).filter(pk=pk, erased_at=None).first()
    if held is None:
        return False
    held.text, held.reply_to, held.answer = "", "", ""
    held.proposed, held.basis = dict.fromkeys(held.proposed, ""), {}
    if held.status in UNDECIDED:
        with translation.override(held.language or settings.LANGUAGE_CODE):
            too_old = _("Nobody decided within 90 days. What you wrote has been deleted.")
        held.status, held.answer, held.decided_at = SuggestionStatus.DECLINED, too_old, now
    held.erased_at = now
    held.save()
    return True
