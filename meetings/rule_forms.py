"""How a coordinator enters a schedule rule: times as times, days and months as words."""

from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from languages.dates import weekday_name
from meetings.models import ScheduleException, ScheduleRule

A_LEAP_YEAR = 2024


class MinuteField(forms.TimeField):
    """A time of day; kept as minutes after midnight."""

    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")

    def prepare_value(self, value: Any) -> Any:
        return f"{time(*divmod(value, 60)):%H:%M}" if isinstance(value, int) else value

    def clean(self, value: Any) -> int | None:
        found: time | None = super().clean(value)
        return None if found is None else found.hour * 60 + found.minute

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool((self.prepare_value(initial) or "") != (data or ""))


class MonthDayField(forms.CharField):
    """A day of the year as "1.7." or "1 7": day, then month; kept as one number, month first."""

    def prepare_value(self, value: Any) -> Any:
        return f"{value % 100}.{value // 100}." if isinstance(value, int) else value

    def clean(self, value: Any) -> int | None:
        parts = str(super().clean(value) or "").replace(".", " ").replace("/", " ").split()
        if not parts:
            return None
        try:
            day, month = (int(part) for part in parts)
            date(A_LEAP_YEAR, month, day)
        except (ValueError, OverflowError) as error:
            raise ValidationError(_("Write the day and the month, as in 1.7.")) from error
        return month * 100 + day

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool((self.prepare_value(initial) or "") != (data or ""))


def weekday_choices() -> list[tuple[Any, str]]:
    return [("", "–"), *((weekday, weekday_name(weekday)) for weekday in range(7))]


class ScheduleRuleForm(forms.ModelForm[ScheduleRule]):
    weekday = forms.TypedChoiceField(label=_("Weekday"), choices=weekday_choices, coerce=int, empty_value=None, required=False)
    start_minute = MinuteField(label=_("Starts"), required=False)
    pause_from = MonthDayField(label=_("Pause every year from"), required=False, help_text=_("Day and month, as in 1.7."))
    pause_until = MonthDayField(label=_("Pause every year until"), required=False)

    class Meta:
        model = ScheduleRule
        fields = "__all__"  # noqa: DJ007  # the admin chooses the fields


class ScheduleExceptionForm(forms.ModelForm[ScheduleException]):
    to_minute = MinuteField(label=_("At the time"), required=False)

    class Meta:
        model = ScheduleException
        fields = "__all__"  # noqa: DJ007  # the admin chooses the fields
