"""How alike names are."""

import pytest

from imports.matching.names import UNTOLD, likeness, telling
from imports.matching.scoring import ALIKE, RATHER_UNLIKE
from languages.fold import fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nádej", "Skupina Nádej – utorok"),
        ("Serenity Meeting", "Serenity"),
        ("Keep it simple, Coatbridge", "Coatbrridge Keep It Simple"),
        ("Grupa „Nadzieja”", "AA Nadzieja"),
        ("Newbeginnings", "New Beginnings"),
    ],
)
def test_names_of_one_meeting_are_alike(one: str, other: str) -> None:
    assert likeness(fold(one), fold(other)) >= ALIKE


@pytest.mark.parametrize(("one", "other"), [("Nádej", "Svetlo"), ("Big Book", "Newcomers")])
def test_names_of_different_meetings_are_unlike(one: str, other: str) -> None:
    assert likeness(fold(one), fold(other)) < RATHER_UNLIKE


def test_names_of_generic_words_say_nothing() -> None:
    assert telling(fold("AA Skupina, pondelok")) == ""
    assert likeness(fold("Monday Night Group"), fold("Nádej")) == UNTOLD
    assert likeness(fold("Monday Night Group"), fold("Monday Night Group")) == 1
