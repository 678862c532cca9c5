"""Folding: what a hurried person types and what a careful one wrote become the same string.

Done in Python and stored, so that SQLite and PostgreSQL find the same rows.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping

# Letters that Unicode does not decompose into a base letter and an accent.
UNDECOMPOSED = {
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "ø": "o",
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ı": "i",
    "þ": "th",
    "ħ": "h",
    "ŧ": "t",
    "ŋ": "n",
    "ĸ": "k",
}
# Apostrophes stand inside words (O'Fallon, Rostov-na-Donu's soft signs); everything else that is no letter or digit divides them.
INSIDE_WORDS = re.compile(r"['’‘ʼʻ`´ʹ]")
BETWEEN_WORDS = re.compile(r"[\W_]+")
NOT_IN_SLUGS = re.compile(r"[^a-z0-9]+")
LONGEST_SLUG = 80


def fold(text: str) -> str:
    """Lower case, without diacritics and punctuation, single spaces: "  ŽILINA-Vlčince" is "zilina vlcince".

    Works for every script; what has no letter or digit folds to "".
    """
    return BETWEEN_WORDS.sub(" ", without_accents(text)).strip()


def fold_each(texts: Iterable[str]) -> list[str]:
    """Many short texts, folded together: three times as fast."""
    lines = [text.replace("\n", " ") for text in texts]
    bare = without_accents("\n".join(lines)).split("\n") if lines else []
    return [BETWEEN_WORDS.sub(" ", line).strip() for line in bare]


def without_accents(text: str) -> str:
    """Lower case, without diacritics and what stands inside words."""
    plain = replaced(unicodedata.normalize("NFKC", text).casefold(), UNDECOMPOSED)
    decomposed = unicodedata.normalize("NFKD", plain)
    return INSIDE_WORDS.sub("", replaced(decomposed, dict.fromkeys(filter(unicodedata.combining, set(decomposed)), "")))


def replaced(text: str, letters: Mapping[str, str]) -> str:
    """With other letters for some; of a long text faster than `str.translate`."""
    for letter, other in letters.items():
        text = text.replace(letter, other)
    return text


def slug_of(name: str, *, otherwise: str) -> str:
    """A name as it stands in an address: "nadej-zilina". ASCII and never empty: `otherwise` where no letter of it can be."""
    return NOT_IN_SLUGS.sub("-", fold(name))[:LONGEST_SLUG].strip("-") or otherwise


def fold_code(text: str) -> str:
    """A postal code as it is compared: "811 01", "81101" and "811-01" are one."""
    return fold(text).replace(" ", "")
