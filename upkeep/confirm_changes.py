"""*Something has changed*: the public fields of one listing, for a holder who has not signed in, and how they are saved."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from history.tracking import tracking
from meetings.actions import save_exception
from meetings.kinds import ExceptionKind
from meetings.models import Meeting, ScheduleException
from upkeep.actions import Acceptance, apply_to_house
from upkeep.applying import apply_to_meeting
from upkeep.confirming import BY_MAIL, once, vouch
from upkeep.holders import may_edit
from upkeep.kinds import SuggestionKind
from upkeep.models import Ask, Suggestion
from upkeep.suggesting import ADDRESS_KEYS, HAS_ENDED
from upkeep.suggestion_forms import ChangeForm

LONGEST_BREAK = timedelta(days=366)
NOT_HERE = ("reply_to", HAS_ENDED)  # we know whom we asked, and that it has ended is another button


class HolderForm(ChangeForm):
    """What visitors are asked, and until when it pauses. `is_suggesting`: what is sent goes to those who may edit; only they read
    what fits no field."""

    not_until = forms.DateField(
        label=gettext_lazy("It does not meet up to and including"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("For a break of some weeks. Leave it empty if the meetings go on."),
    )
    is_elsewhere = forms.BooleanField(label=gettext_lazy("It is another building than before"), required=False)

    def __init__(self, data: Any = None, *, meeting: Meeting, language: str, now: datetime, is_suggesting: bool) -> None:
        super().__init__(data, meeting=meeting, language=language)
        self.today = timezone.localdate(now)
        for name in (*NOT_HERE, *(("not_until", "is_elsewhere") if is_suggesting else ("text",))):
            del self.fields[name]
        if not ADDRESS_KEYS & self.fields.keys():
            self.fields.pop("is_elsewhere", None)

    def clean_not_until(self) -> date | None:
        day: date | None = self.cleaned_data["not_until"]
        if day and not self.today <= day <= self.today + LONGEST_BREAK:
            raise forms.ValidationError(_("Choose a day within a year from today."))
        return day

    def says_something(self, cleaned: dict[str, Any]) -> bool:
        return bool(cleaned.get("not_until")) or super().says_something(cleaned)


def changed(ask: Ask, form: HolderForm, *, language: str, now: datetime) -> bool:
    """Save what a holder has changed, as one revision, or hand it to those who may edit. Whether anything was done. Raises
    ValidationError where the listing would contradict itself."""
    with tracking(by=ask.user, source=BY_MAIL), once(ask, "changed_at", now) as meeting:
        if meeting is None:
            return False
        if may_edit(ask.user, meeting):
            write(ask.user, meeting, form, language)
            vouch(ask, meeting, now)
        else:
            suggest(ask.user, meeting, form, language)
    return True


def write(user: User, meeting: Meeting, form: HolderForm, language: str) -> None:
    """Where it meets (a house that others use as well only after they have agreed), the meeting and its rules, and until when it
    does not meet."""
    wanted = Acceptance(taken=form.proposed, has_moved=form.cleaned_data.get("is_elsewhere", False))
    apply_to_house(meeting, wanted, language=language, by=user, source=BY_MAIL)
    apply_to_meeting(meeting, form.proposed, language=language, by=user, source=BY_MAIL)
    day = form.cleaned_data["not_until"]
    if day:
        pause = ScheduleException(meeting=meeting, kind=ExceptionKind.CANCELLED, first_on=form.today, last_on=day)
        save_exception(pause, by=user, source=BY_MAIL)


def suggest(user: User, meeting: Meeting, form: HolderForm, language: str) -> None:
    """Who may only confirm is heard by those who may edit."""
    Suggestion.objects.create(
        kind=SuggestionKind.CHANGE,
        meeting=meeting,
        proposed=form.proposed,
        basis={key: form.shown_values.get(key, "") for key in form.proposed},
        text=form.cleaned_data["text"],
        language=language,
        by=user,
    )
