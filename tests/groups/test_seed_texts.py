"""The texts of the seeds come from the catalogues: a language that has one is there, and nothing else is needed."""

from pathlib import Path

import pytest
from django.conf import settings as site
from pytest_django import Settings

from groups.models import Topic
from groups.seed_texts import in_every_language
from groups.seeding import Outcome, load_topics
from history.road import WORKPLACE
from history.tracking import tracking
from tests.languages.catalogues import write_catalogue

DEBTS = {"name": {"en": "Debts"}, "synonyms": {"en": ["debt", "loans"], "ru": ["долги"]}, "position": 3, "codes": {"aa": ["D"]}}


@pytest.fixture
def german(settings: Settings, tmp_path: Path) -> Path:
    """A folder of catalogues beside the project's own, with room for a German one."""
    settings.LOCALE_PATHS = [*site.LOCALE_PATHS, tmp_path]
    return tmp_path


def test_a_text_and_its_words_are_taken_from_the_catalogue(german: Path) -> None:
    write_catalogue(german, "de", {("debts.name", "Debts"): "Schulden", ("debts.synonyms", "debt, loans"): "Schuld,  Kredite ,"})

    values = in_every_language("debts", DEBTS)

    assert values == {
        "name": {"en": "Debts", "de": "Schulden"},
        "synonyms": {"en": ["debt", "loans"], "ru": ["долги"], "de": ["Schuld", "Kredite"]},
        "position": 3,
        "codes": {"aa": ["D"]},
    }


@pytest.mark.parametrize(
    "texts",
    [
        {("debts.name", "Debts"): ""},
        {("#, fuzzy", "debts.name", "Debts"): "Schulden"},
        {("loans.name", "Debts"): "Schulden"},
        {("debts.name", "Old debts"): "Schulden"},
    ],
    ids=["not translated", "not sure", "of another place", "of another text"],
)
def test_what_the_catalogue_does_not_surely_say_is_left_out(german: Path, texts: dict[tuple[str, ...], str]) -> None:
    write_catalogue(german, "de", texts)

    assert in_every_language("debts", DEBTS) == DEBTS


@pytest.mark.django_db
def test_a_language_added_later_is_filled_in_and_edits_stay(german: Path) -> None:
    load_topics()
    gambling, drugs = Topic.objects.get(slug="gambling"), Topic.objects.get(slug="drugs")
    with tracking(gambling, by=None, source=WORKPLACE):
        gambling.name = {**gambling.name, "en": "Games of chance", "sk": "Hráčstvo"}
        gambling.save()
    write_catalogue(german, "de", {("gambling.name", "Gambling"): "Glücksspiel", ("drugs.name", "Drugs"): "Drogen"})

    outcomes = load_topics()

    assert outcomes[Outcome.COMPLETED] == 2
    assert Topic.objects.get(slug="gambling").name == {**gambling.name, "de": "Glücksspiel"}
    assert Topic.objects.get(slug="drugs").name == {**drugs.name, "de": "Drogen"}
