"""Invitations: a role that waits for somebody to take it."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.care import MembershipRole
from groups.models import Contact, Group, Membership, ServiceBody

DAYS_TO_ACCEPT = 14


def last_day() -> date:
    """Until when an invitation of today may be taken."""
    return timezone.localdate() + timedelta(days=DAYS_TO_ACCEPT)


class Invitation(models.Model):
    email = models.EmailField(_("mail address"))
    language = models.CharField(_("language"), max_length=10, blank=True)
    role = models.CharField(_("role"), max_length=12, choices=MembershipRole)
    service_body = models.ForeignKey(
        ServiceBody, verbose_name=_("service body"), null=True, blank=True, on_delete=models.CASCADE, related_name="invitations"
    )
    group = models.ForeignKey(
        Group, verbose_name=_("group"), null=True, blank=True, on_delete=models.CASCADE, related_name="invitations"
    )
    # Empty: on the day on which it is taken.
    starts_on = models.DateField(_("term from"), null=True, blank=True)
    ends_on = models.DateField(_("term until"))
    # Whose term ends when this is taken: a handover.
    replaces = models.ForeignKey(
        Membership, verbose_name=_("instead of"), null=True, blank=True, on_delete=models.SET_NULL, related_name="successions"
    )
    # Of the contacts that go with that term, those that the new one takes over; the others end with it.
    contacts = models.ManyToManyField(Contact, verbose_name=_("contacts taken over"), related_name="+", blank=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("invited by"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    invited_at = models.DateTimeField(_("invited"), default=timezone.now)
    open_until = models.DateField(_("may be taken until"), default=last_day)
    accepted_at = models.DateTimeField(_("taken"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("taken back"), null=True, blank=True)
    membership = models.OneToOneField(
        Membership, verbose_name=_("role taken"), null=True, blank=True, on_delete=models.SET_NULL, related_name="invitation"
    )

    # The history names that this changed, never its value.
    personal_fields = ("email",)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-invited_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(service_body__isnull=False, group=None) | Q(service_body=None, group__isnull=False),
                name="upkeep_invitation_one_care",
                violation_error_message=_("A role is on one service body or on one group."),
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(withdrawn_at=None),
                name="upkeep_invitation_taken_or_back",
                violation_error_message=_("This invitation has been taken already."),
            ),
        ]

    def __str__(self) -> str:
        # Never the mail address: this text goes into the history and into lists.
        return f"{self.get_role_display()}, {self.service_body or self.group}"
