"""What known readers make of a feed (standards/meeting-guide.md): found in each record, and never told of a good one."""

import gzip
import io
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interchange.codes import GENERAL
from interchange.meeting_guide import ReadOptions, read
from interchange.meeting_guide.checking import Checked, Finding, check
from interchange.reasons import CheckCode, ProblemCode
from interchange.records import MeetingRecord, Problem
from tests.interchange.feeds import NO_REAL_FEEDS, OPTIONS, REAL_FEEDS, TODAY, item

Found = list[tuple[CheckCode, str]]
ONLINE = {"conference_url": "https://zoom.us/j/1"}
AMERICAN = "1 Main St, Springfield, IL 62701, USA"


def checked_bytes(content: bytes, options: ReadOptions = OPTIONS) -> list[Checked]:
    """All that checking these bytes gives."""
    return list(check(io.BytesIO(content), options=options))


def findings(*items: Any, options: ReadOptions = OPTIONS) -> list[Finding]:
    """What readers make of a list of these."""
    return [found for found in checked_bytes(json.dumps(items).encode(), options) if isinstance(found, Finding)]


def found(**changes: Any) -> Found:
    """What readers make of a complete object with some fields changed."""
    return [(finding.code, finding.field_name) for finding in findings(item(**changes))]


def test_a_complete_object_gives_its_record_and_nothing_else() -> None:
    (only,) = checked_bytes(json.dumps([item()]).encode())

    assert isinstance(only, MeetingRecord)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"slug": "a" * 65}, [(CheckCode.SLUG_LONG, "slug")]),
        ({"slug": "ranná skupina"}, [(CheckCode.SLUG_UNFIT, "slug")]),
        ({"name": "x" * 65}, [(CheckCode.NAME_LONG, "name")]),
        ({"name": "Monday Meeting"}, [(CheckCode.NAME_REPEATS, "name")]),
        ({"name": "Nádej A.A."}, [(CheckCode.NAME_REPEATS, "name")]),
        ({"name": "Isaac’s"}, []),
        ({"day": [1]}, [(CheckCode.DAY_LIST, "day")]),
        ({"day": "Monday"}, [(CheckCode.DAY_FORM, "day")]),
        ({"day": "1"}, [(CheckCode.DAY_FORM, "day")]),
        ({"day": None, "time": ..., "end_time": ...}, [(CheckCode.DAY_EMPTY, "day")]),
        ({"day": ..., "time": ..., "end_time": ...}, []),
        ({"time": "7:00 AM"}, [(CheckCode.TIME_FORM, "time")]),
        ({"time": "24:00", "end_time": ...}, [(CheckCode.TIME_24, "time")]),
        ({"end_time": "8:00"}, [(CheckCode.END_FORM, "end_time")]),
        ({"time": "23:00", "end_time": "00:30"}, [(CheckCode.END_BEFORE, "end_time")]),
        ({"timezone": ...}, [(CheckCode.ZONE_LEFT_OUT, "timezone")]),
        ({"updated": "8/25/2022 11:17:07 AM"}, [(CheckCode.UPDATED_FORM, "updated")]),
        (
            {"formatted_address": ..., "location": ..., "conference_url": "https://zoom.us/j/1"},
            [(CheckCode.ADDRESS_LEFT_OUT, "formatted_address")],
        ),
        (
            {"formatted_address": ..., "address": "Obchodná 5", "city": "Bratislava"},
            [(CheckCode.ADDRESS_IN_PARTS, "formatted_address")],
        ),
        ({"approximate": ...}, [(CheckCode.APPROXIMATE_GUESSED, "approximate")]),
        (
            {"approximate": ..., "formatted_address": "1 Main St, Springfield, IL 62701, USA"},
            [(CheckCode.APPROXIMATE_LEFT_OUT, "approximate")],
        ),
        ({"approximate": ..., **ONLINE}, [(CheckCode.APPROXIMATE_LEFT_OUT, "approximate")]),
        ({"approximate": False}, [(CheckCode.APPROXIMATE_FORM, "approximate")]),
        ({"latitude": "48.1"}, [(CheckCode.COORDINATES_TEXT, "latitude")]),
        ({"regions": "Bratislava"}, [(CheckCode.REGIONS_FORM, "regions")]),
        ({"conference_url": "https://meet.example.org/x"}, [(CheckCode.HOST_NOT_SHOWN, "conference_url")]),
        ({"conference_url": "http://zoom.us/j/1"}, [(CheckCode.LINK_NOT_SECURE, "conference_url")]),
        ({"url": "http://example.org/1"}, [(CheckCode.LINK_NOT_SECURE, "url")]),
        ({"conference_phone": "030 12345"}, [(CheckCode.PHONE_SHORT, "conference_phone")]),
        ({"conference_phone": "+421255550100,,123*456#"}, [(CheckCode.PHONE_STAR, "conference_phone")]),
        ({"types": ...}, [(CheckCode.TYPES_LEFT_OUT, "types")]),
        ({"types": []}, []),
        ({"types": "O,D"}, [(CheckCode.TYPES_FORM, "types")]),
        ({"types": ["O", None]}, [(CheckCode.TYPES_FORM, "types")]),
        ({"types": ["o"]}, [(CheckCode.TYPES_CASE, "types")]),
        ({"types": ["O", "ONL"]}, [(CheckCode.TYPES_ONLINE, "types")]),
        ({"notes": ""}, [(CheckCode.VALUE_EMPTY, "notes")]),
        ({"city": None}, [(CheckCode.VALUE_EMPTY, "city")]),
        ({"postal_code": 81106}, [(CheckCode.TEXT_FORM, "postal_code")]),
        ({"notes": "Vchod<br>zo dvora"}, [(CheckCode.TEXT_HTML, "notes")]),
        ({"contact_1_name": "Jana"}, [(CheckCode.CONTACT_PUBLIC, "contact_1_name")]),
        ({"entity_phone": "+421-2-5555-0100"}, [(CheckCode.ENTITY_LEFT_OUT, "entity")]),
        ({"entity": "Stred", "entity_url": "https://example.org"}, [(CheckCode.ENTITY_ONE_URL, "entity_website_url")]),
        ({"lattitude": 48.1}, [(CheckCode.FIELD_UNKNOWN, "")]),
    ],
)
def test_what_a_reader_stumbles_over_is_found_in_its_field(changes: dict[str, Any], expected: Found) -> None:
    assert found(**changes) == expected


