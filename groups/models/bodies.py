"""Service bodies: intergroups, regions, offices, associations; the unit of a coordinator's care."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from groups.kinds import BodyKind
from groups.models.fellowships import Fellowship
from groups.querysets import ServiceBodyQuerySet
from languages.fields import TranslatedField
from places.ids import LENGTH as PUBLIC_ID_LENGTH
from places.ids import new_public_id


class ServiceBody(models.Model):
    public_id = models.CharField(_("public id"), max_length=PUBLIC_ID_LENGTH, unique=True, default=new_public_id, editable=False)
    parent = models.ForeignKey(
        "self", verbose_name=_("under"), null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    # "/1/5/9/": the keys from the top down to this one, kept by actions, so that "all under it" is one condition.
    path = models.CharField(_("path"), max_length=200, editable=False, db_index=True, default="")
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=BodyKind)
    fellowship = models.ForeignKey(
        Fellowship, verbose_name=_("fellowship"), null=True, blank=True, on_delete=models.PROTECT, related_name="service_bodies"
    )
    country = models.CharField(_("country"), max_length=2, blank=True, help_text=_("Two letters, as in SK."))
    website = models.URLField(_("website"), blank=True)
    about = TranslatedField(_("about"), lines=4, blank=True)

    objects = ServiceBodyQuerySet.as_manager()

    class Meta:
        verbose_name = _("service body")
        verbose_name_plural = _("service bodies")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("id")),
                name="groups_servicebody_not_own_parent",
                violation_error_message=_("A service body cannot be under itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if self.pk and self.parent and f"/{self.pk}/" in self.parent.path:
            raise ValidationError({"parent": _("That body is itself under this one.")})
