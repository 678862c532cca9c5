"""Which list it is, and its objects as rows with our columns."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from interchange.codes import table
from interchange.meeting_guide.item import as_text

KNOWN_BY = "known_by"
ALWAYS = "always"
MOST_ENTRIES = 20  # of a list where a text is expected
LONGEST_CELL = 20_000


@dataclass(frozen=True, slots=True)
class Shape:
    """A list that is known."""

    known_by: frozenset[str]
    fields: Mapping[str, tuple[str, ...]]
    always: Mapping[str, str]

    def row(self, entry: Mapping[str, Any]) -> dict[str, str]:
        """{our field: text} of an object, without what is empty."""
        texts = {ours: "\n".join(filter(None, (text_at(entry, path) for path in theirs))) for ours, theirs in self.fields.items()}
        return {**self.always, **{name: text for name, text in texts.items() if text}}


@cache
def shapes() -> tuple[Shape, ...]:
    """All lists that are known."""
    return tuple(
        Shape(
            known_by=frozenset(lines[KNOWN_BY]),
            fields={name: tuple(theirs) for name, theirs in lines.items() if name not in (KNOWN_BY, ALWAYS)},
            always=lines.get(ALWAYS, {}),
        )
        for lines in table("json_lists.toml").values()
    )


def shape_of(entry: object) -> Shape | None:
    """The list that an object is of; None where it is of none that is known."""
    keys = entry.keys() if isinstance(entry, dict) else frozenset()
    return next((shape for shape in shapes() if shape.known_by <= keys), None)


def text_at(entry: Mapping[str, Any], path: str) -> str:
    """The text at a path; the entries of a list with commas between them, yes and no in words."""
    value: Any = entry
    for key in path.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    if isinstance(value, bool):
        return "yes" if value else ""
    values = value[:MOST_ENTRIES] if isinstance(value, list) else [value]
    return ", ".join(text for text in ((as_text(each) or "").strip()[:LONGEST_CELL] for each in values) if text)
