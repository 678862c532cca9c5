"""What somebody typed into the place field, taken apart: names between commas, and what may be postal codes. Pure."""

import re
import unicodedata
from dataclasses import dataclass

from languages.fold import fold, fold_code

LONGEST_TEXT = 200  # an address fits in it; nobody names a place in more
LONGEST_CODE = 12
MOST_PARTS = 6
MOST_CODES = 4
MOST_WORDS = 8  # of a part, from its end: a town follows its street

PART_ENDS = re.compile(r"[,;/\n()|•·]|\s[-–—]\s")
ANY_COUNTRY: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class TypedCode:
    """What may be a postal code, and the countries that write theirs so; none means that any may."""

    key: str
    countries: frozenset[str] = ANY_COUNTRY


@dataclass(frozen=True, slots=True)
class TypedPart:
    """Words between commas, folded. With a house number it is a street rather than a town."""

    words: tuple[str, ...]
    has_number: bool

    @property
    def key(self) -> str:
        return " ".join(self.words)


@dataclass(frozen=True, slots=True)
class Typed:
    whole: str  # all of it, folded
    parts: tuple[TypedPart, ...]
    codes: tuple[TypedCode, ...]


def _alone(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.ASCII)


# How codes are written, who writes them so, and how many letters at the end the gazetteer does not know. The most telling come
# first: what one has read is not read again by the next.
SHAPES = (
    (_alone(r"\d{5} \d{5}"), {"AE"}, 0),
    (_alone(r"\d{5}-\d{4}"), {"US", "PR"}, 4),
    (_alone(r"\d{5}-\d{3}"), {"BR"}, 0),
    (_alone(r"\d{4}-\d{3}"), {"PT"}, 0),
    (_alone(r"\d{3}-\d{4}"), {"JP"}, 0),
    (_alone(r"\d{2}-\d{3}"), {"PL"}, 0),
    (_alone(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}"), {"GB", "IM", "JE", "GG"}, 3),
    (_alone(r"[A-Z]\d[A-Z][ -]?\d[A-Z]\d"), {"CA"}, 3),
    (_alone(r"[A-Z]\d[\dW] ?[A-Z\d]{4}"), {"IE"}, 4),
    (_alone(r"\d{4} [A-Z]{2}"), {"NL"}, 2),
    (_alone(r"\d{3} \d{2}"), {"SK", "CZ", "SE", "GR"}, 0),
    (_alone(r"[A-Z]{1,2}\d{1,2}[A-Z]?"), {"GB", "IM", "JE", "GG", "IE"}, 0),
    (_alone(r"[A-Z]\d[A-Z]"), {"CA"}, 0),
    (_alone(r"\d{4,7}"), ANY_COUNTRY, 0),
)
# "SK-811 01", "PL 30-059", "D-10115": the country before the code, or, with a dash, its car sign.
WITH_COUNTRY = _alone(r"(?:(?P<country>[A-Z]{2})[- ]?|(?P<sign>[ABDEFHILNPS])-)(?P<code>\d{2}-\d{3}|\d{3} \d{2}|\d{3,7})")
WITH_LETTERS = {"AD", "HT"}  # whose codes begin with the letters of the country
CAR_SIGNS = {
    "A": "AT",
    "B": "BE",
    "D": "DE",
    "E": "ES",
    "F": "FR",
    "H": "HU",
    "I": "IT",
    "L": "LU",
    "N": "NO",
    "P": "PT",
    "S": "SE",
}


def read(text: str) -> Typed:
    """Take any text apart. Nothing in it makes an error; the end of a very long one is not read."""
    text = unicodedata.normalize("NFKC", text[:LONGEST_TEXT]).upper()
    codes: list[TypedCode] = []
    rest = _take_codes(text, codes)
    whole = fold(text)
    if not codes and len(whole) <= LONGEST_CODE and any(char.isdigit() for char in whole):
        codes.append(TypedCode(fold_code(text)))
    parts = [_part(piece) for piece in PART_ENDS.split(rest)]
    return Typed(whole, tuple(part for part in parts if part.words)[:MOST_PARTS], tuple(dict.fromkeys(codes))[:MOST_CODES])


def _take_codes(text: str, codes: list[TypedCode]) -> str:
    """Collects the codes; returns the text with a comma in the place of each."""

    def take_with_country(match: re.Match[str]) -> str:
        country = match["country"] or CAR_SIGNS[match["sign"]]
        codes.append(TypedCode(fold_code(match[0] if country in WITH_LETTERS else match["code"]), frozenset({country})))
        return ","

    rest = WITH_COUNTRY.sub(take_with_country, text)
    for pattern, countries, unknown_end in SHAPES:
        found = pattern.findall(rest)
        keys = (fold_code(code) for code in found)
        codes.extend(TypedCode(key[: len(key) - unknown_end], frozenset(countries)) for key in keys)
        rest = pattern.sub(",", rest) if found else rest
    return rest


def _part(piece: str) -> TypedPart:
    words = fold(piece).split()
    names = [word for word in words if not any(char.isdigit() for char in word)]
    return TypedPart(tuple(names[-MOST_WORDS:]), has_number=len(names) < len(words))
