"""Whom to call at once, by country: emergency numbers and crisis lines, each with where it was read and when."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy

from languages.dates import date_text
from places.opening import Opening
from places.opening import read as read_opening
from places.opening_words import standing_sentence, week_sentence

SHIPPED = Path(__file__).resolve().parent / "data" / "crisis_lines.toml"


class ForWhom(StrEnum):
    """Whom a line is for, most urgent first."""

    CRISIS = "crisis"
    CHILDREN = "children"
    VIOLENCE = "violence"
    ADDICTION = "addiction"


FOR_WHOM = {
    ForWhom.CRISIS: gettext_lazy("When it is all too much, or you think of ending your life."),
    ForWhom.CHILDREN: gettext_lazy("For children and young people."),
    ForWhom.VIOLENCE: gettext_lazy("When somebody hurts or threatens you, above all at home."),
    ForWhom.ADDICTION: gettext_lazy("About alcohol, drugs and other addictions."),
}


@dataclass(frozen=True, slots=True)
class Emergency:
    """The numbers of the emergency services, the first of them the country's own."""

    numbers: tuple[str, ...]
    is_known: bool = True  # else nobody has told us the number of this country


# Every GSM telephone knows 112 as an emergency call (3GPP TS 22.101, 10.1.1), whatever the country's own number is.
ANYWHERE = Emergency(("112",), is_known=False)


@dataclass(frozen=True, slots=True)
class CrisisLine:
    """A telephone line that helps at once."""

    country: str
    name: str  # as it calls itself
    lang: str  # of the name
    number: str  # as it is written in its country
    for_whom: ForWhom
    languages: tuple[str, ...]
    sources: tuple[str, ...]  # addresses of pages that state the number
    checked_on: date  # when somebody read it there
    as_of: str = ""  # the date of the sources, where they bear one: "2024", "2024-12" or "2024-12-08"
    opening: Opening = Opening(())  # noqa: RUF009  # a value that never changes; empty where no source says
    zone: str = ""  # of its hours, where it closes
    free: bool = False  # whether a source says so

    @property
    def dial(self) -> str:
        """The number as a telephone wants it."""
        return "".join(character for character in self.number if character.isdigit())

    @property
    def sentence(self) -> str:
        """For whom it is."""
        return str(FOR_WHOM[self.for_whom])

    @property
    def cited(self) -> list[tuple[str, str]]:
        """The sources as links: the site's name and the address of its page."""
        return [(urlsplit(source).hostname or source, source) for source in self.sources]

    @property
    def checked_text(self) -> str:
        """The day on which it was read in its sources."""
        return date_text(self.checked_on)

    @property
    def when(self) -> str:
        """When somebody answers; empty where no source says."""
        return week_sentence(self.opening)

    def standing(self, now: datetime) -> str:
        """Whether somebody answers now, of a line that closes; else nothing more has to be said."""
        return standing_sentence(self.opening.standing(now, self.zone), now) if self.zone else ""


@dataclass(frozen=True, slots=True)
class CrisisBlock:
    """What every page shows a person in danger."""

    emergency: Emergency
    lines: tuple[CrisisLine, ...]


@dataclass(frozen=True, slots=True)
class Numbers:
    """All that we know, by country."""

    emergency: Mapping[str, Emergency]
    lines: Mapping[str, tuple[CrisisLine, ...]]


def crisis_lines(country: str, language: str) -> CrisisBlock:
    """The emergency number of a country and its crisis lines, those that answer in the reader's language first."""
    numbers = shipped()
    lines = sorted(numbers.lines.get(country, ()), key=lambda line: language not in line.languages)
    return CrisisBlock(numbers.emergency.get(country, ANYWHERE), tuple(lines))


@lru_cache(maxsize=1)
def shipped() -> Numbers:
    """The numbers of the file, read once."""
    return read(SHIPPED.read_text(encoding="utf-8"))


def read(text: str) -> Numbers:
    """The numbers of a file; what has no source, or no day on which it was read there, is left out."""
    entries: dict[str, list[dict[str, Any]]] = tomllib.loads(text)
    emergency = {
        country: Emergency(tuple(entry["numbers"]))
        for entry in sourced(entries.get("emergency", []))
        for country in entry["countries"]
    }
    lines: dict[str, tuple[CrisisLine, ...]] = {}
    for entry in sourced(entries.get("line", [])):
        line = crisis_line(entry)
        lines[line.country] = (*lines.get(line.country, ()), line)
    return Numbers(emergency, lines)


def sourced(entries: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those that say where the number stands and when it was read there: a number without a source is not shown."""
    return [entry for entry in entries if any(entry.get("sources", ())) and isinstance(entry.get("checked_on"), date)]


def crisis_line(entry: dict[str, Any]) -> CrisisLine:
    """One line of the file; an unknown word in it is an error of ours and stops the start."""
    lists = {name: tuple(entry[name]) for name in ("languages", "sources")}
    words = {"for_whom": ForWhom(entry["for_whom"]), "opening": read_opening(entry.get("opening", ""))}
    return CrisisLine(**{**entry, **lists, **words})
