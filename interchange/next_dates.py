"""When a listing meets next, by the dates of its rules and what becomes of them."""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from interchange.records import MeetingRecord, RuleRecord


def next_start(record: MeetingRecord, now: datetime) -> datetime | None:
    """The first time from now on at which it begins, with the zone of the rule; None where no date is known."""
    return min((start for rule in record.rules for start in coming(rule, now)), default=None)


def coming(rule: RuleRecord, now: datetime) -> Iterator[datetime]:
    """The next regular date of a rule that takes place as the rule says, and all that were moved or added from now on."""
    zone = ZoneInfo(rule.recurrence.zone)
    yield from (change.starts_at.astimezone(zone) for change in rule.changes if change.starts_at and change.starts_at >= now)
    changed = {change.regular_on for change in rule.changes}
    at = time(*divmod(rule.recurrence.start_minute or 0, 60))  # what has no time has no dates either
    for day in rule.dates[bisect_left(rule.dates, now.astimezone(zone).date()) :]:
        wall = datetime.combine(day, at, zone)
        start = wall.astimezone(UTC).astimezone(zone)  # a time that the clocks leave out is told as they show it
        if day not in changed and start >= now:
            yield start
            return
