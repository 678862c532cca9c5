"""A meeting once more on another day: the same group, building and words, as a draft."""

from copy import copy
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from history.road import WORKPLACE
from history.tracking import tracking
from meetings.actions import save_meeting, save_rule
from meetings.kinds import MeetingStatus
from meetings.models import Meeting, ScheduleRule
from meetings.rule_forms import MinuteField, weekday_choices
from places.ids import new_public_id

if TYPE_CHECKING:
    from accounts.models import User

NOT_COPIED: dict[str, Any] = {
    "pk": None,
    "slug": "",
    "status": MeetingStatus.DRAFT,
    "ended_on": None,
    "merged_into": None,
    "confirmed_on": None,
    "confirmed_by": "",
    "listed_on": None,
    "listed_by": "",
    "reported_on": None,
}
COPIED_OF_RULE = (
    *("frequency", "duration_minutes", "zone", "interval", "first_on", "ordinals", "month_days", "months"),
    *("valid_from", "valid_until", "pause_from", "pause_until", "access", "ask_first"),
)


class CopyForm(forms.Form):
    """On which day, at what time, and which of the dates are to be moved there."""

    name = forms.CharField(label=_("Name"), max_length=255)
    rule = forms.ModelChoiceField(label=_("Which dates"), queryset=ScheduleRule.objects.none(), empty_label=None)
    weekday = forms.TypedChoiceField(label=_("Weekday"), choices=weekday_choices, coerce=int)
    start_minute = MinuteField(label=_("Starts"))

    def __init__(self, data: QueryDict | None, *, meeting: Meeting) -> None:
        rules = meeting.rules.exclude(weekday=None)
        first = rules.first()
        known = {"name": meeting.name, "rule": first, "start_minute": first.start_minute if first else None}
        super().__init__(data, initial=known)
        self.fields["rule"].queryset = rules  # type: ignore[attr-defined]  # a field of choices
        self.fields["rule"].label_from_instance = lambda rule: str(rule).partition(": ")[2]  # type: ignore[attr-defined]  # likewise
        if len(rules) < 2:  # noqa: PLR2004  # nothing to choose from
            self.fields["rule"].widget = self.fields["rule"].hidden_widget()


def copy_meeting(meeting: Meeting, moved: dict[str, Any], *, by: "User") -> Meeting:
    """Its twin with one rule, on another day; a draft that nobody has confirmed."""
    twin = copy(meeting)
    twin._state = copy(meeting._state)
    twin._state.adding = True
    twin.public_id = new_public_id()
    for name, value in {**NOT_COPIED, "name": moved["name"]}.items():
        setattr(twin, name, value)
    with tracking(twin, by=by, source=WORKPLACE):
        save_meeting(twin, by=by, source=WORKPLACE)
        twin.formats.set(meeting.formats.all())
        move_rule(moved["rule"], twin, moved, by=by)
    return twin


def move_rule(rule: ScheduleRule, twin: Meeting, moved: dict[str, Any], *, by: "User") -> None:
    """The rule once more, for the twin, on its day."""
    new = ScheduleRule(
        meeting=twin,
        **{name: getattr(rule, name) for name in COPIED_OF_RULE},
        weekday=moved["weekday"],
        start_minute=moved["start_minute"],
    )
    save_rule(new, by=by, source=WORKPLACE)
    new.formats.set(rule.formats.all())
