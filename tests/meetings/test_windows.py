"""What the words of a search mean, and that the local times asked of weekly rules are exactly those moments."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.windows import Asked, Span, When, epoch_minute, slots, spans, times_by_zone
from tests.meetings import oracle
from tests.meetings.strategies import ZONES

ZONE = "Europe/Bratislava"
# Tuesday 24 November 2026, 18:00 in Bratislava.
NOW = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)


def local(asked: Asked, zone: str = ZONE, now: datetime = NOW) -> list[tuple[str, str]]:
    """The spans as a clock in the zone shows them."""
    found = spans(asked, now=now, zone=zone)
    return [tuple(f"{moment.astimezone(ZoneInfo(zone)):%a %d %H:%M}" for moment in (span.begin, span.end)) for span in found]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (Asked(when=When.NOW), [("Tue 24 17:50", "Tue 24 18:01")]),
        (Asked(when=When.SOON), [("Tue 24 17:50", "Tue 24 20:00")]),
        (Asked(when=When.TODAY), [("Tue 24 17:50", "Wed 25 00:00")]),
        (Asked(when=When.TOMORROW), [("Wed 25 00:00", "Thu 26 00:00")]),
        (Asked(when=When.WEEKEND), [("Sat 28 00:00", "Sun 29 00:00"), ("Sun 29 00:00", "Mon 30 00:00")]),
        (Asked(), [("Tue 24 17:50", "Tue 01 18:00")]),
        (Asked(when=When.FRI), [("Fri 27 00:00", "Sat 28 00:00")]),
        (Asked(when=When.TUE), [("Tue 24 17:50", "Wed 25 00:00"), ("Tue 01 00:00", "Tue 01 18:00")]),
        (Asked(on=date(2026, 12, 24)), [("Thu 24 00:00", "Fri 25 00:00")]),
        (Asked(when=When.TODAY, earliest=time(19), latest=time(20)), [("Tue 24 19:00", "Tue 24 20:01")]),
        (Asked(when=When.TODAY, earliest=time(22), latest=time(2)), [("Tue 24 22:00", "Wed 25 02:01")]),
        (Asked(on=date(2026, 11, 27), earliest=time(22), latest=time(2)), [("Fri 27 22:00", "Sat 28 02:01")]),
        (Asked(when=When.TODAY, earliest=time(8), latest=time(9)), []),
    ],
)
def test_spans_are_what_the_words_mean(asked: Asked, expected: list[tuple[str, str]]) -> None:
    assert local(asked) == expected


def test_weekend_on_a_sunday_is_the_rest_of_it() -> None:
    sunday_noon = datetime(2026, 11, 29, 11, 0, tzinfo=UTC)

    assert local(Asked(when=When.WEEKEND), now=sunday_noon) == [("Sun 29 11:50", "Mon 30 00:00")]


def test_hours_of_the_night_are_still_asked_for_after_midnight() -> None:
    one_at_night = datetime(2026, 11, 25, 0, 0, tzinfo=UTC)

    found = local(Asked(earliest=time(22), latest=time(2)), now=one_at_night)

    assert found[0] == ("Wed 25 00:50", "Wed 25 02:01")


def test_today_is_another_day_in_another_zone() -> None:
    found = local(Asked(when=When.TODAY), zone="Pacific/Auckland")

    assert found == [("Wed 25 05:50", "Thu 26 00:00")]


@settings(max_examples=150, deadline=None)
@given(
    begin=st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 31)),  # noqa: DTZ001  # hypothesis wants naive bounds
    hours=st.integers(1, 200),
    zone=ZONES,
    minute=st.integers(0, 1439),
)
def test_slots_hold_exactly_the_local_times_of_a_span(begin: datetime, hours: int, zone: str, minute: int) -> None:
    span = Span(begin.replace(tzinfo=UTC), begin.replace(tzinfo=UTC) + timedelta(hours=hours))

    found = {(slot.weekday, minute + slot.base) for slot in slots(span, zone) if slot.first_minute <= minute <= slot.last_minute}

    first = (span.begin - timedelta(days=2)).date()
    days = [first + timedelta(days=ahead) for ahead in range(hours // 24 + 6)]
    moments = [(day, oracle.moment(day, minute, zone)) for day in days]
    assert found == {(day.weekday(), epoch_minute(moment)) for day, moment in moments if span.begin <= moment < span.end}


def test_zones_of_one_clock_are_asked_together() -> None:
    found = times_by_zone(Asked(), now=NOW, zones=("Europe/Bratislava", "Europe/Warsaw", "Europe/London"))

    assert list(found.values()) == [["Europe/Bratislava", "Europe/Warsaw"], ["Europe/London"]]
