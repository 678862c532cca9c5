"""The real lists of the handbook with keys of their own, where they are: every entry is read or rejected, and the dirt is told."""

import gzip
import io
from collections import Counter
from functools import cache

import pytest

from interchange.dialects import looks_known, read
from interchange.meeting_guide import ReadOptions
from interchange.meeting_guide import read as read_meeting_guide
from interchange.personal import take_out
from interchange.reasons import ProblemCode
from interchange.records import Attendance, MeetingRecord, Problem
from tests.interchange.feeds import NO_REAL_FEEDS, REAL_FEEDS, TODAY, problems, records

pytestmark = pytest.mark.skipif(not REAL_FEEDS.is_dir(), reason=NO_REAL_FEEDS)

# Entries of each, how many are read, and why the others are not. Of the list of many fellowships those of AA are.
LISTS = {
    "nyc-aa-bad-coordinates.json": (374, 374, {}),
    "online-intergroup-aa.json.gz": (5665, 114, {"time_unreadable": 5551}),
    "recovery-mosaic-online.json": (183, 51, {"other_fellowship": 131, "schedule_unreadable": 1}),
    "smart-recovery-us-ca.json.gz": (1041, 1012, {"not_public": 15, "day_unreadable": 13, "nowhere": 1}),
}
OPTIONS = ReadOptions(
    today=TODAY, code_set="aa", language="en", zone="America/New_York", fellowship_names=frozenset({"aa", "alcoholics anonymous"})
)


@cache
def content_of(name: str) -> bytes:
    """A file, unpacked."""
    content = (REAL_FEEDS / name).read_bytes()
    return gzip.decompress(content) if name.endswith(".gz") else content


@cache
def read_real(name: str) -> list[MeetingRecord | Problem]:
    """All that reading a file gives."""
    assert looks_known(io.BytesIO(content_of(name)))
    return list(read(io.BytesIO(content_of(name)), options=OPTIONS))


@pytest.mark.parametrize("name", LISTS)
def test_every_entry_is_read_or_rejected(name: str) -> None:
    found = read_real(name)
    entries, read_entries, reasons = LISTS[name]

    assert len(records(found)) == read_entries
    assert Counter(str(problem.code) for problem in problems(found) if problem.rejects) == reasons
    assert sum(reasons.values()) + read_entries == entries


@pytest.mark.parametrize("name", LISTS)
def test_what_is_public_has_nothing_personal_in_it(name: str) -> None:
    for record in records(read_real(name)):
        for text in (record.name, record.notes):
            country, towns = (record.venue.country, (record.venue.city, record.venue.region)) if record.venue else ("", ())
            assert take_out(text, country, towns=towns).text == text


def test_the_point_that_many_addresses_of_new_york_share_is_told() -> None:
    (shared,) = [each for each in problems(read_real("nyc-aa-bad-coordinates.json")) if each.code == ProblemCode.COORDINATES_SHARED]

    assert (shared.details["rows"], shared.details["addresses"] > 50) == (143, True)


def test_times_of_the_online_list_lie_within_twelve_hours_in_every_zone() -> None:
    """Why they are not read: the half of the day is lost."""
    unread = [each for each in problems(read_real("online-intergroup-aa.json.gz")) if each.value.endswith("UTC")]

    assert len(unread) == 5540


def test_a_meeting_of_smart_recovery_that_moved_online_is_online() -> None:
    found = Counter(record.attendance for record in records(read_real("smart-recovery-us-ca.json.gz")))

    assert found == {Attendance.IN_PERSON: 606, Attendance.ONLINE: 367, Attendance.HYBRID: 39}


def test_a_list_of_offices_is_refused() -> None:
    found = list(read_meeting_guide(io.BytesIO(content_of("de-selbsthilfe-kontaktstellen.json")), options=OPTIONS))

    assert [each.code for each in problems(found) if each.index is None and each.rejects] == [ProblemCode.FEED_WITHOUT_MEETINGS]
