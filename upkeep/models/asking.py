"""Asks: who was asked by mail whether a listing is still true, and what came of it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.models import Meeting
from upkeep.kinds import Stage


class Digest(models.Model):
    """One mail to one person in one week. The row is there before the mail is sent, so that two commands at once send one."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("who"), on_delete=models.CASCADE, related_name="digests")
    week = models.DateField(_("week"))  # its Monday
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    claimed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("digest")
        verbose_name_plural = _("digests")
        ordering = ["-week", "pk"]
        constraints = [models.UniqueConstraint(fields=["user", "week"], name="upkeep_digest_once_a_week")]

    def __str__(self) -> str:
        return f"{self.week:%Y-%m-%d}"


class Ask(models.Model):
    """A listing that one person was asked about at one stage. `since` is the day on which it had last been vouched for: who
    confirms begins a new round. Each act of the mailed link works once."""

    meeting = models.ForeignKey(Meeting, verbose_name=_("meeting"), on_delete=models.CASCADE, related_name="asks")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("who"), on_delete=models.CASCADE, related_name="asks")
    stage = models.PositiveSmallIntegerField(_("stage"), choices=Stage)
    since = models.DateField(_("last vouched for on"))
    digest = models.ForeignKey(Digest, verbose_name=_("digest"), on_delete=models.CASCADE, related_name="asks")
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    changed_at = models.DateTimeField(_("changed"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("question by mail")
        verbose_name_plural = _("questions by mail")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "user", "stage", "since"], name="upkeep_ask_once"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting}: {self.get_stage_display()}"
