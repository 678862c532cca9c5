"""Whatever comes: every entry is a record or a problem, nothing is raised."""

import io
import json
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interchange.codes import CODE_SETS
from interchange.meeting_guide import ReadOptions, read
from interchange.records import MeetingRecord, Problem
from tests.interchange.feeds import COMPLETE, NO_REAL_FEEDS, OPTIONS, REAL_FEEDS, TODAY, written

FIELDS = [
    *COMPLETE,
    *("address", "city", "state", "postal_code", "country", "region", "sub_region", "regions", "full_address", "attendance_option"),
    *("conference_url", "conference_url_notes", "conference_phone", "conference_phone_notes", "notes", "location_notes"),
    *("group", "group_id", "group_notes", "website", "venmo", "square", "paypal", "homegroup_online", "url", "edit_url"),
    *("feedback_emails", "feedback_url", "entity", "entity_email", "entity_url", "contact_1_name", "email", "phone"),
]
TELLING = [
    *(
        "Monday",
        "7:00 PM",
        "noon",
        "O,C",
        "ONL",
        "yes",
        "NULL",
        "<br>",
        "&lt;b&gt;",
        "https://zoom.us/j/1",
        "http://[::1",
        "inactive",
    ),
    *("call John at 555-123-4567", "password: x1", "a@example.org", "12 Main St, Springfield, IL 62701, USA", "811 01 Bratislava"),
    *("2023-08-22 21:29:56", "\x00\ud800", "²", "٣", "1e400", "nan", "Europe/Bratislava", "../etc/passwd"),
]
leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30) | st.sampled_from(TELLING)
anything = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=3), max_leaves=6
)
objects = st.dictionaries(st.sampled_from(FIELDS), anything, max_size=20)
readable = objects.map(lambda fields: {**fields, "name": "A", "day": 1, "time": "19:00", "location": "B"})


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(objects | readable | anything, max_size=4), st.sampled_from(sorted(CODE_SETS)))
def test_every_entry_is_one_record_or_one_rejection(entries: list[Any], slug: str) -> None:
    content = json.dumps(entries).encode("utf-8", "surrogatepass")

    found = list(read(io.BytesIO(content), options=ReadOptions(today=TODAY, code_set=slug)))

    answers = [each.index for each in found if isinstance(each, MeetingRecord) or (each.rejects and each.index is not None)]
    assert answers == list(range(len(entries)))
    again, _losses = written(*(each for each in found if isinstance(each, MeetingRecord)), code_set=slug)
    assert all(each["slug"] and "\x00" not in json.dumps(each) for each in again)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_without_an_error(content: bytes) -> None:
    found = list(read(io.BytesIO(content), options=OPTIONS))

    assert all(isinstance(each, Problem) or each.index >= 0 for each in found)


@cache
def small_real_feeds() -> list[bytes]:
    """The beginnings of the real feeds, as whole lists of a few records."""
    feeds = (json.loads(path.read_bytes()) for path in sorted(REAL_FEEDS.glob("*.json")))
    return [json.dumps(feed[:20], ensure_ascii=False).encode() for feed in feeds if isinstance(feed, list)]


@pytest.mark.skipif(not REAL_FEEDS.is_dir(), reason=NO_REAL_FEEDS)
@settings(max_examples=60, deadline=None)
@given(st.data())
def test_truncated_real_feed_always_says_that_it_is_broken(data: st.DataObject) -> None:
    content = data.draw(st.sampled_from(small_real_feeds()))
    cut = data.draw(st.integers(1, len(content) - 1))

    found = list(read(io.BytesIO(content[:cut]), options=OPTIONS))

    assert any(isinstance(each, Problem) and each.rejects and each.index is None for each in found)


@pytest.mark.skipif(not REAL_FEEDS.is_dir(), reason=NO_REAL_FEEDS)
@settings(max_examples=60, deadline=None)
@given(st.data())
def test_real_feed_with_flipped_bits_is_read_without_an_error(data: st.DataObject) -> None:
    damaged = bytearray(data.draw(st.sampled_from(small_real_feeds())))
    for _ in range(data.draw(st.integers(1, 5))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] ^= 1 << data.draw(st.integers(0, 7))

    found = list(read(io.BytesIO(bytes(damaged)), options=OPTIONS))

    assert found
