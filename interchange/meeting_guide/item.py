"""One object of a feed while it is being read: its fields as clean values, and what was wrong with them or has to be held."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from interchange.links import web_link
from interchange.personal import take_out
from interchange.reasons import HeldReason, ProblemCode
from interchange.records import HeldText, Problem
from interchange.texts import one_line, plain, shortened

SHOWN = 60  # characters of a wrong value that a problem repeats
SHOWN_ENTRIES = 10  # … and entries, if it is a list
LONGEST_TEXT = 10_000
LONGEST_HELD = 2_000


@dataclass(slots=True)
class Item:
    """`values` are the object's; `country` and `towns` are where it lies, as far as that is known, to tell telephone numbers and
    names."""

    values: Mapping[str, Any]
    index: int
    key: str = ""
    country: str = ""
    towns: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    held: list[HeldText] = field(default_factory=list)

    def note(self, code: ProblemCode, field_name: str = "", value: object = "") -> None:
        """Say that something is wrong; the record is read all the same."""
        self.problems.append(self.problem(code, field_name, value, rejects=False))

    def problem(self, code: ProblemCode, field_name: str = "", value: object = "", *, rejects: bool = True) -> Problem:
        """A problem of this object, without anything personal in it."""
        return Problem(code=code, index=self.index, key=self.key, field_name=field_name, value=self.shown(value), rejects=rejects)

    def shown(self, value: object) -> str:
        """A wrong value as a person may see it."""
        entries = value[:SHOWN_ENTRIES] if isinstance(value, list) else [value]
        texts = (as_text(entry) or type(entry).__name__ if entry else "" for entry in entries)
        text = one_line(plain(", ".join(texts)[:LONGEST_TEXT]))
        return shortened(take_out(text, self.country).text, SHOWN)

    def hold(self, name: str, text: str, reason: HeldReason) -> None:
        """Keep a text for a person to look at."""
        self.held.append(HeldText(name, shortened(text, LONGEST_HELD), reason))

    def plain(self, name: str) -> str:
        """A field as plain text, "" where it is missing."""
        value = self.values.get(name)
        if value is None or value == "":
            return ""
        text = as_text(value)
        if text is None:
            self.note(ProblemCode.TEXT_DROPPED, name, value)
            return ""
        if len(text) > LONGEST_TEXT:
            self.note(ProblemCode.TEXT_SHORTENED, name)
        return plain(text[:LONGEST_TEXT])

    def line(self, name: str, limit: int) -> str:
        """A field as one line that everybody may read."""
        return self.public(name, one_line(self.plain(name)), limit)

    def text(self, name: str, *, is_how_to_join: bool = False) -> str:
        """A field as text of several lines that everybody may read."""
        return self.public(name, self.plain(name), LONGEST_TEXT, is_how_to_join=is_how_to_join)

    def public(self, name: str, text: str, limit: int, *, is_how_to_join: bool = False) -> str:
        """A text without what is personal, which is held."""
        if not text:
            return ""
        cleaned = take_out(text, self.country, towns=self.towns, is_how_to_join=is_how_to_join)
        for taken, reason in cleaned.held:
            self.hold(name, taken, reason)
        if len(cleaned.text) > limit:
            self.note(ProblemCode.TEXT_SHORTENED, name)
        return shortened(cleaned.text, limit)

    def link(self, name: str) -> str:
        """A field as an address on the web; anything else is held."""
        text = one_line(self.plain(name))
        if not text:
            return ""
        link = web_link(text)
        if not link:
            self.note(ProblemCode.LINK_DROPPED, name, text)
            self.hold(name, text, HeldReason.LINK)
        return link


def as_text(value: object) -> str | None:
    """A JSON value as text: numbers are, nothing and `false` (which PHP writes for nothing) are empty; the rest is None."""
    if isinstance(value, str):
        return value
    if value is None or value is False or value in ([], {}):
        return ""
    if isinstance(value, float):
        return (str(int(value)) if value.is_integer() else str(value)) if math.isfinite(value) else ""
    return str(value) if isinstance(value, int) and value is not True else None
