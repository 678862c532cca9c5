"""Dates of a meeting as a page shows them: which there are, in whose zone, and in which words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from heapq import merge
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from languages.dates import day_text, day_year_text, time_text
from languages.text import said_once
from meetings.access import Sentence, own_words, who_may_come
from meetings.kinds import REMOTE, TIMELESS, OccurrenceStatus
from meetings.schedule import DAY, instant, regular_dates, zone_info
from meetings.sentences import rule_sentence
from meetings.where import Where, where_at
from meetings.windows import GRACE, epoch_minute

if TYPE_CHECKING:
    from meetings.models import Meeting, Occurrence, ScheduleRule

CHANGES = {
    OccurrenceStatus.MOVED: gettext_lazy("changed for this date"),
    OccurrenceStatus.EXTRA: gettext_lazy("an extra date"),
}
WEEKS_SHOWN = 8
NEAR_DAYS = 300  # dates further off are written with their year


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDate:
    """A date of a meeting, in the zone in which it is shown."""

    rule: "ScheduleRule"
    starts_at: datetime
    ends_at: datetime | None
    is_running: bool = False
    is_cancelled: bool = False
    change: str = ""
    reason: Sentence | None = None
    elsewhere: Where | None = None

    @property
    def time(self) -> str:
        """ "19:00 to 20:30"; only the start where the end is not known."""
        start = time_text(self.starts_at.time())
        if self.ends_at is None:
            return start
        end = time_text(self.ends_at.time())
        if self.ends_at - self.starts_at > timedelta(days=1):
            day = day_text(self.ends_at.date())
            return _("%(start)s, until %(time)s on %(day)s") % {"start": start, "time": end, "day": day}
        return _("%(start)s to %(end)s") % {"start": start, "end": end}

    @property
    def moment(self) -> str:
        """For machines: "2026-11-24T19:00:00+01:00"."""
        return self.starts_at.isoformat()

    @property
    def start(self) -> str:
        return time_text(self.starts_at.time())

    @property
    def until(self) -> str:
        """ "until 20:30", to stand under the start; empty where the end is not known."""
        if self.ends_at is None:
            return ""
        is_long = self.ends_at - self.starts_at > timedelta(days=1)
        return until_text(self.ends_at.time(), self.ends_at.date() if is_long else None)

    def day_label(self, now: datetime) -> str:
        """ "Today, Tuesday 24 November", by the clock on which it is shown."""
        return day_label(self.starts_at.date(), now.astimezone(self.starts_at.tzinfo).date())

    @property
    def original_time(self) -> str:
        """The time on the meeting's own clock, where that is another than the one shown."""
        own = self.starts_at.astimezone(zone_info(self.rule.zone))
        if own.utcoffset() == self.starts_at.utcoffset():
            return ""
        return _("%(time)s in the time zone %(zone)s") % {"time": time_text(own.time()), "zone": self.rule.zone}

    @property
    def who(self) -> list[Sentence]:
        return who_may_come(self.rule.meeting, self.rule)


@said_once
def until_text(at: time, on: date | None) -> str:
    """ "until 20:30", with the day where it is another."""
    if on is None:
        return _("until %(time)s") % {"time": time_text(at)}
    return _("until %(time)s on %(day)s") % {"time": time_text(at), "day": day_text(on)}


@said_once
def day_label(day: date, today: date) -> str:
    """ "Today, Tuesday 24 November"."""
    written = day_text(day) if abs((day - today).days) < NEAR_DAYS else day_year_text(day)
    if day == today:
        return _("Today, %(day)s") % {"day": written}
    if day == today + timedelta(days=1):
        return _("Tomorrow, %(day)s") % {"day": written}
    return written[:1].upper() + written[1:]


def dates_ahead(meeting: "Meeting", *, now: datetime, reader_zone: str) -> list[ShownDate]:
    """The next dates of a meeting loaded by `for_listing`, cancelled ones too, in order of time."""
    return list(each_date_ahead(meeting, now=now, reader_zone=reader_zone))


def each_date_ahead(meeting: "Meeting", *, now: datetime, reader_zone: str) -> Iterator[ShownDate]:
    """The same, one by one: most who ask want the first that fits."""
    by_rule = (dates_of_rule(meeting, rule, zone_shown(meeting, rule, reader_zone), now) for rule in meeting.loaded_rules)
    return merge(*by_rule, key=lambda shown: (shown.starts_at, shown.rule.pk))


def dates_of_rule(meeting: "Meeting", rule: "ScheduleRule", zone: ZoneInfo, now: datetime) -> Iterator[ShownDate]:
    """Those of one of its rules: what the index tells, and the weeks between."""
    rows = [row for row in meeting.near_dates if row.rule_id == rule.pk]
    only_elsewhere = {row.epoch_minute for row in rows if row.status == OccurrenceStatus.MOVED}
    told = (from_row(rule, row, zone, now) for row in rows if not (is_cancelled(row) and row.epoch_minute in only_elsewhere))
    weekly = weekly_ahead(rule, zone, now, besides={row.epoch_minute for row in rows})
    return merge(told, weekly, key=lambda shown: shown.starts_at)


