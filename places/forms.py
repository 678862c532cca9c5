"""A form field for opening hours: a line of text in the coordinator's language."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from places.opening import read, written
from places.opening_words import read_from_form, shown_in_form


class OpeningFormField(forms.CharField):
    """Kept as OpenStreetMap writes it, shown as the reader does. What is not understood stays as it was typed."""

    def prepare_value(self, value: Any) -> Any:
        try:
            return shown_in_form(read(value)) if value else value
        except ValueError:
            return value

    def clean(self, value: Any) -> str:
        text = str(super().clean(value) or "")
        return written(read_from_form(text)) if text else ""

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.clean(data) != (initial or ""))
        except ValidationError:
            return True
