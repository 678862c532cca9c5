"""What somebody typed beside what another changed meanwhile: merged field by field, and asked about where both changed one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext as _

from languages.forms import TranslatedWidget
from meetings.editing.merging import Merged, merge
from meetings.editing.versions import Since

THEIRS, MINE = "theirs", "mine"


@dataclass(frozen=True, slots=True)
class Dispute:
    """A field that both changed: what stands there now and by whom, and what was typed."""

    control: str
    now: str
    by: str
    at: datetime | None
    mine: str
    version: int


@dataclass(frozen=True, slots=True)
class Part:
    """One form of the page: what its fields showed when it was opened, what they would show now, and what happened between."""

    form: forms.BaseForm
    base: Mapping[str, Any]
    stored: Mapping[str, Any]
    since: Since
    version: int


def comparable(value: Any) -> Any:
    """Values of rows and of forms as they can be compared; what is empty is empty, but "no" is something else than "not known"."""
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, models.QuerySet) or (isinstance(value, list) and value and isinstance(value[0], models.Model)):
        return tuple(sorted(one.pk for one in value)) or None
    if isinstance(value, list | tuple):
        return tuple(value) or None
    return None if value in ("", {}) else value


def typed_values(form: forms.BaseForm) -> dict[str, Any]:
    """What was typed: cleaned where it could be, as it stands where not."""
    return {name: comparable(form.cleaned_data[name]) if name in form.cleaned_data else form[name].value() for name in form.fields}


def merged(form: forms.BaseForm, base: Mapping[str, Any], stored: Mapping[str, Any]) -> Merged:
    """Of one form; `base` are the initial values when it was opened, `stored` those of now."""
    mine = typed_values(form)
    known = {name: value for name, value in mine.items() if name in stored}
    return merge(
        {name: comparable(value) for name, value in base.items()},
        known,
        {name: comparable(value) for name, value in stored.items()},
    )


def put(data: QueryDict, form: forms.BaseForm, name: str, value: Any) -> None:
    """Put a value into what was sent, as a browser would have sent it."""
    sent = form.add_prefix(name)
    widget, prepared = form.fields[name].widget, form.fields[name].prepare_value(value)
    for key in [key for key in data if key == sent or key.startswith(f"{sent}__")]:
        del data[key]
    if isinstance(widget, TranslatedWidget):
        data.update({f"{sent}__{code}": text for code, text in (prepared or {}).items()})
    elif isinstance(widget, forms.CheckboxSelectMultiple):
        data.setlist(sent, [str(getattr(one, "pk", one)) for one in prepared or ()])
    elif isinstance(widget, forms.CheckboxInput):
        data.setlist(sent, ["on"] if prepared else [])
    else:
        shown = widget.format_value(prepared) if hasattr(widget, "format_value") else prepared
        data[sent] = str(next(iter(shown), "") if isinstance(shown, list) else shown or "")


def settle(data: QueryDict, part: Part, name: str) -> Dispute | None:
    """What becomes of a field that both changed: as it was chosen, if what was chosen from still stands; else it is asked."""
    form, since = part.form, part.since
    control = f"keep-{form.add_prefix(name)}"
    choice, _colon, seen = data.get(control, "").partition(":")
    if choice in {THEIRS, MINE} and seen == str(part.version):
        if choice == THEIRS:
            put(data, form, name, part.stored[name])
        return None
    column = column_of(name, since)
    return Dispute(
        control=control,
        now=in_words(form.fields[name], part.stored[name]),
        by=since.by.get(column, ""),
        at=since.at.get(column),
        mine=in_words(form.fields[name], form.cleaned_data.get(name, form[name].value())),
        version=part.version,
    )


def column_of(name: str, since: Since) -> str:
    """The column behind a field, to say who changed it; of a field that several columns make any of those that changed."""
    named = (one for one in (name, f"{name}_id", *since.by) if one in since.by)
    return next(named, "")


def in_words(field: forms.Field, value: Any) -> str:
    """A value for somebody who has to choose."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dict):
        return " / ".join(str(text) for text in value.values()) or "–"
    labels = dict(labelled(field))
    prepared = field.prepare_value(value)
    if isinstance(prepared, list | tuple | models.QuerySet):
        return ", ".join(labels.get(str(getattr(one, "pk", one)), str(one)) for one in prepared) or "–"
    return labels.get(str(prepared), str(prepared or "")) or "–"


def labelled(field: forms.Field) -> Iterator[tuple[str, str]]:
    """The labels of a field's choices, by value."""
    for value, label in getattr(field, "choices", ()):
        yield str(value), str(label)
