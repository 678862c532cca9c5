"""What stands in a change, as a coordinator would say it: fields by their names, values by what they mean."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from languages.dates import date_text, time_text
from languages.fields import CodeListField, TranslatedField, TranslatedWordsField
from languages.names import language_name
from languages.text import UNDETERMINED

Column = Any  # a column or a relation to many, as `_meta` has them
Names = Mapping[tuple[type[models.Model], int], str]
LONGEST = 120  # characters of a value that are shown
AROUND = 30  # characters before and after what differs
EMPTY: tuple[Any, ...] = (None, "", [], {})
MINUTES = "_minute"  # ends the name of a column that holds a minute of the day

# Filled by the modules `past.py` of the rooms: how values of a field are said, and fields that nobody needs to be told of.
_said: dict[tuple[type[models.Model], str], Callable[[Any], str]] = {}
_quiet: dict[type[models.Model], frozenset[str]] = {}


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one field. `can_return` where the history still has what stood there before."""

    field: str
    text: str
    can_return: bool


def say(kind: type[models.Model], **fields: Callable[[Any], str]) -> None:
    """Register how values of these fields are said; of a list each value."""
    _said.update({(kind, name): words for name, words in fields.items()})


def leave_out(kind: type[models.Model], *fields: str) -> None:
    """Register fields that follow from the others."""
    _quiet[kind] = frozenset(fields)


def is_left_out(kind: type[models.Model], field: str) -> bool:
    """Whether a field follows from the others."""
    return field in _quiet.get(kind, frozenset())


def columns_of(model: type[models.Model]) -> dict[str, Column]:
    """The fields of a model by the names that a change gives them."""
    many = {relation.name: relation for relation in model._meta.local_many_to_many}
    return {column.attname: column for column in model._meta.concrete_fields} | many


def field_names(model: type[models.Model]) -> dict[str, str]:
    """How a coordinator knows the fields of a model, by their names and by those of their columns."""
    return {name: str(column.verbose_name) for key, column in columns_of(model).items() for name in (key, column.name)}


def told_fields(model: type[models.Model], fields: Mapping[str, Any]) -> Iterator[tuple[str, Column]]:
    """Those fields of a change that somebody is told of, in the order of the model."""
    for name, column in columns_of(model).items():
        if name in fields and not is_left_out(model, name) and not column.primary_key:
            yield name, column


def pointers(model: type[models.Model], fields: Mapping[str, list[Any]]) -> Iterator[tuple[type[models.Model], int]]:
    """The rows to which the values of a change point."""
    for name, column in told_fields(model, fields):
        if column.is_relation:
            found = (value if isinstance(value, list) else [value] for value in fields[name])
            yield from ((column.related_model, key) for keys in found for key in keys if key is not None)


def change_lines(model: type[models.Model], fields: Mapping[str, list[Any]], names: Names, *, is_gone: bool) -> list[Line]:
    """A change in words. Of a deleted row (`is_gone`) what it said last."""
    lines: list[Line] = []
    for name, column in told_fields(model, fields):
        before, after = fields[name]
        if is_gone:
            texts = said_last(column, before, names)
        elif before is None and after is None:
            texts = [_("%(name)s: changed; what it says is not kept here") % {"name": title(column)}]
        else:
            texts = sentences(column, before, after, names)
        # What only actions write, as who vouched last, is put back with its entry, not by itself.
        can_return = column.editable and (before is not None or after is not None)
        lines += [Line(name, text, can_return) for text in texts]
    return lines


def title(column: Column, language: str = "") -> str:
    """The field's name, at the beginning of a sentence."""
    name = str(capfirst(column.verbose_name))
    if not language or language == UNDETERMINED:
        return name
    return _("%(field)s (%(language)s)") % {"field": name, "language": language_name(language)}


def said_last(column: Column, value: Any, names: Names) -> list[str]:
    """What a field said before its row was deleted; nothing where it was empty."""
    if value in EMPTY:
        return []
    if isinstance(column, TranslatedField | TranslatedWordsField):
        return [told(title(column, language), words(column, text, names)) for language, text in value.items() if text]
    return [told(title(column), listed(column, value, names))]


def told(name: str, value: str) -> str:
    return _("%(name)s: “%(value)s”") % {"name": name, "value": Truncator(value).chars(LONGEST)}


