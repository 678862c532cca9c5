"""The words of a text as kinds that the grammar knows, each with where it stands (data/prose.toml)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from interchange.codes import table
from interchange.times import without_accents


class Kind(StrEnum):
    """What a word can be; the names are those of the tables in prose.toml."""

    ORDINAL = "ordinal"
    WEEKDAY = "weekday"
    MONTH_NAME = "month_name"
    MONTH = "month"
    WEEK = "week"
    EVERY = "every"
    ALTERNATE = "alternate"
    PARITY = "parity"
    ACCESS = "access"
    FORMAT = "format"
    EXCEPT = "except"
    HELD = "held"  # it meets then, or only then
    NOT = "not"
    OTHERWISE = "otherwise"
    AND = "and"
    MEETING = "meeting"
    FILLER = "filler"
    NUMBER = "number"
    PAUSE = "pause"  # a sign between the parts of a sentence
    END = "end"  # … between two sentences
    QUOTE = "quote"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a sign; `start` and `end` are its place in the text."""

    kind: Kind
    value: str
    start: int
    end: int


PIECE = re.compile(
    r"(?P<ordinal>\b\d(?:st|nd|rd|th)\b|\b\d\.(?=\s?[^\W\d]|,|\s?&))|(?P<number>\b\d+\b)|(?P<word>[^\W\d_]+(?:-[^\W\d_]+)*)|(?P<sign>\S|\n)",
    re.IGNORECASE,
)
ENDS = frozenset(".;!?\n")
PAUSES = frozenset(":=–-*")
ANDS = frozenset("&,/+")
QUOTES = frozenset("'\"‘’“”„«»()")
MOST_WORDS_OF_EXPRESSION = 4
LANGUAGES = ("en", "de", "pl", "sk", "cs")

Known = Mapping[str, tuple[Kind, str]]


@cache
def vocabulary(language: str) -> Known:
    """{expression: what it is} of a language; raises KeyError where there is none."""
    kinds: dict[str, tuple[Kind, str]] = {}
    for kind, values in table("prose.toml")[language].items():
        for value, spellings in values.items():
            kinds.update({folded(spelling): (Kind(kind), value) for spelling in spellings})
    return kinds


def folded(text: str) -> str:
    """A word as it is compared."""
    return without_accents(text).casefold()


@cache
def cues() -> re.Pattern[str]:
    """What a text has somewhere that says anything of interest: an ordinal, a parity, every other, a week with a number."""
    telling = (Kind.ORDINAL, Kind.PARITY, Kind.ALTERNATE, Kind.WEEK)
    words = {word for language in LANGUAGES for word, (kind, _value) in vocabulary(language).items() if kind in telling}
    return re.compile(rf"\d(?:st|nd|rd|th|\.)|\b(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})\b")


def words_of(text: str, language: str) -> Iterator[Word]:
    """The words of a text in a language. The longest expression counts."""
    known = vocabulary(language)
    pieces = [simple(match, known) for match in PIECE.finditer(text)]
    index = 0
    while index < len(pieces):
        word = joined(text, pieces, index, known)
        yield word
        while index < len(pieces) and pieces[index].end <= word.end:
            index += 1


def simple(match: re.Match[str], known: Known) -> Word:
    """One piece of the text, by itself."""
    text, start, end = match[0], match.start(), match.end()
    if match["ordinal"]:
        number = int(text[0])
        return Word(Kind.ORDINAL if number in range(1, 6) else Kind.UNKNOWN, text[0], start, end)
    if match["number"]:
        return Word(Kind.NUMBER, text, start, end)
    if match["word"]:
        kind, value = known.get(folded(text), (Kind.UNKNOWN, text))
        return Word(kind, value, start, end)
    kinds = ((ENDS, Kind.END), (PAUSES, Kind.PAUSE), (ANDS, Kind.AND), (QUOTES, Kind.QUOTE))
    return Word(next((kind for signs, kind in kinds if text in signs), Kind.UNKNOWN), text, start, end)


def joined(text: str, pieces: list[Word], index: int, known: Known) -> Word:
    """The longest expression that begins with a piece and stands in one line."""
    first = pieces[index]
    for last in reversed(pieces[index + 1 : index + MOST_WORDS_OF_EXPRESSION]):
        expression = text[first.start : last.end]
        found = known.get(folded(" ".join(expression.split())))
        if found and "\n" not in expression:
            return Word(*found, first.start, last.end)
    return first
