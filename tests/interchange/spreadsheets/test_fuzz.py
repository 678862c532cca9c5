"""Whatever the bytes are, our own spreadsheet gives records or problems, and every meeting of it once."""

from hypothesis import given, settings
from hypothesis import strategies as st

from interchange.records import MeetingRecord, Problem
from interchange.spreadsheets.columns import headings
from tests.interchange.listings import meeting, rule
from tests.interchange.spreadsheets.sheets import csv_of, read_all, template

WHOLE = csv_of(meeting(rule(), rule(weekday=4)))
ODD = ["=", "1", "-1", "99999999999", "2026-13-01", "02-30", "last but 9", "yes", "24:00", "x" * 40_000]
cells = st.text(max_size=30) | st.sampled_from(ODD)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, len(WHOLE)), st.binary(max_size=40), st.booleans())
def test_damaged_sheet_gives_records_or_problems(position: int, damage: bytes, is_cut: bool) -> None:
    rest = b"" if is_cut else WHOLE[position + len(damage) :]

    found = read_all(WHOLE[:position] + damage + rest)

    assert {type(each) for each in found} <= {MeetingRecord, Problem}


@settings(max_examples=150, deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from(list(headings())), cells, min_size=1, max_size=12), min_size=1, max_size=4))
def test_every_meeting_is_a_record_or_a_problem(rows: list[dict[str, str]]) -> None:
    keyed = [{**row, "meeting_id": f"m{number}", "name": "Nádej"} for number, row in enumerate(rows)]

    found = read_all(template(*keyed))

    indexes = [each.index for each in found if isinstance(each, MeetingRecord) or each.rejects]
    assert indexes in (list(range(len(rows))), [None])
