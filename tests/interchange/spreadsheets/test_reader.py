"""Our own spreadsheet as people fill it in."""

from typing import Any

import pytest

from interchange.reasons import HeldReason, ProblemCode
from interchange.records import Access, Attendance, Frequency, MeetingRecord, Problem
from tests.interchange.feeds import records
from tests.interchange.listings import meeting, rule
from tests.interchange.spreadsheets.sheets import ROW, csv_of, essence, read_all, template


def one(**changes: Any) -> MeetingRecord:
    """The record of a row with some cells changed."""
    (only,) = records(read_all(template({**ROW, **changes})))
    return only


def recurrence(**changes: Any) -> Any:
    return one(**changes).rules[0].recurrence


def codes(*rows: dict[str, str], **options: Any) -> list[tuple[str, str]]:
    """What is wrong with a table of these rows, by code and column."""
    return [(each.code, each.field_name) for each in read_all(template(*rows), **options) if isinstance(each, Problem)]


def test_row_filled_in_by_hand_is_a_meeting() -> None:
    found = one()

    assert (found.name, found.attendance, found.venue and found.venue.street) == (
        "Ranná skupina",
        Attendance.IN_PERSON,
        "Obchodná 5",
    )
    assert (found.rules[0].recurrence.weekday, found.rules[0].recurrence.start_minute) == (0, 1080)
    assert (found.rules[0].recurrence.duration_minutes, found.rules[0].access) == (90, Access.OPEN)


def test_several_weekdays_in_a_cell_are_several_rules() -> None:
    found = one(weekday="Po, St", rule_id="x")

    assert [(each.recurrence.weekday, each.uid) for each in found.rules] == [(0, ""), (2, "")]


@pytest.mark.parametrize(
    ("cells", "frequency"),
    [
        ({}, Frequency.WEEKLY),
        ({"weeks_of_month": "1, last"}, Frequency.MONTHLY_BY_WEEKDAY),
        ({"weekday": "", "days_of_month": "15"}, Frequency.MONTHLY_BY_DATE),
        ({"weekday": "", "first_on": "2026-12-24"}, Frequency.ONCE),
        ({"weekday": "", "start": "", "end": ""}, Frequency.BY_APPOINTMENT),
        ({"frequency": "každý týždeň"}, Frequency.WEEKLY),
        ({"frequency": "tygodnie parzyste"}, Frequency.EVEN_WEEKS),
        ({"frequency": "po dohode", "weekday": "", "start": "", "end": ""}, Frequency.BY_APPOINTMENT),
    ],
)
def test_how_often_is_read_or_seen_from_the_other_cells(cells: dict[str, str], frequency: Frequency) -> None:
    assert recurrence(**cells).frequency == frequency


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"frequency": "sometimes"}, (ProblemCode.CELL_UNREADABLE, "frequency")),
        ({"first_on": "24.12.2026"}, (ProblemCode.CELL_UNREADABLE, "first_on")),
        ({"weeks_of_month": "6"}, (ProblemCode.CELL_UNREADABLE, "weeks_of_month")),
        ({"days_of_month": "32"}, (ProblemCode.CELL_UNREADABLE, "days_of_month")),
        ({"months": "13"}, (ProblemCode.CELL_UNREADABLE, "months")),
        ({"interval": "-1"}, (ProblemCode.CELL_UNREADABLE, "interval")),
        ({"interval": "53", "first_on": "2026-11-23"}, (ProblemCode.CELL_UNREADABLE, "interval")),
        ({"pause_from": "02-30", "pause_until": "03-01"}, (ProblemCode.CELL_UNREADABLE, "pause_from")),
        ({"weekday": "someday"}, (ProblemCode.DAY_UNREADABLE, "weekday")),
        ({"start": "evening"}, (ProblemCode.TIME_UNREADABLE, "start")),
        ({"start": ""}, (ProblemCode.TIME_MISSING, "start")),
        ({"weekday": ""}, (ProblemCode.RULE_INCOMPLETE, "weekday")),
        ({"frequency": "monthly"}, (ProblemCode.RULE_INCOMPLETE, "weeks_of_month")),
        ({"frequency": "monthly by date"}, (ProblemCode.RULE_INCOMPLETE, "days_of_month")),
        ({"interval": "2"}, (ProblemCode.RULE_INCOMPLETE, "first_on")),
        ({"frequency": "once"}, (ProblemCode.RULE_INCOMPLETE, "first_on")),
        ({"valid_from": "2027-01-01", "valid_until": "2026-01-01"}, (ProblemCode.RULE_INCOMPLETE, "valid_until")),
        ({"pause_from": "07-01"}, (ProblemCode.RULE_INCOMPLETE, "pause_until")),
        ({"name": ""}, (ProblemCode.NAME_MISSING, "name")),
        ({"street": "", "city": "", "country": ""}, (ProblemCode.NOWHERE, "")),
    ],
)
def test_row_that_does_not_say_when_or_where_is_rejected(cells: dict[str, str], problem: tuple[str, str]) -> None:
    assert codes({**ROW, "meeting_id": "m1", **cells}) == [problem]


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"end": "late"}, (ProblemCode.END_UNREADABLE, "end")),
        ({"duration_minutes": "99999"}, (ProblemCode.END_UNREADABLE, "duration_minutes")),
        ({"access": "perhaps"}, (ProblemCode.WORD_UNKNOWN, "access")),
        ({"country": "Nowhereland"}, (ProblemCode.WORD_UNKNOWN, "country")),
        ({"lift": "perhaps"}, (ProblemCode.WORD_UNKNOWN, "lift")),
        ({"attendance": "by letter"}, (ProblemCode.ATTENDANCE_UNKNOWN, "attendance")),
        ({"timezone": "Bratislava"}, (ProblemCode.ZONE_UNKNOWN, "timezone")),
        ({"changed_dates": "2026-12-24"}, (ProblemCode.CHANGES_UNREADABLE, "changed_dates")),
        ({"latitude": "0", "longitude": "0"}, (ProblemCode.COORDINATES_WRONG, "latitude")),
        ({"updated_on": "2027-01-01"}, (ProblemCode.UPDATED_IN_FUTURE, "updated_on")),
        ({"updated_on": "yesterday"}, (ProblemCode.UPDATED_UNREADABLE, "updated_on")),
        ({"online_url": "mailto:x"}, (ProblemCode.LINK_DROPPED, "online_url")),
        ({"formats": "Unheard Of"}, (ProblemCode.UNKNOWN_CODE, "types")),
        ({"whatever": "x"}, (ProblemCode.UNKNOWN_COLUMN, "")),
    ],
)
def test_what_else_cannot_be_read_is_noted(cells: dict[str, str], problem: tuple[str, str]) -> None:
    assert codes({**ROW, "meeting_id": "m1", **cells}) == [problem]


