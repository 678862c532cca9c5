"""A rule keeps its id where it can be the same one."""

from hypothesis import given
from hypothesis import strategies as st

from imports.planning.rule_matching import match_rules
from interchange.records import Frequency, Recurrence, RuleRecord


def weekly(weekday: int, start_minute: int) -> RuleRecord:
    return RuleRecord(recurrence=Recurrence(frequency=Frequency.WEEKLY, weekday=weekday, start_minute=start_minute))


RULES = st.lists(st.builds(weekly, st.integers(0, 6), st.integers(0, 3)), max_size=6)
MONDAY_18, MONDAY_19, FRIDAY_18 = weekly(0, 1080), weekly(0, 1140), weekly(4, 1080)


def test_the_same_day_and_hour_are_the_same_rule() -> None:
    matches = match_rules([MONDAY_18, FRIDAY_18], [FRIDAY_18, MONDAY_18])

    assert matches.pairs == [(FRIDAY_18, FRIDAY_18), (MONDAY_18, MONDAY_18)]


def test_another_hour_of_the_same_day_is_the_same_rule() -> None:
    assert match_rules([FRIDAY_18, MONDAY_18], [MONDAY_19]).pairs == [(MONDAY_18, MONDAY_19)]


def test_another_day_at_the_same_hour_is_the_same_rule() -> None:
    assert match_rules([MONDAY_19, FRIDAY_18], [MONDAY_18, MONDAY_19]).pairs == [(MONDAY_19, MONDAY_19), (FRIDAY_18, MONDAY_18)]


def test_what_has_no_partner_is_added_or_removed() -> None:
    assert match_rules([], [MONDAY_18]).added == [MONDAY_18]
    assert match_rules([MONDAY_18], []).removed == [MONDAY_18]


@given(RULES, RULES)
def test_every_rule_is_matched_added_or_removed_once(old: list[RuleRecord], new: list[RuleRecord]) -> None:
    matches = match_rules(old, new)

    assert len(matches.pairs) == min(len(old), len(new))
    assert sorted(map(id, [*[pair[0] for pair in matches.pairs], *matches.removed])) == sorted(map(id, old))
    assert sorted(map(id, [*[pair[1] for pair in matches.pairs], *matches.added])) == sorted(map(id, new))
