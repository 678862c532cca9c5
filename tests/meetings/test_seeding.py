"""The formats that come with the project are whole, and are those that feeds can name."""

import pytest

from groups.seeding import Outcome, read_folder
from history.models import Revision
from interchange.codes import FORMAT_SLUGS
from meetings.models import Format
from meetings.seeding import SEED, load_formats
from tests.groups import seed_checks as check

FORMATS = read_folder(SEED / "formats")
# Titles of books that are not translated, and words that another language spells as English does.
SPELLED_ALIKE = {
    *("A New Hope", "A Spiritual Principle a Day", "Alcoholics Anonymous Comes of Age", "As Bill Sees It", "Came to Believe"),
    *("Dignity of Choice", "For Today", "Grapevine", "Happy, Joyous and Free", "HOW", "It Works: How and Why"),
    *("Just for Today", "Lifeline", "Living Clean", "Living Sober", "Seeking the Spiritual Path"),
    *("Strengthening My Recovery", "The Laundry Lists Workbook", "The Loving Parent Guidebook", "Voices of Recovery"),
    "Trauma",
}


def test_every_format_that_a_feed_can_name_is_seeded_under_its_category() -> None:
    assert {entry.slug: entry.values["category"] for entry in FORMATS} == FORMAT_SLUGS


def test_every_text_is_in_every_language_of_the_site() -> None:
    assert check.untranslated(FORMATS) == []
    assert {name for entry in FORMATS for name in ("name", "aliases", "sentence") if name not in entry.values} == set()


def test_no_text_is_left_in_another_language() -> None:
    assert check.copied(FORMATS, SPELLED_ALIKE) == set()


def test_texts_have_the_quotation_marks_of_their_language() -> None:
    assert check.wrongly_quoted(FORMATS) == []


def test_sentences_are_whole_sentences() -> None:
    assert check.unfinished(FORMATS, names=("sentence",)) == []


def test_search_words_are_fit_to_be_searched_and_edited() -> None:
    assert check.unsearchable(FORMATS) == []


def test_slugs_are_kebab_case() -> None:
    assert [entry.slug for entry in FORMATS if not check.KEBAB_CASE.fullmatch(entry.slug)] == []


@pytest.mark.django_db
def test_first_load_makes_every_format_and_the_second_changes_nothing() -> None:
    first = load_formats()

    second = load_formats()

    assert first == {Outcome.CREATED: len(FORMATS)}
    assert second == {Outcome.UNCHANGED: len(FORMATS)}
    assert Format.objects.get(slug="big-book").name["sk"] == "Veľká kniha"
    assert Revision.objects.count() == 1
