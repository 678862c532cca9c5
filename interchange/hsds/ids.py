"""Ids of HSDS objects: always the same for the same thing, and where a thing has a permanent id of ours, read back from the UUID.

A UUID of version 8 (RFC 9562) is ours to fill: the letters "hsds", the version of this layout (1), a kind, and the permanent id as
a number of base 36. So an object is found by its id without looking through a table. What has no such id, as a term or an address,
has a UUID of version 5, made of what it belongs to and its name.
"""

import re
from enum import IntEnum
from string import ascii_lowercase, digits
from uuid import UUID, uuid5

SITE_NAMES = UUID("68736473-0001-8000-8000-000000000000")
OURS = 0x68736473_0001  # "hsds", and the version of the layout
VERSION, VARIANT = 8, 0b10
SIGNS = digits + ascii_lowercase
PERMANENT_ID = re.compile(r"[1-9a-z][0-9a-z]{0,10}")  # eleven signs of base 36 are less than 62 bits


class Kind(IntEnum):
    """What a permanent id is of. The numbers are in ids that others keep: none is ever given another meaning."""

    SERVICE = 1  # a group
    BODY = 2  # a service body, as an organization
    HOUSE = 3  # a venue that everyone may know
    AREA = 4  # where a meeting is, of which not everyone may know the house: two meetings in one house are not told to be
    VIRTUAL = 5  # where a meeting is joined from home
    AT_PLACE = 6  # a meeting at its place
    AT_HOME = 7  # a meeting from home


def made(kind: Kind, key: str) -> UUID:
    """The UUID of something with a permanent id; of a key from elsewhere that is none, one made of its letters."""
    if not PERMANENT_ID.fullmatch(key):
        return named(kind.name.lower(), key)
    return UUID(int=OURS << 80 | VERSION << 76 | kind << 64 | VARIANT << 62 | int(key, 36))


def read(text: str, *kinds: Kind) -> tuple[Kind, str] | None:
    """The kind and the permanent id in a UUID; None for one that we have not made, or not for one of these kinds."""
    try:
        number = UUID(text).int
        kind = Kind(number >> 64 & 0xFFF)
    except ValueError:
        return None
    key = in_base_36(number & (1 << 62) - 1)
    return (kind, key) if kind in kinds and made(kind, key).int == number else None


def in_base_36(number: int) -> str:
    """The digits of a number; those of 0 are none."""
    found = ""
    while number:
        number, digit = divmod(number, len(SIGNS))
        found = SIGNS[digit] + found
    return found


def named(*words: str) -> UUID:
    """The UUID of something that has a name in this directory, such as a term of a taxonomy."""
    return uuid5(SITE_NAMES, "/".join(words))


def part(of: UUID, *words: str) -> str:
    """The UUID of a part of something, as its address or its telephone number."""
    return str(uuid5(of, "/".join(words)))
