"""Schedules of HSDS as rules of ours. They are in the words of iCalendar, on the clock of the house (clocks_in.py)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from interchange.hsds.clocks_in import clock, closing_minute, opening_minute
from interchange.icalendar.components import UNREADABLE
from interchange.icalendar.rules_in import CannotSayError, begins_later, recurrences
from interchange.icalendar.times_in import Start
from interchange.meeting_guide.item import as_text
from interchange.records import Frequency, Recurrence
from interchange.texts import one_line, plain
from interchange.times import duration, read_zone

ZONE_NAME = re.compile(r"\b[A-Z][A-Za-z_]+/[A-Z][A-Za-z_]+(?:/[A-Z][A-Za-z_]+)?\b")
ALL_DAY = ("00:00", "23:59")  # the words of the specification for "at all hours"
EVEN_WEEKS, ODD_WEEKS = frozenset(range(2, 54, 2)), frozenset(range(1, 54, 2))
LAST_WEEKS = {52, 53}
REPEATING = (Frequency.WEEKLY, Frequency.MONTHLY_BY_WEEKDAY, Frequency.MONTHLY_BY_DATE)
LONGEST = 300


@dataclass(frozen=True, slots=True)
class ReadSchedule:
    """The rules of a schedule that are not over; `unread` is what of it could not be read."""

    rules: tuple[Recurrence, ...] = ()
    unread: str = ""


def read_schedule(schedule: Mapping[str, Any], zone: str, today: date) -> ReadSchedule:
    """The rules of a schedule."""
    try:
        found = every(schedule, zone, today)
    except (CannotSayError, *UNREADABLE):
        return ReadSchedule(unread=words_of(schedule))
    return ReadSchedule(tuple(each for each in found if not is_over(each, today)))


def every(schedule: Mapping[str, Any], zone: str, today: date) -> list[Recurrence]:
    """All rules of a schedule. Raises CannotSayError."""
    opens, closes = (clock(schedule.get(name)) for name in ("opens_at", "closes_at"))
    base = Recurrence(frequency=Frequency.ALWAYS_OPEN, zone=zone_in(schedule) or zone)
    if (opens, closes) == ALL_DAY:
        return [bounded(base, schedule, today)]
    if not said(schedule, "freq"):
        if opens or said(schedule, "byday"):
            raise CannotSayError
        return [replace(base, frequency=Frequency.BY_APPOINTMENT)]
    first, last = day_of(schedule, "dtstart"), day_of(schedule, "until")
    start, end = opening_minute(schedule, first or today), closing_minute(schedule, first or today)
    if start is None:
        raise CannotSayError
    base = replace(base, start_minute=start, duration_minutes=None if end is None else duration(start, end))
    if first and (first == last or said(schedule, "count") == "1"):
        return [replace(base, frequency=Frequency.ONCE, first_on=first)]
    begin = first or day_of(schedule, "valid_from") or today
    begins = Start(datetime.combine(begin, time(*divmod(start, 60))), base.zone)
    found = recurrences(rule_of(schedule), begins, base, is_start_date=first is not None)
    if first is None and any(each.interval > 1 for each in found):
        raise CannotSayError  # every other week, but which?
    return [bounded(in_weeks(each, schedule), schedule, today) for each in found]


def rule_of(schedule: Mapping[str, Any]) -> dict[str, list[Any]]:
    """The parts of an RRULE. Raises CannotSayError where the day cannot be told."""
    named = {name: said(schedule, name) for name in ("freq", "byday", "bymonthday", "interval", "count", "wkst")}
    rule: dict[str, list[Any]] = {name.upper(): listed(text) for name, text in named.items() if text}
    until = day_of(schedule, "until")
    if until:
        rule["UNTIL"] = [until]
    is_told = "BYDAY" in rule or "BYMONTHDAY" in rule or rule.get("FREQ") == ["DAILY"]
    if said(schedule, "byyearday") or not (is_told or day_of(schedule, "dtstart")):
        raise CannotSayError
    return rule


def listed(text: str) -> list[str]:
    """The entries of a text with commas between them."""
    return [part.strip().upper() for part in text.strip("[]").replace('"', "").split(",") if part.strip()]


def in_weeks(recurrence: Recurrence, schedule: Mapping[str, Any]) -> Recurrence:
    """The rule in the weeks of the year that the schedule names: all even or all odd ones. Raises CannotSayError."""
    weeks = {int(week) for week in listed(said(schedule, "byweekno"))}
    if not weeks:
        return recurrence
    if recurrence.frequency is not Frequency.WEEKLY or recurrence.interval != 1:
        raise CannotSayError
    for frequency, all_weeks in ((Frequency.EVEN_WEEKS, EVEN_WEEKS), (Frequency.ODD_WEEKS, ODD_WEEKS)):
        if weeks | LAST_WEEKS & all_weeks == all_weeks:
            return replace(recurrence, frequency=frequency)
    raise CannotSayError


def bounded(recurrence: Recurrence, schedule: Mapping[str, Any], today: date) -> Recurrence:
    """The rule within the time in which the schedule is valid. That it began in the past says nothing."""
    first = day_of(schedule, "valid_from") or day_of(schedule, "dtstart")
    is_later = first is not None and (
        begins_later(recurrence, first, today) if recurrence.frequency in REPEATING else first > today
    )
    last = min((day for day in (day_of(schedule, "valid_to"), recurrence.valid_until) if day), default=None)
    return replace(recurrence, valid_from=first if is_later else None, valid_until=last)


def is_over(recurrence: Recurrence, today: date) -> bool:
    """Whether the last date is past, or before the first."""
    last = recurrence.first_on if recurrence.frequency is Frequency.ONCE else recurrence.valid_until
    return last is not None and last < max(today, recurrence.valid_from or today)


def said(schedule: Mapping[str, Any], name: str) -> str:
    """A field as text; a list with commas between its entries."""
    value = schedule.get(name)
    entries: Iterable[Any] = value if isinstance(value, list) else [value]
    return ",".join(text for text in ((as_text(entry) or "").strip()[:LONGEST] for entry in entries) if text)


def day_of(schedule: Mapping[str, Any], name: str) -> date | None:
    """A date, also that of a moment; None where nothing is said. Raises ValueError."""
    text = said(schedule, name)
    return date.fromisoformat(text[:10]) if text else None


def zone_in(schedule: Mapping[str, Any]) -> str:
    """The time zone, if the schedule names one, in its words or in the place of its offset."""
    named = (*ZONE_NAME.findall(said(schedule, "notes")), said(schedule, "timezone"))
    return next((zone for zone in map(read_zone, named) if zone), "")


def words_of(schedule: Mapping[str, Any]) -> str:
    """What a schedule says of its dates."""
    names = ("freq", "interval", "byday", "bymonthday", "byweekno", "dtstart", "opens_at")
    return one_line(plain(" ".join(f"{name}={said(schedule, name)}" for name in names if said(schedule, name))))[:LONGEST]
