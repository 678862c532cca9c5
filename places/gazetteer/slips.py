"""One slip of the finger: a letter too many, one missing, a wrong one, two swapped. Pure."""

import unicodedata
from collections.abc import Iterator

SHORTEST, LONGEST = 4, 30  # a shorter name becomes anything, a longer one is no name
# The letters that folding leaves of each alphabet. Scripts of syllables or pictures have too many to try.
ALPHABETS = {
    "LATIN": "abcdefghijklmnopqrstuvwxyz",
    "CYRILLIC": "абвгдежзиклмнопрстуфхцчшщъыьэюяєґђјљњћџі",
    "GREEK": "αβγδεζηθικλμνξοπρστυφχψω",
    "ARMENIAN": "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆ",
    "GEORGIAN": "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "HEBREW": "אבגדהוזחטיךכלםמןנסעףפץצקרשת",
    "ARABIC": "ءابةتثجحخدذرزسشصضطظعغفقكلمنهويپچژگکی",
}


def one_slip_away(key: str) -> set[str]:
    """The folded keys that a slip may have made this one of; empty if it is too short or too long to tell."""
    if not SHORTEST <= len(key) <= LONGEST:
        return set()
    letters = _alphabet(key) + " "
    variants = set(_without_one(key)) | set(_swapped(key))
    for position in range(len(key) + 1):
        before, after = key[:position], key[position:]
        variants.update(f"{before}{letter}{after}" for letter in letters)
        variants.update(f"{before}{letter}{after[1:]}" for letter in letters if after)
    return {variant for variant in variants if variant == variant.strip() and "  " not in variant} - {key}


def _alphabet(key: str) -> str:
    """The letters of the key's script: that of its first letter."""
    return ALPHABETS.get(unicodedata.name(key[0], "").partition(" ")[0], "")


def _without_one(key: str) -> Iterator[str]:
    for position in range(len(key)):
        yield key[:position] + key[position + 1 :]


def _swapped(key: str) -> Iterator[str]:
    for position in range(len(key) - 1):
        yield key[:position] + key[position + 1] + key[position] + key[position + 2 :]
