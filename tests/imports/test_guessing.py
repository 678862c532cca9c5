"""Which format a new source has, told by its file or its address."""

import json
from pathlib import Path
from typing import Any

import pytest

from imports.guessing import guessed_format
from imports.kinds import FeedFormat
from tests.interchange.bmlt.answers import form, meeting
from tests.interchange.feeds import item
from tests.interchange.hsds.given_services import NORMALISED, at, service
from tests.interchange.icalendar.given_events import calendar, event


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://na.example.org/main_server", FeedFormat.BMLT),
        ("https://na.example.org/main_server/client_interface/json/?switcher=GetSearchResults", FeedFormat.BMLT),
        ("https://example.org/bmlt/client_interface", FeedFormat.BMLT),
        ("https://example.org/meetings.ICS", FeedFormat.ICALENDAR),
        ("https://example.org/hsds/services", FeedFormat.HSDS),
        ("https://example.org/meetings.json", FeedFormat.MEETING_GUIDE),
        ("http://[::1", FeedFormat.MEETING_GUIDE),
    ],
)
def test_an_address_tells_by_what_it_looks_like(address: str, expected: FeedFormat) -> None:
    assert guessed_format(address) == expected


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ([meeting()], FeedFormat.BMLT),
        ({"formats": [form(1, "O")], "meetings": [meeting()]}, FeedFormat.BMLT),
        ([{"id": 1, "serviceBodyId": 2, "venueType": 1, "startTime": "18:00"}], FeedFormat.BMLT),
        ([service()], FeedFormat.HSDS),
        ({"contents": [service()]}, FeedFormat.HSDS),
        ([{**at(), "service_id": "g1", "location_id": "l1"}], FeedFormat.HSDS),
        (NORMALISED, FeedFormat.HSDS),
        ([item()], FeedFormat.MEETING_GUIDE),
        ({"meetings": [item()]}, FeedFormat.MEETING_GUIDE),
        ([], FeedFormat.MEETING_GUIDE),
        ([1, 2], FeedFormat.MEETING_GUIDE),
    ],
)
def test_a_file_of_json_tells_by_its_first_objects(tmp_path: Path, document: Any, expected: FeedFormat) -> None:
    path = tmp_path / "feed"
    path.write_text(json.dumps(document))

    assert guessed_format(str(path)) == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (calendar(event()), FeedFormat.ICALENDAR),
        (calendar(event()).decode().encode("utf-16"), FeedFormat.ICALENDAR),
        (b"Day,Time,City\n", FeedFormat.MEETING_GUIDE),
        (b"", FeedFormat.MEETING_GUIDE),
        (b"\x1f\x8bbroken", FeedFormat.MEETING_GUIDE),
    ],
)
def test_a_file_tells_by_its_beginning(tmp_path: Path, content: bytes, expected: FeedFormat) -> None:
    path = tmp_path / "feed"
    path.write_bytes(content)

    assert guessed_format(str(path)) == expected


def test_of_a_file_that_is_not_there_the_run_says_so() -> None:
    assert guessed_format("/nowhere/feed.json") == FeedFormat.MEETING_GUIDE
