"""E-mail addresses in free text, also those spelt out so that no program finds them: "jane (at) example dot org",
"p e t e r (zavináč) gmail bodka com"."""

import re
from collections.abc import Iterator

from interchange.personal.lexicon import WORDS, one_of

EMAIL = re.compile(r"(?<![\w.+'-])(?:mailto:)?[\w.+'-]+@[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}", re.IGNORECASE)

# All that follows reads bare text.
OPEN, CLOSE = r" ?[(\[{<] ?", r" ?[)\]}>] ?"
SIGN = rf"(?:{OPEN}(?:at|{one_of(WORDS['at_signs'])}){CLOSE}| ?{one_of(WORDS['at_signs'])} )"
DOT = rf"(?:{OPEN}(?:{one_of(WORDS['dots'])}|\.){CLOSE}| {one_of(WORDS['dots'])} )"
SPACED = r"\w(?: \w)+(?!\w)"
PROVIDER = rf"{one_of(WORDS['mail_providers'])}(?![\w-])"
LAST_PART = r"(?:[a-z] [a-z](?: [a-z])?|[a-z]{2,})(?![\w-])"
PART = rf"(?:{SPACED}|[\w-]+)"
BEFORE_SIGN = re.compile(rf"(?<![\w.+'-])(?:{SPACED}|[\w.+'-]+)(?:{DOT}(?:{SPACED}|[\w.+'-]+))*\Z")
AFTER_SIGN = re.compile(rf"{PART}(?:(?:{DOT}|\.){PART})*?(?:{DOT}|\.){LAST_PART}|{PROVIDER}")
# "At" alone is a word like any other: an address is made by a provider of mail or by letters apart before it, with a dot in words.
AT = re.compile(rf"{SIGN}| at (?={PROVIDER}{DOT})|(?<=\b\w \w) at (?={PART}{DOT})")
LONGEST_BEFORE, LONGEST_AFTER = 64, 100


def spans(text: str, bare_text: str) -> Iterator[tuple[int, int]]:
    """Where e-mail addresses stand in a text."""
    yield from (match.span() for match in EMAIL.finditer(text))
    for sign in AT.finditer(bare_text):
        before = BEFORE_SIGN.search(bare_text, max(0, sign.start() - LONGEST_BEFORE), sign.start())
        after = AFTER_SIGN.match(bare_text, sign.end(), sign.end() + LONGEST_AFTER)
        if before and after:
            yield before.start(), after.end()
