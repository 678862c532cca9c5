"""What was decided about holidays where it leaves no exception: that a meeting meets as always."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings.models import ScheduleRule


class HolidayDecision(models.Model):
    """On this date it meets as the rule says, and nobody need be asked again. What differs is a `ScheduleException`."""

    rule = models.ForeignKey(ScheduleRule, verbose_name=_("rule"), on_delete=models.CASCADE, related_name="holiday_decisions")
    on = models.DateField(_("on"))

    class Meta:
        verbose_name = _("meets on a holiday")
        verbose_name_plural = _("meets on holidays")
        ordering = ["on", "pk"]
        constraints = [models.UniqueConstraint(fields=["rule", "on"], name="upkeep_holiday_decided_once")]

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d}"
