"""Reading them: every object becomes one record, or one problem that says why it does not."""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from interchange.codes import code_set
from interchange.dialects.peculiar import resolved
from interchange.dialects.shapes import Shape, shape_of
from interchange.json_list import read_lists
from interchange.meeting_guide.item import Item
from interchange.meeting_guide.memory import FeedMemory
from interchange.meeting_guide.options import ReadOptions
from interchange.meeting_guide.reader import read_entry, read_key
from interchange.reasons import ProblemCode
from interchange.records import MeetingRecord, Problem
from interchange.tables.fields import to_object
from interchange.tables.schedules import NOT_EVERY_WEEK
from interchange.type_names import bare

LONGEST_FELLOWSHIP = 200


def looks_known(stream: BinaryIO) -> bool:
    """Whether the content is a list that is known, told by its first object."""
    stream.seek(0)
    first = next(iter(read_lists(stream)), None)
    return isinstance(first, tuple) and shape_of(first[1]) is not None


def read(stream: BinaryIO, *, options: ReadOptions) -> Iterator[MeetingRecord | Problem]:
    """Every record of a list, with the same promises as the reader of Meeting Guide JSON. An object that has none of the keys by
    which its list is known is read as the others are."""
    memory = FeedMemory()
    stream.seek(0)
    shape: Shape | None = None
    index = 0
    for found in read_lists(stream):
        if isinstance(found, Problem):
            yield found
            continue
        shape = shape or shape_of(found[1])
        yield from read_object(found[1], index, shape, options, memory)
        index += 1
    yield from memory.problems()


def read_object(
    entry: Any, index: int, shape: Shape | None, options: ReadOptions, memory: FeedMemory
) -> Iterator[MeetingRecord | Problem]:
    """The notes about one object, and its record; or the problem that rejects it, alone."""
    if not isinstance(entry, dict) or shape is None:
        yield from read_entry(entry, index, options, memory)
        return
    row = resolved(shape.row(entry))
    refusal = refused(row, index, options)
    if refusal:
        yield refusal
        return
    yield from read_entry(to_object(row, code_set(options.code_set)), index, options, memory)


def refused(row: dict[str, str], index: int, options: ReadOptions) -> Problem | None:
    """Why an object is not for us to list, whatever else it says."""
    item = Item(row, index)
    item.key = read_key(item)
    fellowship = row.get("fellowship", "")[:LONGEST_FELLOWSHIP]
    if row.pop("not_public", ""):
        return item.problem(ProblemCode.NOT_PUBLIC)
    if fellowship and options.fellowship_names and not names_one_of(fellowship, options.fellowship_names):
        return item.problem(ProblemCode.OTHER_FELLOWSHIP, "fellowship", fellowship)
    if NOT_EVERY_WEEK.search(fellowship):
        return item.problem(ProblemCode.SCHEDULE_UNREADABLE, "fellowship", fellowship)
    return None


def names_one_of(text: str, names: frozenset[str]) -> bool:
    """Whether a free text on the fellowship ("AA - Queer and Allies") has one of these names in it."""
    folded = bare(text)
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", folded) for name in names)
