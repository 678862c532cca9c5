"""Messages to groups that could not be delivered yet. One that was delivered is nowhere."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import Contact


class UndeliveredMessage(models.Model):
    """Kept for 24 hours at most, to be tried again."""

    contact = models.ForeignKey(Contact, verbose_name=_("contact"), on_delete=models.CASCADE, related_name="undelivered")
    text = models.TextField(_("message"))
    reply_to = models.CharField(_("answer to"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=10)
    # Whoever tries it again says so first: another process leaves it alone for a while.
    tried_at = models.DateTimeField(_("tried"), default=timezone.now)
    written_at = models.DateTimeField(_("written"), default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("message not delivered yet")
        verbose_name_plural = _("messages not delivered yet")
        ordering = ["written_at", "pk"]

    def __str__(self) -> str:
        # Never what was written.
        return f"{self.written_at:%Y-%m-%d %H:%M}"
