"""Which rules together are "every week" (rule 10 of the export), against a walk through ten years of days."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interchange.reasons import LossCode
from interchange.records import Access, Frequency, Recurrence
from interchange.weekly import CELLS, cells, entries
from tests.interchange.feeds import written
from tests.interchange.listings import meeting, rule

WEDNESDAY = 2
FIRST_DAY = date(2026, 1, 7)
WEDNESDAYS = [FIRST_DAY + timedelta(weeks=week) for week in range(10 * 52)]


def monthly(*ordinals: int, **changes: Any) -> dict[str, Any]:
    return {"frequency": Frequency.MONTHLY_BY_WEEKDAY, "ordinals": ordinals, **changes}


def test_closed_wednesdays_with_the_last_one_open_are_one_weekly_object() -> None:
    objects, lost = written(
        meeting(
            rule(Access.CLOSED, sentence="Uzavreté.", **monthly(-2, -3, -4, -5)),
            rule(Access.OPEN, sentence="Posledná streda v mesiaci je otvorená.", **monthly(-1)),
            notes="Vitajte",
        )
    )

    assert [(each["day"], each["time"], each["types"]) for each in objects] == [(3, "18:00", [])]
    assert objects[0]["notes"] == "Vitajte\nUzavreté.\nPosledná streda v mesiaci je otvorená."
    assert [loss.code for loss in lost] == [LossCode.ACCESS_VARIES]


def test_access_that_all_rules_share_is_said() -> None:
    objects, lost = written(
        meeting(rule(Access.CLOSED, frequency=Frequency.EVEN_WEEKS), rule(Access.CLOSED, frequency=Frequency.ODD_WEEKS))
    )

    assert [each["types"] for each in objects] == [["C"]]
    assert lost == []


def test_formats_of_only_some_dates_are_written_where_all_rules_have_them_else_told() -> None:
    first, last = rule(**monthly(1, 2, 3, 4)), rule(**monthly(5))
    both = meeting(replace(first, formats=("big-book",)), replace(last, formats=("big-book", "newcomers")))

    objects, lost = written(both)

    assert [each["types"] for each in objects] == [["O", "B"]]
    assert [(loss.code, loss.value) for loss in lost] == [(LossCode.FORMAT, "newcomers")]


def test_an_entry_has_the_least_number_of_its_slot_also_of_a_rule_that_has_ended() -> None:
    ended, now = (replace(rule(valid_until=day), number=number) for day, number in ((date(2026, 1, 1), 3), (None, 7)))
    other_day = replace(rule(weekday=4), number=5)

    found = entries(meeting(now, other_day, ended), date(2026, 11, 24), lambda _loss: None)

    assert [(one.number, one.rules) for one in found] == [(3, (7,)), (5, (5,))]


def test_ends_that_differ_are_left_out_and_told() -> None:
    objects, lost = written(meeting(rule(duration_minutes=60, **monthly(1, 2, 3, 4, 5)), rule(duration_minutes=90, **monthly(-1))))

    assert "end_time" not in objects[0]
    assert [loss.code for loss in lost] == [LossCode.END_VARIES]


@pytest.mark.parametrize(
    "changes",
    [
        monthly(1),
        monthly(1, 2, 3, 4),
        {"frequency": Frequency.EVEN_WEEKS},
        {"interval": 2, "first_on": FIRST_DAY},
        {"months": (1, 2, 3)},
        {"frequency": Frequency.ONCE, "first_on": FIRST_DAY},
        {"frequency": Frequency.MONTHLY_BY_DATE, "month_days": (15,)},
        {"frequency": Frequency.ALWAYS_OPEN, "weekday": None, "start_minute": None},
    ],
)
def test_rule_that_is_not_weekly_is_left_out_and_told(changes: dict[str, Any]) -> None:
    objects, lost = written(meeting(rule(**changes)))

    assert objects == []
    assert [(loss.code, loss.value) for loss in lost] == [(LossCode.NOT_WEEKLY, changes.get("frequency", "weekly"))]


def test_rules_at_different_times_are_not_taken_together() -> None:
    objects, lost = written(meeting(rule(**monthly(-1), start_minute=1020), rule(**monthly(-2, -3, -4, -5))))

    assert objects == []
    assert len(lost) == 2


def test_weekly_rule_beside_one_that_is_not_leaves() -> None:
    objects, lost = written(meeting(rule(), rule(weekday=5, **monthly(1))))

    assert [each["day"] for each in objects] == [3]
    assert [loss.code for loss in lost] == [LossCode.NOT_WEEKLY]


def test_two_fortnights_are_every_week() -> None:
    later = FIRST_DAY + timedelta(weeks=3)

    together = cells(fortnightly(FIRST_DAY)) | cells(fortnightly(later))

    assert together == CELLS


def fortnightly(first_on: date) -> Recurrence:
    return Recurrence(frequency=Frequency.WEEKLY, weekday=WEDNESDAY, interval=2, first_on=first_on)


def falls_on(recurrence: Recurrence, day: date) -> bool:
    """Whether a Wednesday is one of the rule's, told from the calendar alone."""
    if recurrence.frequency == Frequency.MONTHLY_BY_WEEKDAY:
        in_month = [other for other in WEDNESDAYS if (other.year, other.month) == (day.year, day.month)]
        return any(len(in_month) >= abs(nth) and in_month[nth - 1 if nth > 0 else nth] == day for nth in recurrence.ordinals)
    if recurrence.frequency == Frequency.WEEKLY:
        first = recurrence.first_on or day
        return (day - first).days % (7 * recurrence.interval) == 0
    return (day.isocalendar().week % 2 == 1) == (recurrence.frequency == Frequency.ODD_WEEKS)


recurrences = st.one_of(
    st.sets(st.sampled_from([1, 2, 3, 4, 5, -1, -2, -3, -4, -5]), min_size=1).map(
        lambda ordinals: Recurrence(frequency=Frequency.MONTHLY_BY_WEEKDAY, weekday=WEDNESDAY, ordinals=tuple(sorted(ordinals)))
    ),
    st.sampled_from([Frequency.EVEN_WEEKS, Frequency.ODD_WEEKS]).map(lambda kind: Recurrence(frequency=kind, weekday=WEDNESDAY)),
    st.integers(0, 3).map(lambda weeks: fortnightly(FIRST_DAY + timedelta(weeks=weeks))),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(recurrences, min_size=1, max_size=4))
def test_rules_cover_every_week_just_when_they_do_so_in_the_calendar(rules: list[Recurrence]) -> None:
    # The first and the last month are not whole, so ordinals are not told there.
    days = WEDNESDAYS[8:-8]

    covered = frozenset().union(*(cells(each) for each in rules)) == CELLS

    assert covered == all(any(falls_on(each, day) for each in rules) for day in days)
