"""The bytes of a table: encodings, ends of lines, and what is no table at all."""

import pytest

from interchange.reasons import ProblemCode
from interchange.tables import looks_like_a_table
from tests.interchange.feeds import codes, problems, records
from tests.interchange.tables.tables import read_bytes, record, row, written

TABLE = written([row()])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_every_unicode_encoding_is_read(encoding: str) -> None:
    found = read_bytes(TABLE.encode(encoding))

    assert found == [record()]


@pytest.mark.parametrize(
    ("language", "encoding", "code"),
    [
        ("sk", "windows-1250", ProblemCode.ENCODING_MIXED),
        ("und", "windows-1250", ProblemCode.ENCODING_MIXED),
        ("fr", "windows-1252", ProblemCode.ENCODING_WESTERN),
    ],
)
def test_windows_encoding_of_the_language_is_read_and_said(language: str, encoding: str, code: ProblemCode) -> None:
    name = "Ranná skupina – šťastie" if encoding == "windows-1250" else "Réunion à l’œuvre"

    found = read_bytes(written([row(Name=name, Location="", Day="1")]).encode(encoding), language=language)

    assert records(found)[0].name == name
    assert codes(found) == [code]
    assert problems(found)[0].details["bytes"] > 0
    assert not problems(found)[0].rejects


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_every_end_of_a_line_is_one(end: str) -> None:
    content = written([row(), row(Slug="b", Name="Večerná")], end=end)

    assert [each.name for each in records(read_bytes(content.encode()))] == ["Ranná skupina", "Večerná"]


def test_a_line_that_is_longer_than_any_row_ends_the_reading() -> None:
    content = TABLE.encode() + b"x" * 10_000_000

    assert codes(read_bytes(content)) == [ProblemCode.FEED_TOO_COMPLEX]


@pytest.mark.parametrize(
    ("head", "is_table"),
    [
        (b"City,Day\n", True),
        ("\ufeffCity;Day\n".encode(), True),
        ("City\tDay\n".encode("utf-16"), True),
        (b'"City","Day"\r\n', True),
        (b"Meetings of the district\r\n\r\nCity,Day\r\n", True),
        (b"", False),
        (b"Not found", False),
        (b'"Not found"', False),
        (b'[{"name": "A", "day": 1}]', False),
        (b' \n{"meetings": [], "x": 1}', False),
        (b"<!DOCTYPE html><p>City, Day", False),
    ],
)
def test_a_table_is_told_by_its_beginning(head: bytes, is_table: bool) -> None:
    assert looks_like_a_table(head) is is_table
