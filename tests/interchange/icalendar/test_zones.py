"""Time zones as calendars carry them, against the clocks themselves."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Timezone

from interchange.icalendar.zones import LAST_YEAR, vtimezone

ZONES = [
    "Europe/Bratislava",
    "Europe/London",
    "America/New_York",
    "America/Sao_Paulo",
    "Asia/Kolkata",
    "Asia/Jerusalem",
    "Africa/Casablanca",
    "Australia/Lord_Howe",
    "Australia/Sydney",
    "UTC",
]
NOON = datetime(2025, 1, 2, 12)  # noqa: DTZ001  # of whichever zone


@pytest.mark.parametrize("name", ZONES)
def test_zone_tells_the_offsets_of_the_clocks(name: str) -> None:
    read: Any = Timezone.from_ical(vtimezone(name).decode())
    theirs = read.to_tz(lookup_tzid=False)
    days = [NOON + timedelta(days=number) for number in range(365 * (LAST_YEAR - 2025))]

    told = [day.replace(tzinfo=theirs).utcoffset() for day in days]

    assert told == [day.replace(tzinfo=ZoneInfo(name)).utcoffset() for day in days]


def test_zone_with_yearly_changes_is_told_by_two_rules() -> None:
    rules = [line for line in vtimezone("America/New_York").decode().splitlines() if line.startswith("RRULE")]

    assert rules == ["RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3", "RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11"]


def test_zone_begins_its_summer_time_by_the_clock_before() -> None:
    begins = vtimezone("Europe/Bratislava").decode().splitlines()

    assert begins[begins.index("BEGIN:DAYLIGHT") + 1] == "DTSTART:20250330T020000"


def test_zone_whose_changes_follow_the_moon_lists_them() -> None:
    assert "RDATE:" in vtimezone("Africa/Casablanca").decode()
