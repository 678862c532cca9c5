"""What a run that waits misses, meeting by meeting."""

from django.db import models

from imports.models.links import SourceMeeting
from imports.models.runs import ImportRun
from imports.querysets import MissingMeetingQuerySet


class MissingMeeting(models.Model):
    """A meeting that is not in the feed of a run that waits: a person says whether it has ended. Gone when it is said."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="missing")
    link = models.ForeignKey(SourceMeeting, on_delete=models.CASCADE, related_name="+")

    objects = MissingMeetingQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "link"], name="imports_missing_once")]

    def __str__(self) -> str:
        return str(self.link)
