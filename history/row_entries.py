"""The entries on the page of a row, each with where it can be put back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db import models

from accounts.models import User
from history.models import Change, ChangeKind, Revision
from history.telling import Entry, Part, model_of, tell


@dataclass(frozen=True, slots=True)
class RowLine:
    """What became of one field; an address where it can be put back."""

    text: str
    address: str


@dataclass(frozen=True, slots=True)
class RowPart:
    """What an entry did to one row. `is_other` where that is not the row of the page."""

    part: Part
    is_other: bool
    lines: tuple[RowLine, ...]


@dataclass(frozen=True, slots=True)
class RowEntry:
    """An entry; an address where all of it that is told here can be put back."""

    entry: Entry
    parts: tuple[RowPart, ...]
    address: str


def entries_of(
    row: models.Model,
    revisions: Sequence[Revision],
    changes: Sequence[Change],
    own: Sequence[Change],
    addresses: Mapping[int, str],
    *,
    to: User,
) -> list[RowEntry]:
    """Entries with those of their changes that are told on the page of a row, of which `own` may be put back, at the addresses by
    the keys of the revisions."""
    own_keys = {change.pk for change in own}
    return [row_entry(row, entry, own_keys, addresses[entry.revision.pk]) for entry in tell(revisions, changes, to=to)]


def row_entry(row: models.Model, entry: Entry, own: set[int], address: str) -> RowEntry:
    """An entry on the page of a row. That the row itself was made is not put back there: it would be gone."""
    parts = tuple(row_part(row, part, own, address) for part in entry.parts)
    made_here = any(not part.is_other and part.part.change.kind == ChangeKind.CREATED for part in parts)
    may_return = not made_here and any(can_return(part.part, own) for part in parts)
    return RowEntry(entry, parts, address if may_return else "")


def can_return(part: Part, own: set[int]) -> bool:
    """Whether something of it may be put back."""
    is_whole = part.change.kind in {ChangeKind.CREATED, ChangeKind.DELETED}
    return part.change.pk in own and (is_whole or any(line.can_return for line in part.lines))


def row_part(row: models.Model, part: Part, own: set[int], address: str) -> RowPart:
    """What became of one row; of a field in several languages the last line has the address."""
    change = part.change
    last = {line.field: line for line in part.lines if line.can_return and change.pk in own and change.kind == ChangeKind.CHANGED}
    lines = []
    for line in part.lines:
        asked = urlencode({"change": change.pk, "field": line.field})
        lines.append(RowLine(line.text, f"{address}?{asked}" if last.get(line.field) is line else ""))
    return RowPart(part, (model_of(change), change.object_id) != (type(row), row.pk), tuple(lines))
