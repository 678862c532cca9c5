"""A line on paper, and how lines are put together where room is short."""

from collections.abc import Iterable
from dataclasses import dataclass

from meetings.access import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A label and the paragraphs after it, each of sentences that know their language. Where room is short, one that `runs_on` goes
    on in the row of the one before, and one that `can_wait` is left to be read at the address."""

    label: str
    paragraphs: tuple[tuple[Sentence, ...], ...]
    runs_on: bool = False
    can_wait: bool = False


Row = tuple[Line, ...]


def line(label: str, *paragraphs: Iterable[Sentence], runs_on: bool = False, can_wait: bool = False) -> Line:
    """A line without the paragraphs and sentences of which nothing is known."""
    known = (tuple(one for one in sentences if one.text) for sentences in paragraphs)
    return Line(label=label, paragraphs=tuple(one for one in known if one), runs_on=runs_on, can_wait=can_wait)


def rows(lines: Iterable[Line], *, is_brief: bool = False) -> tuple[Row, ...]:
    """Each line in a row of its own; where room is short, as few rows as there may be."""
    found: list[list[Line]] = []
    for one in lines:
        if is_brief and one.can_wait:
            continue
        if is_brief and one.runs_on and found:
            found[-1].append(one)
        else:
            found.append([one])
    return tuple(tuple(row) for row in found)
