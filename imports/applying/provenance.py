"""Who said what last: of each field what its source said of it, and when (docs/adr/0012-provenance.md).

Only marks of values are kept, not the values. From them it is told whether a source says something new of a field, and whether a
person has changed that field here since the source last spoke of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone

from imports.applying.fields import Marks
from imports.models import Disagreement, SourceGroup, SourceMeeting, SourceVenue

Said = dict[str, list[str]]  # field: its mark, and the day since when the source says so
Link = SourceMeeting | SourceVenue | SourceGroup


@dataclass(slots=True)
class Settled:
    """What becomes of the fields of a row whose source has changed: those in `taken` are as the source has them; of those in
    `disputed` the source and a person say different things. `said` is to be remembered."""

    said: Said
    taken: set[str] = field(default_factory=set)
    disputed: set[str] = field(default_factory=set)


def first_said(marks: Marks, on: date) -> Said:
    """What the source says of a row that it has just made."""
    return {name: [one, on.isoformat()] for name, one in marks.items()}


def settle(ours: Marks, theirs: Marks, said: Said, on: date) -> Settled:
    """What is to be done with what a source says now. A field of which it says what it said before is left alone; one that nobody
    has changed here is taken, and so is one of which nothing is remembered; else a person has to say which of both holds."""
    settled = Settled(said=dict(said))
    for name, word in theirs.items():
        former = said.get(name, [""])[0]
        if word == former:
            continue
        settled.said[name] = [word, on.isoformat()]
        if former and ours.get(name) not in (former, word):
            settled.disputed.add(name)
        else:
            settled.taken.add(name)
    return settled


def keep_disagreements(link: Link, settled: Settled, theirs: Mapping[str, Any]) -> None:
    """Remember of which fields a person has to say what holds, with the values of the source, and forget those of which nobody has
    to any more."""
    link.disagreements.filter(field_name__in=settled.taken).delete()
    for name in settled.disputed:
        which: dict[str, Any] = {**Disagreement.named_by(link), "field_name": name}
        Disagreement.objects.update_or_create(**which, defaults={"theirs": theirs[name], "since": timezone.now()})
