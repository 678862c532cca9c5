"""The record of changes: appended to, never edited."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from history.querysets import ChangeQuerySet
from history.road import RoadKind


class Revision(models.Model):
    """One thing that somebody did, with every row that it changed."""

    at = models.DateTimeField(_("when"), default=timezone.now, db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("who"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    road = models.CharField(_("by which road"), max_length=20, choices=RoadKind)
    road_name = models.CharField(_("which one"), max_length=120, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("entry in the history")
        verbose_name_plural = _("history")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.get_road_display()} {self.road_name}".strip()


class ChangeKind(models.TextChoices):
    CREATED = "created", _("created")
    CHANGED = "changed", _("changed")
    DELETED = "deleted", _("deleted")


class Change(models.Model):
    """What a revision did to one row: {field: [before, after]}; for a deleted row all its fields, for a created one none
    (the row itself says them, until a later change does)."""

    revision = models.ForeignKey(Revision, verbose_name=_("entry"), on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField(_("what happened"), max_length=10, choices=ChangeKind)
    content_type = models.ForeignKey(ContentType, verbose_name=_("kind of row"), on_delete=models.PROTECT, related_name="+")
    object_id = models.BigIntegerField(_("row"))
    label = models.CharField(_("name at the time"), max_length=200)
    fields = models.JSONField(_("fields"), default=dict, blank=True, encoder=DjangoJSONEncoder)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        ordering = ["-revision__at", "-pk"]
        indexes = [models.Index(fields=["content_type", "object_id"], name="history_change_row")]

    def __str__(self) -> str:
        return f"{self.label}: {self.get_kind_display()}"
