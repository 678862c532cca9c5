"""Rules of RFC 5545 as rules of ours, where these can say exactly the same; else none at all."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from heapq import merge
from itertools import islice
from typing import Any

from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday

from interchange.icalendar.times_in import Start, local_in
from interchange.icalendar.zones import WEEKDAYS
from interchange.records import MOST_INTERVAL, Frequency, Recurrence

DAYS_OF_WEEK = 7
MOST_COUNTED = 3_000  # dates of a rule that ends after so many; weekly they are 57 years
MONTHS, MONTH_DAYS = range(1, 13), range(1, 32)
MOST_ORDINAL = 5
KNOWN_PARTS = frozenset({"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "UNTIL", "COUNT", "WKST"})
BYDAY = re.compile(r"(?P<ordinal>[+-]?\d{1,2})?(?P<day>MO|TU|WE|TH|FR|SA|SU)")
MOST_YEARS, LAST_YEAR = 60, 9000


class CannotSayError(Exception):
    """A rule that ours cannot say."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a rule. `days` are (ordinal, weekday), the ordinal 0 for every one."""

    frequency: str
    interval: int
    days: tuple[tuple[int, int], ...]
    month_days: tuple[int, ...]
    months: tuple[int, ...]
    positions: tuple[int, ...]
    week_begins: int

    @property
    def weekdays(self) -> list[int]:
        """The weekdays, each once."""
        return list(dict.fromkeys(day for _ordinal, day in self.days))


def recurrences(rule: Mapping[str, Any], start: Start, base: Recurrence, *, is_start_date: bool = True) -> list[Recurrence]:
    """The rules of an RRULE; `base` has what does not depend on it. Where the start is only a day from which on to count, and no
    date of its own, `is_start_date` is not set. Raises CannotSayError."""
    parts = read_parts(rule)
    found = FREQUENCIES[parts.frequency](parts, start, base)
    first = start.local.date()
    if is_start_date and next(all_dates(found, first), None) != first:
        raise CannotSayError  # a first date that is none of the rule's; it may never come again
    last = last_date(rule, start, found)
    return [replace(each, valid_until=last) for each in found]


def read_parts(rule: Mapping[str, Any]) -> Parts:
    """The parts of an RRULE. Raises CannotSayError."""
    given = {str(name).upper(): value if isinstance(value, list) else [value] for name, value in rule.items()}
    frequency = str(given.get("FREQ", [""])[0]).upper()
    if not given.keys() <= KNOWN_PARTS or frequency not in FREQUENCIES:
        raise CannotSayError
    interval = max(numbers(given.get("INTERVAL", [1])), default=0)
    if not 0 < interval <= MOST_INTERVAL:
        raise CannotSayError
    return Parts(
        frequency=frequency,
        interval=interval,
        days=tuple(read_day(str(day)) for day in given.get("BYDAY", [])),
        month_days=within(given.get("BYMONTHDAY", []), MONTH_DAYS),
        months=within(given.get("BYMONTH", []), MONTHS),
        positions=tuple(numbers(given.get("BYSETPOS", []))),
        week_begins=read_day(str(given.get("WKST", ["MO"])[0]))[1],
    )


def numbers(values: Iterable[Any]) -> list[int]:
    """Whole numbers. Raises CannotSayError."""
    try:
        return [int(value) for value in values]
    except (TypeError, ValueError) as error:
        raise CannotSayError from error


def within(values: Iterable[Any], allowed: range) -> tuple[int, ...]:
    """Numbers that we can say, in order. Raises CannotSayError."""
    found = sorted(set(numbers(values)))
    if not all(number in allowed for number in found):
        raise CannotSayError
    return tuple(found)


def read_day(text: str) -> tuple[int, int]:
    """The ordinal, 0 if there is none, and the weekday of a BYDAY. Raises CannotSayError."""
    match = BYDAY.fullmatch(text.strip().upper())
    ordinal = int(match["ordinal"] or 0) if match else 0
    if match is None or abs(ordinal) > MOST_ORDINAL:
        raise CannotSayError
    return ordinal, WEEKDAYS.index(match["day"])


def daily(parts: Parts, start: Start, base: Recurrence) -> list[Recurrence]:
    """Every day is every week on each of its days."""
    if parts.interval != 1 or parts.month_days:
        raise CannotSayError
    days = parts.days or tuple((0, day) for day in range(DAYS_OF_WEEK))
    return weekly(replace(parts, days=days), start, base)


