"""Slugs as every reader of the format takes them: small letters, digits and hyphens, at most 64, unique and lasting."""

import hashlib
import re

from interchange.times import without_accents
from interchange.weekly import Entry

LONGEST = 64
FIT = re.compile(r"[a-z0-9-]+")
UNFIT = re.compile(r"[^a-z0-9]+")
HASH_BYTES = 4
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def slug(key: str, suffix: str = "") -> str:
    """The slug of a key. Where the key is no slug itself, a few digits of its hash keep different keys apart."""
    whole = f"{key}-{suffix}" if suffix else key
    if len(whole) <= LONGEST and FIT.fullmatch(whole):
        return whole
    print_ = hashlib.blake2b(whole.encode("utf-8", "surrogatepass"), digest_size=HASH_BYTES).hexdigest()
    stem = UNFIT.sub("-", without_accents(key).lower()).strip("-")
    tail = f"{print_}-{suffix}" if suffix else print_
    return f"{stem[: LONGEST - len(tail) - 1].rstrip('-')}-{tail}".lstrip("-")


def suffixes(entries: list[Entry]) -> list[str]:
    """What tells the entries of one meeting apart: nothing for one, the day for several, the time too where a day repeats."""
    if len(entries) == 1:
        return [""]
    days = ["" if entry.recurrence.weekday is None else DAYS[entry.recurrence.weekday] for entry in entries]
    result: list[str] = []
    for day, entry in zip(days, entries, strict=True):
        start = entry.recurrence.start_minute or 0
        suffix = f"{day}-{start // 60:02}{start % 60:02}" if days.count(day) > 1 else day or "appointment"
        result.append(suffix if suffix not in result else f"{suffix}-{len(result)}")
    return result
