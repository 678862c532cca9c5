"""Workbooks of strangers: what people see in them is read, and what is meant to break the reader is refused."""

import io
import os
import resource
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interchange.reasons import ProblemCode
from interchange.records import MeetingRecord, Problem
from interchange.spreadsheets import WriteOptions, sample, write_xlsx
from interchange.spreadsheets.samples import Sample
from tests.interchange.feeds import records
from tests.interchange.listings import meeting
from tests.interchange.spreadsheets.sheets import read_all
from tests.interchange.spreadsheets.workbooks import ODS, SHEET, cell, ods, with_part, xlsx, zipped

HEADING = ("Day", "Time", "Name", "City")
SHEET_PART = "xl/worksheets/sheet1.xml"


def looked_at(content: bytes) -> Sample:
    found = sample(io.BytesIO(content), "und")
    assert isinstance(found, Sample)
    return found


def refusals(content: bytes) -> list[ProblemCode]:
    """Why a workbook is refused as a whole; nothing else may come of it."""
    found = read_all(content)
    assert records(found) == []
    return [each.code for each in found if isinstance(each, Problem) and each.rejects]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (time(18, 0), "18:00"),
        (datetime(1900, 1, 1, 7, 30), "07:30"),  # noqa: DTZ001
        (date(2026, 12, 24), "2026-12-24"),
        (datetime(2026, 12, 24, 18, 0), "2026-12-24 18:00"),  # noqa: DTZ001
        (timedelta(hours=1, minutes=30), "01:30"),
        (5.0, "5"),
        (48.14816, "48.14816"),
        (True, "yes"),
        ("=1+1", ""),  # a formula that no program has computed yet
        ("811 06", "811 06"),
    ],
)
def test_cell_is_read_as_people_see_it(value: object, text: str) -> None:
    assert looked_at(xlsx(["A", "B"], [value, "x"])).rows == ((text, "x"),)


def test_table_in_a_workbook_is_read_like_one_in_a_text() -> None:
    found = records(read_all(xlsx(HEADING, ["Monday", time(18, 0), "Nádej", "Bratislava"])))

    assert [(each.name, each.rules[0].recurrence.weekday, each.rules[0].recurrence.start_minute) for each in found] == [
        ("Nádej", 0, 1080)
    ]


def test_first_sheet_with_something_in_it_is_read() -> None:
    assert looked_at(xlsx(["A", "B"], ["1", "2"], before=["Empty"])).headings == ("A", "B")


def test_sheet_of_libreoffice_is_read() -> None:
    found = records(read_all(ods(HEADING, ["utorok", "19:30", "Ľudia", "Žilina"])))

    assert [(each.name, each.rules[0].recurrence.weekday) for each in found] == [("Ľudia", 1)]


def test_our_own_workbook_says_of_every_cell_that_it_is_text() -> None:
    names = ["=1+1", "#N/A", "+421", "'=1", "_x0041_"]
    given = [replace(meeting(), key=f"m{number}", body_name=name) for number, name in enumerate(names)]
    book = b"".join(write_xlsx(given, options=WriteOptions(), on_loss=print))

    found = records(read_all(book))

    assert [each.body_name for each in found] == names


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04",
        b"PK\x03\x04" + os.urandom(5000),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + os.urandom(5000),
        zipped({"hello.txt": "hello"}),
        with_part(xlsx(HEADING), SHEET_PART, "<worksheet><sheetData><row><c"),
        xlsx(HEADING)[:-200],
    ],
)
def test_broken_workbook_is_refused(content: bytes) -> None:
    assert refusals(content) == [ProblemCode.WORKBOOK_BROKEN]


def test_empty_workbook_is_refused() -> None:
    assert refusals(xlsx()) == [ProblemCode.FEED_EMPTY]


BOMB = '<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>' * 1_000_000
CORNERS = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'


@pytest.mark.parametrize(
    "content",
    [
        with_part(xlsx(HEADING), SHEET_PART, SHEET.format(BOMB)),
        with_part(xlsx(HEADING), SHEET_PART, SHEET.format(CORNERS)),
        with_part(xlsx(HEADING), "xl/more.zip", zipped({"a": "b"})),
        zipped({f"part{number}": "" for number in range(3000)}),
        zipped({"mimetype": "x", "content.xml": "x" * (201 << 20)}),
    ],
    ids=["ratio", "declared size", "nested", "parts", "unpacked size"],
)
def test_bomb_is_refused(content: bytes) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    found = refusals(content)

    assert len(found) == 1
    assert found[0] in (ProblemCode.WORKBOOK_TOO_LARGE, ProblemCode.WORKBOOK_BROKEN)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50 << 10  # kilobytes


def test_repeated_cells_of_libreoffice_do_not_fill_the_memory() -> None:
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell("x", repeated=16384)}</table:table-row>'
    content = with_part(ods([]), "content.xml", ODS.format(row))

    assert refusals(content)[0] in (ProblemCode.WORKBOOK_TOO_LARGE, ProblemCode.WORKBOOK_BROKEN)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 6000), st.binary(min_size=1, max_size=20))
def test_damaged_workbook_gives_records_or_problems(position: int, damage: bytes) -> None:
    book = bytearray(b"".join(write_xlsx([meeting()], options=WriteOptions(), on_loss=print)))
    book[position : position + len(damage)] = damage

    assert all(isinstance(each, MeetingRecord | Problem) for each in read_all(bytes(book)))
