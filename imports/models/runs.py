"""Runs: what came in, what became of it, and what was wrong with it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from history.models import Revision
from history.road import RoadKind
from imports.kinds import Outcome
from imports.models.sources import Source
from imports.querysets import ImportProblemQuerySet, ImportRunQuerySet


class ImportRun(models.Model):
    """One run of a source. Where it waits, or was only tried out, the figures say what it would have done."""

    source = models.ForeignKey(Source, verbose_name=_("source"), on_delete=models.CASCADE, related_name="runs")
    started_at = models.DateTimeField(_("began"), default=timezone.now)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("who"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    road = models.CharField(_("started from"), max_length=20, choices=RoadKind)
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome, default=Outcome.RUNNING)
    # Why it was refused: a code of either reasons.py, and what belongs to it, such as the status of the server.
    reason = models.CharField(max_length=40, blank=True, default="")
    reason_detail = models.CharField(max_length=200, blank=True, default="")

    came_in = models.PositiveIntegerField(_("came in"), default=0)
    created = models.PositiveIntegerField(_("created"), default=0)
    updated = models.PositiveIntegerField(_("updated"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged"), default=0)
    rejected = models.PositiveIntegerField(_("rejected"), default=0)
    restored = models.PositiveIntegerField(_("of the updated: came back"), default=0)
    withdrawn = models.PositiveIntegerField(_("withdrawn"), default=0)
    revision = models.ForeignKey(
        Revision, verbose_name=_("entry in the history"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("run of an import")
        verbose_name_plural = _("runs of imports")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["outcome", "-id"], name="imports_run_outcome")]
        constraints = [
            models.CheckConstraint(
                condition=Q(came_in=F("created") + F("updated") + F("unchanged") + F("rejected")),
                name="imports_run_adds_up",
                violation_error_message=_("What came in is created, updated, unchanged or rejected."),
            ),
            models.CheckConstraint(
                condition=Q(restored__lte=F("updated")),
                name="imports_run_restored",
                violation_error_message=_("What came back counts as updated."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {timezone.localtime(self.started_at):%Y-%m-%d %H:%M}"


class KeptFeed(models.Model):
    """The content of a run that waits, gzipped; it holds all that was in the feed, so it goes when the run waits no more."""

    run = models.OneToOneField(ImportRun, on_delete=models.CASCADE, related_name="kept")
    content = models.BinaryField()
    # What the run would do, in the order of the feed: the keys that it would create and update, and former keys of renamed records.
    planned = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{len(self.content)} bytes"


class ImportProblem(models.Model):
    """Something that was wrong: an example, or all further ones of its kind (`count`). Nothing personal is in it."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="problems")
    code = models.CharField(_("what"), max_length=40)
    key = models.CharField(_("record"), max_length=220, blank=True)
    index = models.PositiveIntegerField(_("place in the feed"), null=True, blank=True)
    field_name = models.CharField(_("field"), max_length=60, blank=True)
    value = models.CharField(_("value"), max_length=120, blank=True)
    rejects = models.BooleanField(_("rejected"), default=False)
    count = models.PositiveIntegerField(_("how often"), default=1)

    objects = ImportProblemQuerySet.as_manager()

    class Meta:
        verbose_name = _("problem")
        verbose_name_plural = _("problems")
        ordering = ["-rejects", "code", "pk"]

    def __str__(self) -> str:
        return self.code
