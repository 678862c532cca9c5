"""Mails to the keepers of sources: what each was told, and when, so that nobody is told twice."""

from django.db import models
from django.utils import timezone

from imports.kinds import Condition
from imports.models.sources import Source


class KeeperMail(models.Model):
    """A mail, kept before it leaves. Neither its text nor its address is."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="keeper_mails")
    about = models.CharField(max_length=10, choices=Condition)
    claimed_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.source}: {self.get_about_display()}"
