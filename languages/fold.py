"""Folding: what a hurried person types and what a careful one wrote become the same string.

Done in Python and stored, so that SQLite and PostgreSQL find the same rows.
"""

import re
import unicodedata

# Letters that Unicode does not decompose into a base letter and an accent.
UNDECOMPOSED = str.maketrans(
    {
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
)
# Apostrophes stand inside words (O'Fallon, Rostov-na-Donu's soft signs); everything else that is no letter or digit divides them.
INSIDE_WORDS = re.compile(r"['’‘ʼʻ`´ʹ]")
BETWEEN_WORDS = re.compile(r"[\W_]+")
NOT_IN_SLUGS = re.compile(r"[^a-z0-9]+")
LONGEST_SLUG = 80


def fold(text: str) -> str:
    """Lower case, without diacritics and punctuation, single spaces: "  ŽILINA-Vlčince" is "zilina vlcince".

    Works for every script; what has no letter or digit folds to "".
    """
    plain = unicodedata.normalize("NFKC", text).casefold().translate(UNDECOMPOSED)
    bare = "".join(char for char in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(char))
    return BETWEEN_WORDS.sub(" ", INSIDE_WORDS.sub("", bare)).strip()


def slug_of(name: str, *, otherwise: str) -> str:
    """A name as it stands in an address: "nadej-zilina". ASCII and never empty: `otherwise` where no letter of it can be."""
    return NOT_IN_SLUGS.sub("-", fold(name))[:LONGEST_SLUG].strip("-") or otherwise


def fold_code(text: str) -> str:
    """A postal code as it is compared: "811 01", "81101" and "811-01" are one."""
    return fold(text).replace(" ", "")
