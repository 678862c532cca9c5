"""One rule as a volunteer enters it: how often in words, when it starts and ends, who may come."""

from copy import copy
from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from languages.fold import fold
from languages.forms import CodeListFormField
from meetings.editing.recurrence_words import (
    FROM_A_DATE,
    HOW_OFTEN,
    WITHOUT_TIME,
    WITHOUT_WEEKDAY,
    HowOften,
    repetition,
    words_for,
)
from meetings.editing.sent_keys import number_in
from meetings.kinds import ORDINALS
from meetings.models import Format, Meeting, ScheduleRule
from meetings.rule_forms import MinuteField, MonthDayField, weekday_choices

DAY_MINUTES = 24 * 60
MOST_RULES = 40
OFFERED_WEEKS = (1, 2, 3, 4, 5, -1)
KEPT_AS_TYPED = ("access", "ask_first", "zone", "valid_from", "valid_until", "pause_from", "pause_until", "start_minute")
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class FormatWordsField(forms.CharField):
    """Formats by name, separated by semicolons; kept as keys in order."""

    def prepare_value(self, value: Any) -> Any:
        return "; ".join(str(one) for one in Format.objects.filter(pk__in=value)) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        typed = {fold(name): name.strip() for name in str(super().clean(value) or "").split(";") if fold(name)}
        known = {fold(name): one.pk for one in Format.objects.all() for name in (str(one), *one.name.values())} if typed else {}
        unknown = [name for folded, name in typed.items() if folded not in known]
        if unknown:
            raise ValidationError(_("No format has this name: %(names)s.") % {"names": ", ".join(unknown)})
        return sorted(known[folded] for folded in typed)


def model_field(name: str, **changes: Any) -> forms.Field:
    """The form field of a column of the rule."""
    columns = {column.name: column for column in ScheduleRule._meta.concrete_fields}
    return cast("forms.Field", columns[name].formfield(**changes))


class RuleForm(forms.Form):
    """Of a stored rule, or of a new one."""

    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    how = forms.ChoiceField(label=_("How often"), choices=HOW_OFTEN, initial=HowOften.WEEKLY)
    weekday = forms.TypedChoiceField(label=_("Weekday"), choices=weekday_choices, coerce=int, empty_value=None, required=False)
    start_minute = MinuteField(label=_("Starts"), required=False)
    ends = MinuteField(label=_("Ends"), required=False, help_text=_("Empty if the end is not known."))
    access = model_field("access", label=_("Who may come"))
    ask_first = model_field("ask_first", label=_("Newcomers should ask first"))
    first_on = forms.DateField(
        label=_("On the date, or from the date"), required=False, widget=DAY, help_text=_("For “once”, and for every second week.")
    )
    ordinals = CodeListFormField(
        label=_("Weeks of the month"), options=ORDINALS, coerce=lambda codes: tuple(map(int, codes)), required=False
    )
    month_days = model_field("month_days", label=_("Days of the month"), help_text=_("Numbers, as in 15."))
    months = model_field("months", label=_("Only in these months"))
    interval = model_field("interval", label=_("Every n-th week or month"), required=False)
    duration_minutes = model_field(
        "duration_minutes", label=_("Lasts (minutes)"), help_text=_("Only where it lasts longer than a day; else give the end.")
    )
    valid_from = forms.DateField(label=_("Valid from"), required=False, widget=DAY)
    valid_until = forms.DateField(label=_("Valid until"), required=False, widget=DAY)
    pause_from = MonthDayField(label=_("Pause every year from"), required=False, help_text=_("Day and month, as in 1.7."))
    pause_until = MonthDayField(label=_("Pause every year until"), required=False)
    formats = FormatWordsField(
        label=_("Formats of these dates"),
        required=False,
        help_text=_("Names, separated by semicolons; only those that not every date has."),
    )
    zone = forms.CharField(label=_("Time zone"), required=False, help_text=_("Empty: that of the building."))
    DELETE = forms.BooleanField(label=_("Remove these dates"), required=False)

    def __init__(
        self, data: QueryDict | None = None, *, rule: ScheduleRule | None = None, zone: str = "", prefix: str | None = None
    ) -> None:
        self.stored = rule
        self.zone_of_venue = zone
        super().__init__(data, initial=as_typed(rule) if rule else {}, prefix=prefix)
        self.empty_permitted = rule is None
        self.use_required_attribute = False
        offered = (*OFFERED_WEEKS, *(self.initial.get("ordinals") or ()))
        self.fields["ordinals"].choices = [(str(week), label) for week, label in ORDINALS if week in offered]  # type: ignore[attr-defined]  # a field of choices

    def clean(self) -> dict[str, Any]:
        """Put what was typed into a rule and check that; every message stands beside what it is about."""
        given = self.cleaned_data
        if not self.has_changed() and self.stored is None:
            return given
        if not self.errors:
            self.check_words(given)
        self.rule = self.filled_in(given)
        if not self.errors and not given.get("DELETE"):
            self.check_rule()
        return given

    def check_words(self, given: dict[str, Any]) -> None:
        """What the words that were chosen ask for."""
        how = HowOften(given["how"])
        if given.get("ends") is not None and given.get("duration_minutes"):
            self.add_error("duration_minutes", _("Give either when it ends or how long it lasts."))
        if how not in WITHOUT_WEEKDAY and given.get("weekday") is None:
            self.add_error("weekday", _("Choose the weekday."))
        if how not in WITHOUT_TIME and given.get("start_minute") is None:
            self.add_error("start_minute", _("Give the time it starts."))
        if how in FROM_A_DATE and not given.get("first_on"):
            self.add_error("first_on", _("Give the first date."))
        if how is HowOften.IN_WEEKS_OF_MONTH and not given.get("ordinals") and not given.get("month_days"):
            self.add_error("ordinals", _("Choose the weeks of the month: first, second … last."))
        if how is HowOften.ON_DATE_OF_MONTH and not given.get("month_days"):
            self.add_error("month_days", _("Give the day of the month."))

    def filled_in(self, given: dict[str, Any]) -> ScheduleRule:
        """The rule as it was typed; what is stored stays as it is."""
        rule = copy(self.stored) if self.stored else ScheduleRule()
        for name in KEPT_AS_TYPED:
            setattr(rule, name, given.get(name))
        rule.zone = given.get("zone") or self.zone_of_venue or settings.TIME_ZONE
        rule.months = given.get("months") or ()
        rule.access, rule.ask_first = given.get("access") or rule.access, bool(given.get("ask_first"))
        how = HowOften(given.get("how") or HowOften.WEEKLY)
        said = repetition(how, given)
        for name in said.__slots__:
            setattr(rule, name, getattr(said, name))
        if how in WITHOUT_TIME:
            rule.start_minute = None
        rule.duration_minutes = None if how in WITHOUT_TIME else minutes_long(given)
        return rule

    def check_rule(self) -> None:
        """What must hold of any rule."""
        try:
            self.rule.full_clean(exclude={"meeting"})
        except ValidationError as error:
            for name, found in error.error_dict.items():
                self.add_error(name if name in self.fields else None, found)

    @property
    def is_to_go(self) -> bool:
        return bool(self.cleaned_data.get("DELETE"))

    @property
    def is_empty(self) -> bool:
        """The extra form, untouched."""
        return self.stored is None and not self.has_changed()


