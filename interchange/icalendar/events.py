"""The events of a rule: the series of its regular dates, and one for each date that was moved or added.

What was moved is taken out of the series and stands beside it, as the phones agree on that and on little else.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Event, vDuration

from interchange.icalendar.options import WriteOptions
from interchange.icalendar.recurring import local, rrule
from interchange.icalendar.words import add_words
from interchange.reasons import LossCode
from interchange.records import ChangedDate, Loss, MeetingRecord, RuleRecord

NEVER_WRITTEN = datetime(2020, 1, 1, tzinfo=UTC)
HOUR_MINUTES = 60
OnLoss = Callable[[Loss], None]


class Elapsed(vDuration):
    """A duration in hours and minutes. A "day" of the RFC is one of the calendar, which has 23 or 25 hours twice a year."""

    def to_ical(self) -> bytes:
        hours, minutes = divmod(round(self.td.total_seconds()) // 60, HOUR_MINUTES)
        return f"PT{hours}H{minutes}M".replace("H0M", "H").replace("T0H", "T").encode()


def events(record: MeetingRecord, rule: RuleRecord, options: WriteOptions, on_loss: OnLoss) -> Iterator[Event]:
    """All events of a rule; what cannot be said is told to `on_loss`."""
    if rule.recurrence.start_minute is None:
        on_loss(Loss(code=LossCode.NO_DATES, key=record.key, value=rule.recurrence.frequency))
        return
    kept = [day for day in rule.dates if day not in {change.regular_on for change in rule.changes}]
    if kept:
        yield series(record, rule, kept, options, on_loss)
    elif not any(change.starts_at for change in rule.changes):
        begins_on = rule.recurrence.first_on or rule.recurrence.valid_from
        is_to_come = begins_on is not None and begins_on > options.today
        on_loss(Loss(code=LossCode.NOT_YET if is_to_come else LossCode.ENDED, key=record.key))
    for change in rule.changes:
        if change.starts_at:
            yield changed(record, rule, change, change.starts_at, options)


def series(record: MeetingRecord, rule: RuleRecord, kept: list[date], options: WriteOptions, on_loss: OnLoss) -> Event:
    """The regular dates that take place. It begins with the first of them, as some phones show the beginning even where it is
    excepted."""
    event = begun(record, rule, rule.uid, local(rule.recurrence, kept[0]))
    parts = rrule(rule.recurrence)
    if parts:
        event.add("RRULE", parts)
        left_out = sorted(change.regular_on for change in rule.changes if change.regular_on and change.regular_on > kept[0])
        if left_out:
            event.add("EXDATE", [local(rule.recurrence, day) for day in left_out])
    elif kept[1:]:
        on_loss(Loss(code=LossCode.DATES_LISTED, key=record.key, value=rule.recurrence.frequency))
        event.add("RDATE", [local(rule.recurrence, day) for day in kept[1:]])
    return add_words(event, record, rule, options)


def changed(record: MeetingRecord, rule: RuleRecord, change: ChangedDate, starts_at: datetime, options: WriteOptions) -> Event:
    """A date that was moved, known by its regular day however often it moves; or an added one, known by its time."""
    start = starts_at.astimezone(ZoneInfo(rule.recurrence.zone))
    name = f"{change.regular_on:%Y%m%d}" if change.regular_on else f"{start:%Y%m%dT%H%M}"
    event = begun(record, rule, f"{rule.uid}-{name}", start)
    there = replace(record, venue=change.venue or record.venue)
    return add_words(event, there, rule, options, reason=change.reason)


def begun(record: MeetingRecord, rule: RuleRecord, uid: str, start: datetime) -> Event:
    """An event with what does not depend on words. Its stamps are those of the listing: the same calendar is the same bytes."""
    written_at = record.changed_at or record.updated_at or NEVER_WRITTEN
    event = Event()
    event.add("UID", uid)
    event.add("DTSTAMP", written_at.astimezone(UTC))
    event.add("LAST-MODIFIED", written_at.astimezone(UTC))
    event.add("SEQUENCE", record.sequence)
    event.add("DTSTART", start)
    if rule.recurrence.duration_minutes:
        event.add("DURATION", Elapsed(timedelta(minutes=rule.recurrence.duration_minutes)))
    return event
