"""The list of other help, and what may be asked of it in its address."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.http import QueryDict
from django.utils import timezone

from groups.kinds import ResourceKind
from groups.models import Resource, Topic
from languages.fold import fold
from languages.names import country_name, is_country
from meetings.other_help import HelpLine, by_kind, help_lines

MOST = 200
MOST_IGNORED = 10
HOW_SHOWN = "discreet"  # says how any page is shown, and narrows nothing
SHOWN = 60  # letters of what could not be understood

Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class HelpSearch:
    """What somebody looks for, as its address spells it: `country=sk`, `kind=treatment-centre`, `topic=alcohol`."""

    country: str = ""
    kind: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpPage:
    """`ignored` is what stood in the address and could not be understood; `is_cut` where there is more than is shown."""

    search: HelpSearch
    choices: dict[str, Choices]
    ignored: list[str]
    kinds: list[tuple[str, list[HelpLine]]]
    count: int
    is_cut: bool


def help_page(query: QueryDict, *, now: datetime) -> HelpPage:
    """The answer to an address; what it says that nobody understands is left out and named."""
    choices = help_choices()
    search, ignored = read(query, choices)
    found = matching(search, timezone.localdate(now))
    lines = help_lines(found[:MOST], now)
    return HelpPage(
        search=search, choices=choices, ignored=ignored, kinds=by_kind(lines), count=len(lines), is_cut=len(found) > MOST
    )


def help_choices() -> dict[str, Choices]:
    """What may be asked for: countries in which there is other help, its kinds, and the topics."""
    countries = Resource.objects.published().sourced().exclude(country="").values_list("country", flat=True).distinct().order_by()
    return {
        "country": country_choices(countries),
        "kind": [(kind.value.replace("_", "-"), str(kind.label)) for kind in ResourceKind],
        "topic": [(topic.slug, str(topic)) for topic in Topic.objects.only("slug", "name", "position")],
    }


def country_choices(codes: Iterable[str]) -> Choices:
    """Countries by name, as addresses spell them."""
    return sorted(((code.lower(), country_name(code)) for code in codes), key=lambda choice: fold(choice[1]))


def read(query: QueryDict, choices: dict[str, Choices]) -> tuple[HelpSearch, list[str]]:
    """A search, and what of the address is none: parameters that nobody knows, and values that there are not."""
    values, ignored = {}, [name for name in query if name not in choices and name != HOW_SHOWN]
    for name, known in choices.items():
        value = query.get(name, "").strip().lower()
        if value in dict(known) or (name == "country" and is_country(value.upper())):
            values[name] = value
        elif value:
            ignored.append(f"{name}={value}")
    return HelpSearch(**values), [printable(text) for text in ignored[:MOST_IGNORED]]


def printable(text: str) -> str:
    """What somebody typed, as it can be shown."""
    return "".join(char for char in text if char.isprintable())[:SHOWN]


def matching(search: HelpSearch, today: date) -> list[Resource]:
    """One more than is shown at most, so that one can say whether there is more."""
    found = Resource.objects.published().sourced().for_listing(today)
    if search.country:
        found = found.in_country(search.country.upper())
    if search.kind:
        found = found.filter(kind=search.kind.replace("-", "_"))
    if search.topic:
        found = found.on_topics([search.topic])
    return list(found.order_by("kind", "pk")[: MOST + 1])
