"""The words by which what is personal is told from what is not (data/personal.toml), and how text is compared with them."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from importlib.resources import files

BY_LANGUAGE: Mapping[str, Mapping[str, list[str]]] = tomllib.loads(
    (files("interchange") / "data" / "personal.toml").read_text(encoding="utf-8")
)
# A text may be in any language, or in two: the words of all count.
WORDS = {name: [word for words in languages.values() for word in words] for name, languages in BY_LANGUAGE.items()}


class BareLetters(dict[int, str]):
    """One plain lower-case letter for every letter, so that positions stay the same; made as they come."""

    def __missing__(self, code: int) -> str:
        plain = unicodedata.normalize("NFKD", chr(code))[0].lower()
        self[code] = {"ł": "l", "ß": "s"}.get(plain, plain[0])
        return self[code]


BARE_LETTERS = BareLetters()


def bare(text: str) -> str:
    """The text without accents and in lower case, of the same length."""
    return text.translate(BARE_LETTERS)


def one_of(phrases: Iterable[str]) -> str:
    """A regular expression for any of the phrases, the longest first; its text has to be `bare`."""
    longest_first = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return "(?:" + "|".join(re.escape(phrase).replace(r"\ ", r"[ .]+") for phrase in longest_first) + ")"


def words_of(name: str) -> frozenset[str]:
    """A list of single words, as a set."""
    return frozenset(WORDS[name])
