"""Headings: case, spaces, aliases, languages, several for one field, and those that nobody knows."""

import pytest

from interchange.codes import table
from interchange.reasons import ProblemCode
from interchange.tables.columns import fields_by_heading, folded
from tests.interchange.feeds import codes, problems, records
from tests.interchange.tables.tables import read_rows, read_text, rejecting, row


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("NAME", "name"),
        (" start  TIME ", "time"),
        ("start_time", "time"),
        ("zip", "postal_code"),
        ("Zip Code", "postal_code"),
        ("Postal Code", "postal_code"),
        ("meeting", "name"),
        ("location_name", "location"),
        ("Conference URL Notes", "conference_url_notes"),
        ("Contact 3 E-mail", "contact_3_email"),
        ("Deň", "day"),
        ("Godzina", "time"),
        ("Město", "city"),
        ("PSČ", "postal_code"),
        ("Straße", "address"),
        ("kraj", ""),
    ],
)
def test_a_heading_is_known_in_many_spellings(heading: str, field: str) -> None:
    assert fields_by_heading().get(folded(heading), ("", 0))[0] == field


def test_no_heading_means_two_fields() -> None:
    spellings = [
        (folded(heading), name) for name, words in table("table_columns.toml")["fields"].items() for heading in {name, *words}
    ]

    known = {name: {field for heading, field in spellings if heading == name} for name, _field in spellings}

    assert {heading: fields for heading, fields in known.items() if len(fields) > 1} == {}


@pytest.mark.parametrize("heading", ["Name,Day,Time", "Ráno,Monday,07:00,Obchodná 5", "a;b;c"])
def test_a_first_row_without_address_or_city_is_no_heading(heading: str) -> None:
    found = read_text(f"{heading}\nRáno,Monday,07:00\n")

    assert rejecting(found) == [(ProblemCode.HEADING_MISSING, None)]
    assert records(found) == []


def test_of_several_columns_the_first_that_says_something_counts() -> None:
    rows = [row(Meeting="Second", Title="Third", Name="First"), row(Name="", Meeting="", Title="Third", Slug="b")]

    assert [each.name for each in records(read_rows(*[{**each, "Title": each["Title"]} for each in rows]))] == ["First", "Third"]


def test_a_heading_that_is_there_twice_is_one_field() -> None:
    found = records(read_text("City,Notes,Day,Time,Address,Notes\nBrno,,Monday,10:00,Lidická 1,Vchod vzadu\n"))

    assert [each.notes for each in found] == ["Vchod vzadu"]


def test_a_column_that_nobody_knows_is_told_once_with_the_number_of_its_rows() -> None:
    rows = [row(Colour="red"), row(Slug="b", Colour=""), row(Slug="c", Colour="blue")]

    found = read_rows(*rows)

    assert [(each.code, dict(each.details), each.rejects) for each in problems(found) if each.details] == [
        (ProblemCode.UNKNOWN_COLUMN, {"column": "Colour", "count": 2}, False)
    ]


def test_an_unknown_column_without_anything_in_it_is_not_told() -> None:
    assert codes(read_rows(row(Colour=""))) == []


def test_known_columns_that_say_nothing_here_are_not_told() -> None:
    found = read_rows(row(District="7", Website_2="https://example.org", ID="17", Data_Source="x"))

    assert codes(found) == []


def test_what_is_personal_in_a_heading_is_not_repeated() -> None:
    (problem,) = problems(read_rows(row(**{"ask jana@example.org": "x"})))

    assert "jana@example.org" not in problem.details["column"]