def sentences(column: Column, before: Any, after: Any, names: Names) -> list[str]:
    """What became of one field: a sentence, or one for each language."""
    if isinstance(column, TranslatedField | TranslatedWordsField):
        old, new = as_texts(before), as_texts(after)
        languages = [language for language in {**old, **new} if old.get(language) != new.get(language)]
        return [
            one_sentence(title(column, one), words(column, old.get(one), names), words(column, new.get(one), names))
            for one in languages
        ]
    if isinstance(column, CodeListField) or column.many_to_many:
        return list_sentences(column, before or [], after or [], names)
    return [one_sentence(title(column), words(column, before, names), words(column, after, names))]


def as_texts(value: Any) -> dict[str, Any]:
    """A text per language; old changes may hold a plain one."""
    return value if isinstance(value, dict) else ({UNDETERMINED: value} if value else {})


def one_sentence(name: str, before: str, after: str) -> str:
    """From what to what; long texts are cut to what differs."""
    if before and after:
        before, after = cut(before, after), cut(after, before)
        return _("%(name)s: from “%(before)s” to “%(after)s”") % {"name": name, "before": before, "after": after}
    if after:
        return _("%(name)s: now “%(after)s”, was empty") % {"name": name, "after": Truncator(after).chars(LONGEST)}
    return _("%(name)s: now empty, was “%(before)s”") % {"name": name, "before": Truncator(before).chars(LONGEST)}


def cut(text: str, other: str) -> str:
    """A long text around what differs from the other."""
    if len(text) <= LONGEST:
        return text
    same_start = beginning(text, other)
    same_end = min(beginning(text[::-1], other[::-1]), min(len(text), len(other)) - same_start)
    start, end = max(0, same_start - AROUND), min(len(text), len(text) - same_end + AROUND)
    piece = Truncator(text[start:end]).chars(LONGEST)
    return f"{'…' if start else ''}{piece}{'…' if end < len(text) else ''}"


def beginning(text: str, other: str) -> int:
    """With how many of the same characters they begin."""
    pairs = enumerate(zip(text, other, strict=False))
    return next((place for place, (one, another) in pairs if one != another), min(len(text), len(other)))


def list_sentences(column: Column, before: list[Any], after: list[Any], names: Names) -> list[str]:
    """What came into a list and what left it; a new order alone is one sentence."""
    added = [value for value in after if value not in before]
    removed = [value for value in before if value not in after]
    told_of = {"name": title(column), "added": listed(column, added, names), "removed": listed(column, removed, names)}
    if added and removed:
        return [_("%(name)s: added %(added)s; taken away %(removed)s") % told_of]
    if added:
        return [_("%(name)s: added %(added)s") % told_of]
    if removed:
        return [_("%(name)s: taken away %(removed)s") % told_of]
    return [_("%(name)s: in another order") % told_of]


def listed(column: Column, value: Any, names: Names) -> str:
    """A value, or the values of a list with commas between."""
    values = value if isinstance(value, list) else [value]
    return ", ".join(words(column, one, names) for one in values)


def words(column: Column, value: Any, names: Names) -> str:
    """One value in words. What a column of today would no longer take is shown as it was kept."""
    if value in EMPTY:
        return ""
    try:
        return said(column, value, names)
    except (TypeError, ValueError, KeyError, IndexError):
        return str(value)


def said(column: Column, value: Any, names: Names) -> str:
    """One value that is not empty. Raises what a wrong value makes of it."""
    registered = _said.get((column.model, column.name))
    if registered:
        return registered(value)
    if column.is_relation:
        return names.get((column.related_model, value)) or f"#{value}"
    choices = dict(column.flatchoices) or {str(code): label for code, label in getattr(column, "options", ())}
    if choices:
        return str(choices.get(value) or choices.get(str(value)) or value)
    return plain(column, value)


def plain(column: Column, value: Any) -> str:
    """A value of a column without choices."""
    match value:
        case bool():
            text = _("yes") if value else _("no")
        case float():
            text = f"{value:.4f}".rstrip("0").rstrip(".")  # of coordinates: about ten metres
        case list():
            text = ", ".join(str(one) for one in value)
        case dict():
            text = "; ".join(f"{key}: {one}" for key, one in value.items())
        case int() if column.name.endswith(MINUTES):
            text = time_text(time(*divmod(value, 60)))
        case str() if isinstance(column, models.DateTimeField):
            text = moment_text(datetime.fromisoformat(value))
        case str() if isinstance(column, models.DateField):
            text = date_text(date.fromisoformat(value))
        case _:
            text = str(value)
    return text


def moment_text(moment: datetime) -> str:
    """ "24 November 2026, 18:00", on the site's clock."""
    at = timezone.localtime(moment)
    return f"{date_text(at.date())}, {time_text(at.time())}"