def as_typed(rule: ScheduleRule) -> dict[str, Any]:
    """A stored rule in the fields of the form."""
    how, lasts = words_for(rule), rule.duration_minutes
    has_end = rule.start_minute is not None and lasts is not None and lasts <= DAY_MINUTES
    return {
        **{name: getattr(rule, name) for name in KEPT_AS_TYPED},
        "id": rule.pk,
        "how": how,
        "weekday": rule.weekday,
        "ends": (rule.start_minute + lasts) % DAY_MINUTES if has_end else None,  # type: ignore[operator]  # it has both
        "duration_minutes": None if has_end else lasts,
        "first_on": rule.first_on,
        "interval": rule.interval,
        "ordinals": () if how is HowOften.ALL_BUT_LAST else rule.ordinals,
        "month_days": rule.month_days,
        "months": rule.months,
        "formats": sorted(one.pk for one in rule.formats.all()) if rule.pk else [],
    }


def minutes_long(given: dict[str, Any]) -> int | None:
    """By when it ends, else as it was given; ending when it starts it lasts a day."""
    start, ends = given.get("start_minute"), given.get("ends")
    if start is None or ends is None:
        return given.get("duration_minutes")
    return (ends - start) % DAY_MINUTES or DAY_MINUTES


def rule_forms(meeting: Meeting, data: QueryDict | None, *, zone: str, extra: int = 0) -> list[RuleForm]:
    """The forms of all rules of a meeting: as they were sent, else as they are stored, and so many empty ones."""
    stored = {rule.pk: rule for rule in meeting.rules.prefetch_related("formats")} if meeting.pk else {}
    if data is None:
        rules = [*stored.values(), *([None] * (extra or (0 if stored else 1)))]
        return [RuleForm(rule=rule, zone=zone, prefix=f"rules-{number}") for number, rule in enumerate(rules)]
    count = min(number_in(data.get("rules-TOTAL_FORMS")) or 0, MOST_RULES)
    keys = [data.get(f"rules-{number}-id", "") for number in range(count)]
    rules = [stored.get(number_in(key) or 0) for key in keys]
    forms_ = [RuleForm(data, rule=rule, zone=zone, prefix=f"rules-{number}") for number, rule in enumerate(rules)]
    return [*forms_, *(RuleForm(zone=zone, prefix=f"rules-{count + more}") for more in range(extra))]
