"""What a moderator takes of a suggestion, and what they answer."""

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from upkeep.actions import Acceptance
from upkeep.flat_forms import FlatTick, form_field
from upkeep.kinds import SuggestionKind, SuggestionStatus
from upkeep.models import Suggestion
from upkeep.moderation import Compared
from upkeep.suggesting import ADDRESS_KEYS, Values
from upkeep.suggestion_forms import NewMeetingForm

LONGEST_ANSWER = 2000
HERE, ELSEWHERE = "here", "elsewhere"
HOUSES = [
    (HERE, gettext_lazy("the same building, described better")),
    (ELSEWHERE, gettext_lazy("another building: the meeting has moved")),
]


class DecisionForm(forms.Form):
    """`take-<field>` is ticked, unless the listing has changed since; `seen-<field>` is what it said when the page was shown."""

    is_known = forms.BooleanField(
        label=gettext_lazy("I know that the whole listing is true now: it counts as confirmed today."), required=False
    )
    house = forms.ChoiceField(
        label=gettext_lazy("The address is that of"), choices=HOUSES, initial=HERE, widget=forms.RadioSelect, required=False
    )
    duplicate_of = forms.ModelChoiceField(label=gettext_lazy("The same as"), queryset=Suggestion.objects.none(), required=False)
    answer = forms.CharField(
        label=gettext_lazy("Your answer or question; whoever sent it can read it"),
        max_length=LONGEST_ANSWER,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, data: Any = None, *, suggestion: Suggestion, fields: Sequence[Compared], answer: str = "") -> None:
        super().__init__(data, initial={"answer": answer})
        self.suggestion, self.compared = suggestion, [one for one in fields if not one.is_masked]
        self.fields["duplicate_of"].queryset = others_about(suggestion)  # type: ignore[attr-defined]  # a field of choices
        if suggestion.kind == SuggestionKind.CHANGE:
            for one in self.compared:
                self.add_choice(one)
        if suggestion.kind == SuggestionKind.NEW:
            self.add_new_fields()

    def add_choice(self, one: Compared) -> None:
        """A tick, the value, which may be edited, and what the listing says now."""
        field = one.field
        if field.is_gone:
            return
        self.fields[f"take-{field.key}"] = forms.BooleanField(label=_("Take this"), required=False)
        self.fields[field.key] = form_field(field.field, field.basis) if field.field else FlatTick(required=False)
        self.fields[f"seen-{field.key}"] = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
        is_sure = not (field.is_stale or field.is_done)
        shown = {f"take-{field.key}": is_sure, field.key: field.proposed, f"seen-{field.key}": field.current}
        self.initial = {**self.initial, **shown}

    def add_new_fields(self) -> None:
        """The meeting as it was told, to be completed."""
        for name, field in NewMeetingForm.base_fields.items():
            if name not in NewMeetingForm.NOT_LISTED:
                self.fields[name] = deepcopy(field)
        self.initial = {**self.initial, **self.suggestion.proposed}

    def rows(self) -> list[tuple[Compared, forms.BoundField | None, forms.BoundField | None, forms.BoundField | None]]:
        """The fields side by side, each with its tick, its value and what was seen."""
        keys = [one.field.key for one in self.compared]
        return [
            (one, *(self[name] if name in self.fields else None for name in (f"take-{key}", key, f"seen-{key}")))  # type: ignore[misc]  # three
            for one, key in zip(self.compared, keys, strict=True)
        ]

    def new_fields(self) -> list[forms.BoundField]:
        names = [name for _heading, group in NewMeetingForm.HEADINGS for name in group]
        return [self[name] for name in names if name in self.fields]

    @property
    def asks_house(self) -> bool:
        """Whether an address was suggested: of the same building, or of another."""
        return any(one.field.key in ADDRESS_KEYS for one in self.compared) and self.suggestion.kind == SuggestionKind.CHANGE

    def acceptance(self) -> Acceptance:
        """What is taken, of a valid form."""
        cleaned = self.cleaned_data
        if self.suggestion.kind == SuggestionKind.NEW:
            names = [bound.name for bound in self.new_fields()]
            taken: Values = {name: cleaned[name] for name in names if cleaned[name]}
        else:
            keys = [one.field.key for one in self.compared if cleaned.get(f"take-{one.field.key}")]
            taken = {key: cleaned[key] for key in keys}
        return Acceptance(
            taken=taken,
            seen={key: cleaned.get(f"seen-{key}", "") for key in taken} if self.suggestion.kind == SuggestionKind.CHANGE else {},
            has_moved=cleaned["house"] == ELSEWHERE,
            is_known=cleaned["is_known"],
            answer=cleaned["answer"],
        )


def others_about(suggestion: Suggestion) -> Any:
    """The other suggestions about the same, of which this may be a second."""
    if suggestion.kind == SuggestionKind.NEW:
        same = Suggestion.objects.filter(kind=SuggestionKind.NEW, service_body=suggestion.service_body)
    else:
        same = Suggestion.objects.filter(meeting=suggestion.meeting, venue=suggestion.venue)
    return same.exclude(pk=suggestion.pk).exclude(status=SuggestionStatus.SPAM)
