"""What holds for every seed file: asked by the tests of each room that has some."""

import re
from collections.abc import Iterable, Iterator

from django.conf import settings

from groups.seeding import Entry

SITE_LANGUAGES = {code for code, _name in settings.LANGUAGES}
SEARCH_LANGUAGES = SITE_LANGUAGES | {"de", "uk", "ru"}
KEBAB_CASE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# “…” in English, „…” in Polish, „…“ in Czech, Slovak and German; nowhere straight ones, and no apostrophe-like prime.
FOREIGN_QUOTES = {"en": '["„´`]', "pl": '["“´`]', "cs": '["”´`]', "sk": '["”´`]', "de": '["”´`]'}
STRAIGHT_QUOTES = '["´`]'


def texts(entries: Iterable[Entry]) -> Iterator[tuple[str, dict[str, str]]]:
    """Every text, under "slug.field"."""
    for entry in entries:
        for name, value in entry.values.items():
            if isinstance(value, dict) and all(isinstance(item, str) for item in value.values()):
                yield f"{entry.slug}.{name}", value


def words(entries: Iterable[Entry]) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """Every list of synonyms or aliases, under "slug.field"."""
    for entry in entries:
        for name, value in entry.values.items():
            if isinstance(value, dict) and not all(isinstance(item, str) for item in value.values()):
                yield f"{entry.slug}.{name}", value


def untranslated(entries: Iterable[Entry]) -> list[str]:
    """Texts that are not in exactly the languages of the site."""
    return [where for where, by_language in texts(entries) if by_language.keys() != SITE_LANGUAGES]


def copied(entries: Iterable[Entry], alike: set[str]) -> set[str]:
    """Texts that are the English ones, and sentences that are the same in any two languages. Names may be: Czech and Slovak
    share words. Abbreviations, and what is in `alike`, are proper names."""
    found = set()
    for where, by_language in texts(entries):
        values = list(by_language.values())
        if where.endswith(".name"):
            found |= {by_language["en"]} if values.count(by_language["en"]) > 1 else set()
        elif not where.endswith(".abbreviation"):
            found |= {value for value in values if values.count(value) > 1}
    return found - alike


def wrongly_quoted(entries: Iterable[Entry]) -> list[str]:
    """Texts with the quotation marks of another language."""
    return [
        f"{where}.{language}"
        for where, by_language in texts(entries)
        for language, text in by_language.items()
        if re.search(FOREIGN_QUOTES.get(language, STRAIGHT_QUOTES), text)
    ]


def unfinished(entries: Iterable[Entry], *, names: tuple[str, ...]) -> list[str]:
    """Texts of those fields that do not begin with a capital and end as a sentence does, or have a stray blank."""
    return [
        f"{where}.{language}"
        for where, by_language in texts(entries)
        if where.rpartition(".")[2] in names
        for language, text in by_language.items()
        if not text[0].isupper() or text[-1] not in ".!?" or "  " in text
    ]


def unsearchable(entries: Iterable[Entry]) -> list[str]:
    """Lists of words that lack a language of the site, have an unknown one, repeat a word, or have a comma in one:
    coordinators edit these lists separated by commas."""
    return [
        where
        for where, by_language in words(entries)
        if not SITE_LANGUAGES <= by_language.keys() <= SEARCH_LANGUAGES
        or any(not items or len(set(items)) < len(items) for items in by_language.values())
        or any("," in word or word != word.strip() or not word for items in by_language.values() for word in items)
    ]
