"""Headings for programs and for people."""

from collections import defaultdict

import pytest

from interchange.spreadsheets.columns import CONTRIBUTIONS, FACTS, OF_A_RULE, heading_row, headings, is_ours
from interchange.tables.columns import folded
from places.models import ACCESS_FACTS
from tests.interchange.listings import meeting
from tests.interchange.spreadsheets.sheets import csv_of, essence, read_all, table_of

LANGUAGES = ("", "en", "pl", "sk", "cs")


def test_no_heading_stands_for_two_columns() -> None:
    columns = defaultdict(set)
    for column, words in headings().items():
        for name in (column, *words.values()):
            columns[folded(name)].add(column)

    assert {name: found for name, found in columns.items() if len(found) > 1} == {}


def test_every_column_has_a_heading_in_every_language() -> None:
    assert {column: sorted(words) for column, words in headings().items() if sorted(words) != ["cs", "en", "pl", "sk"]} == {}


def test_columns_are_those_that_others_name() -> None:
    assert FACTS == ACCESS_FACTS
    assert {*FACTS, *CONTRIBUTIONS, *OF_A_RULE} - set(headings()) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_sheet_in_every_language_is_read_back(language: str) -> None:
    given = meeting(text_language="sk")

    content = csv_of(given, language=language)

    assert is_ours(heading_row(language))
    assert read_all(content) == [essence(given)]


def test_columns_of_languages_with_a_decimal_comma_are_divided_by_semicolons() -> None:
    assert [csv_of(language=language).decode("utf-8-sig")[:20].count(";") > 0 for language in LANGUAGES] == [
        *(False, False),
        *(True, True, True),
    ]


def test_language_without_headings_has_those_for_programs() -> None:
    assert heading_row("de") == heading_row("") == list(headings())


def test_sheet_begins_with_the_mark_of_its_encoding() -> None:
    assert csv_of()[:3] == b"\xef\xbb\xbf"
    assert table_of(csv_of(meeting()))[0]["weekday"] == "wednesday"
