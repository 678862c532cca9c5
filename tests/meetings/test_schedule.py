"""Every recurrence of docs/schedules.md, and the property that the rules agree with a slow oracle day by day."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interchange.records import Frequency, Recurrence
from meetings.schedule import Deviation, MeetingDate, Nearness, Status, instant, meeting_dates, regular_dates, upcoming
from tests.meetings import oracle
from tests.meetings.strategies import DATES, ZONES, recurrences

ZONE = "Europe/Bratislava"


def weekly(**changes: object) -> Recurrence:
    """Tuesdays at 18:00 for an hour and a half."""
    usual = {"frequency": Frequency.WEEKLY, "weekday": 1, "start_minute": 1080, "duration_minutes": 90, "zone": ZONE}
    return Recurrence(**{**usual, **changes})  # type: ignore[arg-type]


def monthly(**changes: object) -> Recurrence:
    """Wednesdays of the month at 18:00."""
    return weekly(frequency=Frequency.MONTHLY_BY_WEEKDAY, **{"weekday": 2, **changes})


def days(rule: Recurrence, first: date, last: date) -> list[str]:
    return [f"{day:%m-%d}" for day in regular_dates(rule, first, last)]


# 350 rules over 120 days each: 42,000 comparisons of a rule with a date.
@settings(max_examples=350, deadline=None)
@given(rule=recurrences(), first=DATES)
def test_regular_dates_are_those_the_oracle_walks_over(rule: Recurrence, first: date) -> None:
    last = first + timedelta(days=119)

    found = list(regular_dates(rule, first, last))

    walked = [first + timedelta(days=ahead) for ahead in range(120)]
    assert found == [day for day in walked if oracle.is_regular_date(rule, day)]


@settings(max_examples=150, deadline=None)
@given(day=st.dates(date(2024, 1, 1), date(2027, 12, 31)), minute=st.integers(0, 1439), zone=ZONES)
def test_instant_is_the_one_the_oracle_walks_to(day: date, minute: int, zone: str) -> None:
    assert instant(day, minute, zone) == oracle.moment(day, minute, zone)


@pytest.mark.parametrize(
    ("day", "minute", "zone"),
    [
        (date(2026, 3, 29), 150, ZONE),  # 02:30 does not exist
        (date(2026, 3, 29), 120, ZONE),
        (date(2026, 3, 29), 180, ZONE),
        (date(2026, 10, 25), 150, ZONE),  # 02:30 comes twice
        (date(2026, 10, 4), 135, "Australia/Lord_Howe"),  # half an hour
        (date(2026, 3, 8), 150, "America/New_York"),
    ],
)
def test_instant_at_a_clock_change_is_the_one_the_oracle_walks_to(day: date, minute: int, zone: str) -> None:
    assert instant(day, minute, zone) == oracle.moment(day, minute, zone)


def test_a_time_in_the_gap_moves_forward() -> None:
    assert instant(date(2026, 3, 29), 150, ZONE) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)  # 03:30 summer time


def test_a_doubled_time_is_its_first() -> None:
    assert instant(date(2026, 10, 25), 150, ZONE) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_every_second_week_counts_from_its_first_date() -> None:
    rule = weekly(interval=2, first_on=date(2026, 1, 6))

    assert days(rule, date(2026, 1, 1), date(2026, 2, 10)) == ["01-06", "01-20", "02-03"]


def test_even_weeks_keep_their_parity_over_a_year_of_53_weeks() -> None:
    rule = weekly(frequency=Frequency.EVEN_WEEKS)

    # Week 52 of 2026 is even; 53 and 1 are odd; week 2 of 2027 is even: three weeks lie between.
    assert days(rule, date(2026, 12, 14), date(2027, 1, 20)) == ["12-22", "01-12"]


def test_odd_weeks_meet_in_week_53_and_again_in_week_1() -> None:
    rule = weekly(frequency=Frequency.ODD_WEEKS)

    assert days(rule, date(2026, 12, 21), date(2027, 1, 10)) == ["12-29", "01-05"]


def test_last_weekday_of_the_month() -> None:
    assert days(monthly(ordinals=(-1,)), date(2026, 9, 1), date(2026, 12, 31)) == ["09-30", "10-28", "11-25", "12-30"]


def test_second_and_fourth_weekday_of_the_month() -> None:
    assert days(monthly(ordinals=(2, 4)), date(2026, 11, 1), date(2026, 11, 30)) == ["11-11", "11-25"]


def test_fifth_weekday_comes_only_in_long_months() -> None:
    assert days(monthly(ordinals=(5,)), date(2026, 9, 1), date(2026, 12, 31)) == ["09-30", "12-30"]


@given(weekday=st.integers(0, 6), first=DATES)
def test_all_but_the_last_and_the_last_are_an_exact_partition(weekday: int, first: date) -> None:
    last = first + timedelta(days=400)
    every = set(regular_dates(weekly(weekday=weekday), first, last))

    closed = set(regular_dates(monthly(weekday=weekday, ordinals=(-2, -3, -4, -5)), first, last))
    opened = set(regular_dates(monthly(weekday=weekday, ordinals=(-1,)), first, last))

    assert closed | opened == every
    assert not closed & opened


def test_first_wednesday_after_the_first_monday() -> None:
    rule = monthly(month_days=(3, 4, 5, 6, 7, 8, 9))

    # July 2026 begins on a Wednesday, before its first Monday on the 6th.
    assert days(rule, date(2026, 6, 1), date(2026, 8, 31)) == ["06-03", "07-08", "08-05"]


def test_on_a_date_of_the_month_short_months_are_left_out() -> None:
    rule = weekly(frequency=Frequency.MONTHLY_BY_DATE, weekday=None, month_days=(31,))

    assert days(rule, date(2026, 1, 1), date(2026, 5, 31)) == ["01-31", "03-31", "05-31"]


def test_only_in_some_months() -> None:
    rule = monthly(ordinals=(-1,), months=(3, 6, 9, 12))

    assert days(rule, date(2026, 1, 1), date(2026, 12, 31)) == ["03-25", "06-24", "09-30", "12-30"]


def test_every_second_month_counts_from_its_first_date() -> None:
    rule = monthly(ordinals=(1,), interval=2, first_on=date(2026, 1, 31))

    assert days(rule, date(2026, 1, 1), date(2026, 7, 31)) == ["03-04", "05-06", "07-01"]


def test_once_with_a_duration_of_days() -> None:
    camp = weekly(frequency=Frequency.ONCE, weekday=None, first_on=date(2026, 7, 3), duration_minutes=3 * 24 * 60)

    found = meeting_dates(camp, [], date(2026, 7, 1), date(2026, 7, 31))

    assert [(one.starts_at, one.ends_at) for one in found] == [
        (datetime(2026, 7, 3, 16, 0, tzinfo=UTC), datetime(2026, 7, 6, 16, 0, tzinfo=UTC))
    ]


def test_yearly_pause_comes_every_year_again() -> None:
    rule = monthly(ordinals=(1,), pause_from=701, pause_until=831)

    assert [days(rule, date(year, 6, 1), date(year, 9, 30)) for year in (2026, 2027)] == [["06-03", "09-02"], ["06-02", "09-01"]]


def test_yearly_pause_over_new_year() -> None:
    rule = weekly(pause_from=1220, pause_until=106)

    assert days(rule, date(2026, 12, 10), date(2027, 1, 20)) == ["12-15", "01-12", "01-19"]


def test_validity_bounds_are_inside() -> None:
    rule = weekly(valid_from=date(2026, 11, 10), valid_until=date(2026, 11, 24))

    assert days(rule, date(2026, 11, 1), date(2026, 12, 31)) == ["11-10", "11-17", "11-24"]


@pytest.mark.parametrize("frequency", [Frequency.ALWAYS_OPEN, Frequency.BY_APPOINTMENT])
def test_timeless_rules_have_no_dates(frequency: Frequency) -> None:
    rule = Recurrence(frequency=frequency, zone=ZONE)

    assert meeting_dates(rule, [], date(2026, 1, 1), date(2026, 12, 31)) == []


def test_duration_is_elapsed_time_across_a_clock_change() -> None:
    night = weekly(weekday=5, start_minute=23 * 60 + 30, duration_minutes=240)

    found = meeting_dates(night, [], date(2026, 3, 28), date(2026, 3, 28))

    assert found[0].ends_at == datetime(2026, 3, 29, 2, 30, tzinfo=UTC)  # 04:30 summer time: the clock skipped an hour


def cancelled(first: date, last: date | None = None, **changes: object) -> Deviation:
    return Deviation(status=Status.CANCELLED, first_on=first, last_on=last or first, **changes)  # type: ignore[arg-type]


def outcome(dates: list[MeetingDate]) -> list[tuple[str, str]]:
    return [(f"{one.starts_at:%m-%d %H:%M}", one.status.value) for one in dates]


NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))


def test_a_closure_cancels_the_dates_in_its_range() -> None:
    closure = cancelled(date(2026, 11, 10), date(2026, 11, 20))

    found = meeting_dates(weekly(), [closure], *NOVEMBER)

    assert [one.status.value for one in found] == ["scheduled", "cancelled", "cancelled", "scheduled"]


def test_a_moved_date_keeps_its_regular_date() -> None:
    moved = Deviation(
        status=Status.MOVED, first_on=date(2026, 11, 10), last_on=date(2026, 11, 10), to_on=date(2026, 11, 12), to_minute=600
    )

    found = meeting_dates(weekly(), [moved], date(2026, 11, 9), date(2026, 11, 13))

    assert outcome(found) == [("11-12 09:00", "moved")]
    assert (found[0].local_date, found[0].regular_date) == (date(2026, 11, 12), date(2026, 11, 10))


def test_a_date_moved_in_from_outside_the_span_is_found() -> None:
    moved = Deviation(status=Status.MOVED, first_on=date(2026, 11, 10), last_on=date(2026, 11, 10), to_on=date(2026, 12, 20))

    found = meeting_dates(weekly(), [moved], date(2026, 12, 20), date(2026, 12, 20))

    assert outcome(found) == [("12-20 17:00", "moved")]


def test_a_date_that_the_rule_does_not_have_is_not_moved() -> None:
    moved = Deviation(status=Status.MOVED, first_on=date(2026, 11, 11), last_on=date(2026, 11, 11), to_on=date(2026, 12, 20))

    assert meeting_dates(weekly(), [moved], date(2026, 12, 20), date(2026, 12, 20)) == []


def test_an_extra_date_adds_even_where_a_closure_is() -> None:
    extra = Deviation(status=Status.EXTRA, first_on=date(2026, 11, 10), last_on=date(2026, 11, 10), to_minute=600)

    found = meeting_dates(weekly(), [cancelled(date(2026, 11, 10)), extra], date(2026, 11, 10), date(2026, 11, 10))

    assert outcome(found) == [("11-10 09:00", "extra"), ("11-10 17:00", "cancelled")]


def test_an_extra_date_at_a_time_that_stands_already_adds_nothing() -> None:
    extra = Deviation(status=Status.EXTRA, first_on=date(2026, 11, 10), last_on=date(2026, 11, 10))

    assert outcome(meeting_dates(weekly(), [extra], date(2026, 11, 10), date(2026, 11, 10))) == [("11-10 17:00", "scheduled")]


def test_an_extra_date_entered_twice_is_the_one_entered_last() -> None:
    extras = [
        Deviation(status=Status.EXTRA, first_on=date(2026, 11, 12), last_on=date(2026, 11, 12), to_venue=number, entered=number)
        for number in (2, 3, 1)
    ]

    found = meeting_dates(weekly(), extras, date(2026, 11, 12), date(2026, 11, 12))

    assert [one.deviation for one in found] == [extras[1]]


def test_an_extra_date_at_the_moment_of_a_moved_one_adds_nothing() -> None:
    friday = date(2026, 11, 13)
    moved = Deviation(status=Status.MOVED, first_on=date(2026, 11, 10), last_on=date(2026, 11, 10), to_on=friday, entered=1)
    extra = Deviation(status=Status.EXTRA, first_on=friday, last_on=friday, entered=2)

    assert outcome(meeting_dates(weekly(), [moved, extra], *NOVEMBER))[1] == ("11-13 17:00", "moved")
    assert len(meeting_dates(weekly(), [moved, extra], *NOVEMBER)) == 4


def test_a_rule_that_begins_after_the_last_day_asked_for_has_no_dates() -> None:
    assert days(weekly(valid_from=date(9999, 12, 31)), date(2026, 1, 1), date(2026, 12, 31)) == []


def test_the_exception_nearest_to_the_rule_decides() -> None:
    body = cancelled(date(2026, 11, 10), nearness=Nearness.SERVICE_BODY, entered=9)
    moved = Deviation(status=Status.MOVED, first_on=date(2026, 11, 10), last_on=date(2026, 11, 10), to_minute=600, entered=1)

    assert outcome(meeting_dates(weekly(), [body, moved], date(2026, 11, 10), date(2026, 11, 10))) == [("11-10 09:00", "moved")]


def test_of_equally_near_exceptions_the_latest_entered_decides() -> None:
    first = Deviation(status=Status.MOVED, first_on=date(2026, 11, 10), last_on=date(2026, 11, 10), to_minute=600, entered=1)

    found = meeting_dates(weekly(), [first, cancelled(date(2026, 11, 10), entered=2)], date(2026, 11, 10), date(2026, 11, 10))

    assert [one.status.value for one in found] == ["cancelled"]


def test_upcoming_keeps_a_date_in_progress_across_midnight() -> None:
    friday_night = weekly(weekday=4, start_minute=23 * 60 + 30, duration_minutes=150)
    saturday_at_ten_past_one = datetime(2026, 11, 21, 0, 10, tzinfo=UTC)

    found = next(upcoming(friday_night, [], after=saturday_at_ten_past_one))

    assert found.starts_at == datetime(2026, 11, 20, 22, 30, tzinfo=UTC)


def test_upcoming_of_an_unknown_duration_begins_at_the_next_start() -> None:
    found = next(upcoming(weekly(duration_minutes=None), [], after=datetime(2026, 11, 24, 17, 1, tzinfo=UTC)))

    assert found.starts_at == datetime(2026, 12, 1, 17, 0, tzinfo=UTC)
