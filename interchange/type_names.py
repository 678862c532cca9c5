"""What types mean that are written out ("Open", "Big Book Study", "Polish speaking") instead of given as codes. Names mean the
same in every programme, which codes do not. The words are in data/type_names.toml."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from babel import Locale

from interchange.codes import Kind, Meaning, table
from interchange.personal import take_out
from interchange.texts import one_line

NOTHING = "nothing"  # the section of names that say nothing
LONGEST = 60  # characters of a name
WITHOUT_VALUE = frozenset({Kind.MINORS, Kind.ONLINE, Kind.PLACE_CLOSED})
# Words at the end that make no difference.
TAIL = re.compile(r"(?: (?:meetings?|groups?|study|speaking))+$")
# What may be kept of a name that nobody knows: a few words, without a number that could be a telephone's.
FIT = re.compile(r"(?!(?:.*\d){5})[^\W_][\w+&./#'’ -]{0,39}")


def meanings_of(name: str) -> tuple[Meaning, ...] | None:
    """What a name says; () where that is nothing, None where it is not known."""
    return names().get(bare(name)) if len(name) <= LONGEST else None


@lru_cache(maxsize=8192)
def bare(name: str) -> str:
    """A name as it stands in the table."""
    return TAIL.sub("", one_line(name).replace("’", "'").casefold())


@cache
def names() -> Mapping[str, tuple[Meaning, ...]]:
    """{name: what it says}."""
    known: dict[str, tuple[Meaning, ...]] = dict(language_names())
    for kind, lines in table("type_names.toml").items():
        for value, words in lines.items():
            says = () if kind == NOTHING else (Meaning(Kind(kind), "" if Kind(kind) in WITHOUT_VALUE else value),)
            for word in words:
                known[bare(word)] = (*known.get(bare(word), ()), *says)
    return known


def language_names() -> Iterator[tuple[str, tuple[Meaning, ...]]]:
    """The English names of the languages that have a code."""
    english = Locale("en").languages
    for language in table("languages.toml").values():
        yield english[language].casefold(), (Meaning(Kind.LANGUAGE, language),)


def is_fit(name: str) -> bool:
    """Whether a name that nobody knows may be kept as it is: it is short, and there is nothing personal in it."""
    return len(name) <= LONGEST and bool(FIT.fullmatch(name)) and take_out(name, "").text == name
