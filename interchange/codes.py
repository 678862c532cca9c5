"""What the type codes of feeds mean. The same code means different things in different programmes (S is Spanish in AA and
speaker in ACA), so every programme has its own table: data/code_sets/<code set>.toml. Only TC (the place is closed for now),
ONL (there is a way to take part online) and the languages are common to all.

A table's sections are the kinds below, `code = value` or `code = [values]`; of several codes with one meaning the first is
written. `unsafe` codes are read as the table says but not written, because a known reader shows them as something else;
`minors` are the codes of young people's meetings; `kept` codes are known, but we have no word for them.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from interchange.reasons import LossCode

GENERAL = "general"  # for fellowships that have no code set of their own

DATA = files("interchange") / "data"


class Kind(StrEnum):
    """In which part of a record a code belongs; the values of each kind are slugs of ours."""

    ACCESS = "access"
    FORMAT = "formats"
    WELCOME = "welcome"
    ONLY = "only"
    LANGUAGE = "languages"
    FACILITY = "facilities"
    FACT = "facts"
    MINORS = "minors"
    PLACE_CLOSED = "place_closed"
    ONLINE = "online"
    KEPT = "kept"


# What is lost where a format has no code for a thing of this kind.
LOSS_OF = {
    Kind.FORMAT: LossCode.FORMAT,
    Kind.WELCOME: LossCode.AUDIENCE,
    Kind.ONLY: LossCode.AUDIENCE,
    Kind.LANGUAGE: LossCode.LANGUAGE,
    Kind.FACILITY: LossCode.FACILITY,
    Kind.FACT: LossCode.ACCESS_FACT,
    Kind.ACCESS: LossCode.ACCESS_VARIES,
    Kind.MINORS: LossCode.MINORS,
}


TABLES = (Kind.ACCESS, Kind.FORMAT, Kind.WELCOME, Kind.ONLY, Kind.LANGUAGE, Kind.FACILITY, Kind.FACT)


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing that a code says."""

    kind: Kind
    value: str = ""


COMMON = {"TC": (Meaning(Kind.PLACE_CLOSED),), "ONL": (Meaning(Kind.ONLINE),)}


@dataclass(frozen=True, slots=True)
class CodeSet:
    """The codes of a programme. Reading forgives upper and lower case, writing is exact."""

    slug: str
    meanings: Mapping[str, tuple[Meaning, ...]]  # by casefolded code
    written: tuple[tuple[str, frozenset[Meaning]], ...]  # in the order in which they are tried: those that say most first

    def read(self, code: str) -> tuple[Meaning, ...] | None:
        """What a code of a feed says; None where the programme has no such code."""
        return self.meanings.get(code.casefold())

    def write(self, wanted: frozenset[Meaning]) -> tuple[list[str], frozenset[Meaning]]:
        """The codes that say as much of `wanted` as can be said and nothing else, and what remains unsaid."""
        codes, unsaid = [], wanted
        for code, says in self.written:
            if says <= wanted and says & unsaid:
                codes.append(code)
                unsaid -= says
        return codes, unsaid


def table(name: str) -> dict[str, Any]:
    """A data file of this room."""
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


def entries(programme: Mapping[str, Any]) -> Iterator[tuple[str, tuple[Meaning, ...]]]:
    """Every code of a programme's table with its meanings."""
    for kind in TABLES:
        for code, values in programme.get(kind, {}).items():
            yield code, tuple(Meaning(kind, value) for value in ([values] if isinstance(values, str) else values))
    for code in programme.get("minors", ()):
        yield code, (Meaning(Kind.MINORS),)
    for code in programme.get("kept", {}):
        yield code, (Meaning(Kind.KEPT),)


@cache
def code_set(slug: str) -> CodeSet:
    """The codes of a programme; raises KeyError where there are none of that name."""
    if slug not in CODE_SETS:
        raise KeyError(slug)
    programme = table(f"code_sets/{slug}.toml")
    own = dict(entries(programme))
    languages = {code: (Meaning(Kind.LANGUAGE, language),) for code, language in table("languages.toml").items()}
    every = {**COMMON, **own, **{code: says for code, says in languages.items() if code not in own}}
    unwritten = {*programme.get("unsafe", ()), *programme.get("kept", {}), "ONL"}
    written = [(code, frozenset(says)) for code, says in every.items() if code not in unwritten]
    return CodeSet(
        slug=slug,
        meanings=MappingProxyType({code.casefold(): says for code, says in every.items()}),
        written=tuple(sorted(written, key=lambda pair: -len(pair[1]))),
    )


CODE_SETS = frozenset(entry.name.removesuffix(".toml") for entry in (DATA / "code_sets").iterdir())

# {slug: category} of every format that a reader can name.
FORMAT_SLUGS: Mapping[str, str] = MappingProxyType(
    {slug: category for category, formats in table("formats.toml").items() for slug in formats}
)
