"""What each change of many listings asks for."""

from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.care import Right, choosable, in_care
from accounts.models import User
from groups.models import ServiceBody
from meetings.models import Meeting
from meetings.rule_forms import MinuteField
from places.models import Venue
from upkeep.bulk_changes import LONGEST_QUERY, BulkChange
from upkeep.holiday_forms import DayInput, ReasonForm
from upkeep.moving import BODY, MOVE, START
from upkeep.pausing import BREAK, CLOSURE, PAUSE, PUBLISH

MOST_OFFERED = 20
LONGEST_BREAK = timedelta(days=366)  # of one exception
FARTHEST = timedelta(days=2 * 366)
LONGEST_SHIFT = 12 * 60  # minutes


class BulkForm(forms.Form):
    """The base: knows who asks."""

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user


class SpanForm(forms.Form):
    """From a day until a day, both included, and why."""

    first = forms.DateField(label=gettext_lazy("From"), widget=DayInput)
    last = forms.DateField(label=gettext_lazy("Until"), widget=DayInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last:
            check_dates(first, last)
        return cleaned


def check_dates(first: date, last: date) -> None:
    """In order, a year at most, and not over. Raises ValidationError."""
    today = timezone.localdate()
    if first > last:
        raise ValidationError(_("“From” must not be after “until”."))
    if last - first > LONGEST_BREAK:
        raise ValidationError(_("An exception lasts a year at most."))
    if last < today or first > today + FARTHEST:
        raise ValidationError(_("Give days from today to two years from now."))


class LookingForm(BulkForm):
    """A row that is looked for by words and then chosen: a list of all would be too long for a phone."""

    model: ClassVar[type[models.Model]]
    searched: ClassVar[tuple[str, ...]] = ("name",)

    look_for = forms.CharField(max_length=LONGEST_QUERY, required=False)
    chosen: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        queryset=Venue.objects.none(), required=False, widget=forms.RadioSelect, to_field_name="public_id"
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        rows = self.rows()
        self.found = list(self.matching(rows)[:MOST_OFFERED])
        field: Any = self.fields["chosen"]
        field.queryset = rows
        field.choices = [(row.public_id, self.told(row)) for row in self.found]

    def rows(self) -> QuerySet[Any]:
        """Those that may be chosen."""
        return choosable(self.model, self.user)

    def matching(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Those in which every word occurs, and the one chosen already."""
        condition = Q()
        for word in str(self.data.get("look_for") or "")[:LONGEST_QUERY].replace("\x00", "").split():
            condition &= Q(*[(f"{column}__icontains", word) for column in self.searched], _connector=Q.OR)
        return rows.filter(condition).order_by("name", "pk")

    def told(self, row: Any) -> str:
        return str(row)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("chosen") and "chosen" not in self.errors:
            if len(self.found) == 1:
                cleaned["chosen"] = self.found[0]
            else:
                self.add_error("chosen", _("Choose one of these.") if self.found else _("Nothing of that name was found."))
        return cleaned


class VenueForm(LookingForm):
    """A building."""

    model = Venue
    searched = ("name", "street", "city")
    look_for = forms.CharField(
        label=gettext_lazy("Look for a building"),
        help_text=gettext_lazy("Name, street or town."),
        max_length=LONGEST_QUERY,
        required=False,
    )

    def told(self, row: Venue) -> str:
        return ", ".join(part for part in (row.name, row.street, row.city) if part)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        return {**cleaned, "venue": cleaned.get("chosen")}


class MoveForm(VenueForm, ReasonForm):
    """For good, or with both dates for a time."""

    field_order = ("look_for", "chosen", "first", "last", "reason")
    first = forms.DateField(label=gettext_lazy("Only from"), required=False, widget=DayInput)
    last = forms.DateField(label=gettext_lazy("until"), required=False, widget=DayInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        first, last = cleaned.get("first"), cleaned.get("last")
        if bool(first) != bool(last):
            raise ValidationError(_("Give both dates, or neither: then it moves for good."))
        if first and last:
            check_dates(first, last)
        return cleaned


class ClosureForm(VenueForm, SpanForm, ReasonForm):
    """One of the buildings in which one's meetings meet."""

    field_order = ("look_for", "chosen", "first", "last", "reason")

    def rows(self) -> QuerySet[Any]:
        own = in_care(Meeting, self.user, Right.EDIT).exclude(venue=None)
        return Venue.objects.filter(pk__in=own.values("venue"))


class BodyForm(LookingForm):
    """A service body on which one may edit as well."""

    model = ServiceBody
    look_for = forms.CharField(label=gettext_lazy("Look for a service body"), max_length=LONGEST_QUERY, required=False)

    def rows(self) -> QuerySet[Any]:
        """Not those that one may only name as a host."""
        return in_care(ServiceBody, self.user, Right.EDIT)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        return {**cleaned, "body": cleaned.get("chosen")}


class StartForm(BulkForm):
    """By so many minutes, or to one time."""

    by_minutes = forms.IntegerField(
        label=gettext_lazy("Later by so many minutes"),
        help_text=gettext_lazy("30 for half an hour later, −30 for half an hour earlier."),
        required=False,
        min_value=-LONGEST_SHIFT,
        max_value=LONGEST_SHIFT,
    )
    to_minute = MinuteField(label=gettext_lazy("Or all at this time"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and (cleaned.get("by_minutes") is None) is (cleaned.get("to_minute") is None):
            raise ValidationError(_("Give the minutes, or the time; not both."))
        return cleaned


class BreakForm(SpanForm, ReasonForm, BulkForm):
    """Once, or every year on the same days."""

    field_order = ("first", "last", "every_year", "reason")
    every_year = forms.BooleanField(label=gettext_lazy("Every year"), required=False)


class PlainForm(BulkForm):
    """Nothing more to say."""


CHANGES: dict[str, tuple[BulkChange, type[BulkForm]]] = {
    change.code: (change, form)
    for change, form in (
        (MOVE, MoveForm),
        (START, StartForm),
        (BREAK, BreakForm),
        (PUBLISH, PlainForm),
        (PAUSE, PlainForm),
        (BODY, BodyForm),
        (CLOSURE, ClosureForm),
    )
}
