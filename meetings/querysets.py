"""Questions asked of meetings and their schedules."""

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from meetings.models import Format, Meeting, Occurrence, ScheduleException, ScheduleRule


class FormatQuerySet(models.QuerySet["Format"]):
    pass


class MeetingQuerySet(models.QuerySet["Meeting"]):
    pass


class ScheduleRuleQuerySet(models.QuerySet["ScheduleRule"]):
    pass


class ScheduleExceptionQuerySet(models.QuerySet["ScheduleException"]):
    pass


class OccurrenceQuerySet(models.QuerySet["Occurrence"]):
    pass
