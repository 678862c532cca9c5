"""The schedule of a row: cells as recurrences, which say enough to know their dates, or a problem that says why not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from interchange.meeting_guide.item import Item
from interchange.meeting_guide.options import ReadOptions
from interchange.reasons import ProblemCode
from interchange.records import MOST_INTERVAL, Frequency, Problem, Recurrence
from interchange.spreadsheets import words
from interchange.times import DAY_MINUTES, duration, read_days, read_time, read_zone

TIMELESS = (Frequency.ALWAYS_OPEN, Frequency.BY_APPOINTMENT)
ON_WEEKDAYS = (Frequency.WEEKLY, Frequency.EVEN_WEEKS, Frequency.ODD_WEEKS, Frequency.MONTHLY_BY_WEEKDAY)
DAYS_OF_A_MONTH, MONTHS_OF_A_YEAR = 31, 12
LONGEST_MINUTES = 31 * DAY_MINUTES  # a camp


class UnreadableError(Exception):
    """The cell of this column cannot be read; never leaves this module."""


@dataclass(slots=True)
class Cells:
    """The cells of a row as values; each method raises UnreadableError with the name of its column."""

    item: Item

    def text(self, name: str) -> str:
        """A cell as it stands."""
        return self.item.plain(name)

    def number(self, name: str, *, most: int) -> int | None:
        """A whole number; None where the cell is empty."""
        text = self.text(name)
        return self.must(name, words.read_number(text, most=most)) if text else None

    def numbers(self, name: str, *, most: int) -> tuple[int, ...]:
        """Several of them, each once."""
        return distinct(self.must(name, words.read_number(part, most=most)) for part in words.parts(self.text(name)))

    def weeks(self) -> tuple[int, ...]:
        """The weeks of the month."""
        name = "weeks_of_month"
        return distinct(self.must(name, words.read_week(part)) for part in words.parts(self.text(name)))

    def date(self, name: str) -> date | None:
        """A date; None where the cell is empty."""
        text = self.text(name)
        return self.must(name, words.read_date(text)) if text else None

    def month_and_day(self, name: str) -> int | None:
        """A day of the year; None where the cell is empty."""
        text = self.text(name)
        return self.must(name, words.read_month_and_day(text)) if text else None

    @staticmethod
    def must(name: str, value: Any) -> Any:
        """A value that could be read."""
        if value is None:
            raise UnreadableError(name)
        return value


def distinct(numbers: Iterable[int]) -> tuple[int, ...]:
    """Each once, in their order."""
    return tuple(dict.fromkeys(numbers))


def read_recurrences(item: Item, options: ReadOptions) -> tuple[Recurrence, ...] | Problem:
    """A recurrence for each weekday that the row names; mostly one."""
    try:
        values = common_values(Cells(item), options)
    except UnreadableError as unreadable:
        name = str(unreadable)
        return item.problem(ProblemCode.CELL_UNREADABLE, name, item.values.get(name))
    frequency = values["frequency"] = values["frequency"] or likely_frequency(item, values)
    if frequency not in TIMELESS:
        return at_a_time(item, values)
    missing = what_is_missing(values, ())
    if missing:
        return item.problem(ProblemCode.RULE_INCOMPLETE, missing)
    return (Recurrence(duration_minutes=read_duration(item, 0), **values),)


def at_a_time(item: Item, values: dict[str, Any]) -> tuple[Recurrence, ...] | Problem:
    """The recurrences of a row that begin at a time of day; `values` are what they have in common."""
    days, start = read_days(item.values.get("weekday")), read_time(item.values.get("start"))
    if days.unreadable:
        return item.problem(ProblemCode.DAY_UNREADABLE, "weekday", item.values.get("weekday"))
    if start is None or start == DAY_MINUTES:
        code = ProblemCode.TIME_UNREADABLE if item.values.get("start") else ProblemCode.TIME_MISSING
        return item.problem(code, "start", item.values.get("start"))
    missing = what_is_missing(values, days.weekdays)
    if missing:
        return item.problem(ProblemCode.RULE_INCOMPLETE, missing)
    lasts = read_duration(item, start)
    weekdays = days.weekdays or (None,)
    return tuple(Recurrence(weekday=weekday, start_minute=start, duration_minutes=lasts, **values) for weekday in weekdays)


def common_values(cells: Cells, options: ReadOptions) -> dict[str, Any]:
    """All but weekday, start and end; `frequency` is None where the cell is empty. Raises UnreadableError."""
    said = cells.text("frequency")
    return {
        "frequency": cells.must("frequency", words.choice(said, Frequency, "frequency")) if said else None,
        "zone": read_time_zone(cells.item, options),
        "interval": cells.number("interval", most=MOST_INTERVAL) or 1,
        "first_on": cells.date("first_on"),
        "ordinals": cells.weeks(),
        "month_days": cells.numbers("days_of_month", most=DAYS_OF_A_MONTH),
        "months": cells.numbers("months", most=MONTHS_OF_A_YEAR),
        "valid_from": cells.date("valid_from"),
        "valid_until": cells.date("valid_until"),
        "pause_from": cells.month_and_day("pause_from"),
        "pause_until": cells.month_and_day("pause_until"),
    }


def read_time_zone(item: Item, options: ReadOptions) -> str:
    """The zone of the row, else that of the options."""
    text = item.plain("timezone")
    zone = read_zone(text)
    if text and zone is None:
        item.note(ProblemCode.ZONE_UNKNOWN, "timezone", text)
    return zone or options.zone


def likely_frequency(item: Item, values: dict[str, Any]) -> Frequency:
    """How often, where the row does not say in so many words."""
    has_weekday, has_start = bool(item.plain("weekday")), bool(item.plain("start"))
    if values["ordinals"]:
        return Frequency.MONTHLY_BY_WEEKDAY
    if values["month_days"]:
        return Frequency.MONTHLY_BY_WEEKDAY if has_weekday else Frequency.MONTHLY_BY_DATE
    if values["first_on"] and not has_weekday:
        return Frequency.ONCE
    return Frequency.WEEKLY if has_weekday or has_start else Frequency.BY_APPOINTMENT


def what_is_missing(values: dict[str, Any], weekdays: tuple[int, ...]) -> str:
    """The column without which nobody knows the dates, or that contradicts another; "" where there is none."""
    frequency = values["frequency"]
    is_backwards = values["valid_from"] and values["valid_until"] and values["valid_from"] > values["valid_until"]
    needs = {
        "weekday": frequency in ON_WEEKDAYS and not weekdays,
        "weeks_of_month": frequency == Frequency.MONTHLY_BY_WEEKDAY and not (values["ordinals"] or values["month_days"]),
        "days_of_month": frequency == Frequency.MONTHLY_BY_DATE and not values["month_days"],
        "first_on": (frequency == Frequency.ONCE or values["interval"] > 1) and values["first_on"] is None,
        "valid_until": is_backwards,
        "pause_until": (values["pause_from"] is None) != (values["pause_until"] is None),
    }
    return next((name for name, is_needed in needs.items() if is_needed), "")


def read_duration(item: Item, start: int) -> int | None:
    """How long it lasts; None where nobody says."""
    minutes, end = item.plain("duration_minutes"), item.plain("end")
    if minutes:
        lasts = words.read_number(minutes, most=LONGEST_MINUTES)
    else:
        until = read_time(end)
        lasts = None if until is None else duration(start, until)
    if lasts is None and (minutes or end):
        item.note(ProblemCode.END_UNREADABLE, "duration_minutes" if minutes else "end", minutes or end)
    return lasts