def test_a_day_that_nobody_can_read_is_told_once_by_the_reader() -> None:
    kinds = [
        entry.code for entry in checked_bytes(json.dumps([item(day="someday")]).encode()) if not isinstance(entry, MeetingRecord)
    ]

    assert kinds == [ProblemCode.DAY_UNREADABLE]


def test_the_same_slug_again_is_found_even_if_the_whole_record_is_the_same() -> None:
    (only,) = findings(item(), item())

    assert (only.code, only.index, only.key) == (CheckCode.RECORD_TWICE, 1, "ranna-skupina")


def test_an_unknown_field_is_told_once_whatever_the_number_of_records() -> None:
    (only,) = findings(item(slug="a", lattitude=1), item(slug="b", lattitude=1))

    assert (only.code, only.index, only.value) == (CheckCode.FIELD_UNKNOWN, 0, "lattitude")


def test_codes_in_small_letters_are_nobodys_without_a_fellowship() -> None:
    assert findings(item(types=["o"]), options=ReadOptions(today=TODAY, code_set=GENERAL)) == []


def test_something_personal_is_found_and_not_repeated() -> None:
    (only,) = findings(item(notes="Volajte Janu Novákovú, 0905 123 456"))

    assert (only.code, only.field_name, only.value) == (CheckCode.TEXT_PERSONAL, "notes", "")


def test_values_of_fields_for_contacts_are_not_repeated() -> None:
    (only,) = findings(item(contact_1_phone="0905 123 456"))

    assert (only.code, only.value) == (CheckCode.CONTACT_PUBLIC, "")


def test_a_list_inside_an_object_is_told() -> None:
    found = checked_bytes(json.dumps({"meetings": [item()]}).encode())

    assert [entry.code for entry in found if isinstance(entry, Finding)] == [CheckCode.FEED_WRAPPED]


@pytest.mark.parametrize("wrong", [b'"line\nbreak"', b"NaN", b'"\xe1"'])
def test_what_only_we_forgive_is_told(wrong: bytes) -> None:
    content = json.dumps([item(notes="HERE")]).encode().replace(b'"HERE"', wrong)

    codes = [entry.code for entry in checked_bytes(content) if isinstance(entry, Finding)]

    assert CheckCode.FEED_NOT_STRICT in codes


def test_a_mark_at_the_beginning_is_told() -> None:
    content = b"\xef\xbb\xbf" + json.dumps([item()]).encode()

    assert [entry.code for entry in checked_bytes(content) if isinstance(entry, Finding)] == [CheckCode.FEED_NOT_STRICT]


def test_of_a_broken_feed_only_that_is_told() -> None:
    (only,) = checked_bytes(b"<html>")

    assert isinstance(only, Problem)
    assert (only.code, only.rejects) == (ProblemCode.FEED_IS_HTML, True)


NAMES = st.sampled_from([*item(), "notes", "conference_url", "regions", "entity_url"]) | st.text()
SIMPLE = st.none() | st.booleans() | st.floats() | st.integers() | st.text()
VALUES = st.recursive(SIMPLE, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=5)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.dictionaries(NAMES, VALUES) | VALUES, max_size=3))
def test_nothing_is_raised_whatever_the_objects_are(entries: list[Any]) -> None:
    found = checked_bytes(json.dumps(entries).encode())

    told = [entry for entry in found if isinstance(entry, MeetingRecord) or (isinstance(entry, Problem) and entry.rejects)]
    assert len(told) == len(entries)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_nothing_is_raised_whatever_the_bytes_are(content: bytes) -> None:
    assert all(isinstance(entry, (MeetingRecord, Problem, Finding)) for entry in checked_bytes(content))


@pytest.mark.skipif(not REAL_FEEDS.is_dir(), reason=NO_REAL_FEEDS)
def test_the_check_says_all_that_the_reader_says() -> None:
    content = gzip.decompress((REAL_FEEDS / "orange-county-aa.json.gz").read_bytes())

    checked = [entry for entry in checked_bytes(content) if not isinstance(entry, Finding)]

    assert checked == list(read(io.BytesIO(content), options=OPTIONS))
