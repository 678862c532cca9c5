"""Who may come, and what else the type codes say: `types`."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from interchange.codes import Kind, Meaning, code_set
from interchange.meeting_guide.item import Item
from interchange.reasons import ProblemCode
from interchange.records import Access
from interchange.type_names import is_fit, meanings_of

DIVIDERS = re.compile(r"[,;|]")
# What may be kept as an unknown code: short, and with too few digits for a telephone number.
CODE = re.compile(r"(?!(?:.*\d){7})[^\W_][\w+&./#-]{0,19}")
MOST_CODES = 60  # more than any programme has for one meeting
MOST_OTHER_CODES = 20
LONGEST_OTHER_CODES = 450  # characters of all of them


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
    """The codes of a list, an object (as PHP writes lists with gaps) or a string, each once; and whether all were codes.
    What a type is called in words is taken for a code as well."""
    if isinstance(value, str):
        entries: Iterable[object] = parts_of(value)
    else:
        entries = value if isinstance(value, list) else value.values() if isinstance(value, dict) else [value]
    codes: dict[str, None] = {}
    is_clean = True
    for entry in entries:
        if entry is None or entry == "":
            continue
        text = str(entry) if isinstance(entry, (str, int)) and not isinstance(entry, bool) else "?"
        is_name = meanings_of(text) is not None  # some have commas
        for code in (part.strip() for part in ([text] if is_name else DIVIDERS.split(text))):
            if (is_name or CODE.fullmatch(code) or is_fit(code)) and len(codes) < MOST_CODES:
                codes[code] = None
            elif code:
                is_clean = False
    return tuple(codes), is_clean


def parts_of(text: str) -> Iterable[str]:
    """The codes and names in a string: names have spaces, between codes there may be nothing else."""
    for part in DIVIDERS.split(text):
        yield from [part] if meanings_of(part) is not None else part.split()


@lru_cache(maxsize=8192)
def understand(codes: tuple[str, ...], slug: str) -> Who:
    """What codes mean together in a programme."""
    programme = code_set(slug)
    known = {code: programme.read(code) for code in codes}
    return put_together({code: meanings_of(code) if says is None else says for code, says in known.items()})


def put_together(read: Mapping[str, tuple[Meaning, ...] | None]) -> Who:
    """What codes that mean this say together; None are those that nobody knows."""
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
        other_codes=not_too_many(other),
        unknown=tuple(code for code, says in read.items() if says is None),
    )


def not_too_many(codes: tuple[str, ...]) -> tuple[str, ...]:
    """As many of the codes as are kept."""
    lengths = accumulate(len(code) + 1 for code in codes[:MOST_OTHER_CODES])
    return tuple(code for code, length in zip(codes, lengths, strict=False) if length <= LONGEST_OTHER_CODES)


def access(accesses: set[str], *, serves_minors: bool) -> Access:
    """A young people's code decides before open and closed; of both nobody can say which is meant."""
    if serves_minors:
        return Access.CLOSED
    return Access(*accesses) if len(accesses) == 1 else Access.NOT_STATED


def values(meanings: Iterable[Meaning], kind: Kind) -> tuple[str, ...]:
    """The values of one kind, each once, sorted: the order of codes says nothing."""
    return tuple(sorted({meaning.value for meaning in meanings if meaning.kind == kind}))
