"""The index that searches ask: what of a meeting can be found, and when."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from groups.models import Fellowship
from meetings.marks import MarksField
from meetings.models.meetings import Meeting
from meetings.models.rules import ScheduleRule
from meetings.querysets.entries import LONG, SearchEntryQuerySet
from places.fields import FoldedField, PointIndex


class SearchEntry(models.Model):
    """A rule of a published meeting that its weekday tells, or a date of another, beside all that a search asks of its meeting.
    Kept by `entries.py`, never edited. Where it is found is as coarse as the meeting's visibility asks."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="entries")
    rule = models.ForeignKey(ScheduleRule, on_delete=models.CASCADE, related_name="+")
    zone = models.CharField(max_length=50)
    # Of a weekly rule the local minute since Monday 00:00, and the same in UTC by the offset that its zone has in `ZoneInUse`.
    week_minute = models.PositiveSmallIntegerField(null=True)
    reference_minute = models.PositiveSmallIntegerField(null=True)
    # Of a date the minute since 1970 in UTC; `starts.ALWAYS_OPEN` and `BY_APPOINTMENT` in the place of what has no time.
    epoch_minute = models.BigIntegerField(null=True)
    duration_minutes = models.PositiveIntegerField(null=True)
    # Whether some of the weekly dates are cancelled: those are rows of `Occurrence`.
    is_interrupted = models.BooleanField(default=False)
    # Whether it lasts longer than `reference_minutes.LONG_MINUTES`.
    is_long = models.BooleanField(default=False)
    is_remote = models.BooleanField()
    # Whether one can take part from home, also where others meet in a room.
    is_online = models.BooleanField()
    comes_and_goes = models.BooleanField()
    fellowship = models.ForeignKey(Fellowship, on_delete=models.CASCADE, related_name="+", db_index=False)
    access = models.CharField(max_length=12)
    # The group's own words; empty where the fellowship's hold.
    serves = models.CharField(max_length=20, blank=True)
    minimum_age = models.PositiveSmallIntegerField(null=True)
    vouched_on = models.DateField(null=True)
    marks = MarksField()
    name_key = FoldedField(max_length=60)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    # Of `places.cells`: with it an index finds what starts in some hour near some place.
    cell = models.PositiveIntegerField(null=True)
    # The same on the unit sphere, so that a distance costs no trigonometry.
    x = models.FloatField(null=True)
    y = models.FloatField(null=True)
    z = models.FloatField(null=True)

    objects = SearchEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        indexes = [
            PointIndex(fields=["latitude", "longitude"], name="meetings_entry_point"),
            models.Index(fields=["cell", "reference_minute"], name="meetings_entry_cell_week"),
            models.Index(
                fields=["cell", "epoch_minute"], name="meetings_entry_cell_dates", condition=Q(epoch_minute__isnull=False)
            ),
            models.Index(fields=["cell"], name="meetings_entry_cell_long", condition=LONG),
            GinIndex(fields=["marks"], name="meetings_entry_marks"),
            models.Index(fields=["reference_minute"], name="meetings_entry_week"),
            models.Index(fields=["zone", "reference_minute"], name="meetings_entry_zone_week"),
            models.Index(fields=["epoch_minute"], name="meetings_entry_dates", condition=Q(epoch_minute__isnull=False)),
            models.Index(fields=["reference_minute"], name="meetings_entry_long", condition=LONG),
            models.Index(fields=["epoch_minute"], name="meetings_entry_long_dates", condition=LONG & Q(epoch_minute__isnull=False)),
            models.Index(fields=["reference_minute"], name="meetings_entry_online", condition=Q(is_online=True)),
            models.Index(fields=["name_key"], name="meetings_entry_name"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(week_minute__isnull=False, reference_minute__isnull=False, epoch_minute=None)
                | Q(week_minute=None, reference_minute=None, epoch_minute__isnull=False),
                name="meetings_entry_weekly_or_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.epoch_minute if self.week_minute is None else self.week_minute}"


class NameWord(models.Model):
    """A word of the name of some meeting, group or house: what a slip of the finger may have been meant for. Words that are in no
    name any more do no harm, so none is taken away."""

    word = FoldedField(max_length=40, primary_key=True)

    class Meta:
        verbose_name = _("word of names")
        verbose_name_plural = _("words of names")

    def __str__(self) -> str:
        return str(self.word)
