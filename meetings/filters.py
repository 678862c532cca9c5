"""A query string becomes a `MeetingSearch`. Unknown parameters and values are left out and named in `ignored`."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from groups.kinds import Method
from groups.models import Fellowship, Topic
from history.keeping import kept_long
from history.questions import Question
from meetings import kinds
from meetings.access import Who
from meetings.forms import CodesField, CountryField, DayField, FlagField, HourField, PointField, SeveralField, TextField, ZoneField
from meetings.search import DEFAULTS, PARAMETERS, WIDEST_KM, How, MeetingSearch, Sort
from meetings.vocabulary import formats_named
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
TOPICS = Question(lambda: Topic.objects.values_list("pk", "slug", "name", "parent"))
FELLOWSHIPS = Question(lambda: Fellowship.objects.values_list("slug", "name"))


@dataclass(frozen=True, slots=True)
class Branch:
    """A topic of the upper level, and those under it."""

    slug: str
    name: str
    topics: Choices


def topic_choices() -> Choices:
    """Branches and topics, each branch before its topics."""
    return [pair for one in branches_named(get_language() or "") for pair in ((one.slug, one.name), *one.topics)]


@kept_long
def branches_named(language: str) -> list[Branch]:
    """All topics; asked for once a page, and kept."""
    topics = TOPICS.answer()
    under: dict[int | None, Choices] = defaultdict(list)
    for _pk, slug, name, parent in topics:
        under[parent].append((slug, name.shown_to(language)))
    return [Branch(slug, name.shown_to(language), under[pk]) for pk, slug, name, parent in topics if parent is None]


def fellowship_choices() -> Choices:
    return fellowships_named(get_language() or "")


def format_choices() -> Choices:
    return [(one.slug, one.name) for one in formats_named(get_language() or "")]


@kept_long
def fellowships_named(language: str) -> Choices:
    """All fellowships, in their order."""
    return [(slug, name.shown_to(language)) for slug, name in FELLOWSHIPS.answer()]


NAMED_BY_ROWS: dict[str, Callable[[], Choices]] = {
    "topic": topic_choices,
    "fellowship": fellowship_choices,
    "format": format_choices,
}
FACTS = [(fact, FACT_SENTENCES[fact][0]) for fact in ACCESS_FACTS]
# The parameters of docs/addresses.md. The fields have no state: all requests share them.
FIELDS: dict[str, forms.Field] = {
    "near": TextField(),
    "place": TextField(),
    "at": PointField(required=False),
    "within": forms.IntegerField(required=False, min_value=1, max_value=WIDEST_KM),
    "beyond": forms.IntegerField(required=False, min_value=0, max_value=WIDEST_KM),
    "topic": SeveralField(choices=topic_choices),
    "fellowship": SeveralField(choices=fellowship_choices),
    "method": SeveralField(choices=hyphened(Method.choices)),
    "who": forms.ChoiceField(required=False, choices=WHO_CHOICES),
    "when": forms.ChoiceField(required=False, choices=WHEN_CHOICES),
    "date": DayField(required=False),
    "from": HourField(required=False),
    "until": HourField(required=False),
    "how": SeveralField(choices=HOW_CHOICES),
    "language": CodesField(),
    "format": SeveralField(choices=format_choices),
    "audience": SeveralField(choices=hyphened(kinds.Audience.choices)),
    "not-only": SeveralField(choices=hyphened(kinds.Audience.choices)),
    "facility": SeveralField(choices=hyphened([*kinds.Facility.choices, *FACTS])),
    "kind": SeveralField(choices=[*hyphened(kinds.MeetingKind.choices), ("all", _("all"))]),
    "group": CodesField(),
    "body": CodesField(),
    "venue": CodesField(),
    "country": CountryField(required=False),
    "q": TextField(),
    "unconfirmed": FlagField(required=False),
    "sort": forms.ChoiceField(required=False, choices=SORT_CHOICES),
    "tz": ZoneField(required=False),
    "discreet": FlagField(required=False),
    "page": forms.IntegerField(required=False, min_value=1),
}


class MeetingFilter:
    """The parameters of a request, read into a search; only those that are given cost anything."""

    def __init__(self, data: QueryDict) -> None:
        self.data = data

    @cached_property
    def search(self) -> MeetingSearch:
        """What could be read, as a value."""
        cleaned, _wrong = self.cleaned
        given = ((name, cleaned.get(PARAMETERS.get(name, name))) for name in DEFAULTS)
        return MeetingSearch(**{name: READ.get(name, as_is)(value) for name, value in given if value not in NOTHING})

    @cached_property
    def cleaned(self) -> tuple[dict[str, Any], list[str]]:
        """The values that could be read, and the names of the parameters whose value could not."""
        read: dict[str, Any] = {}
        wrong = []
        for name in (one for one in FIELDS if one in self.data):
            try:
                read[name] = FIELDS[name].clean(self.values(name) if is_several(name) else self.data.get(name))
            except ValidationError:
                wrong.append(name)
        return read, wrong

    @property
    def typed_place(self) -> str:
        """What somebody typed as a place."""
        return str(self.cleaned[0].get("near", ""))

    def values(self, name: str) -> list[str]:
        """All values that were given for a parameter."""
        return self.data.getlist(name)

    @property
    def ignored(self) -> list[str]:
        """Parameters that nobody knows, and values that could not be read: "topic=alcohool"."""
        read, wrong = self.cleaned
        given = [name for name in FIELDS if name in self.data]
        unread = [
            *(name for name in self.data if name not in FIELDS),
            *(f"{name}={self.data.get(name)}" for name in wrong),
            *(
                f"{name}={value}"
                for name in given
                if name != "near" and not is_several(name)  # what was typed is not said again
                for value in self.values(name)[:-1]
                if value != self.data.get(name)
            ),
            *(f"{name}={value}" for name in given if is_several(name) for value in unknown(self.values(name), read[name])),
        ]
        return [text[:SHOWN] for text in unread]


def is_several(name: str) -> bool:
    """Whether a parameter may have several values."""
    return isinstance(FIELDS[name], SeveralField)


def unknown(given: list[str], read: list[str]) -> list[str]:
    """Values of several that mean nothing."""
    return [one for one in dict.fromkeys(given) if one and one not in read]


def choices_of(name: str) -> Iterable[tuple[Any, Any]]:
    """What a parameter can be, with the words for it; nothing for one that can be anything."""
    return getattr(FIELDS[name], "choices", ())


NOTHING: tuple[Any, ...] = (None, "", [], False)
SHOWN = 60


def as_is(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


READ: dict[str, Callable[[Any], Any]] = {
    "who": Who,
    "when": When,
    "sort": Sort,
    "how": lambda values: tuple(How(value) for value in values),
}
