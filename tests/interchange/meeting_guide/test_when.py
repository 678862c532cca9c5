"""When: rows 1 to 4 of "What real feeds contain, and what a good reader does"."""

from typing import Any

import pytest

from interchange.reasons import ProblemCode
from interchange.records import Frequency, Recurrence
from tests.interchange.feeds import (
    item,
    noted,
    problems,
    read_items,
    record,
    records,
    rejection,
)


def weekly(weekday: int, start: int = 420, lasts: int | None = 60) -> Recurrence:
    return Recurrence(
        frequency=Frequency.WEEKLY, weekday=weekday, start_minute=start, duration_minutes=lasts, zone="Europe/Bratislava"
    )


def recurrences(**changes: Any) -> list[Recurrence]:
    return [rule.recurrence for rule in record(**changes).rules]


# Row 1: day


@pytest.mark.parametrize("day", [[1, 3], ["Monday", "wed"], "1, 3", "pondelok a streda"])
def test_list_of_days_is_a_rule_for_each(day: Any) -> None:
    assert recurrences(day=day) == [weekly(0), weekly(2)]


@pytest.mark.parametrize("day", ["Monday", "pondelok", "Poniedziałek", "1", 1])
def test_name_of_a_day_is_understood(day: Any) -> None:
    assert recurrences(day=day) == [weekly(0)]


@pytest.mark.parametrize("day", [7, "the", "so", -1, True, {"a": 1}])
def test_unreadable_day_is_a_problem(day: Any) -> None:
    problem = rejection(day=day)

    assert (problem.code, problem.index, problem.key, problem.field_name) == (ProblemCode.DAY_UNREADABLE, 0, "ranna-skupina", "day")


def test_unreadable_day_beside_a_readable_one_is_noted() -> None:
    found = read_items(item(day=["Monday", 7]))

    assert [rule.recurrence for rule in records(found)[0].rules] == [weekly(0)]
    assert [(problem.code, problem.value) for problem in problems(found)] == [(ProblemCode.DAY_PARTLY_UNREADABLE, "Monday, 7")]


# Row 2: time


@pytest.mark.parametrize(("time", "start"), [("7:00 PM", 1140), ("19.30", 1170), ("noon", 720), ("00:00", 0)])
def test_time_is_understood(time: str, start: int) -> None:
    assert recurrences(time=time, end_time=...) == [weekly(0, start, None)]


def test_midnight_at_the_end_of_a_day_is_on_the_next() -> None:
    assert recurrences(day=6, time="24:00", end_time="01:00") == [weekly(6, 0, 60)]


@pytest.mark.parametrize("time", ["25:00", "7", "midnight", "wednesday, july", ["19:00"]])
def test_unreadable_time_is_a_problem_and_never_midnight(time: Any) -> None:
    assert rejection(time=time).code == ProblemCode.TIME_UNREADABLE


# Row 3: one of day and time


@pytest.mark.parametrize("time", [..., "", None, "NULL"])
def test_day_without_time_is_a_problem(time: Any) -> None:
    assert rejection(time=time).code == ProblemCode.TIME_MISSING


@pytest.mark.parametrize("day", [..., "", None, []])
def test_time_without_day_is_a_problem(day: Any) -> None:
    assert rejection(day=day).code == ProblemCode.DAY_MISSING


@pytest.mark.parametrize("nothing", [..., "", None])
def test_neither_day_nor_time_is_by_appointment(nothing: Any) -> None:
    assert recurrences(day=nothing, time=nothing) == [Recurrence(frequency=Frequency.BY_APPOINTMENT, zone="Europe/Bratislava")]


# Row 4: end_time


def test_end_before_the_start_is_after_midnight() -> None:
    assert recurrences(time="23:30", end_time="02:00") == [weekly(0, 1410, 150)]


@pytest.mark.parametrize("end_time", [..., "", None])
def test_missing_end_is_not_invented(end_time: Any) -> None:
    assert recurrences(end_time=end_time) == [weekly(0, 420, None)]
    assert noted(end_time=end_time) == []


@pytest.mark.parametrize("end_time", ["late", "07:00", 8])
def test_unreadable_end_is_noted(end_time: Any) -> None:
    assert recurrences(end_time=end_time) == [weekly(0, 420, None)]
    assert noted(end_time=end_time) == [ProblemCode.END_UNREADABLE]
