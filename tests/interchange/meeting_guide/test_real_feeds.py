"""The real feeds of the handbook, where they are: what comes in, what is noted, what is held, and that it goes round."""

import gzip
import io
from collections import Counter
from dataclasses import replace
from functools import cache

import pytest

from interchange.meeting_guide import ReadOptions, read
from interchange.personal import take_out
from interchange.records import MeetingRecord, Problem
from tests.interchange.feeds import NO_REAL_FEEDS, REAL_FEEDS, TODAY, problems, read_items, records, written

pytestmark = pytest.mark.skipif(not REAL_FEEDS.is_dir(), reason=NO_REAL_FEEDS)

FEEDS = {
    "al-anon-tsml.json": ("al-anon", "America/New_York"),
    "san-jose-aa.json": ("aa", "America/Los_Angeles"),
    "sf-marin-aa.json": ("aa", "America/Los_Angeles"),
    "edmonton-aa.json": ("aa", "America/Edmonton"),
    "eating-disorders-anonymous.json": ("eda", "America/New_York"),
    "orange-county-aa.json.gz": ("aa", "America/Los_Angeles"),
}
COUNTS = {
    "al-anon-tsml.json": (360, {}, {}),
    "san-jose-aa.json": (670, {"link_dropped": 1, "unknown_code": 1}, {"phone": 2, "link": 1}),
    "sf-marin-aa.json": (658, {"coordinates_wrong": 1, "coordinates_missing": 2}, {"name": 1, "phone": 1}),
    "edmonton-aa.json": (315, {"coordinates_missing": 271}, {}),
    "eating-disorders-anonymous.json": (185, {}, {"name": 3}),
    "orange-county-aa.json.gz": (1967, {}, {}),
}


def options(name: str) -> ReadOptions:
    code_set, zone = FEEDS[name]
    return ReadOptions(today=TODAY, code_set=code_set, zone=zone, language="en")


@cache
def read_real(name: str) -> tuple[MeetingRecord | Problem, ...]:
    content = (REAL_FEEDS / name).read_bytes()
    return tuple(read(io.BytesIO(gzip.decompress(content) if name.endswith(".gz") else content), options=options(name)))


@pytest.mark.parametrize("name", FEEDS)
def test_every_record_of_a_real_feed_comes_in(name: str) -> None:
    expected_records, expected_notes, expected_held = COUNTS[name]

    found = read_real(name)

    assert len(records(found)) == expected_records
    assert [problem for problem in problems(found) if problem.rejects] == []
    assert Counter(problem.code.value for problem in problems(found)) == expected_notes
    assert Counter(held.reason.value for each in records(found) for held in each.held) == expected_held


@pytest.mark.parametrize("name", FEEDS)
def test_what_a_real_feed_says_is_public_stays_as_it_is(name: str) -> None:
    for found in records(read_real(name)):
        for text in (found.name, found.notes, found.group.about, found.venue.directions if found.venue else ""):
            assert take_out(text, found.venue.country if found.venue else "").text == text


def as_written(found: MeetingRecord) -> MeetingRecord:
    """A record without what the writer makes fit for other readers: long slugs, numbers without country code, http."""
    digits = "".join(char for char in found.phone.removeprefix("+").removeprefix("1") if char in "0123456789,#")
    url = found.online_url.replace("http://", "https://")
    return replace(found, index=0, held=(), key="", phone=digits, online_url=url)


@pytest.mark.parametrize("name", FEEDS)
def test_real_feed_comes_back_as_it_went(name: str) -> None:
    for first in records(read_real(name)):
        objects, losses = written(first, code_set=first.code_set)
        if not losses:
            (again,) = records(read_items(*objects, options=options(name)))

            assert as_written(again) == as_written(first)


def test_code_that_nobody_knows_is_counted() -> None:
    unknown = [dict(problem.details) for problem in problems(read_real("san-jose-aa.json")) if problem.details]

    assert unknown == [{"code": "BS", "count": 6}]


def test_every_address_of_san_jose_is_in_its_town() -> None:
    venues = [each.venue for each in records(read_real("san-jose-aa.json")) if each.venue]

    assert Counter(venue.country for venue in venues) == {"US": 670}
    assert all(venue.city and venue.region == "CA" for venue in venues)


def test_alateen_meetings_of_al_anon_are_closed_and_serve_minors() -> None:
    young = [each for each in records(read_real("al-anon-tsml.json")) if each.serves_minors]

    assert len(young) == 6
    assert {rule.access.value for each in young for rule in each.rules} == {"closed"}
