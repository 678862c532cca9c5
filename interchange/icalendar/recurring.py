"""Rules as RFC 5545 and the calendars of phones can say them.

What repeats by weeks, or by weekdays or days of the month, is an RRULE. Even and odd weeks, yearly pauses and weeks in some
months only are not, though the RFC has words for them: phones read those differently, or not at all. Their dates are listed.
"""

from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from interchange.icalendar.zones import WEEKDAYS
from interchange.records import Frequency, Recurrence

MONTHLY = (Frequency.MONTHLY_BY_WEEKDAY, Frequency.MONTHLY_BY_DATE)


def rrule(recurrence: Recurrence) -> dict[str, Any] | None:
    """The parts of the RRULE; None where the dates are to be listed."""
    if recurrence.pause_from is not None:
        return None
    if recurrence.frequency is Frequency.WEEKLY and not recurrence.months and recurrence.weekday is not None:
        parts: dict[str, Any] = {"FREQ": "WEEKLY", "BYDAY": WEEKDAYS[recurrence.weekday]}
    elif recurrence.frequency in MONTHLY and not (recurrence.ordinals and recurrence.month_days):
        parts = {"FREQ": "MONTHLY", "BYDAY": weekdays(recurrence)}
        parts |= {"BYMONTHDAY": list(recurrence.month_days), "BYMONTH": list(recurrence.months)}
    else:
        return None
    if recurrence.interval > 1:
        parts["INTERVAL"] = recurrence.interval
    if recurrence.valid_until:
        parts["UNTIL"] = local(recurrence, recurrence.valid_until).astimezone(UTC)
    return {name: value for name, value in parts.items() if value}


def weekdays(recurrence: Recurrence) -> list[str]:
    """The weekday, with each of its ordinals if it has any: -2WE, -3WE …"""
    if recurrence.weekday is None:
        return []
    name = WEEKDAYS[recurrence.weekday]
    return [f"{ordinal}{name}" for ordinal in recurrence.ordinals] or [name]


def local(recurrence: Recurrence, day: date) -> datetime:
    """The start on a day by the clock on the wall, which is what a calendar repeats."""
    return datetime.combine(day, time(*divmod(recurrence.start_minute or 0, 60)), ZoneInfo(recurrence.zone))
