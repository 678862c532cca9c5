"""The check of a feed as it is told: what was found, kind by kind, with some examples of each; bounded, whatever the feed is."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from time import monotonic
from typing import BinaryIO

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from imports.checking.advice import ADVICE
from imports.checking.words import FOUND
from imports.planning.tally import Told, told
from imports.problems import sentence
from imports.reasons import ImportCode
from interchange import tables
from interchange.codes import GENERAL
from interchange.meeting_guide import ReadOptions, checking
from interchange.meeting_guide.checking import Checked, Finding
from interchange.reasons import CheckCode, ProblemCode
from interchange.records import MeetingRecord, Problem

HEAD_BYTES = 1 << 12
EXAMPLES = 3
MOST_VALUES = 20  # examples of a kind in which each is about something else
MOST_FIELDS = 12
EACH_ITS_OWN = frozenset(
    {ProblemCode.UNKNOWN_CODE, ProblemCode.UNKNOWN_COLUMN, ProblemCode.COORDINATES_SHARED, CheckCode.FIELD_UNKNOWN}
)


class Weight(TextChoices):
    """How bad it is, the worst first."""

    REFUSES = "refuses", gettext_lazy("The whole feed cannot be read")
    REJECTS = "rejects", gettext_lazy("Records that cannot be listed")
    NOTED = "noted", gettext_lazy("Read, but not all of it")
    READERS = "readers", gettext_lazy("What the Meeting Guide app, TSML and tsml-ui make of it")


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """Where something is wrong: in which record, which field, and what stands there, without anything personal."""

    record: str
    field_name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """All that is wrong in one way. `fields` are the fields in which it is, with numbers, the most frequent first."""

    code: str
    weight: Weight
    count: int
    sentence: str
    advice: str
    fields: tuple[tuple[str, int], ...]
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedReport:
    """What was looked at, and what was found. `is_cut` says that it took too long: the rest was not looked at."""

    came_in: int
    rejected: int
    is_cut: bool
    kinds: tuple[Kind, ...]

    @property
    def is_refused(self) -> bool:
        """Whether nothing of it is to be used."""
        return any(kind.weight is Weight.REFUSES for kind in self.kinds)


@dataclass(slots=True)
class Collected:
    """One kind while the feed is being looked at."""

    weight: Weight
    count: int = 0
    fields: Counter[str] = field(default_factory=Counter)
    examples: list[Example] = field(default_factory=list)

    def add(self, one: Told, most: int) -> None:
        """Count one, and keep it while there are few."""
        self.count += one.count
        if one.field_name:
            self.fields[one.field_name] += one.count
        if len(self.examples) < most:
            self.examples.append(Example(record=record_of(one), field_name=one.field_name, value=one.value))

    def kind(self, code: str) -> Kind:
        """The kind as it is told."""
        says = str(FOUND[code]) if code in FOUND else sentence(code)
        return Kind(
            code=code,
            weight=self.weight,
            count=self.count,
            sentence=says,
            advice=str(ADVICE.get(code, "")),
            fields=tuple(self.fields.most_common(MOST_FIELDS)),
            examples=tuple(example for example in self.examples if example.record or example.field_name or example.value),
        )


def record_of(one: Told) -> str:
    """By what a record is found again: its number, and its key, unless that was made here because it has none."""
    number = "" if one.index is None else _("no. %(number)d of the list") % {"number": one.index + 1}
    key = "" if one.code == ProblemCode.SLUG_MISSING else one.key
    return ", ".join(filter(None, (key, number)))


def check_feed(content: BinaryIO, options: ReadOptions, *, examples: int = EXAMPLES, seconds: float | None = None) -> FeedReport:
    """Everything that is wrong with a feed, JSON or a table; not for longer than so many seconds."""
    deadline = None if seconds is None else monotonic() + seconds
    kinds: dict[str, Collected] = {}
    listed, rejected, is_cut = 0, 0, False
    for found in look_at(content, options):
        if isinstance(found, MeetingRecord):
            listed += 1
        elif is_told(found, options):
            one = as_told(found)
            rejected += one.rejects and one.index is not None
            most = max(examples, MOST_VALUES) if one.code in EACH_ITS_OWN else examples
            kinds.setdefault(one.code, Collected(weight_of(one, found))).add(one, most)
        if deadline is not None and monotonic() > deadline:
            is_cut = True
            break
    return FeedReport(came_in=listed + rejected, rejected=rejected, is_cut=is_cut, kinds=in_order(kinds))


def look_at(content: BinaryIO, options: ReadOptions) -> Iterator[Checked]:
    """The records and all that is found. What readers of JSON make of a feed is not asked of a table."""
    content.seek(0)
    is_table = tables.looks_like_a_table(content.read(HEAD_BYTES))
    content.seek(0)
    return tables.read(content, options=options) if is_table else checking.check(content, options=options)


def is_told(found: Problem | Finding, options: ReadOptions) -> bool:
    """Without a fellowship nobody knows which codes there are."""
    return found.code is not ProblemCode.UNKNOWN_CODE or options.code_set != GENERAL


def as_told(found: Problem | Finding) -> Told:
    """What was found, in the form of what runs of imports tell."""
    if isinstance(found, Problem):
        return told(found)
    return Told(code=found.code, key=found.key, index=found.index, field_name=found.field_name, value=found.value)


def weight_of(one: Told, found: Problem | Finding) -> Weight:
    """How bad it is."""
    if isinstance(found, Finding):
        return Weight.READERS
    if not one.rejects:
        return Weight.NOTED
    return Weight.REFUSES if one.index is None else Weight.REJECTS


def in_order(kinds: dict[str, Collected]) -> tuple[Kind, ...]:
    """The worst first, and of equal ones the most frequent."""
    weights = list(Weight)
    ordered = sorted(kinds.items(), key=lambda pair: (weights.index(pair[1].weight), -pair[1].count, pair[0]))
    return tuple(collected.kind(code) for code, collected in ordered)


def unreachable(code: ImportCode) -> FeedReport:
    """The report on a feed that could not be had."""
    collected = Collected(Weight.REFUSES, count=1)
    return FeedReport(came_in=0, rejected=0, is_cut=False, kinds=(collected.kind(code),))


def by_weight(kinds: Iterable[Kind]) -> list[tuple[str, list[Kind]]]:
    """The kinds under their headings."""
    every = list(kinds)
    parts = ((str(weight.label), [kind for kind in every if kind.weight is weight]) for weight in Weight)
    return [(heading, under) for heading, under in parts if under]
