"""Users: coordinators and administrators."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.fields import MailAddressField
from accounts.querysets import UserManager


class User(AbstractBaseUser, PermissionsMixin):
    """Someone who keeps listings true. What is in their care is said by `groups.Membership`."""

    email = MailAddressField(_("mail address"), unique=True)
    # Shown in the history instead of the mail address; a first name or a role, never a surname.
    display_name = models.CharField(_("shown as"), max_length=60, blank=True, help_text=_("A first name or a role. No surname."))
    language = models.CharField(_("language"), max_length=10, blank=True)
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_staff = models.BooleanField(_("may use the workplace"), default=False)
    # Whether the directory asks by mail whether listings are still true (docs/confirmations.md).
    wants_reminders = models.BooleanField(_("is asked by mail whether listings are still true"), default=True)
    joined_at = models.DateTimeField(_("joined"), default=timezone.now)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="accounts_user_email_once",
                violation_error_message=_("There is already an account with this mail address."),
            ),
        ]

    def __str__(self) -> str:
        # Never the mail address: others who work here read this in lists and forms.
        return self.display_name or f"#{self.pk}"

    def get_full_name(self) -> str:
        """As they themselves and administrators know them."""
        return self.display_name or self.email

    def get_short_name(self) -> str:
        return self.get_full_name()
