"""Confirmations and reports: what the truth of a listing is computed from."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from history.road import RoadKind
from meetings.kinds import ConfirmedBy, ReportKind
from meetings.models.meetings import Meeting


class Confirmation(models.Model):
    meeting = models.ForeignKey(Meeting, verbose_name=_("meeting"), on_delete=models.CASCADE, related_name="confirmations")
    on = models.DateField(_("on"))
    role = models.CharField(_("by"), max_length=12, choices=ConfirmedBy)
    road = models.CharField(_("by which road"), max_length=20, choices=RoadKind)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("who"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d} {self.get_role_display()}"


class Report(models.Model):
    """A visitor's report. `network_hash` tells networks apart for a while; its key is not in the database and is thrown away."""

    meeting = models.ForeignKey(Meeting, verbose_name=_("meeting"), on_delete=models.CASCADE, related_name="reports")
    kind = models.CharField(_("what"), max_length=16, choices=ReportKind)
    on = models.DateField(_("on"))
    about_date = models.DateField(_("about the date"), null=True, blank=True)
    network_hash = models.CharField(_("network"), max_length=160, blank=True)
    # When somebody who keeps the listing has seen to it; what was no real report does not count.
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    is_dismissed = models.BooleanField(_("does not count"), default=False)

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d} {self.get_kind_display()}"
