"""Indexes of the schedule: computed from rules and exceptions by index.py, never edited."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings.kinds import OccurrenceStatus
from meetings.models.exceptions import ScheduleException
from meetings.models.meetings import Meeting
from meetings.models.rules import ScheduleRule
from meetings.querysets import OccurrenceQuerySet
from places.models import Venue


class Occurrence(models.Model):
    """A date of a rule that is not plainly weekly, or one that an exception touches. A moved date is two rows: its regular time,
    cancelled, and its new one."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="occurrences")
    rule = models.ForeignKey(ScheduleRule, on_delete=models.CASCADE, related_name="occurrences")
    exception = models.ForeignKey(ScheduleException, null=True, on_delete=models.CASCADE, related_name="+")
    local_date = models.DateField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    epoch_minute = models.BigIntegerField()  # starts_at as minutes since 1970, which both databases add and order alike
    status = models.CharField(max_length=10, choices=OccurrenceStatus)
    # Protected by the exception whose venue this is: what a coordinator reads about then is the exception, not its index rows.
    venue = models.ForeignKey(Venue, null=True, on_delete=models.CASCADE, related_name="+")

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("occurrence")
        verbose_name_plural = _("occurrences")
        indexes = [
            models.Index(fields=["meeting", "epoch_minute"], name="meetings_occ_meeting"),
            models.Index(fields=["epoch_minute"], name="meetings_occ_starts"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["rule", "epoch_minute", "status"], name="meetings_occurrence_once"),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M} {self.status}"


class ZoneInUse(models.Model):
    """The time zones that rules have: a search asks each of them what time it is there. The bounds are those of all meetings that
    were ever found in the zone, so that a search near a place asks only the zones that may be there."""

    zone = models.CharField(max_length=50, primary_key=True)
    south = models.FloatField(default=90)
    north = models.FloatField(default=-90)
    west = models.FloatField(default=180)
    east = models.FloatField(default=-180)

    class Meta:
        verbose_name = _("time zone in use")
        verbose_name_plural = _("time zones in use")

    def __str__(self) -> str:
        return self.zone

    def widened(self, latitudes: list[float], longitudes: list[float]) -> bool:
        """Take in more meetings; says whether the bounds changed."""
        before = (self.south, self.north, self.west, self.east)
        self.south, self.north = min(self.south, *latitudes), max(self.north, *latitudes)
        self.west, self.east = min(self.west, *longitudes), max(self.east, *longitudes)
        return before != (self.south, self.north, self.west, self.east)
