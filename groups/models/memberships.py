"""Memberships: a coordinator's role on a service body or a group, until a date."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.care import MembershipRole
from groups.models.bodies import ServiceBody
from groups.models.groups import Group
from groups.querysets import MembershipQuerySet


class Membership(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("who"), on_delete=models.CASCADE, related_name="memberships")
    service_body = models.ForeignKey(
        ServiceBody, verbose_name=_("service body"), null=True, blank=True, on_delete=models.CASCADE, related_name="memberships"
    )
    group = models.ForeignKey(
        Group, verbose_name=_("group"), null=True, blank=True, on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField(_("role"), max_length=12, choices=MembershipRole)
    starts_on = models.DateField(_("from"), default=date.today)
    ends_on = models.DateField(_("until"))

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        constraints = [
            models.CheckConstraint(
                condition=Q(service_body__isnull=False, group=None) | Q(service_body=None, group__isnull=False),
                name="groups_membership_one_care",
                violation_error_message=_("A role is on one service body or on one group."),
            ),
            models.CheckConstraint(
                condition=Q(starts_on__lte=F("ends_on")),
                name="groups_membership_dates",
                violation_error_message=_("The term must not end before it begins."),
            ),
            models.UniqueConstraint(
                fields=["user", "service_body", "role"],
                condition=Q(group=None),
                name="groups_membership_body_once",
                violation_error_message=_("This person already has this role here."),
            ),
            models.UniqueConstraint(
                fields=["user", "group", "role"],
                condition=Q(service_body=None),
                name="groups_membership_group_once",
                violation_error_message=_("This person already has this role here."),
            ),
        ]

    def __str__(self) -> str:
        # Never the mail address: this text stays in the history when the account is gone.
        who = self.user.display_name or f"#{self.user_id}"
        return f"{who}: {self.get_role_display()}, {self.service_body or self.group}"
