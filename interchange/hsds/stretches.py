"""The stretches of time in which a rule goes on without a gap.

HSDS knows no exceptions, no yearly pauses, no months and no parity of weeks. Where a rule has any of these, its coming dates are
cut into stretches that need none of them, each with a first and a last date.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from dateutil.relativedelta import relativedelta

from interchange.records import Frequency, Recurrence, RuleRecord

PARITY = (Frequency.EVEN_WEEKS, Frequency.ODD_WEEKS)
WEEKLY = (Frequency.WEEKLY, *PARITY)
MONTHLY = (Frequency.MONTHLY_BY_WEEKDAY, Frequency.MONTHLY_BY_DATE)
DAYS_A_WEEK, MONTHS_A_YEAR = 7, 12


@dataclass(frozen=True, slots=True)
class Stretch:
    """From which date to which, both included; None where that is not known or never ends. `valid_from` is the day before which
    there was nothing."""

    first: date | None
    last: date | None
    valid_from: date | None = None

    @property
    def is_one_date(self) -> bool:
        return self.first is not None and self.first == self.last


def is_lasting(recurrence: Recurrence) -> bool:
    """Whether HSDS can repeat it for ever."""
    is_whole = recurrence.pause_from is None and not recurrence.months
    is_window = bool(recurrence.ordinals and recurrence.month_days)
    return recurrence.frequency in (Frequency.WEEKLY, *MONTHLY) and is_whole and not is_window


def stretches(rule: RuleRecord, today: date) -> Iterator[Stretch]:
    """The stretches of a rule. One that lasts goes on after the dates that are known one by one."""
    recurrence = rule.recurrence
    gone = {change.regular_on for change in rule.changes if change.regular_on}
    lasting = is_lasting(recurrence)
    if lasting and not any(day >= today for day in gone):
        yield Stretch(rule.dates[0] if rule.dates else None, recurrence.valid_until, recurrence.valid_from)
        return
    runs = list(cut((day for day in rule.dates if day >= today and day not in gone), gone, recurrence))
    for number, run in enumerate(runs, 1):
        goes_on = lasting and number == len(runs) and not any(day > run[-1] for day in gone)
        yield Stretch(run[0], recurrence.valid_until if goes_on else run[-1], run[0])


def cut(days: Iterable[date], gone: set[date], recurrence: Recurrence) -> Iterator[list[date]]:
    """The dates, cut where one is gone in between, or where HSDS would put one."""
    known = list(days)
    run = known[:1]
    for before, after in pairwise(known):
        is_broken = any(before < day < after for day in gone)
        if is_broken or not (is_lasting(recurrence) or follows(before, after, recurrence)):
            yield run
            run = []
        run.append(after)
    if run:
        yield run


def follows(before: date, after: date, recurrence: Recurrence) -> bool:
    """Whether there is none between two dates by the weekday, ordinal or day of the month alone."""
    if recurrence.frequency in WEEKLY:
        return (after - before).days == DAYS_A_WEEK * weeks(recurrence)
    if recurrence.ordinals and recurrence.month_days:
        return False
    between = (before + timedelta(days=days) for days in range(1, (after - before).days))
    return not any(months_apart(before, day) % recurrence.interval == 0 and is_in_month(day, recurrence) for day in between)


def months_apart(one: date, other: date) -> int:
    return (other.year - one.year) * MONTHS_A_YEAR + other.month - one.month


def is_in_month(day: date, recurrence: Recurrence) -> bool:
    """Whether a monthly rule would have this day, whatever month it is and whether or not it pauses."""
    if recurrence.month_days:
        return day.day in recurrence.month_days
    from_the_end = (day.replace(day=1) + relativedelta(months=1) - day).days
    ordinals = {(day.day - 1) // DAYS_A_WEEK + 1, -((from_the_end - 1) // DAYS_A_WEEK + 1)}
    return day.weekday() == recurrence.weekday and not ordinals.isdisjoint(recurrence.ordinals)


def weeks(recurrence: Recurrence) -> int:
    """Every how many weeks. Even weeks follow each other, but at the end of a year of 53."""
    return 2 if recurrence.frequency in PARITY else recurrence.interval
