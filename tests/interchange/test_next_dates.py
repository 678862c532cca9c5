"""When a listing meets next."""

from dataclasses import replace
from datetime import UTC, date, datetime

from interchange.next_dates import next_start
from interchange.records import ChangedDate, Frequency, RuleRecord
from tests.interchange.listings import meeting, rule

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)  # a Wednesday, 13:00 in Bratislava
WEDNESDAYS = (date(2026, 11, 18), date(2026, 11, 25), date(2026, 12, 2))


def wednesdays(*changes: ChangedDate) -> RuleRecord:
    """At 18:00 in Bratislava."""
    return replace(rule(), dates=WEDNESDAYS, changes=changes)


def told(*rules: RuleRecord, now: datetime = NOW) -> str | None:
    start = next_start(meeting(*rules), now)
    return start.isoformat() if start else None


def test_next_date_is_told_with_the_zone_of_the_rule() -> None:
    assert told(wednesdays()) == "2026-11-25T18:00:00+01:00"


def test_a_date_that_has_begun_is_not_the_next() -> None:
    assert told(wednesdays(), now=datetime(2026, 11, 25, 17, 1, tzinfo=UTC)) == "2026-12-02T18:00:00+01:00"


def test_a_cancelled_date_is_passed_over() -> None:
    assert told(wednesdays(ChangedDate(regular_on=date(2026, 11, 25), starts_at=None))) == "2026-12-02T18:00:00+01:00"


def test_a_moved_or_extra_date_is_a_date() -> None:
    moved = ChangedDate(regular_on=date(2026, 11, 25), starts_at=datetime(2026, 11, 27, 9, 0, tzinfo=UTC))
    extra = ChangedDate(regular_on=None, starts_at=datetime(2026, 11, 26, 9, 0, tzinfo=UTC))

    assert told(wednesdays(moved)) == "2026-11-27T10:00:00+01:00"
    assert told(wednesdays(moved, extra)) == "2026-11-26T10:00:00+01:00"


def test_the_soonest_of_several_rules_counts() -> None:
    monthly = replace(rule(start_minute=540), dates=(date(2026, 11, 26),))

    assert told(wednesdays(), monthly, now=datetime(2026, 11, 25, 18, 0, tzinfo=UTC)) == "2026-11-26T09:00:00+01:00"


def test_a_time_that_the_clocks_leave_out_is_told_as_they_show_it() -> None:
    at_night = replace(rule(start_minute=150), dates=(date(2027, 3, 28),))

    assert told(at_night) == "2027-03-28T03:30:00+02:00"


def test_what_has_no_dates_has_no_next() -> None:
    assert told(rule(frequency=Frequency.ALWAYS_OPEN, weekday=None, start_minute=None)) is None
