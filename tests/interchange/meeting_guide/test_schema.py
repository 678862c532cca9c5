"""The published schema: what it takes, what it refuses, and that what we write is good by it."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from interchange.meeting_guide import ReadOptions
from interchange.meeting_guide.known_fields import CONTACTS, LINKS, TEXTS
from interchange.meeting_guide.schema import schema_text
from tests.interchange.feeds import TODAY, item, read_items, records, written
from tests.interchange.meeting_guide.test_round_trip import feeds

SCHEMA = json.loads(schema_text())
VALIDATOR = Draft202012Validator(SCHEMA)
FIELDS = SCHEMA["$defs"]["meeting"]["properties"]


def is_good(**changes: Any) -> bool:
    """Whether a complete object with some fields changed is good by the schema."""
    return bool(VALIDATOR.is_valid([item(**changes)]))


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_every_field_is_described() -> None:
    assert [name for name, field in FIELDS.items() if not field.get("description")] == []


def test_every_field_of_the_format_is_there() -> None:
    wanted = {*TEXTS, *LINKS, *(name for name in CONTACTS if name.startswith("contact_"))}

    assert wanted - FIELDS.keys() == set()


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"day": ..., "time": ..., "end_time": ...},
        {"types": []},
        {"something_of_ours": {"a": 1}},
        {"formatted_address": ..., "conference_url": "https://zoom.us/j/1"},
        {"conference_phone": "+421255550100,,123#"},
        {"entity": "Stred", "entity_url": "https://example.org", "entity_website_url": "https://example.org"},
    ],
)
def test_what_every_reader_understands_is_good(changes: dict[str, Any]) -> None:
    assert is_good(**changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"name": ...},
        {"name": ""},
        {"slug": ...},
        {"slug": "a" * 65},
        {"slug": "Ranná skupina"},
        {"slug": 12},
        {"day": "1"},
        {"day": [1]},
        {"day": 7},
        {"day": None},
        {"day": ...},
        {"time": ...},
        {"time": "7:00"},
        {"time": "24:00"},
        {"time": "7:00 PM"},
        {"timezone": ...},
        {"approximate": ...},
        {"approximate": True},
        {"types": ...},
        {"types": "O"},
        {"types": ["O", "C"]},
        {"types": ["ONL"]},
        {"types": ["O", None]},
        {"notes": None},
        {"notes": ""},
        {"latitude": "48.1"},
        {"latitude": 0, "longitude": 0},
        {"longitude": ...},
        {"formatted_address": ...},
        {"conference_phone": "+4212*123456"},
        {"conference_url": "zoom.us/j/1"},
        {"regions": "Bratislava"},
        {"entity_url": "https://example.org"},
        {"updated": "2026-11-22T18:00:00Z"},
        {"attendance_option": "somewhere"},
    ],
)
def test_what_a_reader_stumbles_over_is_refused(changes: dict[str, Any]) -> None:
    assert not is_good(**changes)


@settings(max_examples=100, deadline=None)
@given(feeds())
def test_what_we_write_is_good(feed: tuple[dict[str, Any], str]) -> None:
    given_item, slug = feed
    options = ReadOptions(today=TODAY, code_set=slug, zone="Europe/Bratislava")

    named = {**given_item, "entity": "Stred"}  # no body of this site is without a name

    objects, _losses = written(*records(read_items(named, options=options)), code_set=slug)

    assert [error.message for error in VALIDATOR.iter_errors(objects)] == []