def is_cancelled(row: "Occurrence") -> bool:
    return row.status == OccurrenceStatus.CANCELLED


def zone_shown(meeting: "Meeting", rule: "ScheduleRule", reader_zone: str) -> ZoneInfo:
    """The venue's clock for meetings at a place, the reader's for remote ones."""
    return zone_info(reader_zone if meeting.attendance in REMOTE else rule.zone)


def rule_in_words(meeting: "Meeting", rule: "ScheduleRule") -> str:
    """Its sentence; with the zone where the dates beside it are told on the reader's clock."""
    sentence = rule_sentence(rule.recurrence)
    if meeting.attendance in REMOTE and rule.start_minute is not None and rule.zone != settings.TIME_ZONE:
        return _("%(time)s in the time zone %(zone)s") % {"time": sentence, "zone": rule.zone}
    return sentence


def from_row(rule: "ScheduleRule", row: "Occurrence", zone: ZoneInfo, now: datetime) -> ShownDate:
    """A date from the index."""
    return ShownDate(
        rule=rule,
        starts_at=row.starts_at.astimezone(zone),
        ends_at=row.ends_at.astimezone(zone) if row.ends_at else None,
        is_running=runs(row.starts_at, row.ends_at, now),
        is_cancelled=is_cancelled(row),
        change=str(CHANGES.get(OccurrenceStatus(row.status), "")),
        reason=own_words(row.exception.reason, "") if row.exception and row.exception.reason else None,
        elsewhere=where_at(row.venue, rule.meeting) if row.venue else None,
    )


def regular_date(rule: "ScheduleRule", starts_at: datetime, zone: ZoneInfo, now: datetime) -> ShownDate:
    """A date of a plainly weekly rule that the index says nothing of."""
    ends_at = (starts_at + timedelta(minutes=rule.duration_minutes)).astimezone(zone) if rule.duration_minutes else None
    is_running = runs(starts_at, ends_at, now)
    return ShownDate(rule=rule, starts_at=starts_at.astimezone(zone), ends_at=ends_at, is_running=is_running)


def runs(starts_at: datetime, ends_at: datetime | None, now: datetime) -> bool:
    """Whether a date is in progress; of unknown length it counts as such for a few minutes."""
    return starts_at <= now < (ends_at or starts_at + GRACE)


def weekly_ahead(rule: "ScheduleRule", zone: ZoneInfo, now: datetime, besides: set[int]) -> Iterator[ShownDate]:
    """The dates of a plainly weekly rule in the next weeks, besides those that the index tells."""
    recurrence = rule.recurrence
    if not recurrence.is_plainly_weekly or recurrence.start_minute is None:
        return
    today = now.astimezone(zone_info(rule.zone)).date()
    lasts = timedelta(minutes=recurrence.duration_minutes or 0)
    for day in regular_dates(recurrence, today - DAY, today + timedelta(weeks=WEEKS_SHOWN)):
        starts_at = instant(day, recurrence.start_minute, rule.zone)
        if starts_at + max(lasts, GRACE) > now and epoch_minute(starts_at) not in besides:
            yield regular_date(rule, starts_at, zone, now)


def date_found(meeting: "Meeting", now: datetime, reader_zone: str) -> ShownDate:
    """The date that starts when the search said, by whichever rule has it."""
    starts_at = datetime.fromtimestamp(meeting.starts * 60, tz=UTC)
    rules = {rule.pk: rule for rule in meeting.loaded_rules}
    for row in meeting.near_dates:
        if row.epoch_minute == meeting.starts and row.rule_id in rules and not is_cancelled(row):
            return from_row(rules[row.rule_id], row, zone_shown(meeting, rules[row.rule_id], reader_zone), now)
    several = meeting.loaded_rules if len(rules) > 1 else []
    rule = next((rule for rule in several if falls_on(rule, starts_at)), meeting.loaded_rules[0])
    return regular_date(rule, starts_at, zone_shown(meeting, rule, reader_zone), now)


def falls_on(rule: "ScheduleRule", starts_at: datetime) -> bool:
    """Whether the weekday and the time of a plainly weekly rule are those of a moment."""
    recurrence = rule.recurrence
    day = starts_at.astimezone(zone_info(rule.zone)).date()
    return (
        recurrence.is_plainly_weekly
        and recurrence.start_minute is not None
        and any(
            instant(near, recurrence.start_minute, rule.zone) == starts_at for near in regular_dates(recurrence, day - DAY, day)
        )
    )


def timeless_rule(meeting: "Meeting") -> "ScheduleRule":
    """The rule without dates, by which a meeting without dates was found."""
    return next((rule for rule in meeting.loaded_rules if rule.frequency in TIMELESS), meeting.loaded_rules[0])
