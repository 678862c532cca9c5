"""The texts of the seed files, in every language that there is a catalogue for.

A seed file says everything in English. What it is called in other languages stands in locale/<language>/LC_MESSAGES/seed.po,
under the English text and the place where it is used, as in "aa.about". Of search words a file may have some for languages
without a catalogue: people type them on any page.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings

from languages.catalogues import SEED, SOURCE_LANGUAGE, catalogue_path, read_catalogue, translated_languages, translation


def context_of(slug: str, name: str) -> str:
    """The msgctxt of a field: the same word may need another translation elsewhere."""
    return f"{slug}.{name}"


def is_words(value: Any) -> bool:
    """Whether it is a list of words for each language, and no text."""
    return isinstance(value, dict) and isinstance(value.get(SOURCE_LANGUAGE), list)


def text_in(language: str, value: Any) -> str:
    """A text in a language, words with commas between them; "" where there is none, or the value is not by language."""
    said = value.get(language, "") if isinstance(value, dict) else ""
    return ", ".join(map(str, said)) if isinstance(said, list) else str(said)


def words_in(text: str) -> list[str]:
    """The words of a text that has commas between them."""
    return [word.strip() for word in text.split(",") if word.strip()]


def in_every_language(slug: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of an entry, their texts in all languages in which there is one."""
    return {name: value_in_every_language(value, context_of(slug, name)) for name, value in values.items()}


def value_in_every_language(value: Any, context: str) -> Any:
    """A value; if it is given by language, with what the catalogues say."""
    text = text_in(SOURCE_LANGUAGE, value)
    if not text:
        return value
    read: Callable[[str], Any] = words_in if is_words(value) else str
    return value | {language: read(said) for language, said in translations(text, context).items()}


def translations(text: str, context: str) -> dict[str, str]:
    """The translations of a text, by language."""
    said = {
        language: translation(read_catalogue(catalogue_path(folder, language, SEED)), text, context=context)
        for folder in settings.LOCALE_PATHS
        for language in translated_languages(folder, SEED)
    }
    return {language: translated for language, translated in said.items() if translated}
