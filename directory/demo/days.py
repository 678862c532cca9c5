"""Days as the data tell them: counted from today, so that the world is always of today."""

from collections.abc import Mapping
from datetime import date, timedelta

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def day(told: Mapping[str, int | str], today: date, *, weekday: int | None = None) -> date:
    """`{days = -35}`; `{weeks = 3, weekday = "friday"}`, the Friday of the week that comes in three weeks; `{yearly = 1224}`, the
    next 24 December, today included. `weekday` is meant where the data name none."""
    match told:
        case {"days": int(days)}:
            return today + timedelta(days=days)
        case {"yearly": int(month_day)}:
            this_year = date(today.year, *divmod(month_day, 100))
            return this_year if this_year >= today else this_year.replace(year=today.year + 1)
        case {"weeks": int(weeks)}:
            monday = today - timedelta(days=today.weekday())
            ahead = WEEKDAYS.index(str(told["weekday"])) if "weekday" in told else weekday or 0
            return monday + timedelta(weeks=weeks, days=ahead)
    raise ValueError(f"not a day: {told}")


def minute(told: str) -> int:
    """ "18:30" as minutes after midnight."""
    hours, minutes = told.split(":")
    return int(hours) * 60 + int(minutes)
