"""What tables say in other ways than JSON: times in several columns, durations, types in words, yes and no."""

import pytest

from interchange.codes import code_set
from interchange.reasons import ProblemCode
from interchange.records import Access
from interchange.tables.fields import minutes_of, types_of
from tests.interchange.feeds import codes, problems, records
from tests.interchange.tables.tables import read_rows, record, rejecting, row


@pytest.mark.parametrize(
    ("day", "weekdays"),
    [
        ("Monday", [0]),
        ("pondelok", [0]),
        ("0", [6]),
        ("6", [5]),
        ("Po, St", [0, 2]),
        ("Tuesday & Thursday", [1, 3]),
        ("wtorek", [1]),
    ],
)
def test_days_are_names_or_numbers(day: str, weekdays: list[int]) -> None:
    assert [rule.recurrence.weekday for rule in record(Day=day).rules] == weekdays


@pytest.mark.parametrize(
    ("time", "half", "start"), [("7:30", "PM", 19 * 60 + 30), ("12:00", "pm", 720), ("7:00 PM", "", 19 * 60), ("19.30", "", 1170)]
)
def test_half_of_the_day_may_have_a_column_of_its_own(time: str, half: str, start: int) -> None:
    found = record(Time=time, AMPM=half, End_Time="")

    assert [rule.recurrence.start_minute for rule in found.rules] == [start]


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("1hr 30mins", 90),
        ("1hr ", 60),
        ("2hrs", 120),
        ("1 hour", 60),
        ("0hr 45mins", 45),
        ("1h 5m", 65),
        ("90", 90),
        ("1he", None),
        ("-1hr", None),
        ("1.5", None),
    ],
)
def test_duration_in_words_is_minutes(text: str, minutes: int | None) -> None:
    assert minutes_of(text) == minutes


def test_duration_makes_the_end() -> None:
    found = record(Time="23:30", End_Time=..., Duration="1hr 30mins")

    assert [rule.recurrence.duration_minutes for rule in found.rules] == [90]


def test_duration_that_cannot_be_read_is_noted() -> None:
    found = read_rows(row(End_Time=..., Duration="1he"))

    assert [(each.code, each.value) for each in problems(found)] == [(ProblemCode.END_UNREADABLE, "+ 1he")]
    assert records(found)[0].rules[0].recurrence.duration_minutes is None


def test_a_length_of_a_day_or_more_is_noted() -> None:
    assert codes(read_rows(row(End_Time=..., Duration="24hrs"))) == [ProblemCode.END_UNREADABLE]


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("O, D", ["O", "D"]),
        ("o d", ["o", "d"]),
        ("Open, Discussion", ["Open", "Discussion"]),
        ("Open; Big Book Study", ["Open", "Big Book Study"]),
        ("C = Closed Discussion meeting<br>Women", ["Closed Discussion meeting", "Women"]),
        ("S = Step meeting", ["Step meeting"]),
        ("Gay, Lesbian and Bisexual", ["Gay, Lesbian and Bisexual"]),
        ("<br>", []),
        ("Rule 62 and others", ["Rule 62 and others"]),
    ],
)
def test_types_are_codes_or_names_in_lines_or_lists(text: str, types: list[str]) -> None:
    assert types_of(text, code_set("aa")) == types


def test_long_names_mean_the_same_as_codes() -> None:
    by_code, by_name = record(Types="C, B, W, X, POL"), record(Types="Closed, Big Book Study, Women, Wheelchair Access, Polish")

    assert by_name == by_code


def test_unknown_types_are_kept_and_told_once_with_their_number() -> None:
    found = read_rows(row(Types="Open, Rule 62"), row(Slug="b", Types="Rule 62, QQ"), row(Slug="c"))

    assert [each.other_codes for each in records(found)] == [("Rule 62",), ("Rule 62", "QQ"), ()]
    assert [(each.code, dict(each.details)) for each in problems(found)] == [
        (ProblemCode.UNKNOWN_CODE, {"code": "QQ", "count": 1}),
        (ProblemCode.UNKNOWN_CODE, {"code": "Rule 62", "count": 2}),
    ]


def test_a_code_of_another_programme_is_not_read_as_its_namesake() -> None:
    (spanish,) = records(read_rows(row(Types="S"), code_set="aa"))
    (speaker,) = records(read_rows(row(Types="S"), code_set="aca"))

    assert (spanish.languages, spanish.formats) == (("es",), ())
    assert (speaker.languages, speaker.formats) == ((), ("speaker",))


@pytest.mark.parametrize(
    ("is_open", "sentence", "access", "notes"),
    [
        ("True", "", Access.OPEN, ""),
        ("False", "", Access.NOT_STATED, ""),
        ("True", "All mtgs 'open'.", Access.OPEN, ""),
        ("False", "Open to addicts only", Access.CLOSED, ""),
        ("True", "Last Wed each month 'open'.", Access.NOT_STATED, "Last Wed each month 'open'."),
        ("True", "Open to all on request", Access.NOT_STATED, "Open to all on request"),
    ],
)
def test_what_is_open_on_some_dates_is_not_said_to_be_open(is_open: str, sentence: str, access: Access, notes: str) -> None:
    found = record(Types="", Open=is_open, OpenFormat=sentence)

    assert ([rule.access for rule in found.rules], found.notes) == ([access], notes)


def test_a_yes_in_a_column_of_its_own_is_a_fact_and_a_no_is_none() -> None:
    yes = record(Wheelchair="True", Hearing="yes", Chit="1")
    no = record(Wheelchair="False", Hearing="no", Chit="")

    assert yes.venue
    assert yes.venue.access_facts == {"step_free": True, "hearing_loop": True}
    assert no.venue
    assert no.venue.access_facts == {}
    assert (yes.facilities, no.facilities) == (("proof_of_attendance",), ())


def test_decimal_commas_are_points() -> None:
    found = record(Latitude="48,14816", Longitude="17,10674")

    assert found.venue
    assert (found.venue.latitude, found.venue.longitude) == (48.14816, 17.10674)


def test_a_meeting_without_any_name_is_called_by_its_town() -> None:
    assert record(Name="", Location="").name == "Bratislava"


def test_rows_of_another_fellowship_are_rejected_where_the_list_says_so() -> None:
    rows = [row(Fellowship="AA"), row(Slug="b", Fellowship="Narcotics Anonymous"), row(Slug="c", Fellowship="")]

    found = read_rows(*rows, fellowship_names=frozenset({"aa", "alcoholics anonymous"}))

    assert [each.key for each in records(found)] == ["ranna-skupina", "c"]
    assert rejecting(found) == [(ProblemCode.OTHER_FELLOWSHIP, 1)]
    assert rejecting(read_rows(*rows)) == []
