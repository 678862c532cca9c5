"""The command that brings the catalogues of the seed texts up to the seed files."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import Settings

from directory.management.commands.collect_seed_texts import collected
from languages.catalogues import SEED, SITE, catalogue_path, read_catalogue
from tests.languages.catalogues import write_catalogue

ALCOHOL = ("alcohol.name", "Alcohol")


@pytest.fixture
def locale(settings: Settings, tmp_path: Path) -> Path:
    """A folder of catalogues with a German one that is empty."""
    settings.LOCALE_PATHS = [tmp_path]
    write_catalogue(tmp_path, "de", {}, domain=SITE)
    return tmp_path


def collect() -> str:
    """What the command prints."""
    output = StringIO()
    call_command("collect_seed_texts", stdout=output)
    return output.getvalue()


def message_of(path: Path, context: str, text: str) -> tuple[str, bool]:
    """The translation that a catalogue has, and whether it is fuzzy."""
    read_catalogue.cache_clear()
    message = read_catalogue(path).get(text, context)
    assert message is not None
    return str(message.string), message.fuzzy


def test_a_new_language_gets_every_text_to_translate(locale: Path) -> None:
    given = sum(bool(message.id and message.string) for message in collected("de"))

    printed = collect()

    assert printed == f"de: {len(collected())} seed texts, {len(collected()) - given} to translate\n"
    assert message_of(catalogue_path(locale, "de", SEED), *ALCOHOL) == ("", False)


def test_what_is_translated_is_kept(locale: Path) -> None:
    path = write_catalogue(locale, "de", {ALCOHOL: "Alkohol", ("#, fuzzy", "drugs.name", "Drugs"): "Drogen"})

    collect()
    once = path.read_bytes()
    collect()

    assert message_of(path, *ALCOHOL) == ("Alkohol", False)
    assert message_of(path, "drugs.name", "Drugs") == ("Drogen", True)
    assert path.read_bytes() == once


def test_where_the_english_has_changed_the_old_translation_is_a_suggestion(locale: Path) -> None:
    path = write_catalogue(locale, "de", {("alcohol.name", "Drink"): "Trinken", ("no-more.name", "Snuff"): "Schnupftabak"})

    collect()

    assert message_of(path, *ALCOHOL) == ("Trinken", True)
    assert "Schnupftabak" not in path.read_text(encoding="utf-8")


def test_search_words_of_the_file_are_where_a_translator_begins(locale: Path) -> None:
    collect()

    aliases = next(message for message in collected() if message.context == "aa.aliases")
    assert message_of(catalogue_path(locale, "de", SEED), "aa.aliases", str(aliases.id)) == ("Anonyme Alkoholiker", False)
