"""What was read is written and read again: the same, unless the writer told of a loss."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interchange.codes import CODE_SETS, code_set
from interchange.digest import digest
from interchange.meeting_guide import ReadOptions
from interchange.records import MeetingRecord
from tests.interchange.feeds import TODAY, item, read_items, record, records, written

MISSING = ...
words = st.text(alphabet="abcdefghijklmnoprstuvzáčďéíľňóšťúýžłąęŻŁŚ ŽБд,.-", min_size=1, max_size=30)
texts = st.lists(words, max_size=3).map("\n".join)
slugs = st.from_regex(r"[a-z0-9]{1,10}(-[a-z0-9]{1,10}){0,4}", fullmatch=True)
clock_times = st.builds("{:02}:{:02}".format, st.integers(0, 23), st.integers(0, 59))
addresses = st.sampled_from(
    [
        "Obchodná 5, 811 06 Bratislava, Slovakia",
        "1555 S 7th St, San Jose, CA 95112, USA",
        "125 Charing Cross Rd, London WC2H 0EW, UK",
        "Jacksol Dr & Barrett Ave, San Jose, CA 95124, USA",
        "Tbilisi, Georgia",
        "Žilina, Slovakia",
        "United States",
        MISSING,
    ]
)
links = st.sampled_from(["https://zoom.us/j/1", "https://video.example.org/aa", MISSING])
phones = st.sampled_from(["+16699009128,,123#", "+421903123456", MISSING])
optional_fields = {
    "end_time": clock_times,
    "notes": texts,
    "location": words,
    "location_notes": texts,
    "group": words,
    "group_notes": texts,
    "website": links,
    "conference_url": links,
    "conference_phone": phones,
    "conference_url_notes": texts,
    "attendance_option": st.sampled_from(["in_person", "online", "hybrid", "inactive", MISSING]),
    "approximate": st.sampled_from(["yes", "no", MISSING]),
    "regions": st.lists(words, max_size=2),
    "latitude": st.floats(-90, 90),
    "longitude": st.floats(-180, 180),
    "timezone": st.sampled_from(["Europe/Bratislava", "America/New_York", "Asia/Kolkata"]),
    "updated": st.sampled_from(["2026-11-01 10:00:00", "2020-02-29 00:00:00", MISSING]),
    "entity": words,
    "entity_url": links,
    "url": links,
    "venmo": st.just("@nadej"),
}


@st.composite
def feeds(draw: st.DrawFn) -> tuple[dict[str, Any], str]:
    """An object that can be read, and the programme whose codes it has."""
    slug = draw(st.sampled_from(sorted(CODE_SETS)))
    codes = sorted(code_set(slug).meanings)
    types = draw(st.lists(st.sampled_from(codes), max_size=6)) if codes else []
    fields = draw(st.fixed_dictionaries({}, optional=optional_fields))
    values = {"slug": draw(slugs), "name": draw(words), "day": draw(st.integers(0, 6)), "time": draw(clock_times), "types": types}
    address = draw(addresses)
    return item(**{"location": MISSING, "formatted_address": address, **values, **fields}), slug


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(feeds())
def test_what_was_read_is_written_and_read_again(feed: tuple[dict[str, Any], str]) -> None:
    given_item, slug = feed
    options = ReadOptions(today=TODAY, code_set=slug, zone="Europe/Bratislava")
    for first in records(read_items(given_item, options=options)):
        objects, losses = written(first, code_set=slug)

        if not losses:
            (again,) = records(read_items(*objects, options=options))
            assert comparable(again) == comparable(first)
            assert digest(comparable(again)) == digest(comparable(first))


def comparable(found: MeetingRecord) -> MeetingRecord:
    """A record without what does not leave (what was held, and where it stood), and without the country: a place of which no
    address is known leaves with that of its time zone."""
    venue = replace(found.venue, country="") if found.venue else None
    return replace(found, held=(), index=0, venue=venue)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"types": ["C", "12x12", "W", "SK", "POL", "X", "BA", "BS"]},
        {"day": ..., "time": ...},
        {"end_time": ...},
        {"conference_url": "https://zoom.us/j/1?pwd=abc", "conference_url_notes": "Passcode 123"},
        {"conference_url": "https://video.example.org/1", "notes": "Vitajte"},
        {"approximate": "yes", "conference_phone": "+16699009128,,1#"},
        {"types": ["TC", "O"]},
        {"types": ["TC", "O"], "conference_url": "https://zoom.us/j/1"},
        {"formatted_address": "Tbilisi, Georgia"},
        {"formatted_address": "Karlsplatz, 1010 Wien, Austria"},
        {"regions": ["Bratislava", "Petržalka"], "location_notes": "Zo dvora\n2. poschodie"},
        {
            "group": "Nádej",
            "group_id": "7",
            "group_notes": "Od roku 1990",
            "venmo": "@nadej",
            "website": "https://nadej.example.sk",
        },
        {"entity": "Intergrupa", "entity_url": "https://aa.example.sk", "url": "https://aa.example.sk/1"},
        {"formatted_address": ..., "location": ..., "latitude": ..., "longitude": ..., "conference_url": "https://zoom.us/j/1"},
    ],
)
def test_round_trip_loses_nothing_of_what_the_format_can_say(changes: dict[str, Any]) -> None:
    first = record(**changes)

    objects, losses = written(first)
    (again,) = records(read_items(*objects))

    assert losses == []
    assert comparable(again) == comparable(first)


def test_list_of_days_comes_back_as_a_record_for_each() -> None:
    first = record(day=[1, 3])

    objects, losses = written(first)
    again = records(read_items(*objects))

    assert losses == []
    assert [each.key for each in again] == ["ranna-skupina-mon", "ranna-skupina-wed"]
    assert tuple(rule for each in again for rule in each.rules) == first.rules
