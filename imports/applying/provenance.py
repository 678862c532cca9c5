"""Who said what last: of each field of a meeting what its source said of it, and when (docs/adr/0012-provenance.md).

Only marks of values are kept, not the values. From them it is told whether a source says something new of a field, and whether a
person has changed that field here since the source last spoke of it.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone

from imports.applying.mapping import Values
from imports.models import Disagreement, SourceMeeting
from meetings.models import Meeting

# By the name of their first column. Two columns that must fit each other are one field.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "name": ("name",),
    "notes": ("notes",),
    "languages": ("languages",),
    "audiences_only": ("audiences_only", "audiences_welcome"),
    "facilities": ("facilities",),
    "website": ("website",),
}
MARK_BYTES = 6
COLUMNS: Mapping[str, Any] = {name: Meeting._meta.get_field(name) for columns in FIELDS.values() for name in columns}
Said = dict[str, list[str]]  # field: its mark, and the day since when the source says so


@dataclass(slots=True)
class Settled:
    """What becomes of the fields of a meeting whose source has changed: `values` are taken; of the fields in `disputed` the source
    and a person say different things; of those in `agreed` they no longer do. `said` is to be remembered."""

    said: Said
    values: Values = field(default_factory=dict)
    disputed: dict[str, Values] = field(default_factory=dict)
    agreed: set[str] = field(default_factory=set)


def mark(values: Values) -> str:
    """The same for the same values, whether they come from a record or from a row."""
    plain = [COLUMNS[name].to_python(value) for name, value in values.items()]
    text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=MARK_BYTES).hexdigest()


def values_of(meeting: Meeting, name: str) -> Values:
    """What a field of a meeting says now."""
    return {column: getattr(meeting, column) for column in FIELDS[name]}


def first_said(meeting: Meeting, on: date) -> Said:
    """What the source says of a meeting that it has just made."""
    return {name: [mark(values_of(meeting, name)), on.isoformat()] for name in FIELDS}


def settle(meeting: Meeting, theirs: Meeting, said: Said, on: date) -> Settled:
    """What is to be done with what a source says of a meeting. A field of which it says what it said before is left alone; one that
    nobody has changed here is taken, and so is one of which nothing is remembered; else a person has to say which of both holds."""
    settled = Settled(said=dict(said))
    for name in FIELDS:
        wanted = values_of(theirs, name)
        word, former, ours = mark(wanted), said.get(name, [""])[0], mark(values_of(meeting, name))
        if word == former:
            continue
        settled.said[name] = [word, on.isoformat()]
        if former and ours not in (former, word):
            settled.disputed[name] = wanted
        else:
            settled.values |= wanted
            settled.agreed.add(name)
    return settled


def keep_disagreements(link: SourceMeeting, settled: Settled) -> None:
    """Remember of which fields a person has to say what holds, and forget those of which nobody has to any more."""
    link.disagreements.filter(field_name__in=settled.agreed).delete()
    for name, theirs in settled.disputed.items():
        Disagreement.objects.update_or_create(link=link, field_name=name, defaults={"theirs": theirs, "since": timezone.now()})
