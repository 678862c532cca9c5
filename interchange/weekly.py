"""Which rules of a meeting a format can say that knows only "every week" (and "by appointment").

Several rules that together cover every week of a weekday ("closed Wednesdays, the last one open") are one weekly entry.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby, product
from typing import Protocol

from interchange.reasons import LossCode
from interchange.records import Access, Frequency, Loss, MeetingRecord, Recurrence, RuleRecord

# Any date of a weekday is the nth and at once the −mth of its month, in an even or odd week, and in one of two fortnights.
# Rules cover every week if together they cover all of these combinations.
PLACES_IN_MONTH = [(place, place - 1 - length) for length in (4, 5) for place in range(1, length + 1)]
CELLS = frozenset(product(PLACES_IN_MONTH, (0, 1), (0, 1)))
FORTNIGHT = 2
DAYS_OF_WEEK = 7


class Lose(Protocol):
    """By which what cannot be said is told."""

    def __call__(self, code: LossCode, value: str = "") -> None: ...


@dataclass(frozen=True, slots=True)
class Entry:
    """What one object of the feed says about the dates of a meeting; `recurrence` is WEEKLY or BY_APPOINTMENT. `access` is None
    where it differs from date to date; `sentences` say how. In a yearly pause, or if the next date is cancelled, it is `is_off`:
    somebody who went there next would find nobody. `formats` are slugs of those that all its dates have beside the meeting's own.
    `rules` are the numbers of its rules. Its own `number` is the least that a rule of its weekday, start and zone has or had: it
    stays when that rule ends and another goes on."""

    recurrence: Recurrence
    access: Access | None
    is_off: bool = False
    sentences: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    rules: tuple[int, ...] = ()
    number: int = 0


def entries(record: MeetingRecord, today: date, on_loss: Callable[[Loss], None]) -> Iterator[Entry]:
    """The entries of a record on a day; what cannot be said is told to `on_loss`."""

    def lose(code: LossCode, value: str = "") -> None:
        on_loss(Loss(code=code, key=record.key, value=value))

    for place, group in groupby(sorted(current_rules(record, today, lose), key=slot), key=slot):
        rules = list(group)
        if rules[0].recurrence.frequency == Frequency.BY_APPOINTMENT:
            yield Entry(rules[0].recurrence, common_access(rules), formats=common_formats(rules, lose))
        elif frozenset().union(*(cells(rule.recurrence) for rule in rules)) == CELLS:
            number = min(rule.number for rule in record.rules if slot(rule) == place)
            yield replace(weekly_entry(rules, today, lose), number=number)
        else:
            for rule in rules:
                lose(LossCode.NOT_WEEKLY, rule.recurrence.frequency)


def current_rules(record: MeetingRecord, today: date, lose: Lose) -> Iterator[RuleRecord]:
    """The rules that are in force on a day."""
    for rule in record.rules:
        recurrence = rule.recurrence
        if recurrence.valid_until and recurrence.valid_until < today:
            lose(LossCode.ENDED)
        elif recurrence.valid_from and recurrence.valid_from > today:
            lose(LossCode.NOT_YET)
        else:
            yield rule


def slot(rule: RuleRecord) -> tuple[bool, int, int, str]:
    """What the rules of one entry have in common: weekday, start and zone. Without a start it sorts last."""
    recurrence = rule.recurrence
    start = -1 if recurrence.start_minute is None else recurrence.start_minute
    weekday = -1 if recurrence.weekday is None else recurrence.weekday
    return recurrence.frequency in (Frequency.BY_APPOINTMENT, Frequency.ALWAYS_OPEN), weekday, start, recurrence.zone


def weekly_entry(rules: list[RuleRecord], today: date, lose: Lose) -> Entry:
    """The one weekly entry of rules that cover every week."""
    durations = {rule.recurrence.duration_minutes for rule in rules}
    access = common_access(rules)
    if len(durations) > 1:
        lose(LossCode.END_VARIES)
    if access is None:
        lose(LossCode.ACCESS_VARIES)
    first = rules[0].recurrence
    recurrence = Recurrence(
        frequency=Frequency.WEEKLY,
        weekday=first.weekday,
        start_minute=first.start_minute,
        duration_minutes=durations.pop() if len(durations) == 1 else None,
        zone=first.zone,
    )
    is_plain = len(rules) == 1 and not (first.pause_from and first.pause_until)
    sentences = () if is_plain else tuple(dict.fromkeys(rule.sentence for rule in rules if rule.sentence))
    is_off = all(is_in_pause(rule.recurrence, today) for rule in rules) or is_next_cancelled(rules, today)
    numbers = tuple(rule.number for rule in rules)
    return Entry(recurrence, access, is_off, sentences, common_formats(rules, lose), numbers)


def common_access(rules: Iterable[RuleRecord]) -> Access | None:
    """The access of all the rules, None where they differ."""
    accesses = {rule.access for rule in rules}
    return accesses.pop() if len(accesses) == 1 else None


def common_formats(rules: list[RuleRecord], lose: Lose) -> tuple[str, ...]:
    """The formats of all the rules; what only some of the dates have is lost."""
    every = dict.fromkeys(slug for rule in rules for slug in rule.formats)
    common = tuple(slug for slug in every if all(slug in rule.formats for rule in rules))
    for slug in every:
        if slug not in common:
            lose(LossCode.FORMAT, slug)
    return common


def is_in_pause(recurrence: Recurrence, today: date) -> bool:
    """Whether the rule's yearly pause is on; it may reach over the new year."""
    first, last = recurrence.pause_from, recurrence.pause_until
    if not first or not last:
        return False
    day = today.month * 100 + today.day
    return first <= day <= last if first <= last else day >= first or day <= last


def is_next_cancelled(rules: Iterable[RuleRecord], today: date) -> bool:
    """Whether the first of the coming dates of the rules does not take place."""
    coming = [(day, rule) for rule in rules for day in rule.dates if day >= today]
    day, rule = min(coming, key=lambda pair: pair[0], default=(None, None))
    return rule is not None and any(change.regular_on == day and change.starts_at is None for change in rule.changes)


def cells(recurrence: Recurrence) -> frozenset[tuple[tuple[int, int], int, int]]:
    """Which of the dates of its weekday a rule falls on; none where it is bound to months or days of the month."""
    if recurrence.months or recurrence.month_days:
        return frozenset()
    if recurrence.frequency == Frequency.WEEKLY and recurrence.interval == 1:
        return CELLS
    if recurrence.frequency == Frequency.WEEKLY and recurrence.interval == FORTNIGHT and recurrence.first_on:
        fortnight = recurrence.first_on.toordinal() // DAYS_OF_WEEK % FORTNIGHT
        return frozenset(cell for cell in CELLS if cell[2] == fortnight)
    if recurrence.frequency in (Frequency.EVEN_WEEKS, Frequency.ODD_WEEKS):
        return frozenset(cell for cell in CELLS if cell[1] == (recurrence.frequency == Frequency.ODD_WEEKS))
    if recurrence.frequency == Frequency.MONTHLY_BY_WEEKDAY and recurrence.interval == 1:
        return frozenset(cell for cell in CELLS if set(cell[0]) & set(recurrence.ordinals))
    return frozenset()
