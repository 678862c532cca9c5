"""Who may come, and what else the type codes say: `types`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from interchange.codes import Kind, Meaning, code_set
from interchange.meeting_guide.item import Item
from interchange.reasons import ProblemCode
from interchange.records import Access

DIVIDERS = re.compile(r"[,;|]")
DIVIDERS_OF_A_STRING = re.compile(r"[,;|\s]+")
# What may be kept as an unknown code: short, and with too few digits for a telephone number.
CODE = re.compile(r"(?!(?:.*\d){7})[^\W_][\w+&./#-]{0,19}")
MOST_CODES = 60  # more than any programme has for one meeting
MOST_OTHER_CODES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """What the codes of a record say."""

    access: Access
    is_open_and_closed: bool
    serves_minors: bool
    is_place_closed: bool
    is_online: bool
    formats: tuple[str, ...]
    audiences_welcome: tuple[str, ...]
    audiences_only: tuple[str, ...]
    languages: tuple[str, ...]
    facilities: tuple[str, ...]
    facts: tuple[str, ...]
    other_codes: tuple[str, ...]
    unknown: tuple[str, ...]


def read_who(item: Item, slug: str) -> Who:
    """What the codes of the object mean in its programme."""
    codes, is_clean = read_codes(item.values.get("types"))
    if not is_clean:
        item.note(ProblemCode.CODES_UNREADABLE, "types")
    who = understand(codes, slug)
    if who.is_open_and_closed:
        item.note(ProblemCode.OPEN_AND_CLOSED, "types", ", ".join(codes))
    return who


def read_codes(value: object) -> tuple[tuple[str, ...], bool]:
    """The codes of a list, an object (as PHP writes lists with gaps) or a string, each once; and whether all were codes."""
    if isinstance(value, str):
        entries: Iterable[object] = DIVIDERS_OF_A_STRING.split(value)
    else:
        entries = value if isinstance(value, list) else value.values() if isinstance(value, dict) else [value]
    codes: dict[str, None] = {}
    is_clean = True
    for entry in entries:
        if entry is None or entry == "":
            continue
        text = str(entry) if isinstance(entry, (str, int)) and not isinstance(entry, bool) else "?"
        for code in (part.strip() for part in DIVIDERS.split(text)):
            if CODE.fullmatch(code) and len(codes) < MOST_CODES:
                codes[code] = None
            elif code:
                is_clean = False
    return tuple(codes), is_clean


@lru_cache(maxsize=8192)
def understand(codes: tuple[str, ...], slug: str) -> Who:
    """What codes mean together in a programme."""
    programme = code_set(slug)
    read = {code: programme.read(code) for code in codes}
    meanings = [meaning for says in read.values() for meaning in says or ()]
    other = tuple(code for code, says in read.items() if says is None or Meaning(Kind.KEPT) in says)
    accesses = {meaning.value for meaning in meanings if meaning.kind == Kind.ACCESS}
    serves_minors = Meaning(Kind.MINORS) in meanings
    is_both = len(accesses) > 1 and not serves_minors
    return Who(
        access=access(accesses, serves_minors=serves_minors),
        is_open_and_closed=is_both,
        serves_minors=serves_minors,
        is_place_closed=Meaning(Kind.PLACE_CLOSED) in meanings,
        is_online=Meaning(Kind.ONLINE) in meanings,
        formats=values(meanings, Kind.FORMAT),
        audiences_welcome=values(meanings, Kind.WELCOME),
        audiences_only=values(meanings, Kind.ONLY),
        languages=values(meanings, Kind.LANGUAGE),
        facilities=values(meanings, Kind.FACILITY),
        facts=values(meanings, Kind.FACT),
        other_codes=other[:MOST_OTHER_CODES],
        unknown=tuple(code for code, says in read.items() if says is None),
    )


def access(accesses: set[str], *, serves_minors: bool) -> Access:
    """A young people's code decides before open and closed; of both nobody can say which is meant."""
    if serves_minors:
        return Access.CLOSED
    return Access(*accesses) if len(accesses) == 1 else Access.NOT_STATED


def values(meanings: Iterable[Meaning], kind: Kind) -> tuple[str, ...]:
    """The values of one kind, each once, sorted: the order of codes says nothing."""
    return tuple(sorted({meaning.value for meaning in meanings if meaning.kind == kind}))
