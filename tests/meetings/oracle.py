"""A slow, plain oracle for schedules: it walks day by day and minute by minute and shares no code with meetings/schedule.py."""

import calendar
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from interchange.records import Frequency, Recurrence

ONE_DAY = timedelta(days=1)
ONE_MINUTE = timedelta(minutes=1)


def is_regular_date(rule: Recurrence, day: date) -> bool:
    """Whether the rule, without exceptions, meets on this local date."""
    if rule.frequency in {Frequency.ALWAYS_OPEN, Frequency.BY_APPOINTMENT}:
        return False
    if (rule.first_on and day < rule.first_on) or (rule.valid_from and day < rule.valid_from):
        return False
    if rule.valid_until and day > rule.valid_until:
        return False
    return not pauses(rule, day) and (not rule.months or day.month in rule.months) and fits(rule, day)


def pauses(rule: Recurrence, day: date) -> bool:
    if rule.pause_from is None or rule.pause_until is None:
        return False
    walked = date(2024, rule.pause_from // 100, rule.pause_from % 100)  # a leap year, so that 29 February is walked over
    while True:
        if (walked.month, walked.day) == (day.month, day.day):
            return True
        if walked.month * 100 + walked.day == rule.pause_until:
            return False
        walked += ONE_DAY
        if walked.year > 2024:
            walked = date(2024, 1, 1)


def fits(rule: Recurrence, day: date) -> bool:
    match rule.frequency:
        case Frequency.ONCE:
            return day == rule.first_on
        case Frequency.WEEKLY:
            return day.weekday() == rule.weekday and weeks_since_first(rule, day) % rule.interval == 0
        case Frequency.EVEN_WEEKS:
            return day.weekday() == rule.weekday and int(day.strftime("%V")) % 2 == 0
        case Frequency.ODD_WEEKS:
            return day.weekday() == rule.weekday and int(day.strftime("%V")) % 2 == 1
        case Frequency.MONTHLY_BY_DATE:
            return day.day in rule.month_days and months_since_first(rule, day) % rule.interval == 0
        case _:
            return fits_weekday_of_month(rule, day)


def fits_weekday_of_month(rule: Recurrence, day: date) -> bool:
    if day.weekday() != rule.weekday or months_since_first(rule, day) % rule.interval:
        return False
    if rule.month_days and day.day not in rule.month_days:
        return False
    last = calendar.monthrange(day.year, day.month)[1]
    same = [number for number in range(1, last + 1) if date(day.year, day.month, number).weekday() == rule.weekday]
    place = same.index(day.day)
    return not rule.ordinals or place + 1 in rule.ordinals or place - len(same) in rule.ordinals


def weeks_since_first(rule: Recurrence, day: date) -> int:
    if rule.interval == 1 or rule.first_on is None:
        return 0
    monday, first_monday = day - timedelta(day.weekday()), rule.first_on - timedelta(rule.first_on.weekday())
    return (monday - first_monday).days // 7


def months_since_first(rule: Recurrence, day: date) -> int:
    if rule.interval == 1 or rule.first_on is None:
        return 0
    return (day.year - rule.first_on.year) * 12 + day.month - rule.first_on.month


def moment(day: date, minute: int, zone: str) -> datetime:
    """The instant of a wall-clock time: of every offset that any clock has, the first at which the clock shows it; where the clock
    jumps over it, as far behind the jump as it would have been."""
    wanted = datetime(day.year, day.month, day.day) + timedelta(minutes=minute)  # noqa: DTZ001  # a wall clock's time
    for quarter in range(15 * 4, -13 * 4, -1):
        tried = wanted.replace(tzinfo=UTC) - timedelta(minutes=15 * quarter)
        if tried.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == wanted:
            return tried
    return behind_the_jump(wanted, zone)


def behind_the_jump(wanted: datetime, zone: str) -> datetime:
    """Walks minute by minute to where the clock jumps over the wanted time."""
    walked, before = wanted.replace(tzinfo=UTC) - timedelta(hours=16), wanted
    for _step in range(32 * 60):
        shown = walked.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        if before < wanted < shown:
            return walked + (wanted - (before + ONE_MINUTE))
        before, walked = shown, walked + ONE_MINUTE
    raise AssertionError(f"{wanted} never came in {zone}")
