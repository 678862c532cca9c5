"""Mails to those who keep lists: when each was last told, so that there is one a week at most."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class OwnerMail(models.Model):
    """A mail, kept before it leaves; neither its text nor its address is."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="referral_mails")
    week = models.DateField()  # its Monday
    claimed_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["user", "week"], name="referrals_ownermail_once_a_week")]

    def __str__(self) -> str:
        return f"{self.user_id}, {self.week}"
