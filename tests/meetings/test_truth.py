"""The state of a listing, and when reports turn it amber."""

from datetime import date, timedelta

import pytest

from meetings.truth import Days, Reported, State, reported_since, state

TODAY = date(2026, 11, 24)
DAYS = Days(confirmed=90, due=180, archived=365)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        (0, State.CONFIRMED),
        (90, State.CONFIRMED),
        (91, State.DUE),
        (180, State.DUE),
        (181, State.UNCONFIRMED),
        (365, State.UNCONFIRMED),
        (366, State.ARCHIVED),
    ],
)
def test_state_follows_from_the_age_of_the_last_word(age: int, expected: State) -> None:
    assert state(vouched_on=ago(age), reported_on=None, today=TODAY, days=DAYS) is expected


def test_a_listing_nobody_vouched_for_is_unconfirmed() -> None:
    assert state(vouched_on=None, reported_on=None, today=TODAY, days=DAYS) is State.UNCONFIRMED


def test_a_reported_listing_is_amber_however_fresh() -> None:
    assert state(vouched_on=TODAY, reported_on=TODAY, today=TODAY, days=DAYS) is State.REPORTED


def since(*reports: Reported, last_dates: tuple[date, ...] = (), confirmed_on: date | None = None) -> date | None:
    return reported_since(reports, last_dates=last_dates, confirmed_on=confirmed_on, today=TODAY)


def test_one_report_is_not_enough() -> None:
    assert since(Reported(ago(1), network_hash="a")) is None


def test_two_reports_from_different_networks_are_from_the_second_on() -> None:
    assert since(Reported(ago(3), network_hash="a"), Reported(ago(1), network_hash="b")) == ago(1)


def test_two_reports_of_one_network_about_one_date_are_one() -> None:
    same = {"about_date": ago(1), "network_hash": "a"}

    assert since(Reported(ago(1), **same), Reported(ago(0), **same)) is None  # type: ignore[arg-type]


def test_reports_about_different_dates_are_independent() -> None:
    assert since(
        Reported(ago(8), about_date=ago(8), network_hash="a"), Reported(ago(1), about_date=ago(1), network_hash="a")
    ) == ago(1)


def test_reports_older_than_fourteen_days_do_not_count() -> None:
    assert since(Reported(ago(15), network_hash="a"), Reported(ago(1), network_hash="b")) is None


def test_of_a_rare_meeting_reports_since_its_third_last_date_count() -> None:
    monthly = (ago(90), ago(62), ago(34), ago(6))

    assert since(Reported(ago(60), network_hash="a"), Reported(ago(1), network_hash="b"), last_dates=monthly) == ago(1)


def test_a_confirmation_answers_earlier_reports() -> None:
    assert since(Reported(ago(5), network_hash="a"), Reported(ago(1), network_hash="b"), confirmed_on=ago(2)) is None


def test_hashes_are_compared_where_they_were_made_with_one_key() -> None:
    older, newer = Reported(ago(10), network_hash="k1:a k0:x"), Reported(ago(1), network_hash="k2:c k1:b")

    assert since(older, newer) == ago(1)


def test_one_network_is_known_again_by_the_key_in_common() -> None:
    older, newer = Reported(ago(10), network_hash="k1:a k0:x"), Reported(ago(1), network_hash="k2:c k1:a")

    assert since(older, newer) is None


def test_hashes_without_a_key_in_common_tell_nothing() -> None:
    monthly = (ago(75), ago(45), ago(15))
    older, newer = Reported(ago(40), network_hash="k1:a k0:x"), Reported(ago(1), network_hash="k4:d k3:c")

    assert since(older, newer, last_dates=monthly) is None
    about = Reported(ago(40), about_date=ago(45), network_hash="k1:a k0:x")
    again = Reported(ago(1), about_date=ago(15), network_hash="k4:d k3:c")
    assert since(about, again, last_dates=monthly) == ago(1)