def test_one_bad_row_rejects_its_meeting_and_no_other() -> None:
    good, bad = {**ROW, "meeting_id": "m1"}, {**ROW, "meeting_id": "m1", "start": "evening"}
    other = {**ROW, "meeting_id": "m2", "street": "Hlavná 1"}

    found = read_all(template(good, bad, other))

    assert [(each.code, each.key) for each in found if isinstance(each, Problem)] == [(ProblemCode.TIME_UNREADABLE, "m1")]
    assert [each.key for each in records(found)] == ["m2"]


def test_rows_of_a_meeting_are_found_wherever_they_stand() -> None:
    apart = [
        {**ROW, "meeting_id": key, "weekday": day} for key, day in [("m1", "0"), ("m2", "1"), ("m1", "2"), ("m2", "3"), ("m1", "4")]
    ]

    found = records(read_all(template(*apart)))

    assert [(each.key, [rule.recurrence.weekday for rule in each.rules]) for each in found] == [("m2", [0, 2]), ("m1", [6, 1, 3])]


def test_rows_of_a_meeting_that_contradict_each_other_are_noted() -> None:
    rows = [{**ROW, "meeting_id": "m1", "notes": notes, "weekday": day} for notes, day in (("a", "1"), ("b", "2"))]

    found = read_all(template(*rows))

    assert [(each.code, each.field_name) for each in found if isinstance(each, Problem)] == [(ProblemCode.ROWS_DIFFER, "notes")]
    assert records(found)[0].notes == "a"


def test_rows_without_an_id_are_meetings_of_their_own() -> None:
    found = records(read_all(template(ROW, {**ROW, "weekday": "utorok"})))

    assert [len(each.rules) for each in found] == [1, 1]
    assert len({each.key for each in found}) == 2


def test_what_is_personal_is_taken_out_and_held() -> None:
    found = one(notes="Volajte Janu 0903 123 456.", group_about="jana@example.org")

    assert {held.reason for held in found.held} >= {HeldReason.PHONE, HeldReason.EMAIL}
    assert "123 456" not in found.notes
    assert "@" not in found.group.about


def test_rows_of_another_fellowship_are_rejected() -> None:
    found = codes({**ROW, "meeting_id": "m1", "fellowship": "na"}, fellowship_names=frozenset({"aa"}))

    assert found == [(ProblemCode.OTHER_FELLOWSHIP, "fellowship")]


def test_names_of_formats_and_languages_are_understood() -> None:
    found = one(formats="Big Book, step-study", languages="Slovak, en", audiences_only="women")

    assert (found.formats, found.languages, found.audiences_only) == (("big-book", "step-study"), ("sk", "en"), ("women",))


def test_table_that_ends_in_the_middle_is_refused() -> None:
    content = csv_of(meeting(rule(), rule(weekday=3), notes="one, two"))

    found = read_all(content[:-40])

    assert [each.code for each in found if isinstance(each, Problem) and each.rejects] == [ProblemCode.FEED_TRUNCATED]


def test_sheet_that_was_saved_by_an_office_program_is_read() -> None:
    given = meeting(text_language="sk")
    text = csv_of(given).decode("utf-8-sig").replace(",", ";")

    found = read_all(text.encode("utf-16"))

    assert [essence(each) for each in records(found)] == [given]
