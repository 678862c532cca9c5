"""Whatever comes from a BMLT server: every meeting is a record or a rejection, nothing is raised."""

import io
import json
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interchange.bmlt.reader import read
from interchange.records import MeetingRecord, Problem
from tests.interchange.bmlt.answers import MEETING, OPTIONS, form, meeting
from tests.interchange.feeds import NO_REAL_FEEDS, REAL_FEEDS

FIELDS = [
    *MEETING,
    *(
        "virtual_meeting_link",
        "phone_meeting_number",
        "admin_notes",
        "contact_name_1",
        "service_body_name",
        "startTime",
        "formatIds",
    ),
    *("day", "published", "id", "venueType", "temporarilyVirtual", "duration", "bus_lines", "location_neighborhood", "key_string"),
]
TELLING = [
    *(
        "1",
        "8",
        "0",
        "18:00:00",
        "24:00:00",
        "O,C,TC",
        "999",
        "-1",
        "LANG",
        "a#@-@#b",
        "#@-@#",
        "http://[::1",
        "https://zoom.us/j/1",
    ),
    *("\x00\ud800", "²", "٣", "1e400", "a@example.org", "call John at 555-123-4567", "en", "../etc/passwd", "<br>"),
]
leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.sampled_from(TELLING)
anything = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=3), max_leaves=6
)
objects = st.dictionaries(st.sampled_from(FIELDS), anything, max_size=20)
meetings = objects.map(lambda fields: meeting(**{**fields, "weekday_tinyint": "1"}))
formats = st.dictionaries(st.sampled_from(list(form(1, "O"))), anything, max_size=7)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(objects | meetings | anything, max_size=4), st.lists(formats | anything, max_size=3))
def test_every_meeting_is_one_record_or_one_rejection(entries: list[Any], described: list[Any]) -> None:
    content = json.dumps({"meetings": entries, "formats": described, "service_bodies": described}).encode("utf-8", "surrogatepass")

    found = list(read(io.BytesIO(content), options=OPTIONS))

    answers = [each.index for each in found if isinstance(each, MeetingRecord) or (each.rejects and each.index is not None)]
    assert answers == list(range(len(entries)))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_without_an_error(content: bytes) -> None:
    assert all(isinstance(each, Problem) for each in read(io.BytesIO(content), options=OPTIONS))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "windows-1250"])
def test_other_encodings_are_read(encoding: str) -> None:
    content = json.dumps([meeting()], ensure_ascii=False).encode(encoding)

    found = list(read(io.BytesIO(content), options=OPTIONS))

    assert [each.name for each in found if isinstance(each, MeetingRecord)] == ["Práve dnes"]


@pytest.mark.parametrize("content", [b"[" * 100_000, b'[{"a":' * 50_000, b'[{"id_bigint": "' + b"9" * 3_000_000])
def test_what_is_too_deep_or_too_long_is_refused(content: bytes) -> None:
    found = list(read(io.BytesIO(content), options=OPTIONS))

    assert [each.index for each in found if isinstance(each, Problem) and each.rejects] == [None]


@cache
def small_real_answers() -> list[bytes]:
    """The beginnings of the real answers."""
    answers = (json.loads(path.read_bytes()) for path in sorted(REAL_FEEDS.glob("bmlt-*.json")))
    return [json.dumps(answer[:20], ensure_ascii=False).encode() for answer in answers]


@pytest.mark.skipif(not REAL_FEEDS.is_dir(), reason=NO_REAL_FEEDS)
@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_real_answer_that_is_cut_off_always_says_so(data: st.DataObject) -> None:
    content = data.draw(st.sampled_from(small_real_answers()))

    found = list(read(io.BytesIO(content[: data.draw(st.integers(1, len(content) - 1))]), options=OPTIONS))

    assert any(isinstance(each, Problem) and each.rejects and each.index is None for each in found)


@pytest.mark.skipif(not REAL_FEEDS.is_dir(), reason=NO_REAL_FEEDS)
@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_real_answer_with_flipped_bits_is_read_without_an_error(data: st.DataObject) -> None:
    damaged = bytearray(data.draw(st.sampled_from(small_real_answers())))
    for _ in range(data.draw(st.integers(1, 5))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] ^= 1 << data.draw(st.integers(0, 7))

    assert list(read(io.BytesIO(bytes(damaged)), options=OPTIONS))
