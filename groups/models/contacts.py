"""Contacts: how to reach a group or body. No names of people, ever."""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from groups.kinds import ContactKind, ContactRole
from groups.models.bodies import ServiceBody
from groups.models.groups import Group
from groups.models.resources import Resource
from groups.querysets import ContactQuerySet
from languages.fields import TranslatedField
from places.fields import OpeningField
from places.zones import is_zone

ONE_OWNER = (
    Q(group__isnull=False, service_body=None, resource=None)
    | Q(group=None, service_body__isnull=False, resource=None)
    | Q(group=None, service_body=None, resource__isnull=False)
)


class Contact(models.Model):
    group = models.ForeignKey(
        Group, verbose_name=_("group"), null=True, blank=True, on_delete=models.CASCADE, related_name="contacts"
    )
    service_body = models.ForeignKey(
        ServiceBody, verbose_name=_("service body"), null=True, blank=True, on_delete=models.CASCADE, related_name="contacts"
    )
    resource = models.ForeignKey(
        Resource, verbose_name=_("other help"), null=True, blank=True, on_delete=models.CASCADE, related_name="contacts"
    )
    role = models.CharField(_("who answers"), max_length=16, choices=ContactRole, default=ContactRole.GROUP)
    kind = models.CharField(_("kind"), max_length=8, choices=ContactKind)
    value = models.CharField(_("number or address"), max_length=200)
    opening = OpeningField(
        _("opening hours"), max_length=200, blank=True, default="", help_text=_("As in Mo-Fr 9:00-17:00; Sa 10-12.")
    )
    zone = models.CharField(_("time zone"), max_length=50, blank=True, default="", help_text=_("Of the hours; empty: this site’s."))
    hours = TranslatedField(_("about the hours"), blank=True)
    is_public = models.BooleanField(_("public"), default=False)
    consent_for = models.CharField(_("agreed to"), max_length=200, blank=True)
    consent_on = models.DateField(_("agreed on"), null=True, blank=True)
    consent_until = models.DateField(_("agreed until"), null=True, blank=True)
    # Whose it is: with that term of office the consent ends as well, and who takes the term away takes the contact with it.
    term = models.ForeignKey(
        "groups.Membership",
        verbose_name=_("with the term of"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="contacts",
    )
    takes_messages = models.BooleanField(
        _("gets what is written to the group"), default=False, help_text=_("A mail address; nobody who writes is shown it.")
    )

    objects = ContactQuerySet.as_manager()

    # The history names that these changed, never their values: what is erased here must not live on there.
    personal_fields = ("value", "opening", "hours", "consent_for")

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        constraints = [
            models.CheckConstraint(
                condition=ONE_OWNER,
                name="groups_contact_one_owner",
                violation_error_message=_("A contact belongs to one group, one service body or one resource."),
            ),
            models.CheckConstraint(
                condition=Q(is_public=False) | Q(consent_on__isnull=False),
                name="groups_contact_public_by_consent",
                violation_error_message=_("A public contact needs the date on which its owner agreed."),
            ),
            models.CheckConstraint(
                condition=Q(takes_messages=False) | Q(kind=ContactKind.MAIL, consent_on__isnull=False),
                name="groups_contact_messages_by_mail",
                violation_error_message=_(
                    "What is written to the group goes to a mail address whose owner has agreed; give the date."
                ),
            ),
        ]

    def __str__(self) -> str:
        # Never the value: this text goes into the history and into lists.
        return f"{self.get_role_display()}, {self.get_kind_display()}"

    def clean(self) -> None:
        try:
            if self.kind == ContactKind.MAIL:
                validate_email(self.value)
            elif self.kind == ContactKind.WEB:
                URLValidator(schemes=["http", "https"])(self.value)
        except ValidationError as error:
            raise ValidationError({"value": error}) from error
        if self.zone and not is_zone(self.zone):
            raise ValidationError({"zone": _("Not a known time zone; it looks like Europe/Bratislava.")})
