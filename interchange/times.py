"""Days and times as people and programs write them. What can mean several things is not read at all: a wrong time sends
somebody to a locked door."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import available_timezones

from interchange.texts import EMPTY_WORDS

NOON = 12 * 60
DAY_MINUTES = 24 * 60
HALF_DAY_HOURS = 12
LONGEST = 100  # characters of a day or a time

# Monday … Sunday, in English, Polish, Slovak, Czech and German. Left out is what is another day in the next language: "so"
# (Saturday in Slovak, Sunday in German), "do" (Thursday in German, Sunday in Spanish), "di" (Tuesday in German, Sunday in French).
DAY_NAMES: tuple[tuple[str, ...], ...] = (
    ("monday", "mon", "poniedziałek", "pon", "pn", "pondelok", "po", "pondělí", "montag", "mo"),
    ("tuesday", "tue", "tues", "wtorek", "wt", "utorok", "ut", "úterý", "út", "dienstag"),
    ("wednesday", "wed", "weds", "środa", "śr", "streda", "st", "středa", "mittwoch", "mi"),
    ("thursday", "thu", "thur", "thurs", "czwartek", "czw", "štvrtok", "št", "čtvrtek", "čt", "donnerstag"),
    ("friday", "fri", "piątek", "pt", "piatok", "pi", "pátek", "pá", "freitag", "fr"),
    ("saturday", "sat", "sobota", "sob", "samstag", "sonnabend", "sa"),
    ("sunday", "sun", "niedziela", "niedz", "nd", "nedeľa", "neděle", "ne", "sonntag"),
)
LONG_NAME = 5  # letters; from here on a name is also known without its accents, and in the plural ("Mondays", "montags")
DAY_DIVIDERS = re.compile(r"\s*(?:[,;/|&+]|\band\b|\bund\b|\bi\b|\ba\b)\s*")

WORDS = dict.fromkeys(
    ("noon", "12 noon", "12:00 noon", "midday", "południe", "w południe", "poludnie", "poledne", "mittag", "12 uhr mittags"), NOON
)
CLOCK = re.compile(
    r"(?:o |at |godz\.? ?|um |v |ve )?"
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2})(?::\d{2}(?:\.\d+)?)?)?"
    r" ?(?P<half>[ap]\.?m\.?)?(?P<word> ?(?:h|hrs|uhr|hod\.?|godz\.?))?"
)
DIGITS = re.compile(r"(?P<hour>[01]\d|2[0-4])(?P<minute>[0-5]\d)")  # "1930"

US_DATE_TIME = "%m/%d/%Y %I:%M:%S %p"  # where there is AM or PM, the month comes first
ZONES = frozenset(available_timezones())
ZONE_BY_FOLDED_NAME = {name.casefold(): name for name in ZONES}


def without_accents(text: str) -> str:
    """The text with its letters bare; ł, which Unicode does not take apart, becomes l."""
    bare = unicodedata.normalize("NFKD", text.replace("ł", "l").replace("Ł", "L"))
    return "".join(char for char in bare if not unicodedata.combining(char))


def spellings(name: str) -> Iterable[str]:
    """The ways in which the name of a day is written."""
    yield name
    if len(name) >= LONG_NAME:
        yield from (f"{name}s", without_accents(name))


WEEKDAYS = {spelling: number for number, names in enumerate(DAY_NAMES) for name in names for spelling in spellings(name)}


@dataclass(frozen=True, slots=True)
class Days:
    """The weekdays that were read (Monday is 0), and what could not be."""

    weekdays: tuple[int, ...] = ()
    unreadable: tuple[str, ...] = ()


def tidy(value: object) -> str:
    """What a field for a day or a time holds, as one lower-case line; lists and objects are not looked into."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return "" if value is None else type(value).__name__
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = " ".join(unicodedata.normalize("NFKC", str(value)[:LONGEST]).casefold().split())
    return "" if text in EMPTY_WORDS else text


def weekday(text: str) -> int | None:
    """The weekday of one name or number; Meeting Guide counts from Sunday = 0."""
    if text.isdecimal() and len(text) == 1:
        number = int(text)
        return (number - 1) % 7 if number < len(DAY_NAMES) else None
    return WEEKDAYS.get(text.removesuffix("."))


def read_days(value: object) -> Days:
    """The weekdays of a `day` field: a number or a name, a list of them, or several in one string. Empty is no day."""
    entries = [tidy(entry) for entry in (value if isinstance(value, list) else [value])]
    parts = [part for entry in entries for part in DAY_DIVIDERS.split(entry) if part]
    found = {part: weekday(part) for part in parts}
    return Days(
        weekdays=tuple(sorted({number for number in found.values() if number is not None})),
        unreadable=tuple(part for part, number in found.items() if number is None),
    )


@lru_cache(maxsize=4096)
def minutes(text: str) -> int | None:
    """Minutes since midnight of a tidy text. 24:00 is 1440, the end of the day; a bare "7" and "midnight" are not read: in the
    evening or in the morning, at the beginning of the day or at its end?"""
    if text in WORDS:
        return WORDS[text]
    match = DIGITS.fullmatch(text) or CLOCK.fullmatch(text)
    if match is None:
        return None
    parts = match.groupdict()
    if not (parts.get("minute") or parts.get("half") or parts.get("word")):
        return None
    hour = clock_hour(int(parts["hour"]), (parts.get("half") or "")[:1])
    minute = int(parts["minute"] or 0)
    return None if hour is None or minute > 59 or hour * 60 + minute > DAY_MINUTES else hour * 60 + minute  # noqa: PLR2004


def clock_hour(hour: int, half: str) -> int | None:
    """The hour of the day; `half` is "a", "p" or "". "13:00 pm" says the same twice and is read, "13:00 am" is not."""
    if half == "p":
        return None if hour == 0 else hour + HALF_DAY_HOURS if hour < HALF_DAY_HOURS else hour
    if half == "a":
        return None if hour > HALF_DAY_HOURS else hour % HALF_DAY_HOURS
    return hour


def read_time(value: object) -> int | None:
    """Minutes since midnight of a `time` field, None where it cannot be read."""
    return minutes(tidy(value))


def duration(start: int, end: int) -> int | None:
    """How many minutes lie between two times of day; an end before the start is on the next day. The same time says nothing."""
    return (end - start) % DAY_MINUTES or None


def read_zone(value: object) -> str | None:
    """The IANA name of a time zone, in its proper spelling; None where there is none of that name."""
    return ZONE_BY_FOLDED_NAME.get(value.strip().replace(" ", "_").casefold()) if isinstance(value, str) else None


def read_instant(value: object) -> datetime | None:
    """A date and time in UTC: "2023-08-22 21:29:56", ISO 8601, or "8/25/2022 11:17:07 AM"; None where it cannot be read."""
    if not isinstance(value, str):
        return None
    text = " ".join(value.split())
    for parse in (datetime.fromisoformat, lambda text: datetime.strptime(text, US_DATE_TIME)):  # noqa: DTZ007  # zone below
        try:
            instant = parse(text)
            return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)
        except (ValueError, OverflowError):
            continue
    return None
