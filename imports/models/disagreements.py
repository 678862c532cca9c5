"""Where a source and a person say different things of one field of a meeting."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imports.models.links import SourceMeeting
from imports.querysets import DisagreementQuerySet


class Disagreement(models.Model):
    """Ours stands in the meeting, as a person changed it; `theirs` are the columns as the source has them since then. A person says
    which holds."""

    link = models.ForeignKey(SourceMeeting, verbose_name=_("record"), on_delete=models.CASCADE, related_name="disagreements")
    field_name = models.CharField(_("field"), max_length=30)
    theirs = models.JSONField(_("the source says"), encoder=DjangoJSONEncoder)
    since = models.DateTimeField(_("since"), default=timezone.now)

    objects = DisagreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("disagreement")
        verbose_name_plural = _("disagreements")
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["link", "field_name"], name="imports_disagreement_once")]

    def __str__(self) -> str:
        return f"{self.link}: {self.field_name}"
