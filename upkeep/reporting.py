"""What a visitor may report of a meeting, and about which of its dates."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from django.utils import timezone

from meetings.index import deviation, exceptions_by_rule
from meetings.kinds import MeetingStatus, ReportKind
from meetings.models import Meeting, ScheduleException, ScheduleRule
from meetings.schedule import meeting_dates

DATES = 3
LOOK_BACK = timedelta(days=366)  # the third last date of a quarterly meeting
EARLY = timedelta(minutes=30)  # somebody stands at a locked door before it starts
AT_A_PLACE = (ReportKind.NOBODY_THERE, ReportKind.MOVED, ReportKind.CANNOT_GET_IN)


def is_reportable(meeting: Meeting) -> bool:
    """Whether the listing says that the meeting takes place; of any other there is nothing to report."""
    return meeting.effective_status is MeetingStatus.PUBLISHED


def kinds_offered(meeting: Meeting) -> list[ReportKind]:
    """Those that can be wrong with this meeting: without a house nobody stands before it, without a link none is broken."""
    left_out = set() if meeting.venue_id else set(AT_A_PLACE)
    if not (meeting.online_url or meeting.phone) or meeting.is_link_on_request:
        left_out.add(ReportKind.LINK_BROKEN)
    return [kind for kind in ReportKind if kind not in left_out]


def dates_offered(meeting: Meeting, now: datetime) -> list[date]:
    """The last three dates on which it should have taken place, the latest first."""
    rules = list(ScheduleRule.objects.filter(meeting=meeting).select_related("meeting__group__service_body"))
    exceptions = exceptions_by_rule(rules, timezone.localdate(now))
    found = {day for rule in rules for day in dates_of(rule, exceptions[rule.pk], now)}
    return sorted(found, reverse=True)[:DATES]


def dates_of(rule: ScheduleRule, exceptions: Iterable[ScheduleException], now: datetime) -> Iterator[date]:
    """The dates of one rule up to now, without those of which the listing itself said that they do not take place."""
    today = timezone.localdate(now)
    for one in meeting_dates(rule.recurrence, map(deviation, exceptions), today - LOOK_BACK, today):
        if one.takes_place and one.starts_at <= now + EARLY:
            yield one.local_date
