"""A query string becomes a `MeetingSearch`. Unknown parameters and values are left out and named in `ignored`."""

from collections.abc import Callable
from copy import copy
from typing import Any

import django_filters
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from groups.kinds import Method
from groups.models import Fellowship, Topic
from history.keeping import kept
from meetings import kinds
from meetings.access import Who
from meetings.forms import CodesField, DayField, FlagField, PointField, SeveralField, TextField, ZoneField
from meetings.models import Format, Meeting
from meetings.search import DEFAULTS, PARAMETERS, WIDEST_KM, How, MeetingSearch, Sort
from meetings.where import FACT_SENTENCES
from meetings.windows import When
from places.models import ACCESS_FACTS

WHO_CHOICES = [
    (Who.ME, _("For me")),
    (Who.UNSURE, _("I am not sure I have a problem")),
    (Who.FAMILY, _("For someone close to a person with a problem")),
    (Who.YOUNG, _("I am under 18")),
    (Who.PROFESSIONAL, _("I help people professionally")),
]
WHEN_CHOICES = [
    (When.WEEK, _("In the next 7 days")),
    (When.NOW, _("Now")),
    (When.SOON, _("In the next 2 hours")),
    (When.TODAY, _("Today")),
    (When.TOMORROW, _("Tomorrow")),
    (When.WEEKEND, _("At the weekend")),
    (When.MON, pgettext_lazy("when", "On Monday")),
    (When.TUE, pgettext_lazy("when", "On Tuesday")),
    (When.WED, pgettext_lazy("when", "On Wednesday")),
    (When.THU, pgettext_lazy("when", "On Thursday")),
    (When.FRI, pgettext_lazy("when", "On Friday")),
    (When.SAT, pgettext_lazy("when", "On Saturday")),
    (When.SUN, pgettext_lazy("when", "On Sunday")),
    (When.ANY, _("At any time")),
]
HOW_CHOICES = [(How.IN_PERSON, _("In person")), (How.ONLINE, _("Online")), (How.PHONE, _("By telephone"))]
DISTANCES = (5, 10, 25, 50, 100, 200)
SORT_CHOICES = [(Sort.TIME, _("Soonest first")), (Sort.DISTANCE, _("Nearest first")), (Sort.NAME, _("By name"))]


