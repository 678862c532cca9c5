"""Questions asked of meetings and their schedules."""

from meetings.querysets.meetings import ALWAYS_OPEN, BY_APPOINTMENT, MeetingQuerySet
from meetings.querysets.schedules import FormatQuerySet, OccurrenceQuerySet, ScheduleExceptionQuerySet, ScheduleRuleQuerySet

__all__ = [
    "ALWAYS_OPEN",
    "BY_APPOINTMENT",
    "FormatQuerySet",
    "MeetingQuerySet",
    "OccurrenceQuerySet",
    "ScheduleExceptionQuerySet",
    "ScheduleRuleQuerySet",
]
