"""Links: which row of ours a record of a source is."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from groups.models import Group
from imports.models.runs import ImportRun
from imports.models.sources import Source
from meetings.models import Meeting
from places.models import Venue

LONGEST_KEY = 220


def source_of(links: str) -> "models.ForeignKey[Source, Source]":
    """A link's source; the index of the unique constraint begins with it and serves it too."""
    return models.ForeignKey(Source, verbose_name=_("source"), on_delete=models.PROTECT, related_name=links, db_index=False)


class SourceMeeting(models.Model):
    """A record by its key, with the fingerprint (planning/fingerprints.py) under which it was last taken. Without a meeting: a
    coordinator deleted it, and it stays away."""

    source = source_of("meetings")
    key = models.CharField(_("key in the source"), max_length=LONGEST_KEY)
    fingerprint = models.CharField(max_length=80)
    # Of each field of the meeting the mark of what the source last said, and since when it says so (applying/provenance.py).
    said = models.JSONField(default=dict, editable=False)
    meeting = models.ForeignKey(Meeting, null=True, on_delete=models.SET_NULL, related_name="source_links")
    # Of which meeting it was until that was merged into the present one; put back with the merging.
    merged_from = models.ForeignKey(Meeting, null=True, on_delete=models.SET_NULL, related_name="+")
    withdrawn_on = models.DateField(_("withdrawn on"), null=True)
    withdrawn_in = models.ForeignKey(ImportRun, null=True, on_delete=models.SET_NULL, related_name="withdrawals")
    status_before = models.CharField(_("status before it was withdrawn"), max_length=10, blank=True, default="")

    class Meta:
        verbose_name = _("record of a source")
        verbose_name_plural = _("records of sources")
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="imports_sourcemeeting_once")]

    def __str__(self) -> str:
        return self.key


class SourceGroup(models.Model):
    """A group that a source's records share."""

    source = source_of("groups")
    key = models.CharField(max_length=32)
    said = models.JSONField(default=dict, editable=False)  # as of a meeting
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="source_links")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="imports_sourcegroup_once")]

    def __str__(self) -> str:
        return self.key


class SourceVenue(models.Model):
    """A venue that a source's records share. `address_key` is that of its name and address alone."""

    source = source_of("venues")
    key = models.CharField(max_length=32)
    address_key = models.CharField(max_length=32)
    said = models.JSONField(default=dict, editable=False)  # as of a meeting
    venue = models.ForeignKey(Venue, on_delete=models.CASCADE, related_name="source_links")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="imports_sourcevenue_once")]

    def __str__(self) -> str:
        return self.key
