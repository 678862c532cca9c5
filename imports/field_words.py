"""The fields of which it is remembered who said them, in words: what they are called, and what stands in them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext_lazy as _

from accounts.care import in_care
from groups.models import Group
from history.wording import listed
from imports.applying.fields import FIELDS, FORMATS, RULE_FIELDS, column, rules_of
from imports.applying.mapping import Values
from imports.applying.rules import from_values
from imports.models import Disagreement
from interchange.records import Access
from languages.fields import CodeListField
from meetings.kinds import ACCESSES
from meetings.models import Format, Meeting, ScheduleRule
from meetings.sentences import rule_sentence
from places.models import Venue, Visibility

if TYPE_CHECKING:
    from accounts.models import User

EMPTY: tuple[Any, ...] = (None, "", (), {}, [])
SHOWN = 300  # characters of a text
LABELS: Mapping[tuple[type[models.Model], str], Any] = {
    (Meeting, "times"): _("When it meets"),
    (Meeting, "once"): _("On single dates"),
    (Meeting, "zone"): _("Time zone"),
    (Meeting, "access"): _("Who may come"),
    (Meeting, FORMATS): _("Formats"),
    (Meeting, "venue"): _("In which house"),
    (Meeting, "group"): _("Which group"),
    (Venue, "address"): _("Address"),
    (Venue, "point"): _("On the map"),
    (Group, "name"): _("Name of the group"),
    (Group, "website"): _("Website of the group"),
}
RULE_WORDS: Mapping[str, Callable[[ScheduleRule], str]] = {
    "times": lambda rule: rule_sentence(rule.recurrence),
    "once": lambda rule: rule_sentence(rule.recurrence),
    "zone": lambda rule: rule.zone,
    "access": lambda rule: "; ".join(map(str, access_of(rule))),
}


@dataclass(frozen=True, slots=True)
class Named:
    """What the keys in disagreements stand for, as far as whoever reads may see it: loaded once for all of them."""

    houses: dict[int, str] = field(default_factory=dict)
    groups: dict[int, str] = field(default_factory=dict)
    formats: dict[str, str] = field(default_factory=dict)


def label(model: type[models.Model], name: str) -> str:
    """What a field is called; one of columns by the first of them."""
    told = LABELS.get((model, name)) or column(model, FIELDS[model][name][0]).verbose_name
    return str(capfirst(told))


def place_of(row: models.Model, name: str) -> tuple[list[models.Model], tuple[str, ...]]:
    """In which rows and columns a field stands."""
    if isinstance(row, Meeting) and name in RULE_FIELDS:
        return list(row.rules.all()), RULE_FIELDS[name]
    return [row], (FORMATS,) if name == FORMATS else FIELDS[type(row)][name]


def ours_in_words(row: models.Model, name: str) -> str:
    """What stands in a row."""
    if isinstance(row, Meeting):
        if name in RULE_FIELDS:
            return rules_in_words(row.rules.all(), name)
        if name == FORMATS:
            return ", ".join(sorted(str(one) for one in row.formats.all()))
        if name == "venue":
            return house_in_words(row.venue) if row.venue else ""
        if name == "group":
            return str(row.group)
    return in_words(type(row), {column: getattr(row, column) for column in FIELDS[type(row)][name]})


def theirs_in_words(disagreement: Disagreement, named: Named) -> str:
    """What the source says."""
    name, values, row = disagreement.field_name, disagreement.theirs, disagreement.row
    if isinstance(row, Meeting):
        if name in RULE_FIELDS:
            return rules_in_words(from_values(row, values), name)
        if name == FORMATS:
            return ", ".join(sorted(named.formats.get(slug, slug) for slug in values[FORMATS]))
        if name == "venue":
            return named.houses.get(values["venue_id"], "")
        if name == "group":
            return named.groups.get(values["group_id"], "")
    model = type(row)
    return in_words(model, {one: column(model, one).to_python(values[one]) for one in FIELDS[model][name]})


def rules_in_words(rules: Iterable[ScheduleRule], name: str) -> str:
    """What the rules of a meeting say, each thing once, a line each."""
    return "\n".join(dict.fromkeys(RULE_WORDS[name](rule) for rule in rules_of(rules, name)))


def access_of(rule: ScheduleRule) -> list[Any]:
    """Who may come then."""
    return [dict(ACCESSES)[Access(rule.access)], *([column(ScheduleRule, "ask_first").verbose_name] if rule.ask_first else [])]


def house_in_words(venue: Venue) -> str:
    """All of its address."""
    parts = (venue.name, venue.street, " ".join(filter(None, (venue.postal_code, venue.city))), venue.address_text)
    return ", ".join(part for part in parts if part)


def in_words(model: type[models.Model], values: Values) -> str:
    """The columns of one field, one after the other. Of several those that say nothing are left out."""
    columns = {name: column(model, name) for name in values}
    is_alone = len(values) == 1
    told = {name: value for name, value in values.items() if value not in EMPTY and (is_alone or value is not False)}
    texts = {name: column_in_words(columns[name], value) for name, value in told.items()}
    if is_alone or "street" in values:
        return ", ".join(texts.values())
    return "; ".join(f"{capfirst(columns[name].verbose_name)}: {text}" for name, text in texts.items())


def column_in_words(column: Any, value: Any) -> str:
    """A text in all its languages, codes by their names, all else as it is."""
    if isinstance(value, dict):
        return Truncator(" / ".join(map(str, value.values()))).chars(SHOWN)
    if isinstance(value, date):
        value = value.isoformat()
    return listed(column, list(value) if isinstance(column, CodeListField) else value, {})


def named_in(disagreements: Iterable[Disagreement], user: "User") -> Named:
    """The names of all rows that these speak of, in a fixed number of queries."""
    told = [(one.field_name, one.theirs) for one in disagreements if one.link_id]
    keys = {key: {values[key] for _name, values in told if values.get(key)} for key in ("venue_id", "group_id")}
    slugs = {slug for name, values in told if name == FORMATS for slug in values[FORMATS]}
    return Named(
        houses=houses(keys["venue_id"], user) if keys["venue_id"] else {},
        groups={row.pk: str(row) for row in Group.objects.filter(pk__in=keys["group_id"])} if keys["group_id"] else {},
        formats={row.slug: str(row) for row in Format.objects.filter(slug__in=slugs)} if slugs else {},
    )


def houses(keys: set[int], user: "User") -> dict[int, str]:
    """These houses. Of one that is hidden, and in which others meet, only the town is told."""
    own = set(in_care(Venue, user).filter(pk__in=keys).values_list("pk", flat=True))
    found = Venue.objects.filter(pk__in=keys).annotate(others=models.Count("meetings"))
    return {row.pk: house_in_words(row) if may_see(row, own) else row.city for row in found}


def may_see(venue: Any, own: set[int]) -> bool:
    """A house in which nobody meets was made for what is disputed: its address is the source's word."""
    return venue.pk in own or venue.visibility == Visibility.PUBLIC or not venue.others
