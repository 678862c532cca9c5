"""The form for a message to a group."""

from datetime import datetime
from itertools import chain, islice
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.models import Group
from interchange.personal.patients import Trace, traces
from interchange.records import Attendance
from meetings.models import Meeting
from meetings.suggestions import upcoming
from upkeep.kinds import PublicForm
from upkeep.public_forms import LONGEST_TEXT, OpenForm
from upkeep.relay import is_mail

DATES = 8
FEWEST_DIGITS = 5  # of a telephone number
LOOKS_LIKE = {
    Trace.NAME: gettext_lazy("“%(passage)s” looks like somebody’s name."),
    Trace.BIRTH: gettext_lazy("“%(passage)s” looks like a birth number or a date of birth."),
    Trace.PHONE: gettext_lazy("“%(passage)s” looks like a telephone number; your own belongs in the field below."),
    Trace.MAIL: gettext_lazy("“%(passage)s” looks like a mail address; your own belongs in the field below."),
}
AT_A_DOOR = (Attendance.IN_PERSON, Attendance.HYBRID)
Choices = list[tuple[str, str]]


def door_dates(group: Group, now: datetime) -> Choices:
    """The next dates on which somebody can stand at the door, in words."""
    meetings = Meeting.objects.for_listing(now).published().filter(group=group, attendance__in=AT_A_DOOR).order_by("pk")
    ahead = chain.from_iterable(((shown, one) for shown in islice(upcoming(one, now), DATES)) for one in meetings)
    first = sorted(ahead, key=lambda pair: (pair[0].starts_at, pair[1].pk))[:DATES]
    return [(f"{one.public_id} {shown.moment}", f"{shown.day_label(now)}, {shown.time}: {one.name}") for shown, one in first]


class MessageForm(OpenForm):
    """What somebody writes, for themselves or for another person, and how they would like to be answered."""

    kind = PublicForm.MESSAGE

    is_for_another = forms.BooleanField(
        label=gettext_lazy("I write for somebody else: a patient, a client, a relative"), required=False
    )
    text = forms.CharField(
        label=gettext_lazy("Your message"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=gettext_lazy("Your name is not needed. Write only what the group has to know."),
    )
    reply_to = forms.CharField(
        label=gettext_lazy("How the group can answer you"),
        max_length=200,
        required=False,
        help_text=gettext_lazy(
            "A mail address or a telephone number, as you like; with a number also when the group may call. "
            "Without it you get no answer."
        ),
    )
    door = forms.ChoiceField(label=gettext_lazy("I would like to be met at the door"), required=False)

    def __init__(self, data: Any = None, *, group: Group, now: datetime) -> None:
        super().__init__(data, subject=group.public_id)
        dates = door_dates(group, now) if group.meets_at_door else []
        self.fields["door"].choices = [("", _("No, thank you")), *dates]  # type: ignore[attr-defined]  # a ChoiceField
        if not dates:
            del self.fields["door"]

    def clean_reply_to(self) -> str:
        """A slip in it would mean an answer that never comes."""
        said = " ".join(str(self.cleaned_data["reply_to"]).split())
        if said and not is_mail(said) and ("@" in said or sum(char.isdecimal() for char in said) < FEWEST_DIGITS):
            raise ValidationError(_("This is neither a mail address nor a telephone number: the group could not answer you."))
        return said

    def clean(self) -> dict[str, Any]:
        """Who writes for another person tells nobody who that is."""
        cleaned = super().clean()
        found = traces(cleaned.get("text", ""), settings.SITE_COUNTRY) if cleaned.get("is_for_another") else []
        for passage, trace in found:
            self.add_error("text", str(LOOKS_LIKE[trace]) % {"passage": passage})
        if found:
            self.add_error("text", _("Please write it without anything that tells who the person is; the group does not need it."))
        return cleaned

    @property
    def message_text(self) -> str:
        """The message, and before it for whom it is and on which date somebody hopes to be met."""
        is_for_another = self.cleaned_data["is_for_another"]
        # A field of choices.
        day = dict(self.fields["door"].choices).get(self.cleaned_data["door"]) if self.cleaned_data.get("door") else ""  # type: ignore[attr-defined]
        met = _("Please meet the person at the door: %(date)s.") if is_for_another else _("Please meet me at the door: %(date)s.")
        parts = (
            _("Whoever writes does so for another person, and answers are for the writer.") if is_for_another else "",
            met % {"date": day} if day else "",
            self.cleaned_data["text"],
        )
        return "\n\n".join(part for part in parts if part)
