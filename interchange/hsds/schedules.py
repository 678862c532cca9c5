"""Schedule rules as HSDS schedules: the words of iCalendar, without exceptions, and by an offset from UTC instead of a time zone.

The offset is that of the first coming date; when summer time begins or ends the schedule is another, which is counted as a loss.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from interchange.hsds.ids import part
from interchange.hsds.listings import OnLoss, Taxonomy, WriteOptions
from interchange.hsds.shape import given
from interchange.hsds.stretches import MONTHLY, Stretch, is_lasting, stretches, weeks
from interchange.hsds.terms import Attributes
from interchange.reasons import LossCode
from interchange.records import ChangedDate, Frequency, Loss, MeetingRecord, Recurrence, RuleRecord

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DAY_MINUTES = 24 * 60
ALWAYS = {"freq": "WEEKLY", "interval": 1, "byday": ",".join(WEEKDAYS), "opens_at": "00:00", "closes_at": "23:59"}  # the spec's own


@dataclass(frozen=True, slots=True)
class Schedules:
    """Writes the schedules of one meeting at one of its places."""

    meeting: MeetingRecord
    at: UUID
    options: WriteOptions
    on_loss: OnLoss

    def every(self) -> Iterator[dict[str, Any]]:
        for rule in self.meeting.rules:
            if is_over(rule.recurrence, self.options.today):
                self.lose(LossCode.ENDED, rule.recurrence.frequency)
            else:
                yield from self.of(rule)

    def of(self, rule: RuleRecord) -> Iterator[dict[str, Any]]:
        """The schedules of a rule: one, where it goes on without a gap."""
        match rule.recurrence.frequency:
            case Frequency.ALWAYS_OPEN:
                yield self.schedule(rule, ALWAYS)
            case Frequency.BY_APPOINTMENT:
                self.lose(LossCode.IN_WORDS, rule.recurrence.frequency)
                yield self.schedule(rule, {})
            case _:
                yield from self.dated(rule)

    def dated(self, rule: RuleRecord) -> Iterator[dict[str, Any]]:
        """The schedules of a rule that has dates, and its moved and extra dates."""
        recurrence = rule.recurrence
        is_once = recurrence.frequency is Frequency.ONCE
        found = once(rule) if is_once else list(stretches(rule, self.options.today))
        if not is_once and not (is_lasting(recurrence) and found and found[-1].last == recurrence.valid_until):
            self.lose(LossCode.DATES_LISTED, recurrence.frequency)
        if not is_once and has_summer_time(recurrence.zone, self.options.today):
            self.lose(LossCode.SUMMER_TIME)
        for number, stretch in enumerate(found):
            yield self.schedule(rule, self.repeated(recurrence, stretch), *([str(stretch.first)] if number else []))
        for change in rule.changes:
            yield from self.changed(rule, change)

    def changed(self, rule: RuleRecord, change: ChangedDate) -> Iterator[dict[str, Any]]:
        """A date at another time, or beside the rule. One elsewhere cannot be said: a schedule is at its place."""
        starts_at = change.starts_at.astimezone(ZoneInfo(rule.recurrence.zone)) if change.starts_at else None
        if starts_at is None or starts_at.date() < self.options.today:
            return
        if change.venue is not None:
            self.lose(LossCode.DATE_ELSEWHERE)
            return
        told = one_date(starts_at.date()) | self.hours(rule.recurrence, starts_at)
        yield self.schedule(rule, told, starts_at.isoformat(), reason=change.reason)

    def repeated(self, recurrence: Recurrence, stretch: Stretch) -> dict[str, Any]:
        """On which dates of a stretch, and from when to when on them."""
        days = one_date(stretch.first) if stretch.is_one_date and stretch.first else repetition(recurrence, stretch)
        day = max(stretch.first or self.options.today, self.options.today)
        return days | self.hours(recurrence, wall(day, recurrence))

    def hours(self, recurrence: Recurrence, starts_at: datetime) -> dict[str, Any]:
        """From when to when, by the clock on the wall. The end of what lasts for days would be taken for one on the same day."""
        offset = starts_at.utcoffset() or timedelta()
        told: dict[str, Any] = {"timezone": whole(offset / timedelta(hours=1)), "opens_at": clock(starts_at)}
        lasts = recurrence.duration_minutes
        if lasts and lasts < DAY_MINUTES:
            told["closes_at"] = clock(starts_at + timedelta(minutes=lasts))
        elif lasts:
            self.lose(LossCode.END_AFTER_MIDNIGHT)
        return told

    def schedule(self, rule: RuleRecord, told: dict[str, Any], *which: str, reason: str = "") -> dict[str, Any]:
        """A schedule with its words."""
        known = UUID(part(self.at, "schedule", rule.uid, *which))
        clock_words = self.options.clock.format(zone=rule.recurrence.zone) if "timezone" in told else ""
        notes = [reason, *rule.who, ", ".join(rule.labels), clock_words]
        attributes = Attributes(self.options, of=known, entity="schedule")
        return given(
            {
                "id": str(known),
                "service_at_location_id": str(self.at),
                **told,
                "description": rule.sentence,
                "schedule_link": self.meeting.url,
                "attending_type": self.options.attendances.get(self.meeting.attendance, ""),
                "notes": "\n".join(text for text in notes if text),
                "attributes": list(attributes.said(Taxonomy.ACCESS, rule.access)),
            }
        )

    def lose(self, code: LossCode, value: str = "") -> None:
        self.on_loss(Loss(code=code, key=self.meeting.key, value=value))


def is_over(recurrence: Recurrence, today: date) -> bool:
    """Whether its last date is past."""
    last = recurrence.first_on if recurrence.frequency is Frequency.ONCE else recurrence.valid_until
    return last is not None and last < today


def whole(hours: float) -> float:
    """1 rather than 1.0; India's 5.5 stays."""
    return int(hours) if hours.is_integer() else hours