def weekly(parts: Parts, start: Start, base: Recurrence) -> list[Recurrence]:
    """Every week, or every n-th, counted from the week in which it begins."""
    if parts.positions or parts.month_days or any(ordinal for ordinal, _day in parts.days):
        raise CannotSayError
    first = start.local.date()
    week = first - timedelta(days=(first.weekday() - parts.week_begins) % DAYS_OF_WEEK)
    found = []
    for number in parts.weekdays or [first.weekday()]:
        day = week + timedelta(days=(number - parts.week_begins) % DAYS_OF_WEEK)
        day += timedelta(weeks=parts.interval) if day < first else timedelta()
        first_on = day if parts.interval > 1 else None
        found.append(
            replace(
                base, frequency=Frequency.WEEKLY, weekday=number, interval=parts.interval, first_on=first_on, months=parts.months
            )
        )
    return found


def monthly(parts: Parts, start: Start, base: Recurrence) -> list[Recurrence]:
    """On weekdays or on days of the month."""
    if parts.positions and len(parts.days) != 1:
        raise CannotSayError
    first = start.local.date()
    timing: dict[str, Any] = {"interval": parts.interval, "first_on": first if parts.interval > 1 else None, "months": parts.months}
    if not parts.days:
        month_days = parts.month_days or (first.day,)
        return [replace(base, frequency=Frequency.MONTHLY_BY_DATE, month_days=month_days, **timing)]
    return [replace(each, **timing) for each in (on_weekday(parts, number, base) for number in parts.weekdays)]


def on_weekday(parts: Parts, number: int, base: Recurrence) -> Recurrence:
    """On a weekday in some weeks of the month, or in a window of days ("first Wednesday after the first Monday")."""
    ordinals = tuple(sorted({ordinal for ordinal, day in parts.days if day == number}))
    if parts.month_days:
        if any(ordinals) or parts.positions or parts.month_days[-1] - parts.month_days[0] >= len(parts.month_days):
            raise CannotSayError
        return replace(base, frequency=Frequency.MONTHLY_BY_WEEKDAY, weekday=number, month_days=parts.month_days)
    if parts.positions:
        ordinals = tuple(sorted(parts.positions)) if ordinals == (0,) else (0,)
        if not all(0 < abs(ordinal) <= MOST_ORDINAL for ordinal in ordinals):
            raise CannotSayError
    if 0 in ordinals:
        ordinals = (1, 2, 3, 4, 5)
    return replace(base, frequency=Frequency.MONTHLY_BY_WEEKDAY, weekday=number, ordinals=ordinals)


def yearly(parts: Parts, start: Start, base: Recurrence) -> list[Recurrence]:
    """In the same months every year."""
    if parts.interval != 1 or (parts.days and not parts.months):
        raise CannotSayError
    is_every_month = bool(parts.month_days) and not parts.months
    months = parts.months or (() if is_every_month else (start.local.month,))
    return monthly(replace(parts, months=months), start, base)


FREQUENCIES = {"DAILY": daily, "WEEKLY": weekly, "MONTHLY": monthly, "YEARLY": yearly}


def last_date(rule: Mapping[str, Any], start: Start, found: Iterable[Recurrence]) -> date | None:
    """The date after which a rule gives no more; None if it goes on. Raises CannotSayError."""
    until, count = (next(iter(rule.get(name) or []), None) for name in ("UNTIL", "COUNT"))
    if count is not None:
        most = max(numbers([count]))
        dates = list(islice(all_dates(found, start.local.date()), most if 0 < most <= MOST_COUNTED else 0))
        if len(dates) != most:
            raise CannotSayError
        return dates[-1]
    if not isinstance(until, date):
        return None
    if not isinstance(until, datetime):
        return until
    local = local_in(until, start)
    return local.date() if local.time() >= start.local.time() else local.date() - timedelta(days=1)


def begins_later(recurrence: Recurrence, first: date, today: date) -> bool:
    """Whether a first date of a rule leaves out some that it would give from today on. What is written anew every day begins with
    the next date, which says nothing."""
    return first > today and next(dates(recurrence, today), first) < first


def all_dates(found: Iterable[Recurrence], first: date) -> Iterator[date]:
    """The dates of several rules in order, from a day on, for as many years as a rule may be counted."""
    return merge(*(dates(each, first) for each in found))


def dates(recurrence: Recurrence, first: date) -> Iterator[date]:
    """The dates of a rule in order, from a day on."""
    is_weekly = recurrence.frequency is Frequency.WEEKLY
    begin = recurrence.first_on or first
    number, ordinals = recurrence.weekday, recurrence.ordinals or (None,)
    days = None if number is None else [weekday(number, ordinal) for ordinal in ordinals]
    moments = rrule(
        WEEKLY if is_weekly else MONTHLY,
        dtstart=datetime.combine(begin if is_weekly else begin.replace(day=1), time()),
        until=datetime.combine(first.replace(year=min(first.year + MOST_YEARS, LAST_YEAR), day=1), time()),
        interval=recurrence.interval,
        byweekday=days,
        bymonthday=recurrence.month_days or None,
        bymonth=recurrence.months or None,
    )
    return (moment.date() for moment in moments if moment.date() >= first)
