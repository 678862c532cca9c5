"""Text of feeds as plain text: no HTML, no entities, no invisible characters, line breaks kept."""

import html
import re
import unicodedata
from functools import lru_cache

import nh3

TAG = re.compile(r"<[A-Za-z!/]")
LINE_TAG = re.compile(r"<\s*(?:br|/p|/div|/li|/h[1-6]|/tr)\b[^<>]*>", re.IGNORECASE)
ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});?")
# Categories of Unicode that nobody sees or that a database cannot keep: controls, formats, lone surrogates, private use.
INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
KEPT_FORMATS = frozenset("\n\u200c\u200d")  # joiners change how Persian, Hindi and emoji read
SPACES = re.compile(r"[^\S\n]+")
EMPTY_LINES = re.compile(r"\n{3,}")
EMPTY_WORDS = frozenset({"null", "(null)", "none", "nil", "undefined", "nan", "n/a", "-", "--"})
LONGEST_REMEMBERED = 1_000  # characters of a text that may come again
ROUNDS = 5  # HTML that was escaped, stored, escaped again …


def without_html(text: str) -> str:
    """The text without tags (`<br>` and ends of blocks are line breaks) and with entities as the characters they are."""
    for _ in range(ROUNDS):
        if TAG.search(text):
            text = nh3.clean(LINE_TAG.sub("\n", text), tags=set())  # the text comes back with its entities escaped
        if not ENTITY.search(text):
            break
        text = html.unescape(text)
    return text


def without_invisible(text: str) -> str:
    """The text in normal form C, without characters that nobody sees."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    if text.replace("\n", "").isprintable():
        return text
    return "".join(char for char in text if char in KEPT_FORMATS or unicodedata.category(char) not in INVISIBLE)


def plain(raw: str) -> str:
    """A text of a feed as people read it. Words such as NULL, which programs write for nothing, are ""."""
    return made_plain(raw) if len(raw) > LONGEST_REMEMBERED else remembered(raw)


def made_plain(raw: str) -> str:
    """The work of `plain`."""
    text = without_invisible(without_html(without_invisible(raw)))
    text = "\n".join(SPACES.sub(" ", line).strip() for line in text.split("\n"))
    text = EMPTY_LINES.sub("\n\n", text).strip()
    return "" if text.casefold() in EMPTY_WORDS else text


remembered = lru_cache(maxsize=8192)(made_plain)


def one_line(text: str) -> str:
    """A plain text with its line breaks as spaces."""
    return " ".join(text.split())


def shortened(text: str, limit: int) -> str:
    """The text, cut at a word where it is longer than `limit` characters."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,;:–-") + "…"
