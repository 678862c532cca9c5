"""The record of changes: appended to, never edited."""

from typing import Any, Never

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from history.querysets import AppendOnlyError, ChangeQuerySet, RevisionQuerySet
from history.road import RoadKind
from languages.dates import date_text


class AppendOnly(models.Model):
    """A row that is added and never rewritten."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyError
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Never:
        raise AppendOnlyError


class Revision(AppendOnly):
    """One thing that somebody did, with every row that it changed."""

    at = models.DateTimeField(_("when"), default=timezone.now, db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("who"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    road = models.CharField(_("by which road"), max_length=20, choices=RoadKind)
    road_name = models.CharField(_("which one"), max_length=120, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)
    # Since when it tells only which fields changed (erasing.py).
    erased_on = models.DateField(_("values erased on"), null=True, blank=True, editable=False)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry in the history")
        verbose_name_plural = _("history")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["at"], name="history_revision_unerased", condition=Q(erased_on=None))]

    def __str__(self) -> str:
        at = timezone.localtime(self.at)
        return f"{date_text(at.date())}, {at:%H:%M} {self.get_road_display()} {self.road_name}".strip()


class ChangeKind(models.TextChoices):
    CREATED = "created", _("created")
    CHANGED = "changed", _("changed")
    DELETED = "deleted", _("deleted")
    ERASED = "erased", _("values erased from the history")


class Change(AppendOnly):
    """What a revision did to one row: {field: [before, after]}; for a deleted row all its fields, for a created one none
    (the row itself says them, until a later change does)."""

    revision = models.ForeignKey(Revision, verbose_name=_("entry"), on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField(_("what happened"), max_length=10, choices=ChangeKind)
    content_type = models.ForeignKey(ContentType, verbose_name=_("kind of row"), on_delete=models.PROTECT, related_name="+")
    object_id = models.BigIntegerField(_("row"))
    label = models.CharField(_("name at the time"), max_length=200)
    fields = models.JSONField(_("fields"), default=dict, blank=True, encoder=DjangoJSONEncoder)
    # In whose care the row was (anchors.py). No foreign keys: groups and bodies go, what was done to them stays.
    about_group = models.BigIntegerField(null=True, blank=True, editable=False)
    about_body = models.BigIntegerField(null=True, blank=True, editable=False)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        ordering = ["-revision__at", "-pk"]
        indexes = [
            models.Index(fields=["content_type", "object_id"], name="history_change_row"),
            models.Index(fields=["about_group", "revision"], name="history_change_group", condition=Q(about_group__isnull=False)),
            models.Index(fields=["about_body", "revision"], name="history_change_body", condition=Q(about_body__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.get_kind_display()}"
