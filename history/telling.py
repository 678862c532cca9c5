"""What the history tells of rows: one entry is one thing that somebody did."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.care import choosable, in_care
from accounts.models import User
from history.actions import with_references
from history.belonging import Keys, about
from history.models import Change, ChangeKind, Revision
from history.wording import Line, change_lines, moment_text, pointers

if TYPE_CHECKING:
    from history.wording import Names

Pointer = tuple[type[models.Model], int]
# Models whose rows may have something to hide, as the address of a house: named only to those who may look at or choose them.
guarded: set[type[models.Model]] = set()


@dataclass(frozen=True, slots=True)
class Part:
    """What an entry did to one row."""

    change: Change
    kind: str
    name: str
    happened: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """What somebody did, as far as it is told here."""

    revision: Revision
    at: datetime
    when: str
    who: str
    road: str
    note: str
    parts: tuple[Part, ...]


def tell(revisions: Sequence[Revision], changes: Iterable[Change], *, to: User) -> list[Entry]:
    """Entries with those of their changes that are told; the number of queries does not depend on how many there are."""
    known = [change for change in changes if change.content_type.model_class()]
    own = names_today(((model_of(change), change.object_id) for change in known), to)
    names = row_names((pointer for change in known for pointer in pointers(model_of(change), change.fields)), to)
    parts: dict[int, list[Part]] = defaultdict(list)
    for change in known:
        part = tell_change(change, names, own.get((model_of(change), change.object_id), change.label))
        if part.lines or change.kind != ChangeKind.CHANGED:
            parts[change.revision_id].append(part)
    return [tell_revision(revision, parts[revision.pk], to) for revision in revisions if parts[revision.pk]]


def tell_revision(revision: Revision, parts: Iterable[Part], to: User) -> Entry:
    road = " ".join(part for part in (str(revision.get_road_display()), revision.road_name) if part)
    return Entry(revision, revision.at, moment_text(revision.at), who(revision.by, to), road, revision.note, tuple(parts))


def tell_change(change: Change, names: "Names", name: str) -> Part:
    """What became of one row of this name. Of a row that was made the row itself tells, until a later change does."""
    model = model_of(change)
    is_gone = change.kind == ChangeKind.DELETED
    lines = change_lines(model, change.fields, names, is_gone=is_gone)
    happened = _("deleted; it said last") if is_gone and lines else change.get_kind_display()
    return Part(change, str(capfirst(model._meta.verbose_name)), name, str(happened), tuple(lines))


def model_of(change: Change) -> type[models.Model]:
    """The model of a change's row. Raises LookupError where there is none any more."""
    model = change.content_type.model_class()
    if model is None:
        raise LookupError(change.content_type)
    return model


def who(user: User | None, to: User | None = None) -> str:
    """Somebody as others know them: by first name or role. The mail address is for administrators."""
    if user is None:
        return ""
    nameless = user.email if to and to.is_superuser else _("somebody without a name (no. %(number)s)") % {"number": user.pk}
    return user.display_name or nameless


def row_names(wanted: Iterable[Pointer], to: User) -> dict[Pointer, str]:
    """What rows are called, also those that are gone: a few queries for each model."""
    pairs = set(wanted)
    names = names_today(pairs, to)
    names.update(last_names({(model, pk) for model, pk in pairs - names.keys() if model not in guarded}))
    return {pair: names.get(pair, _("(gone, or in the care of others)")) for pair in pairs}


def names_today(wanted: Iterable[Pointer], to: User) -> dict[Pointer, str]:
    """What rows that there are are called, in the reader's language."""
    keys: Keys = defaultdict(set)
    for model, pk in wanted:
        keys[model].add(pk)
    return {pointer: name for model, of_model in keys.items() for pointer, name in names_of(model, of_model, to)}


def names_of(model: type[models.Model], keys: set[int], to: User) -> Iterator[tuple[Pointer, str]]:
    """What these rows are called today."""
    rows = with_references(model).filter(pk__in=keys)
    if model in guarded and not to.is_superuser:
        shown = (ask(model, to).filter(pk__in=keys).values_list("pk", flat=True) for ask in (in_care, choosable))
        rows = rows.filter(pk__in={pk for found in shown for pk in found})
    for row in rows:
        yield (model, row.pk), who(row, to) if isinstance(row, User) else str(row)


def last_names(missing: set[Pointer]) -> Mapping[Pointer, str]:
    """What rows that are gone were called in the end."""
    if not missing:
        return {}
    keys: Keys = defaultdict(set)
    for model, pk in missing:
        keys[model].add(pk)
    found = Change.objects.filter(about(keys), kind=ChangeKind.DELETED).select_related("content_type").order_by("pk")
    return {(model_of(change), change.object_id): change.label for change in found}
