"""The real tables of the handbook, where they are: what comes in, what is rejected and why, what is noted, what is held."""

import gzip
import io
from collections import Counter
from functools import cache

import pytest

from interchange.meeting_guide import ReadOptions
from interchange.personal import take_out
from interchange.records import Access, MeetingRecord, Problem
from interchange.tables import looks_like_a_table, read
from tests.interchange.feeds import NO_REAL_FEEDS, REAL_FEEDS, TODAY, problems, records

pytestmark = pytest.mark.skipif(not REAL_FEEDS.is_dir(), reason=NO_REAL_FEEDS)

ROWS = {
    "los-angeles-al-anon.csv": 437,
    "new-york-aa-2015.tsv": 3685,
    "smart-recovery-world-2013.csv": 850,
    "uk-ie-2024-04.csv.gz": 7476,
    "uk-ie-2026-08.csv.gz": 8296,
}
# By file and code set: records, rejections by reason.
FATES = {
    ("los-angeles-al-anon.csv", "al-anon"): (437, {}),
    ("new-york-aa-2015.tsv", "aa"): (3675, {"day_missing": 10}),
    ("smart-recovery-world-2013.csv", "general"): (634, {"not_public": 163, "schedule_unreadable": 53}),
    ("uk-ie-2024-04.csv.gz", "aa"): (5159, {"other_fellowship": 2300, "time_missing": 17}),
    ("uk-ie-2024-04.csv.gz", "na"): (1300, {"other_fellowship": 6176}),
    ("uk-ie-2024-04.csv.gz", "ca"): (885, {"other_fellowship": 6588, "time_missing": 3}),
    ("uk-ie-2024-04.csv.gz", "oa"): (112, {"other_fellowship": 7364}),
    ("uk-ie-2026-08.csv.gz", "aa"): (5832, {"other_fellowship": 2414, "time_missing": 50}),
    ("uk-ie-2026-08.csv.gz", "na"): (1419, {"other_fellowship": 6877}),
    ("uk-ie-2026-08.csv.gz", "ca"): (987, {"other_fellowship": 7301, "time_missing": 8}),
}


def content_of(name: str) -> bytes:
    content = (REAL_FEEDS / name).read_bytes()
    return gzip.decompress(content) if name.endswith(".gz") else content


@cache
def read_real(name: str, code_set: str) -> tuple[MeetingRecord | Problem, ...]:
    options = ReadOptions(today=TODAY, code_set=code_set, language="en", fellowship_names=frozenset({code_set}))
    return tuple(read(io.BytesIO(content_of(name)), options=options))


@pytest.mark.parametrize(("name", "code_set"), FATES)
def test_every_row_of_a_real_table_is_a_record_or_a_rejection(name: str, code_set: str) -> None:
    expected_records, expected_rejections = FATES[name, code_set]

    found = read_real(name, code_set)

    assert len(records(found)) == expected_records
    assert Counter(problem.code.value for problem in problems(found) if problem.rejects) == expected_rejections
    answers = [each.index for each in found if isinstance(each, MeetingRecord) or each.rejects]
    assert answers == list(range(ROWS[name]))


@pytest.mark.parametrize("name", ROWS)
def test_a_real_table_is_told_from_json(name: str) -> None:
    assert looks_like_a_table(content_of(name)[:4096])


@pytest.mark.parametrize(("name", "code_set"), FATES)
def test_what_a_real_table_says_is_public_stays_as_it_is(name: str, code_set: str) -> None:
    for found in records(read_real(name, code_set)):
        for text in (found.name, found.notes, found.venue.name if found.venue else ""):
            country, towns = (found.venue.country, (found.venue.city, found.venue.region)) if found.venue else ("", ())
            assert take_out(text, country, towns=towns).text == text


def test_columns_that_nobody_knows_are_told_once() -> None:
    found = problems(read_real("los-angeles-al-anon.csv", "al-anon"))

    assert [each.details["column"] for each in found if each.code == "unknown_column"] == [
        "Codes",
        "Thomas Guide",
        "Formula",
        "Icons",
    ]


def test_alateen_meetings_of_los_angeles_are_closed_and_serve_minors() -> None:
    young = [each for each in records(read_real("los-angeles-al-anon.csv", "al-anon")) if each.serves_minors]

    assert len(young) == 25
    assert {rule.access for each in young for rule in each.rules} == {Access.CLOSED}


def test_no_midnight_is_made_up_in_new_york() -> None:
    rules = [rule.recurrence for each in records(read_real("new-york-aa-2015.tsv", "aa")) for rule in each.rules]
    content = content_of("new-york-aa-2015.tsv")

    assert sum(rule.start_minute == 0 for rule in rules) == content.count(b"\n12:00 AM\t") - content.count(b"\n12:00 AM\t\t")
    assert all(rule.weekday is not None for rule in rules)


def test_meetings_open_on_some_dates_only_are_not_said_to_be_open() -> None:
    found = records(read_real("uk-ie-2024-04.csv.gz", "aa"))

    sometimes = [each for each in found if each.notes.endswith("each month 'open'.")]
    assert len(sometimes) > 100
    assert {rule.access for each in sometimes for rule in each.rules} == {Access.NOT_STATED}


def test_no_group_of_a_closed_house_comes_in() -> None:
    found = records(read_real("smart-recovery-world-2013.csv", "general"))

    assert [each.index for each in found if "inmate" in repr(each).casefold() or "closed meeting" in repr(each).casefold()] == []
