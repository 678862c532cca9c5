"""Rows: delimiters, quotes, rows that are short, long, empty or cut off, and sizes that no meeting has."""

import pytest

from interchange.reasons import ProblemCode
from tests.interchange.feeds import codes, records
from tests.interchange.tables.tables import read_bytes, read_text, rejecting, row, written

HEADING = "Name,Day,Time,Address,City,Country\n"
WHOLE = "Ráno,Monday,07:00,Obchodná 5,Bratislava,SK\n"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_every_delimiter_is_found(delimiter: str) -> None:
    found = records(read_text(written([row(Notes="a, b; c\td")], delimiter=delimiter)))

    assert [(each.name, each.notes) for each in found] == [("Ranná skupina", "a, b; c d")]


def test_a_line_that_names_the_delimiter_for_excel_is_no_heading() -> None:
    found = records(read_text("sep=;\r\n" + written([row()], delimiter=";")))

    assert [each.name for each in found] == ["Ranná skupina"]


def test_quoted_line_breaks_and_quotes_stay_in_their_cell() -> None:
    found = records(read_text(written([row(Notes='Vchod "zo dvora"\r\nzvonček 3')])))

    assert [each.notes for each in found] == ['Vchod "zo dvora"\nzvonček 3']


def test_empty_rows_are_no_rows() -> None:
    found = read_text(f"\n\n{HEADING}\n,,,,,\n  , ,,,,\n{WHOLE}\n\n")

    assert [(each.name, each.index) for each in records(found)] == [("Ráno", 0)]
    assert rejecting(found) == []


def test_a_row_may_be_shorter_than_the_heading_or_longer() -> None:
    found = read_text(f"{HEADING}Ráno,Monday,07:00,Obchodná 5,Bratislava\nVečer,Monday,19:00,Obchodná 5,Bratislava,SK,more,,\n")

    assert [each.name for each in records(found)] == ["Ráno", "Večer"]


def test_formulas_are_text() -> None:
    formula = '=HYPERLINK("https://evil.example","x")'

    found = records(read_text(written([row(Name="=1+1", Notes=formula)])))

    assert [(each.name, each.notes) for each in found] == [("=1+1", formula)]


@pytest.mark.parametrize(
    "content",
    [
        f"{HEADING}{WHOLE}Večer,Mon",  # in the middle of a row
        f'{HEADING}{WHOLE}Večer,Monday,19:00,Obchodná 5,Bratislava,"SK',  # inside of quotes, in the last column
        f'{HEADING}{WHOLE}Večer,Monday,19:00,"Obchodná 5\n',  # … after a line break
    ],
)
def test_a_table_that_is_cut_off_says_so(content: str) -> None:
    assert (ProblemCode.FEED_TRUNCATED, None) in rejecting(read_text(content))


def test_a_last_row_without_an_end_is_whole() -> None:
    assert rejecting(read_text(f"{HEADING}{WHOLE}{WHOLE.strip()}")) == []


@pytest.mark.parametrize("content", ["", "\n \r\n", "sep=,\n"])
def test_nothing_at_all_says_so(content: str) -> None:
    assert codes(read_text(content)) == [ProblemCode.FEED_EMPTY]


def test_a_web_page_says_so() -> None:
    assert codes(read_text("<!DOCTYPE html>\n<title>City, Day</title>")) == [ProblemCode.FEED_IS_HTML]


@pytest.mark.parametrize(
    "content",
    [
        HEADING + "x" * 10_000_000,
        HEADING + f'"{"x" * 200_000}",1',
        HEADING + '"' + "x\n" * 100_000,
        HEADING + "," * 10_000,
        "," * 10_000 + "City",
    ],
    ids=["a cell of 10 MB", "a quoted cell", "a quote without its end", "10,000 cells", "10,000 columns"],
)
def test_what_is_larger_than_any_meeting_ends_the_reading(content: str) -> None:
    assert codes(read_text(content)) == [ProblemCode.FEED_TOO_COMPLEX]


def test_nul_and_half_characters_harm_nothing() -> None:
    content = written([row(Name="R\0áno")]).encode() + b"\xff\xfe\x00,\xed\xa0\x80\r\n"

    found = read_bytes(content)

    assert [each.name for each in records(found)] == ["Ráno"]
    assert [index for _code, index in rejecting(found)] == [1]
