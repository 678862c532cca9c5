"""When a meeting happens: `day`, `time`, `end_time`, `timezone`."""

from interchange.meeting_guide.item import Item
from interchange.meeting_guide.options import ReadOptions
from interchange.reasons import ProblemCode
from interchange.records import Frequency, Problem, Recurrence
from interchange.times import DAY_MINUTES, DAY_NAMES, duration, minutes, read_days, read_time, read_zone, tidy


def read_recurrences(item: Item, options: ReadOptions) -> tuple[Recurrence, ...] | Problem:
    """A weekly recurrence for each day, or "by appointment" where there is neither day nor time."""
    days, time = read_days(item.values.get("day")), tidy(item.values.get("time"))
    zone = read_time_zone(item, options)
    if not (days.weekdays or days.unreadable or time):
        return (Recurrence(frequency=Frequency.BY_APPOINTMENT, zone=zone),)
    if not days.weekdays:
        code = ProblemCode.DAY_UNREADABLE if days.unreadable else ProblemCode.DAY_MISSING
        return item.problem(code, "day", item.values.get("day"))
    start = minutes(time)
    if start is None:
        return item.problem(ProblemCode.TIME_UNREADABLE if time else ProblemCode.TIME_MISSING, "time", item.values.get("time"))
    if days.unreadable:
        item.note(ProblemCode.DAY_PARTLY_UNREADABLE, "day", item.values.get("day"))
    lasts = read_duration(item, start)
    later = start // DAY_MINUTES  # 24:00 is 00:00 of the next day
    weekdays = sorted((weekday + later) % len(DAY_NAMES) for weekday in days.weekdays)
    return tuple(
        Recurrence(frequency=Frequency.WEEKLY, weekday=weekday, start_minute=start % DAY_MINUTES, duration_minutes=lasts, zone=zone)
        for weekday in weekdays
    )


def read_duration(item: Item, start: int) -> int | None:
    """How many minutes it lasts; None where nobody says, as nothing is known then."""
    value = item.values.get("end_time")
    if not tidy(value):
        return None
    end = read_time(value)
    lasts = None if end is None else duration(start, end)
    if lasts is None:
        item.note(ProblemCode.END_UNREADABLE, "end_time", value)
    return lasts


def read_time_zone(item: Item, options: ReadOptions) -> str:
    """The time zone of the record, else that of the options."""
    value = item.values.get("timezone")
    zone = read_zone(value)
    if zone is None and item.plain("timezone"):
        item.note(ProblemCode.ZONE_UNKNOWN, "timezone", value)
    return zone or options.zone
