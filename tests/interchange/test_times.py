"""Days, times, zones and instants as people and programs write them."""

from datetime import UTC, datetime
from typing import Any

import pytest

from interchange.times import Days, duration, read_days, read_instant, read_time, read_zone


@pytest.mark.parametrize(
    ("value", "minutes"),
    [
        ("07:00", 420),
        ("7:00 PM", 1140),
        ("7:00PM", 1140),
        ("7:00 p.m.", 1140),
        ("7pm", 1140),
        ("12:30 AM", 30),
        ("12 pm", 720),
        ("13:00 pm", 780),
        ("19.30", 1170),
        ("19h30", 1170),
        ("19 Uhr", 1140),
        ("o 18:00", 1080),
        ("18.00 hod.", 1080),
        ("godz. 18:00", 1080),
        ("1930", 1170),
        (1930, 1170),
        ("19:30:00", 1170),
        ("00:00", 0),
        ("24:00", 1440),
        ("noon", 720),
        ("12:00 Noon", 720),
        ("południe", 720),
        ("\u00a07:00\u2009pm", 1140),
    ],
)
def test_time_is_read_where_it_can_mean_one_thing(value: object, minutes: int) -> None:
    assert read_time(value) == minutes


@pytest.mark.parametrize(
    "value",
    [
        "7",
        7,
        "midnight",
        "25:00",
        "24:30",
        "19:60",
        "13:00 am",
        "0:30 pm",
        "11:00 noon",
        "7:5",
        "evening",
        "wednesday, july",
        "",
        None,
        True,
        ["19:00"],
        {"day": 1},
        float("inf"),
        float("nan"),
        10**17,
    ],
)
def test_time_that_can_mean_nothing_or_several_things_is_not_read(value: object) -> None:
    assert read_time(value) is None


@pytest.mark.parametrize(
    ("value", "weekdays"),
    [
        (0, (6,)),
        (6, (5,)),
        ("1", (0,)),
        (1.0, (0,)),
        ("Monday", (0,)),
        ("mondays", (0,)),
        ("pondelok", (0,)),
        ("pondělí", (0,)),
        ("Poniedziałek", (0,)),
        ("poniedzialek", (0,)),
        ("Montag", (0,)),
        ("Št", (3,)),
        ("St", (2,)),
        ("śr.", (2,)),
        ([6], (5,)),
        ([1, "wed", 1], (0, 2)),
        ("Mon & Wed", (0, 2)),
        ("utorok a štvrtok", (1, 3)),
        ("1,3", (0, 2)),
    ],
)
def test_days_are_read_as_numbers_names_and_lists(value: object, weekdays: tuple[int, ...]) -> None:
    assert read_days(value) == Days(weekdays)


@pytest.mark.parametrize("value", ["", None, [], [None], "NULL", " "])
def test_empty_day_is_no_day(value: object) -> None:
    assert read_days(value) == Days()


@pytest.mark.parametrize("value", [7, -1, "7", "so", "do", "di", "the", "mon-fri", 1.5, True, {"a": 1}, "10"])
def test_day_that_is_none_or_ambiguous_is_never_sunday(value: object) -> None:
    days = read_days(value)

    assert days.weekdays == ()
    assert len(days.unreadable) == 1


def test_days_that_cannot_be_read_do_not_hide_the_others() -> None:
    assert read_days(["Monday", "x", 7]) == Days((0,), ("x", "7"))


@pytest.mark.parametrize(
    ("start", "end", "minutes"), [(420, 480, 60), (1410, 120, 150), (1410, 1440, 30), (0, 1439, 1439), (420, 420, None)]
)
def test_duration_crosses_midnight_and_the_same_time_says_nothing(start: int, end: int, minutes: int | None) -> None:
    assert duration(start, end) == minutes


@pytest.mark.parametrize(
    ("value", "zone"),
    [
        ("Europe/Bratislava", "Europe/Bratislava"),
        (" america/new york ", "America/New_York"),
        ("CEST", None),
        ("Europe/Žilina", None),
        ("", None),
        (None, None),
        (1, None),
        ("../../etc/passwd", None),
    ],
)
def test_zone_is_one_that_exists(value: object, zone: str | None) -> None:
    assert read_zone(value) == zone


@pytest.mark.parametrize(
    ("value", "instant"),
    [
        ("2023-08-22 21:29:56", datetime(2023, 8, 22, 21, 29, 56, tzinfo=UTC)),
        ("2023-08-22T21:29:56Z", datetime(2023, 8, 22, 21, 29, 56, tzinfo=UTC)),
        ("2023-08-22T23:29:56+02:00", datetime(2023, 8, 22, 21, 29, 56, tzinfo=UTC)),
        ("2023-08-22", datetime(2023, 8, 22, tzinfo=UTC)),
        ("8/25/2022 11:17:07 PM", datetime(2022, 8, 25, 23, 17, 7, tzinfo=UTC)),
        ("9/8/2022", None),
        ("0000-00-00 00:00:00", None),
        ("0001-01-01T00:00:00+14:00", None),
        (1661426227, None),
        (None, None),
    ],
)
def test_instant_is_in_utc(value: Any, instant: datetime | None) -> None:
    assert read_instant(value) == instant
