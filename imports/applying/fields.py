"""The fields of a meeting, of its house and of its group of which it is remembered who said them (docs/adr/0012-provenance.md).

Columns that must fit each other are one field: half an address, or a link without the word that one can join by it, would be wrong
whoever said the other half.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, cast

from django.db import models

from groups.models import Group
from imports.applying.mapping import RECURRENCE_FIELDS, Values
from interchange.records import Frequency
from languages.fields import CodeListField
from meetings.models import Format, Meeting, ScheduleRule
from places.models import ACCESS_FACTS, Venue

Marks = dict[str, str]  # field: a mark of its value
FIELDS: Mapping[type[models.Model], Mapping[str, tuple[str, ...]]] = {
    Meeting: {
        "name": ("name",),
        "notes": ("notes",),
        "languages": ("languages",),
        "audiences_only": ("audiences_only", "audiences_welcome"),
        "facilities": ("facilities",),
        "website": ("website",),
        "attendance": ("attendance", "online_url", "phone", "access_notes", "is_link_on_request"),
        "status": ("status",),
        "venue": ("venue_id",),
        "group": ("group_id",),
    },
    Venue: {
        "name": ("name",),
        "address": ("street", "district", "city", "region", "postal_code", "country", "address_text"),
        "point": ("latitude", "longitude", "precision"),
        "directions": ("directions",),
        **{fact: (fact,) for fact in ACCESS_FACTS},
    },
    Group: {name: (name,) for name in ("name", "about", "website", "contribution_links", "serves")},
}
# Of all rules of a meeting together. An evening that somebody has called closed stays so when the list moves it by half an hour.
# Single dates are a field of their own: they pass, and nobody has said anything by that.
TIMES, ONCE = "times", "once"
RULE_FIELDS: Mapping[str, tuple[str, ...]] = {
    TIMES: RECURRENCE_FIELDS,
    ONCE: RECURRENCE_FIELDS,
    "zone": ("zone",),
    "access": ("access", "ask_first"),
}
FORMATS = "formats"
WHAT = ("name", "notes", "languages", "audiences_only", "facilities", "website")
# What follows from a field, and is taken with it.
ALONG: Mapping[str, tuple[str, ...]] = {"address": ("place_id",), "point": ("zone",)}
MARK_BYTES = 6
ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True, default=str)
DEGREES = 4  # decimals of coordinates, about ten metres: what a form rounds off is no change


def column(model: type[models.Model], name: str) -> "models.Field[Any, Any]":
    """A column by its name: none of those that are told apart is the other side of a relation, as Django's types would have it."""
    return cast("models.Field[Any, Any]", model._meta.get_field(name))


def reader_of(column: Any) -> Callable[[Any], Any]:
    """Makes the value of a column plain, and the same whether it comes from a record or from the database."""
    if isinstance(column, CodeListField) and column.options:
        ranks = {str(code): rank for rank, (code, _label) in enumerate(column.options)}  # in which order it is kept
        return lambda value: sorted(column.to_python(value), key=lambda code: ranks.get(str(code), len(ranks)))
    if isinstance(column, models.FloatField):
        return lambda value: None if value is None else round(value, DEGREES)
    to_plain: Callable[[Any], Any] = column.to_python
    return to_plain


def readers(model: type[models.Model], columns: Iterable[str]) -> list[tuple[str, Callable[[Any], Any]]]:
    """The columns of a field, and how each is read."""
    return [(name, reader_of(model._meta.get_field(name))) for name in columns]


READERS = {model: {name: readers(model, columns) for name, columns in fields.items()} for model, fields in FIELDS.items()}
RULE_READERS = {name: readers(ScheduleRule, columns) for name, columns in RULE_FIELDS.items()}


def mark(plain: Any) -> str:
    """12 hexadecimal digits, the same for the same value. Which sign ends a line is a matter of the browser."""
    return hashed(ENCODER.encode(plain).replace("\\r\\n", "\\n"))


@lru_cache(maxsize=4096)  # most fields say the same of very many meetings: nothing
def hashed(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=MARK_BYTES).hexdigest()


def marks_of(row: models.Model, names: Iterable[str] = ()) -> Marks:
    """What a row says of its fields, or of some of them."""
    fields = READERS[type(row)]
    return {name: mark([read(getattr(row, column)) for column, read in fields[name]]) for name in names or fields}


def marks_of_rules(rules: Iterable[ScheduleRule], today: date = date.min) -> Marks:
    """What the rules of a meeting say together, in whatever order they are. Of single dates only where there are any ahead."""
    known = list(rules)
    marks = {name: mark_of_all(rules_of(known, name), name) for name in RULE_READERS if name != ONCE}
    days = single_days(known, today)
    return marks | ({ONCE: mark(days)} if days else {})


def mark_of_all(rules: Iterable[ScheduleRule], name: str) -> str:
    """What rules say of a field, each thing once."""
    return mark(sorted({ENCODER.encode([read(getattr(rule, column)) for column, read in RULE_READERS[name]]) for rule in rules}))


def rules_of(rules: Iterable[ScheduleRule], name: str) -> list[ScheduleRule]:
    """The rules of which a field tells: single dates, those that repeat, or all."""
    is_wanted = {TIMES: (False,), ONCE: (True,)}.get(name, (False, True))
    return [rule for rule in rules if (rule.frequency == Frequency.ONCE) in is_wanted]


def day_of(rule: ScheduleRule) -> str:
    """A single date as it is remembered; sorted, they are in the order of time."""
    return f"{rule.first_on} {rule.start_minute} {rule.duration_minutes}"


def single_days(rules: Iterable[ScheduleRule], today: date) -> list[str]:
    """The single dates from today on."""
    return sorted(day for rule in rules_of(rules, ONCE) if (day := day_of(rule)) >= today.isoformat())


def mark_of_formats(formats: Iterable[Format]) -> Marks:
    """Which formats a meeting has."""
    return {FORMATS: mark(sorted(one.slug for one in formats))}


def values_of(row: models.Model, names: Iterable[str]) -> Values:
    """The columns of these fields, and those that follow from them."""
    model = FIELDS[type(row)]
    return {column: getattr(row, column) for name in names for column in (*model[name], *ALONG.get(name, ()))}


def told_of(venue: Venue) -> list[str]:
    """The fields of a house of which something is said; a fact that nobody mentions is not denied by that."""
    return [name for name in FIELDS[Venue] if name not in ACCESS_FACTS or getattr(venue, name) is not None]
