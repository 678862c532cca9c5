"""Reading a list of values from bytes that strangers wrote."""

import io
import json
from typing import Any

import pytest

from interchange.json_list import CHUNK_BYTES, LARGEST_VALUE, read_list, read_lists
from interchange.reasons import ProblemCode
from interchange.records import Problem


def read_all(content: bytes) -> list[Any]:
    return list(read_list(io.BytesIO(content)))


def broken(code: ProblemCode) -> Problem:
    return Problem(code=code)


def test_values_of_a_list_come_one_by_one() -> None:
    assert read_all(b' [ {"a": 1} , [2], "x", 3.5, null ] ') == [{"a": 1}, [2], "x", 3.5, None]


def test_list_longer_than_the_buffer_is_whole() -> None:
    values = [{"number": number, "text": "ž" * 50} for number in range(CHUNK_BYTES // 50)]

    assert read_all(json.dumps(values, ensure_ascii=False).encode()) == values


def test_number_at_the_end_of_the_buffer_is_whole() -> None:
    content = b"[" + b" " * (CHUNK_BYTES - 3) + b"1234567, 8]"

    assert read_all(content) == [1234567, 8]


@pytest.mark.parametrize("key", ["meetings", "Data", "items"])
def test_list_inside_an_object_is_found_under_an_obvious_key(key: str) -> None:
    content = json.dumps({"version": {"meetings": 2}, "tags": [1], key: [{"a": 1}, {"a": 2}], "count": 2})

    assert read_all(content.encode()) == [{"a": 1}, {"a": 2}]


def test_lists_of_an_object_come_with_their_keys() -> None:
    content = json.dumps({"version": 2, "Formats": [1, 2], "meetings": [3], "empty": []}).encode()

    assert list(read_lists(io.BytesIO(content))) == [("Formats", 1), ("Formats", 2), ("meetings", 3)]
    assert list(read_lists(io.BytesIO(content), {"meetings", "formats"})) == [("Formats", 1), ("Formats", 2), ("meetings", 3)]
    assert list(read_lists(io.BytesIO(content), {"others"})) == [broken(ProblemCode.FEED_NOT_A_LIST)]
    assert list(read_lists(io.BytesIO(b"[1, 2]"), {"others"})) == [("", 1), ("", 2)]


def test_of_several_obvious_lists_the_first_is_read() -> None:
    assert read_all(b'{"data": [1], "items": [2]}') == [1]


def test_a_long_list_beside_the_wanted_one_is_no_hindrance() -> None:
    content = json.dumps({"tags": ["x" * 1000] * (2 * LARGEST_VALUE // 1000), "meetings": [1]}).encode()

    assert read_all(content) == [1]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", ProblemCode.FEED_EMPTY),
        (b" \n\t", ProblemCode.FEED_EMPTY),
        (b"<!DOCTYPE html><html>", ProblemCode.FEED_IS_HTML),
        (b"Not found", ProblemCode.FEED_NOT_JSON),
        (b"Warning: Undefined index []", ProblemCode.FEED_NOT_JSON),
        (b"null", ProblemCode.FEED_NOT_A_LIST),
        (b'"no meetings"', ProblemCode.FEED_NOT_A_LIST),
        (b'{"error": "no meetings"}', ProblemCode.FEED_NOT_A_LIST),
        (b'{"meetings": {}}', ProblemCode.FEED_NOT_A_LIST),
    ],
)
def test_what_is_no_list_is_one_problem(content: bytes, code: ProblemCode) -> None:
    assert read_all(content) == [broken(code)]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"[1", ProblemCode.FEED_TRUNCATED),
        (b"[1,", ProblemCode.FEED_TRUNCATED),
        (b'[1, {"a": "xy', ProblemCode.FEED_TRUNCATED),
        (b'[1, {"a": tr', ProblemCode.FEED_TRUNCATED),
        (b'{"meetings": [1], "count"', ProblemCode.FEED_TRUNCATED),
        (b'[1, {"a" 2}]', ProblemCode.FEED_NOT_JSON),
        (b"[1 2]", ProblemCode.FEED_NOT_JSON),
        (b"[1,]", ProblemCode.FEED_NOT_JSON),
        (b"[1] and more", ProblemCode.FEED_NOT_JSON),
    ],
)
def test_break_in_the_middle_is_the_last_thing_said(content: bytes, code: ProblemCode) -> None:
    *values, last = read_all(content)

    assert values[:1] == [1]
    assert last == broken(code)


def test_syntax_error_far_from_the_end_is_found_without_reading_on() -> None:
    stream = io.BytesIO(b'[{"a" 1}' + b" " * (10 * LARGEST_VALUE))

    assert list(read_list(stream)) == [broken(ProblemCode.FEED_NOT_JSON)]
    assert stream.tell() <= CHUNK_BYTES


@pytest.mark.parametrize("content", [b"[" * 100_000, b'[{"a":' * 50_000, b'["' + b"x" * (3 * LARGEST_VALUE) + b'"]'])
def test_value_too_deep_or_too_long_breaks_the_feed(content: bytes) -> None:
    assert read_all(content) == [broken(ProblemCode.FEED_TOO_COMPLEX)]


def test_huge_numbers_do_not_stop_the_reading() -> None:
    content = b'[{"a": ' + b"1" * 5_000 + b'}, {"a": 1e999}, {"a": NaN}, {"a": 2}]'

    assert read_all(content) == [{"a": float("inf")}, {"a": float("inf")}, {"a": None}, {"a": 2}]


def test_line_breaks_inside_strings_are_accepted() -> None:
    assert read_all(b'["one\ntwo"]') == ["one\ntwo"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_encodings_are_recognised(encoding: str) -> None:
    assert read_all('["Žilina", "Łódź"]'.encode(encoding)) == ["Žilina", "Łódź"]


def test_windows_1250_is_read_and_noted() -> None:
    *values, problem = read_all('["Žilina", "žltý kôň"]'.encode("windows-1250"))

    assert values == ["Žilina", "žltý kôň"]
    assert problem == Problem(code=ProblemCode.ENCODING_MIXED, rejects=False, details={"bytes": 5})


def test_one_damaged_byte_damages_nothing_else() -> None:
    values = read_all(b'["\xff", "' + "Žilina".encode() + b'"]')

    assert values[:2] == ["˙", "Žilina"]
