"""What becomes of rules if a sentence is taken at its word."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imports.applying.worded import for_meeting
from imports.planning.splitting import PlannedRule, Rules, taken_at_its_word
from interchange.prose import understand
from interchange.records import Access, Frequency, Recurrence
from meetings.schedule import regular_dates

WEDNESDAY = 2
WEEKLY = Recurrence(frequency=Frequency.WEEKLY, weekday=WEDNESDAY, start_minute=1080, zone="Europe/Bratislava")
CLOSED = PlannedRule(recurrence=WEEKLY, access=Access.CLOSED, key=7)
YEARS = (date(2026, 11, 22), date(2028, 12, 31))


def taken(phrase: str, *rules: PlannedRule) -> Rules | None:
    """The rules that a phrase makes of these."""
    known = rules or (CLOSED,)
    told = [rule for statement in understand(phrase, "en") for rule in statement.rules]
    return taken_at_its_word(known, for_meeting(told, [rule.recurrence for rule in known]))


def days(rules: Rules | None, access: Access | None = None) -> list[date]:
    """All dates of rules, as often as they come, in order."""
    return sorted(day for rule in rules or () if access in (None, rule.access) for day in regular_dates(rule.recurrence, *YEARS))


def in_short(rules: Rules | None) -> list[tuple[object, ...]]:
    return [(one.key, str(one.recurrence.frequency), one.recurrence.ordinals, str(one.access)) for one in rules or ()]


def test_what_is_open_on_some_dates_is_a_rule_of_its_own_and_the_rest_stays() -> None:
    found = taken("Last Wed each month 'open'")

    assert in_short(found) == [
        (7, "monthly_by_weekday", (-2, -3, -4, -5), "closed"),
        (None, "monthly_by_weekday", (-1,), "open"),
    ]
    assert [one.piece_of for one in found or ()] == [None, 7]


def test_the_time_stays_that_of_the_rule() -> None:
    found = taken("Last Wed each month 'open'")

    assert {(one.recurrence.start_minute, one.recurrence.zone) for one in found or ()} == {(1080, "Europe/Bratislava")}


def test_dates_alone_are_all_that_there_are() -> None:
    found = taken("1st and 3rd Wednesday of the month")

    assert in_short(found) == [(7, "monthly_by_weekday", (1, 3), "closed")]


def test_an_exception_says_both_sides() -> None:
    found = taken("Closed except last Wednesday of the month", PlannedRule(recurrence=WEEKLY, key=7))

    assert in_short(found) == [
        (7, "monthly_by_weekday", (-2, -3, -4, -5), "closed"),
        (None, "monthly_by_weekday", (-1,), "open"),
    ]


def test_one_sentence_after_the_other_takes_from_what_is_left() -> None:
    first = taken("Week 1: speaker")
    second = taken("Week 2: literature", *(first or ()))

    assert [(one.recurrence.ordinals, one.formats) for one in second or ()] == [
        ((3, 4, 5), ()),
        ((2,), ("literature",)),
        ((1,), ("speaker",)),
    ]


def test_all_dates_of_a_rule_leave_no_rest() -> None:
    third = PlannedRule(recurrence=Recurrence(frequency=Frequency.MONTHLY_BY_WEEKDAY, weekday=2, start_minute=1080, ordinals=(3,)))

    assert in_short(taken("3rd Wednesday of the month open meeting", third)) == [(None, "monthly_by_weekday", (3,), "open")]


def test_odd_weeks_leave_the_even_ones() -> None:
    found = taken("Odd weeks: open meeting")

    assert [(str(one.recurrence.frequency), str(one.access)) for one in found or ()] == [
        ("even_weeks", "closed"),
        ("odd_weeks", "open"),
    ]


def test_only_some_months_leave_the_others_whole() -> None:
    found = taken("Last Wed in odd numbered months 'open'")

    assert [(one.recurrence.ordinals, one.recurrence.months, str(one.access)) for one in found or ()] == [
        ((-2, -3, -4, -5), (1, 3, 5, 7, 9, 11), "closed"),
        ((), (2, 4, 6, 8, 10, 12), "closed"),
        ((-1,), (1, 3, 5, 7, 9, 11), "open"),
    ]


def test_please_ask_first_does_not_hold_where_it_is_said_who_may_come() -> None:
    asking = PlannedRule(recurrence=WEEKLY, ask_first=True, key=7)

    assert [one.ask_first for one in taken("Last Wed each month 'open'", asking) or ()] == [True, False]


@pytest.mark.parametrize(
    "rules",
    [
        (
            CLOSED,
            PlannedRule(recurrence=Recurrence(frequency=Frequency.WEEKLY, weekday=WEDNESDAY, start_minute=600), key=8),
        ),  # which?
        (PlannedRule(recurrence=Recurrence(frequency=Frequency.EVEN_WEEKS, weekday=WEDNESDAY, start_minute=600), key=8),),
        (
            PlannedRule(
                recurrence=Recurrence(frequency=Frequency.MONTHLY_BY_WEEKDAY, weekday=WEDNESDAY, start_minute=600, ordinals=(1,)),
                key=8,
            ),
        ),
    ],
)
def test_what_is_not_clear_makes_no_rules(rules: Rules) -> None:
    assert taken("Last Wed each month 'open'", *rules) is None


def test_first_and_last_cannot_be_told_from_the_rest() -> None:
    assert taken("1st and last Wednesday of the month open meeting") is None


PHRASES = [
    "Last Wed each month 'open'",
    "1st, 3rd & 5th Wed each month 'open'",
    "Last Wed in odd numbered months 'open'",
    "2nd Wednesday in May and June 'open'",
    "Odd weeks: open meeting",
    "Week 1 and 3: open meeting",
]


@settings(max_examples=30, deadline=None)
@given(st.permutations(PHRASES), st.integers(1, 3))
def test_no_date_is_lost_or_doubled_whatever_is_taken(phrases: list[str], number: int) -> None:
    rules: Rules = (CLOSED,)
    for phrase in phrases[:number]:
        rules = taken(phrase, *rules) or rules

    assert days(rules) == days((CLOSED,))


def test_every_other_week_leaves_those_in_between() -> None:
    (said,) = for_meeting([rule for one in understand("Every other Wednesday open", "en") for rule in one.rules], [WEEKLY])
    anchored = replace(said, recurrence=replace(said.recurrence, first_on=date(2026, 11, 25)))

    found = taken_at_its_word((CLOSED,), [anchored])

    assert days(found, Access.OPEN)[:2] == [date(2026, 11, 25), date(2026, 12, 9)]
    assert days(found) == days((CLOSED,))
    assert timedelta(weeks=1) == days(found)[1] - days(found)[0]
