"""How often a meeting meets, as a volunteer says it, and the fields of a rule that this stands for. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Protocol

from django.utils.translation import gettext_lazy as _

from interchange.records import Frequency

ALL_BUT_LAST = (-2, -3, -4, -5)
EVERY_SECOND = 2


class HowOften(StrEnum):
    """The words to choose from."""

    WEEKLY = "weekly"
    EVERY_SECOND = "every_second"
    EVERY_NTH = "every_nth"
    EVEN_WEEKS = "even_weeks"
    ODD_WEEKS = "odd_weeks"
    IN_WEEKS_OF_MONTH = "in_weeks_of_month"
    ALL_BUT_LAST = "all_but_last"
    ON_DATE_OF_MONTH = "on_date_of_month"
    ONCE = "once"
    ALWAYS_OPEN = "always_open"
    BY_APPOINTMENT = "by_appointment"


HOW_OFTEN = [
    (HowOften.WEEKLY, _("every week")),
    (HowOften.EVERY_SECOND, _("every second week, from a date")),
    (HowOften.EVEN_WEEKS, _("in even weeks of the year")),
    (HowOften.ODD_WEEKS, _("in odd weeks of the year")),
    (HowOften.IN_WEEKS_OF_MONTH, _("in some weeks of the month: first, second … last")),
    (HowOften.ALL_BUT_LAST, _("every week but the last of the month")),
    (HowOften.ON_DATE_OF_MONTH, _("on a date of the month")),
    (HowOften.ONCE, _("once, on a date")),
    (HowOften.ALWAYS_OPEN, _("always open")),
    (HowOften.BY_APPOINTMENT, _("by appointment")),
    (HowOften.EVERY_NTH, _("every third, fourth … week, from a date")),
]
SAME_NAME = {
    HowOften.EVEN_WEEKS: Frequency.EVEN_WEEKS,
    HowOften.ODD_WEEKS: Frequency.ODD_WEEKS,
    HowOften.IN_WEEKS_OF_MONTH: Frequency.MONTHLY_BY_WEEKDAY,
    HowOften.ALL_BUT_LAST: Frequency.MONTHLY_BY_WEEKDAY,
    HowOften.ON_DATE_OF_MONTH: Frequency.MONTHLY_BY_DATE,
    HowOften.ONCE: Frequency.ONCE,
    HowOften.ALWAYS_OPEN: Frequency.ALWAYS_OPEN,
    HowOften.BY_APPOINTMENT: Frequency.BY_APPOINTMENT,
}
WORDS_OF = {frequency: how for how, frequency in SAME_NAME.items() if how is not HowOften.ALL_BUT_LAST}
MONTHLY = (Frequency.MONTHLY_BY_WEEKDAY, Frequency.MONTHLY_BY_DATE)
WITHOUT_WEEKDAY = (HowOften.ON_DATE_OF_MONTH, HowOften.ONCE, HowOften.ALWAYS_OPEN, HowOften.BY_APPOINTMENT)
WITHOUT_TIME = (HowOften.ALWAYS_OPEN, HowOften.BY_APPOINTMENT)
FROM_A_DATE = (HowOften.EVERY_SECOND, HowOften.EVERY_NTH, HowOften.ONCE)


class Repeating(Protocol):
    """What repeats: a rule's row, or a recurrence."""

    frequency: Any
    interval: Any
    ordinals: Any


@dataclass(frozen=True, slots=True)
class Repetition:
    """What a choice of words makes of a rule, beside its times."""

    frequency: Frequency
    weekday: int | None
    interval: int
    first_on: date | None
    ordinals: tuple[int, ...]
    month_days: tuple[int, ...]


def words_for(rule: Repeating) -> HowOften:
    """How a volunteer would say it."""
    frequency = Frequency(rule.frequency)
    if frequency is Frequency.WEEKLY:
        return {1: HowOften.WEEKLY, EVERY_SECOND: HowOften.EVERY_SECOND}.get(rule.interval, HowOften.EVERY_NTH)
    if set(rule.ordinals) == set(ALL_BUT_LAST):
        return HowOften.ALL_BUT_LAST
    return WORDS_OF[frequency]


def repetition(how: HowOften, given: dict[str, Any]) -> Repetition:
    """The fields of a rule; what does not belong to the words that were chosen is left out, whatever was typed there."""
    frequency = SAME_NAME.get(how, Frequency.WEEKLY)
    interval = EVERY_SECOND if how is HowOften.EVERY_SECOND else given.get("interval") or 1
    counts = how is HowOften.EVERY_NTH or how is HowOften.EVERY_SECOND or (frequency in MONTHLY and interval > 1)
    ordinals = given.get("ordinals") or () if how is HowOften.IN_WEEKS_OF_MONTH else ()
    takes_days = frequency in MONTHLY and how is not HowOften.ALL_BUT_LAST
    return Repetition(
        frequency=frequency,
        weekday=None if how in WITHOUT_WEEKDAY else given.get("weekday"),
        interval=interval if counts else 1,
        first_on=given.get("first_on") if counts or how is HowOften.ONCE else None,
        ordinals=ALL_BUT_LAST if how is HowOften.ALL_BUT_LAST else tuple(ordinals),
        month_days=tuple(given.get("month_days") or ()) if takes_days else (),
    )