def once(rule: RuleRecord) -> list[Stretch]:
    """The date of a rule that comes once, unless it is cancelled or moved, or out of the rule's own bounds."""
    recurrence, day = rule.recurrence, rule.recurrence.first_on
    is_bounded = any((recurrence.valid_from, recurrence.valid_until, recurrence.pause_from))
    is_gone = any(change.regular_on == day for change in rule.changes)
    return [Stretch(day, day)] if day and not is_gone and (day in rule.dates or not is_bounded) else []


def one_date(day: date) -> dict[str, Any]:
    """A single date, in the words of what repeats."""
    bounds = dict.fromkeys(("valid_from", "valid_to", "dtstart", "until"), day.isoformat())
    return bounds | {"count": 1, "freq": "WEEKLY", "interval": 1, "byday": WEEKDAYS[day.weekday()]}


def repetition(recurrence: Recurrence, stretch: Stretch) -> dict[str, Any]:
    """What repeats in a stretch."""
    first, last, valid_from = (str(day or "") for day in (stretch.first, stretch.last, stretch.valid_from))
    weekday = WEEKDAYS[recurrence.weekday] if recurrence.weekday is not None else ""
    is_monthly = recurrence.frequency in MONTHLY
    return {
        "valid_from": valid_from,
        "valid_to": last,
        "dtstart": first,
        "until": last,
        "freq": "MONTHLY" if is_monthly else "WEEKLY",
        "interval": recurrence.interval if is_monthly else weeks(recurrence),
        "byday": ",".join(f"{ordinal}{weekday}" for ordinal in recurrence.ordinals) or weekday,
        "bymonthday": ",".join(map(str, recurrence.month_days)),
    }


def wall(day: date, recurrence: Recurrence) -> datetime:
    """The start on a day by the clock on the wall."""
    return datetime.combine(day, time(*divmod(recurrence.start_minute or 0, 60)), ZoneInfo(recurrence.zone))


def clock(moment: datetime) -> str:
    """ "18:00+01:00", as the spec asks for."""
    return moment.isoformat(timespec="minutes").partition("T")[2]


def has_summer_time(zone: str, today: date) -> bool:
    """Whether its offset from UTC changes in the course of a year."""
    return (
        len({datetime.combine(today.replace(month=month, day=1), time(), ZoneInfo(zone)).utcoffset() for month in (1, 4, 7, 10)})
        > 1
    )
