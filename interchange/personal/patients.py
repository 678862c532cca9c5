"""Whether a text tells who somebody is: for fields in which people write about a meeting, or for another person, and in which no
patient may be named. Stricter than `taking_out`, for nothing is lost: the writer sees what was found and writes it otherwise."""

import re
import tomllib
from collections.abc import Iterator
from enum import StrEnum
from importlib.resources import files

from interchange.personal import people
from interchange.personal.lexicon import bare, one_of
from interchange.personal.taking_out import take_out
from interchange.reasons import HeldReason

WORDS: dict[str, list[str]] = tomllib.loads((files("interchange") / "data" / "first_names.toml").read_text(encoding="utf-8"))
STEMS = tuple(WORDS["stems"])
LONGEST_ENDING = 4  # letters by which a first name is declined: "Petrovi", "Tomášovou"
AFTER_PATIENTS = re.compile(rf"(?<!\w){one_of(WORDS['before_patients'])}(?: ?:| je)? ")
DATE = r"(?P<date>\d{1,2}[. /-]{1,2}\d{1,2}[. /-]{1,2}\d{2,4})"
BIRTHS = re.compile(rf"(?<!\w){one_of(WORDS['before_births'])}[ .:]*{DATE}")
# Czech and Slovak (YYMMDD/SSSC, a woman's month + 50, later also + 20) and Polish (YYMMDDZZZXQ, the century in the month).
SLASHED = re.compile(r"(?<!\d)(\d\d)([0-8]\d)(\d\d) ?/ ?(\d{3,4})(?!\d)")
UNDIVIDED = re.compile(r"(?<![\d+])(\d\d)([0-9]\d)([0-3]\d)(\d{4,5})(?!\d)")
LONG, PESEL = 10, 11
PESEL_WEIGHTS = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1)
SLASHED_SHIFTS, PESEL_SHIFTS = (0, 20, 50, 70), (0, 20, 40, 60, 80)


class Trace(StrEnum):
    """What tells who somebody is."""

    NAME = "name"
    BIRTH = "birth"  # a birth number, or the date of a birth
    PHONE = "phone"
    MAIL = "mail"


KINDS = {HeldReason.NAME: Trace.NAME, HeldReason.PHONE: Trace.PHONE, HeldReason.EMAIL: Trace.MAIL}


def traces(text: str, country: str = "") -> list[tuple[str, Trace]]:
    """The passages that tell who somebody is, and what they are; each once. `country` tells how telephone numbers look."""
    births = [(passage, Trace.BIRTH) for passage in [*birth_numbers(text), *birth_dates(text)]]
    rest = text
    for passage, _trace in births:
        rest = rest.replace(passage, " … ")
    held = [(passage, KINDS[reason]) for passage, reason in take_out(rest, country).held if reason in KINDS]
    named = [(passage, Trace.NAME) for passage in names(rest) if not any(passage in one for one, _trace in held)]
    return list(dict.fromkeys([*births, *held, *named]))


def birth_numbers(text: str) -> Iterator[str]:
    """Those with a stroke by their form; those without only where their check digit is right."""
    for match in SLASHED.finditer(text):
        if is_birthday(int(match[2]), int(match[3]), SLASHED_SHIFTS):
            yield match[0]
    for match in UNDIVIDED.finditer(text):
        shifts = PESEL_SHIFTS if len(match[0]) == PESEL else SLASHED_SHIFTS
        if is_birthday(int(match[2]), int(match[3]), shifts) and is_checked(match[0]):
            yield match[0]


def is_birthday(month: int, day: int, shifts: tuple[int, ...]) -> bool:
    """Whether there is such a day; a shift is what is added to the month for the sex or the century."""
    return 1 <= day <= 31 and any(1 <= month - shift <= 12 for shift in shifts)  # noqa: PLR2004  # as calendars have it


def is_checked(number: str) -> bool:
    """The last digit of a Polish number follows from the others; a Czech or Slovak one is divisible by eleven."""
    if len(number) == PESEL:
        return sum(weight * int(digit) for weight, digit in zip(PESEL_WEIGHTS, number, strict=True)) % 10 == 0
    return len(number) == LONG and int(number) % 11 == 0


def birth_dates(text: str) -> Iterator[str]:
    """ "born 1. 2. 1980"."""
    for match in BIRTHS.finditer(bare(text)):
        yield text[match.start("date") : match.end("date")]


def names(text: str) -> Iterator[str]:
    """A first name with a surname or an initial after it, and whatever is called so after "patient"."""
    for word in people.WORD.finditer(text):
        end = people.name_end(text, word.start()) if is_first_name(word[0]) else None
        if end is not None and end > word.end():
            yield text[word.start() : end]
    for match in AFTER_PATIENTS.finditer(bare(text)):
        end = people.name_end(text, match.end())
        if end is not None:
            yield text[match.end() : end]


def is_first_name(word: str) -> bool:
    """Whether a capitalised word is a frequent first name, in whatever case."""
    plain = bare(word)
    return word[0].isupper() and any(plain.startswith(stem) and len(plain) <= len(stem) + LONGEST_ENDING for stem in STEMS)
