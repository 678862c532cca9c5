"""How often a network has sent a public form, for the limit; kept for a day."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from upkeep.kinds import PublicForm


class FormUse(models.Model):
    form = models.CharField(max_length=8, choices=PublicForm)
    network_hash = models.CharField(max_length=160)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("use of a public form")
        verbose_name_plural = _("uses of public forms")
        indexes = [models.Index(fields=["form", "network_hash", "at"], name="upkeep_formuse_limit")]

    def __str__(self) -> str:
        return f"{self.form} {self.at:%Y-%m-%d %H:%M}"
