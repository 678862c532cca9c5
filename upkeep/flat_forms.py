"""Form fields for flat texts: whatever is chosen or typed comes out as one."""

from datetime import time
from typing import Any

from django import forms
from django.conf import settings

from languages.dates import weekday_name
from languages.names import SIGN_LANGUAGES, language_name
from meetings.models.rules import LONGEST_MINUTES
from upkeep.flat_fields import FACT_CHOICES, WEEKDAYS, YES, FlatField, Sort

# Offered beside those of the site and those that a meeting has: of minorities and guests in these countries.
OTHER_LANGUAGES = ("de", "hu", "uk", "ru", "rom", "vi")


class FlatTime(forms.TimeField):
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")

    def clean(self, value: Any) -> str:
        found: time | None = super().clean(value)
        return f"{found:%H:%M}" if found else ""


class FlatNumber(forms.IntegerField):
    widget = forms.NumberInput(attrs={"inputmode": "numeric"})

    def clean(self, value: Any) -> str:
        found = super().clean(value)
        return "" if found is None else str(found)


class FlatTick(forms.BooleanField):
    def prepare_value(self, value: Any) -> Any:
        return value in {YES, True}

    def clean(self, value: Any) -> str:
        return YES if super().clean(value) else ""


class FlatLanguages(forms.MultipleChoiceField):
    """Ticked in whatever order, the same languages are the same text."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, was: str = "", **options: Any) -> None:
        self.was = [code for code in was.split(",") if code]
        offered = dict.fromkeys([*self.was, *dict(settings.LANGUAGES), *OTHER_LANGUAGES, *SIGN_LANGUAGES])
        super().__init__(choices=lambda: [(code, language_name(code)) for code in offered], **options)

    def prepare_value(self, value: Any) -> Any:
        return value.split(",") if isinstance(value, str) else value

    def clean(self, value: Any) -> str:
        found = super().clean(value)
        return ",".join(self.was if set(found) == set(self.was) else found)


def weekday_choices() -> list[tuple[str, str]]:
    return [("", "–"), *((day, weekday_name(int(day))) for day in WEEKDAYS)]


def form_field(field: FlatField, was: str = "") -> forms.Field:
    """The field of a form for one flat text that stands as `was`."""
    options: dict[str, Any] = {"label": field.label, "required": False}
    match field.sort:
        case Sort.TIME:
            return FlatTime(**options)
        case Sort.NUMBER:
            return FlatNumber(min_value=1, max_value=LONGEST_MINUTES, **options)
        case Sort.TICK:
            return FlatTick(**options)
        case Sort.LANGUAGES:
            return FlatLanguages(was=was, **options)
        case Sort.CHOICE | Sort.WEEKDAY | Sort.FACT:
            return choice_field(field, options)
        case _:
            return text_field(field, options)


def choice_field(field: FlatField, options: dict[str, Any]) -> forms.Field:
    """One of a few; of a fact and of a weekday also that it is not known."""
    match field.sort:
        case Sort.WEEKDAY:
            return forms.ChoiceField(choices=weekday_choices, **options)
        case Sort.FACT:
            return forms.ChoiceField(choices=FACT_CHOICES, **options)
        case _:
            return forms.ChoiceField(choices=field.choices, **{**options, "required": True})


def text_field(field: FlatField, options: dict[str, Any]) -> forms.Field:
    """A line, some lines, or a link. A name cannot be emptied."""
    bounds = {**options, "max_length": field.longest}
    match field.sort:
        case Sort.LINK:
            return forms.URLField(assume_scheme="https", **bounds)
        case Sort.LINES:
            return forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), **bounds)
        case _:
            return forms.CharField(**{**bounds, "required": is_needed(field)})


def is_needed(field: FlatField) -> bool:
    column: Any = field.model._meta.get_field(field.name)
    return not column.blank