def hyphened(choices: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """Choices as addresses spell them."""
    return [(value.replace("_", "-"), label) for value, label in choices]


Choices = list[tuple[str, str]]


def topic_choices() -> Choices:
    """Branches and topics, each branch before its topics."""
    return topics_named(get_language() or "")


@kept
def topics_named(_language: str) -> Choices:
    """The same; asked for once a page, and kept."""
    topics = list(Topic.objects.values_list("pk", "slug", "name", "parent"))
    return [
        (slug, str(name))
        for branch, *_rest, above in topics
        if above is None
        for pk, slug, name, parent in topics
        if branch in {pk, parent}
    ]


def fellowship_choices() -> Choices:
    return rows_named(Fellowship, get_language() or "")


def format_choices() -> Choices:
    return rows_named(Format, get_language() or "")


@kept
def rows_named(model: type[Fellowship | Format], _language: str) -> Choices:
    """All rows by slug and name, in their order."""
    return [(slug, str(name)) for slug, name in model._default_manager.values_list("slug", "name")]


class Several(django_filters.Filter):
    field_class = SeveralField


class Codes(django_filters.Filter):
    field_class = CodesField


class Text(django_filters.Filter):
    field_class = TextField


class At(django_filters.Filter):
    field_class = PointField


class Flag(django_filters.Filter):
    field_class = FlagField


class Day(django_filters.Filter):
    field_class = DayField


class Zone(django_filters.Filter):
    field_class = ZoneField


class MeetingFilter(django_filters.FilterSet):
    """The parameters of docs/addresses.md. Parses and draws; `MeetingQuerySet.matching` answers."""

    near = Text(label=_("Town or postcode"))
    place = Text()
    at = At()
    within = django_filters.NumberFilter(min_value=1, max_value=WIDEST_KM, label=_("Within (km)"))
    beyond = django_filters.NumberFilter(min_value=0, max_value=WIDEST_KM)
    topic = Several(choices=topic_choices, label=_("Topic"))
    fellowship = Several(choices=fellowship_choices, label=_("Fellowship"))
    method = Several(choices=hyphened(Method.choices))
    who = django_filters.ChoiceFilter(choices=WHO_CHOICES, label=_("Who is coming?"))
    when = django_filters.ChoiceFilter(choices=WHEN_CHOICES, label=_("When?"))
    date = Day()
    until = django_filters.TimeFilter(input_formats=["%H:%M"])
    how = Several(choices=HOW_CHOICES, label=_("How?"))
    language = Codes()
    format = Several(choices=format_choices)
    audience = Several(choices=hyphened(kinds.Audience.choices))
    facility = Several(choices=hyphened([*kinds.Facility.choices, *[(fact, FACT_SENTENCES[fact][0]) for fact in ACCESS_FACTS]]))
    kind = Several(choices=[*hyphened(kinds.MeetingKind.choices), ("all", _("all"))])
    group = Codes()
    body = Codes()
    venue = Codes()
    q = Text(label=_("Name"))
    unconfirmed = Flag()
    sort = django_filters.ChoiceFilter(choices=SORT_CHOICES, label=_("Order"))
    tz = Zone()
    discreet = Flag()
    page = django_filters.NumberFilter(min_value=1)

    class Meta:
        model = Meeting
        fields: list[str] = []

    @property
    def who_choices(self) -> list[tuple[Who, Any]]:
        """The answers to the first question."""
        return list(WHO_CHOICES)

    @property
    def distances(self) -> list[tuple[int, bool]]:
        """The radiuses to choose from, with the chosen one among them."""
        chosen = self.search.within
        return [(km, km == chosen) for km in sorted({*DISTANCES, chosen})]

    @cached_property
    def search(self) -> MeetingSearch:
        """What could be read, as a value."""
        self.form.full_clean()
        cleaned = self.form.cleaned_data
        given = {name: cleaned.get(PARAMETERS.get(name, name)) for name in DEFAULTS}
        return MeetingSearch(**{name: READ.get(name, as_is)(value) for name, value in given.items() if value not in NOTHING})

    @property
    def ignored(self) -> list[str]:
        """Parameters that nobody knows, and values that could not be read: "topic=alcohool"."""
        unknown = [name for name in self.data if name not in self.filters]
        wrong = [f"{name}={self.data.get(name)}" for name in self.form.errors]
        twice = [
            f"{name}={value}"
            for name, field in self.form.fields.items()
            if not isinstance(field, SeveralField)
            for value in all_values(self.data, name)[:-1]
            if value != self.data.get(name)
        ]
        several = ((name, getattr(field, "unknown", [])) for name, field in self.form.fields.items())
        return [
            text[:SHOWN]
            for text in [*unknown, *wrong, *twice, *[f"{name}={value}" for name, values in several for value in values]]
        ]


class OfNoState(dict[str, Any]):
    """Filters that each request may have as they are: copied deeply, as the library does, they cost a millisecond."""

    def __deepcopy__(self, _memo: Any) -> dict[str, Any]:
        return {name: copy(one) for name, one in self.items()}


# "from" is a word of Python's own.
MeetingFilter.base_filters = OfNoState({**MeetingFilter.base_filters, "from": django_filters.TimeFilter(input_formats=["%H:%M"])})


def all_values(data: Any, name: str) -> list[str]:
    """All values that were given for a parameter; a plain dictionary has one."""
    return data.getlist(name) if isinstance(data, QueryDict) else [data[name]] if name in data else []


NOTHING: tuple[Any, ...] = (None, "", [], False)
SHOWN = 60


def as_is(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


READ: dict[str, Callable[[Any], Any]] = {
    "who": Who,
    "when": When,
    "sort": Sort,
    "within": int,
    "beyond": int,
    "page": int,
    "how": lambda values: tuple(How(value) for value in values),
}
