"""The real BMLT files of the handbook, where they are: every meeting is read or rejected, and the dirt is told."""

import gzip
import io
from collections import Counter
from functools import cache

import pytest

from interchange.bmlt.reader import read
from interchange.meeting_guide import ReadOptions
from interchange.personal import take_out
from interchange.records import Attendance, MeetingRecord, Problem
from tests.interchange.feeds import NO_REAL_FEEDS, REAL_FEEDS, TODAY, problems, records

pytestmark = pytest.mark.skipif(not REAL_FEEDS.is_dir(), reason=NO_REAL_FEEDS)

# What becomes of each: meetings, and what is told by code.
FILES = {
    "bmlt-na-berlin.json": (108, {"unknown_code": 37}),
    "bmlt-na-new-york.json.gz": (1513, {"not_published": 42, "open_and_closed": 5}),
    "bmlt-getsearchresults-ulster.json": (53, {"not_published": 1, "open_and_closed": 1}),
    "bmlt-api-v1-ulster.json": (244, {"open_and_closed": 1}),
}


@cache
def read_real(name: str) -> list[MeetingRecord | Problem]:
    """All that reading a file gives."""
    path = REAL_FEEDS / name
    content = gzip.decompress(path.read_bytes()) if name.endswith(".gz") else path.read_bytes()
    return list(read(io.BytesIO(content), options=ReadOptions(today=TODAY, code_set="na")))


@pytest.mark.parametrize("name", FILES)
def test_every_meeting_is_read_or_rejected(name: str) -> None:
    found = read_real(name)

    assert (len(records(found)), Counter(problem.code for problem in problems(found))) == FILES[name]


@pytest.mark.parametrize("name", FILES)
def test_texts_have_neither_labels_nor_anything_personal(name: str) -> None:
    for record in records(read_real(name)):
        for text in (record.name, record.notes, record.venue.directions if record.venue else ""):
            country, towns = (record.venue.country, (record.venue.city, record.venue.region)) if record.venue else ("", ())
            assert "#@-@#" not in text
            assert take_out(text, country, towns=towns).text == text


def test_online_meetings_of_berlin_are_not_on_the_map_of_california() -> None:
    online = [record for record in records(read_real("bmlt-na-berlin.json")) if record.attendance is Attendance.ONLINE]

    assert len(online) == 23
    assert {record.venue.latitude for record in online if record.venue} <= {None}
    assert all(record.online_url for record in online)


def test_languages_of_berlin_are_known_and_letters_of_german_are_not_taken_for_english_ones() -> None:
    found = records(read_real("bmlt-na-berlin.json"))

    assert Counter(language for record in found for language in record.languages).most_common(3) == [
        ("en", 17),
        ("ru", 6),
        ("fa", 6),
    ]
    assert {only for record in found for only in record.audiences_only} == set()
