"""Times of day of HSDS on the clock of the house.

`opens_at` is to have an offset from UTC, which cannot be right in summer and in winter, so the clock on the wall is taken. Most
lists write "18:00Z" for that clock too. Only where a schedule says by its `timezone` how far its house is from UTC is "Z" taken at
its word.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from interchange.icalendar.rules_in import CannotSayError
from interchange.meeting_guide.item import as_text
from interchange.times import DAY_MINUTES, minutes, read_zone

CLOCK = re.compile(r"(?P<clock>\d{1,2}:\d{2})(?::\d{2}(?:\.\d+)?)?(?P<offset>Z|[+-]\d{2}:?\d{2})?")
# The specification wants hours as a number; lists write "+01:00" as well, or the name of a zone.
OFFSET = re.compile(r"(?P<sign>[+-]?)(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?(?:\.(?P<part>\d+))?")
HOUR = 60
MOST_MINUTES = 14 * HOUR  # of any clock on earth


def clock(value: Any) -> str:
    """A time of day without its offset; "" for none."""
    match = CLOCK.fullmatch((as_text(value) or "").strip())
    return match["clock"].zfill(5) if match else ""


def opening_minute(schedule: Mapping[str, Any], on: date) -> int | None:
    """The minute at which it opens; `on` is a date of the schedule. Raises CannotSayError where that is on another day here."""
    minute = house_minute(schedule, "opens_at", on)
    if minute is not None and not 0 <= minute < DAY_MINUTES:
        raise CannotSayError
    return minute


def closing_minute(schedule: Mapping[str, Any], on: date) -> int | None:
    """The minute at which it closes, of that day or the next."""
    minute = house_minute(schedule, "closes_at", on)
    return None if minute is None else minute % DAY_MINUTES


def house_minute(schedule: Mapping[str, Any], name: str, on: date) -> int | None:
    """Minutes since midnight; before it or after the next one where UTC has another day."""
    match = CLOCK.fullmatch((as_text(schedule.get(name)) or "").strip())
    minute = minutes(match["clock"].zfill(5)) if match else None
    if match is None or minute is None or match["offset"] != "Z":
        return minute
    return minute + ahead_of_utc(as_text(schedule.get("timezone")) or "", on)


def ahead_of_utc(said: str, on: date) -> int:
    """By how many minutes; 0 where nothing that can be read is said. Raises CannotSayError for what no clock shows."""
    zone = read_zone(said)
    if zone:
        offset = datetime.combine(on, time(12), ZoneInfo(zone)).utcoffset()
        return round(offset.total_seconds() / HOUR) if offset else 0
    match = OFFSET.fullmatch(said.strip())
    if match is None:
        return 0
    found = int(match["hours"]) * HOUR + int(match["minutes"] or 0) + round(float(f"0.{match['part'] or 0}") * HOUR)
    if found > MOST_MINUTES:
        raise CannotSayError
    return -found if match["sign"] == "-" else found
