"""Organisations that ask for an account."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.fields import MailAddressField
from referrals.kinds import RequestState
from referrals.querysets import AccountRequestQuerySet


class AccountRequest(models.Model):
    """The mailbox is forgotten with the decision, or after 90 days (erasing is the queryset's)."""

    organisation = models.CharField(_("organisation"), max_length=200)
    town = models.CharField(_("town"), max_length=100)
    country = models.CharField(_("country"), max_length=2, blank=True)
    website = models.URLField(_("website"), blank=True)
    mail = MailAddressField(_("mail address at work"), blank=True)
    language = models.CharField(_("language"), max_length=7)
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now)
    state = models.CharField(_("state"), max_length=8, choices=RequestState, default=RequestState.OPEN)

    objects = AccountRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for an account")
        verbose_name_plural = _("requests for an account")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.organisation
