"""The forms of the holiday wizard: which days, and why a meeting does not meet on them."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from languages.forms import TranslatedFormField
from languages.text import TranslatedText
from upkeep.occasions import LONGEST, Occasion, Span

MOST_SPANS = 20
FARTHEST = timedelta(days=366)
LONGEST_REASON = 200  # characters in one language


class SpansField(forms.MultipleChoiceField):
    """Ticked occasions, as spans of days. One that is not offered, as in an older link, is taken as well."""

    widget = forms.CheckboxSelectMultiple

    def to_python(self, value: Any) -> Any:
        spans = []
        for code in list(value or ())[:MOST_SPANS]:
            try:
                spans.append(Span.of(str(code)))
            except ValueError as error:
                raise ValidationError(_("Not a known value: %(codes)s."), params={"codes": str(code)[:30]}) from error
            check_near(spans[-1].first, spans[-1].last)
        return spans

    def validate(self, value: Any) -> None:
        """What is left are spans."""


class DayInput(forms.DateInput):
    """A date as browsers choose one."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class DaysForm(forms.Form):
    """Which days: the holidays to come as ticks, and any others from–to."""

    days = SpansField(required=False)
    first = forms.DateField(label=gettext_lazy("From"), required=False, widget=DayInput)
    last = forms.DateField(label=gettext_lazy("Until"), required=False, widget=DayInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last") or cleaned.get("first")
        if cleaned.get("last") and not first:
            raise ValidationError({"first": _("Say from which day.")})
        if first and last:
            check_span(first, last)
        return cleaned

    @property
    def spans(self) -> list[Span]:
        """The days asked for; none while the form has errors."""
        if not self.is_valid():
            return []
        free = self.cleaned_data["first"]
        return [*self.cleaned_data["days"], *([Span(free, self.cleaned_data["last"] or free)] if free else [])]


def check_span(first: date, last: date) -> None:
    """Days in order, and not too many. Raises ValidationError."""
    if last < first:
        raise ValidationError(_("“From” must not be after “until”."))
    if last - first > LONGEST:
        raise ValidationError(_("This page is for up to a month. For a longer time use the season break."))
    check_near(first, last)


def check_near(first: date, last: date) -> None:
    """Days that are neither over nor too far ahead. Raises ValidationError."""
    today = timezone.localdate()
    if last < today or first > today + FARTHEST:
        raise ValidationError(_("Give days from today to a year from now."))


class ReasonForm(forms.Form):
    """Why; shown to visitors beside the date."""

    reason = TranslatedFormField(label=gettext_lazy("Reason, as visitors read it"), required=False)

    def clean_reason(self) -> TranslatedText:
        """Texts in the site's languages, as short as a reason is."""
        given: TranslatedText = self.cleaned_data["reason"]
        known = {code: text for code, text in given.items() if code in dict(settings.LANGUAGES)}
        if any(len(text) > LONGEST_REASON for text in known.values()):
            raise ValidationError(_("Write the reason in at most %(count)d characters.") % {"count": LONGEST_REASON})
        return TranslatedText.of(known)


def choices_of(ahead: list[Occasion]) -> list[tuple[str, str]]:
    """The ticks that are offered."""
    return [(one.span.code, f"{one.name}: {one.span.written}") for one in ahead]
