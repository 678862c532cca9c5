"""Texts per language: a missing translation never hides anything."""

import pytest
from django.utils import translation

from languages.text import TranslatedText, said_once


@pytest.mark.parametrize(
    ("texts", "reader", "shown"),
    [
        ({"en": "Hope", "sk": "Nádej"}, "sk", "Nádej"),
        ({"en": "Hope", "sk": "Nádej"}, "pl", "Hope"),
        ({"cs": "Naděje", "en": "Hope"}, "sk", "Naděje"),
        ({"pl": "Nadzieja"}, "sk", "Nadzieja"),
        ({"und": "Nádej 2"}, "en", "Nádej 2"),
        ({}, "en", ""),
    ],
)
def test_a_reader_is_shown_the_nearest_language(texts: dict[str, str], reader: str, shown: str) -> None:
    with translation.override(reader):
        assert str(TranslatedText(texts)) == shown


@pytest.mark.parametrize(
    ("texts", "reader", "language"),
    [({"sk": "Nádej"}, "sk", ""), ({"sk": "Nádej"}, "pl", "sk"), ({"und": "Nádej"}, "pl", ""), ({}, "pl", "")],
)
def test_a_foreign_text_says_its_language(texts: dict[str, str], reader: str, language: str) -> None:
    with translation.override(reader):
        assert TranslatedText(texts).foreign_language == language


def test_empty_texts_are_left_out() -> None:
    assert TranslatedText.of({"en": " ", "sk": " Nádej "}) == {"sk": "Nádej"}


def test_a_plain_string_is_kept_in_its_language() -> None:
    assert TranslatedText.of("Nádej", language="sk") == {"sk": "Nádej"}


def test_what_is_said_once_is_said_once_in_each_language() -> None:
    asked = []

    @said_once
    def greeting(name: str) -> str:
        asked.append(name)
        return f"{translation.get_language()}: {name}"

    with translation.override("sk"):
        slovak = [greeting("Eva"), greeting("Eva"), greeting("Ján")]
    with translation.override("pl"):
        polish = greeting("Eva")

    assert (slovak, polish) == (["sk: Eva", "sk: Eva", "sk: Ján"], "pl: Eva")
    assert asked == ["Eva", "Ján", "Eva"]
