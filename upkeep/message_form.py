"""The form for a message to a group."""

from datetime import datetime
from itertools import chain
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.models import Group
from interchange.records import Attendance
from meetings.models import Meeting
from meetings.suggestions import upcoming
from upkeep.kinds import PublicForm
from upkeep.public_forms import LONGEST_TEXT, OpenForm

DATES = 8
AT_A_DOOR = (Attendance.IN_PERSON, Attendance.HYBRID)
Choices = list[tuple[str, str]]


def door_dates(group: Group, now: datetime) -> Choices:
    """The next dates on which somebody can stand at the door, in words."""
    meetings = Meeting.objects.for_listing(now).published().filter(group=group, attendance__in=AT_A_DOOR).order_by("pk")
    ahead = chain.from_iterable(((shown, one) for shown in upcoming(one, now)[:DATES]) for one in meetings)
    first = sorted(ahead, key=lambda pair: (pair[0].starts_at, pair[1].pk))[:DATES]
    return [(f"{one.public_id} {shown.moment}", f"{shown.day_label(now)}, {shown.time}: {one.name}") for shown, one in first]


class MessageForm(OpenForm):
    """What somebody writes, and how they would like to be answered."""

    kind = PublicForm.MESSAGE

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
        help_text=gettext_lazy("A mail address or a telephone number, as you like. Without it you get no answer."),
    )
    door = forms.ChoiceField(label=gettext_lazy("I would like to be met at the door"), required=False)

    def __init__(self, data: Any = None, *, group: Group, now: datetime) -> None:
        super().__init__(data, subject=group.public_id)
        dates = door_dates(group, now) if group.meets_at_door else []
        self.fields["door"].choices = [("", _("No, thank you")), *dates]  # type: ignore[attr-defined]  # a ChoiceField
        if not dates:
            del self.fields["door"]

    @property
    def message_text(self) -> str:
        """The message, and before it on which date somebody hopes to be met."""
        said: str = self.cleaned_data["text"]
        # A field of choices.
        day = dict(self.fields["door"].choices).get(self.cleaned_data["door"]) if self.cleaned_data.get("door") else ""  # type: ignore[attr-defined]
        return _("Please meet me at the door: %(date)s.") % {"date": day} + f"\n\n{said}" if day else said
