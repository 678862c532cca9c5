"""Values of cells in our words, and what people write instead of them."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache
from typing import TypeVar

from interchange.codes import table
from interchange.times import without_accents

YES, NO = "yes", "no"
LAST = "last"
LAST_BUT = re.compile(r"last(?: but ([1-4]))?")
MOST_WEEKS = 5
DIVIDERS = re.compile(r"[,;\n]")
MONTH_AND_DAY = re.compile(r"(\d{1,2})-(\d{1,2})")
LEAP_YEAR = 2024
LONGEST = 60

Choice = TypeVar("Choice", bound=StrEnum)


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """A word as it is compared."""
    return " ".join(without_accents(text[:LONGEST]).casefold().replace("_", " ").split())


@cache
def known_words(section: str) -> Mapping[str, str]:
    """{word: our value} of a section of the data."""
    words = table("spreadsheet_columns.toml")[section]
    return {bare(word): value for value, others in words.items() for word in (value, *others)}


def choice(text: str, kind: type[Choice], section: str) -> Choice | None:
    """The value that a word stands for; None where there is none."""
    value = known_words(section).get(bare(text))
    return None if value is None else kind(value)


def flag(value: bool | None) -> str:  # noqa: FBT001  # the value is what it is about
    """A yes, a no, or nothing where nobody knows."""
    return "" if value is None else YES if value else NO


def read_flag(text: str) -> bool | None:
    """A yes or a no; None for everything else."""
    word = known_words("yes_or_no").get(bare(text))
    return None if word is None else word == YES


def listed(values: Sequence[object]) -> str:
    """Several values in a cell."""
    return ", ".join(str(value) for value in values)


def parts(text: str) -> list[str]:
    """The values of a cell that may have several."""
    return [part.strip() for part in DIVIDERS.split(text) if part.strip()]


def week(ordinal: int) -> str:
    """A week of the month: 1 … 5, and "last", "last but 1" …"""
    return str(ordinal) if ordinal > 0 else LAST if ordinal == -1 else f"{LAST} but {-ordinal - 1}"


def read_week(text: str) -> int | None:
    """The ordinal of a week of the month; None where it is none."""
    match = LAST_BUT.fullmatch(text.casefold())
    if match:
        return -1 - int(match[1] or 0)
    return read_number(text, most=MOST_WEEKS)


def read_number(text: str, *, most: int) -> int | None:
    """A whole number from 1; None where it is none."""
    digits = text.removesuffix(".")
    number = int(digits) if digits.isascii() and digits.isdecimal() and len(digits) <= len(str(most)) else 0
    return number if 1 <= number <= most else None


def read_date(text: str) -> date | None:
    """A date as ISO 8601 writes it; None where it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def month_and_day(number: int | None) -> str:
    """A day of the year: 701 is 07-01."""
    return "" if number is None else f"{number // 100:02}-{number % 100:02}"


def read_month_and_day(text: str) -> int | None:
    """The number of a day of the year; None where there is no such day."""
    match = MONTH_AND_DAY.fullmatch(text)
    if match is None or read_date(f"{LEAP_YEAR}-{int(match[1]):02}-{int(match[2]):02}") is None:
        return None
    return int(match[1]) * 100 + int(match[2])
