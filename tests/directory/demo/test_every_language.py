"""The public pages over the demo world, in each language of the site: whole, and about the same meetings."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html import unescape

import pytest
from babel.messages.catalog import Message
from django.conf import settings
from django.test import Client
from django.urls import resolve
from django.utils.translation import override

from languages.catalogues import SEED, SITE, SOURCE_LANGUAGE, catalogue_path, read_catalogue, site_languages

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_world")]

LOCALE = settings.LOCALE_PATHS[0]
LANGUAGES = site_languages(LOCALE)
OF_EACH_KIND = 3  # pages of one route that are looked at
LEAST_WORDS = 4  # shorter texts may be the same in two languages, or what a group calls itself
LINK = re.compile(r'<a [^>]*?href="(/[^"#?]+)[^"]*"')
MEETING = re.compile(r'href="/[\w-]+/meetings/(\w+)/')
SEARCHES = [
    "place=bratislava&when=any",
    "place=praha&who=me&when=any&sort=name",
    "place=zilina&who=family&when=any&within=50",
    "how=online&when=any&sort=name",
    "topic=gambling&when=any&sort=name",
    "fellowship=al-anon&when=sat",
    "q=krok&when=any&sort=name",
]


def said(message: Message, language: str) -> tuple[str, ...]:
    """The forms of a text in a language, or in English."""
    texts = message.id if language == SOURCE_LANGUAGE else message.string
    return (texts,) if isinstance(texts, str) else tuple(texts or ())


def is_name(message: Message) -> bool:
    """Whether it is a name of a fellowship, topic or book: a page may say what it is called elsewhere."""
    return (message.context or "").endswith((".name", ".aliases", ".synonyms"))


@cache
def phrases(language: str) -> frozenset[str]:
    """What the catalogues say in a language, where it is long enough to be known again and has no gap to be filled."""
    source = next(code for code in LANGUAGES if language in {code, SOURCE_LANGUAGE} and code != SOURCE_LANGUAGE)
    catalogues = [read_catalogue(catalogue_path(LOCALE, source, domain)) for domain in (SITE, SEED)]
    messages = [message for catalogue in catalogues for message in catalogue if message.id and not is_name(message)]
    texts = {text for message in messages for text in said(message, language)}
    return frozenset(text for text in texts if len(text.split()) >= LEAST_WORDS and "%" not in text)


def visited(client: Client, language: str) -> Iterator[tuple[str, str]]:
    """Some pages of every route that the home page leads to, with their texts."""
    waiting, seen, of_kind = [f"/{language}/"], {f"/{language}/"}, Counter[str]()
    while waiting:
        address = waiting.pop(0)
        page = client.get(address).content.decode()
        yield address, unescape(page)
        for link in LINK.findall(page):
            if link.startswith(f"/{language}/") and link not in seen:
                seen.add(link)
                with override(language):
                    kind = resolve(link).view_name
                of_kind[kind] += 1
                if of_kind[kind] <= OF_EACH_KIND:
                    waiting.append(link)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_has_a_sentence_of_another_language(client: Client, language: str) -> None:
    foreign = frozenset[str]().union(*(phrases(other) for other in LANGUAGES if other != language)) - phrases(language)

    found = {(address, phrase) for address, page in visited(client, language) for phrase in foreign if phrase in page}

    assert found == set()


@pytest.mark.parametrize("query", SEARCHES)
def test_an_address_gives_the_same_meetings_in_every_language(client: Client, query: str) -> None:
    pages = [client.get(f"/{language}/meetings/?{query}").content.decode() for language in LANGUAGES]

    found = [MEETING.findall(page) for page in pages]

    assert found[0] != []
    assert found == [found[0]] * len(LANGUAGES)
