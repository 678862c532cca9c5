"""Passwords and passcodes in free text, with the word that announces them."""

import re
from collections.abc import Iterator

from interchange.personal.lexicon import WORDS, bare, one_of, words_of

IN_LINK = re.compile(r"[?&](?:pwd|passcode|password|pass|pw)=[^\s&#)]+", re.IGNORECASE)
ANNOUNCED = re.compile(
    rf"(?<!\w){one_of(WORDS['before_passwords'])}(?!\w)"
    r"(?P<sign> ?(?:[:=]\n|[:=]| [–-] |-(?=\S*\d)|\bis\b:?|\bje\b:?|\bto\b:?|\bist\b:?|#) ?| )"
    r"(?P<value>[\"“”„«][^\n\"“”„«»]{1,40}[\"“”»]|\(?[^\s\"“”„«»,;()]+)"
)
NO_PASSWORDS = words_of("no_passwords")
NONE_BEFORE = re.compile(rf"(?<!\w){one_of(WORDS['before_no_password'])} $")
BEFORE = 20  # characters that are looked at before the word
DIGIT = re.compile(r"\d")
QUOTES = "\"'“”„«»"
LAST = re.compile(r"(?=[.,;\n]|\Z)")
STOP = re.compile(r"[.?]$")  # ends the sentence, not the password
MORE_GROUPS = re.compile(r"(?: \d+#?)*")
MORE_WORDS = re.compile(r" (?P<word>[a-z]+)")  # "password: one day at a time"
MOST_WORDS = 5
# Words after which a password in words does not go on.
STOPS = NO_PASSWORDS - {"a", "at", "is", "on", "you", "your"} | {"id", "zoom", "dial", "join", "chips", "open", "closed", "all"}


def in_links(text: str) -> Iterator[tuple[int, int]]:
    """Where links carry a password."""
    return (match.span() for match in IN_LINK.finditer(text))


def spans(text: str, bare_text: str) -> Iterator[tuple[int, int]]:
    """Where passwords stand in a text."""
    for match in ANNOUNCED.finditer(bare_text):
        value = text[slice(*match.span("value"))]
        is_denied = NONE_BEFORE.search(bare_text, max(0, match.start() - BEFORE), match.start())
        is_last = bool(LAST.match(bare_text, match.end()))
        if is_password(value, match["sign"], is_last=is_last) and not is_denied:
            yield match.start(), password_end(bare_text, match.end("value") - len(STOP.findall(value)), value)


def is_password(value: str, sign: str, *, is_last: bool) -> bool:
    """Whether what follows the word "password" and a sign is one, rather than "needed" or "on request"; the last word of its
    sentence needs no sign."""
    word = bare(value.strip(QUOTES + "(.:!?*"))
    if not word or word in NO_PASSWORDS:
        return False
    if DIGIT.search(value):
        return True
    return "\n" not in sign and (bool(sign.strip()) or is_last or value[0] in QUOTES or value[0].isupper())


def password_end(bare_text: str, end: int, value: str) -> int:
    """Where a password ends: one with digits may be in groups, one in words may have several."""
    if value[-1] in QUOTES:
        return end
    if DIGIT.search(value):
        groups = MORE_GROUPS.match(bare_text, end)
        return groups.end() if groups else end
    for _ in range(MOST_WORDS):
        more = MORE_WORDS.match(bare_text, end)
        if more is None or more["word"] in STOPS:
            break
        end = more.end()
    return end
