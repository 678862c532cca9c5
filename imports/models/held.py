"""Held texts: what was taken out of records because it is personal, for a person to look at."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imports.kinds import HELD_REASONS
from imports.models.links import SourceMeeting
from imports.models.runs import ImportRun
from imports.querysets import HeldTextQuerySet


class HeldText(models.Model):
    """Seen by coordinators only. The text is erased when somebody has decided; the rest goes 90 days after it came."""

    run = models.ForeignKey(ImportRun, verbose_name=_("run"), null=True, on_delete=models.SET_NULL, related_name="held_texts")
    source_meeting = models.ForeignKey(SourceMeeting, verbose_name=_("record"), on_delete=models.CASCADE, related_name="held_texts")
    field_name = models.CharField(_("field"), max_length=60)
    text = models.TextField(_("text"), blank=True)
    reason = models.CharField(_("why"), max_length=10, choices=HELD_REASONS)
    arrived_at = models.DateTimeField(_("came"), default=timezone.now, db_index=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    objects = HeldTextQuerySet.as_manager()

    # The history names that this changed, never its values.
    personal_fields: ClassVar[tuple[str, ...]] = ("text",)

    class Meta:
        verbose_name = _("held text")
        verbose_name_plural = _("held texts")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["decided_at", "-id"], name="imports_held_decided")]

    def __str__(self) -> str:
        # Never the text: this goes into the history and into lists.
        return f"{self.field_name}, {self.get_reason_display()}"
