"""Questions asked of meetings and their schedules."""

from meetings.querysets.meetings import MeetingQuerySet
from meetings.querysets.schedules import FormatQuerySet, OccurrenceQuerySet, ScheduleExceptionQuerySet, ScheduleRuleQuerySet

__all__ = [
    "FormatQuerySet",
    "MeetingQuerySet",
    "OccurrenceQuerySet",
    "ScheduleExceptionQuerySet",
    "ScheduleRuleQuerySet",
]
