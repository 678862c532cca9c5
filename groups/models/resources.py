"""Resources: other help that is not a meeting."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from groups.kinds import Cost, Orientation, ResourceKind
from groups.models.bodies import ServiceBody
from groups.models.groups import Group
from groups.models.topics import Topic
from groups.querysets import ResourceQuerySet
from languages.fields import CodeListField, TranslatedField
from places.ids import LENGTH as PUBLIC_ID_LENGTH
from places.ids import new_public_id
from places.models import Venue

if TYPE_CHECKING:
    from groups.models.contacts import Contact


class Resource(models.Model):
    public_id = models.CharField(_("public id"), max_length=PUBLIC_ID_LENGTH, unique=True, default=new_public_id, editable=False)
    kind = models.CharField(_("kind"), max_length=24, choices=ResourceKind)
    name = TranslatedField(_("name"))
    about = TranslatedField(_("about"), lines=4, blank=True)
    topics = models.ManyToManyField(Topic, verbose_name=_("topics"), related_name="resources", blank=True)
    groups = models.ManyToManyField(Group, verbose_name=_("groups"), related_name="resources", blank=True)
    organisation = models.ForeignKey(
        ServiceBody, verbose_name=_("organisation"), null=True, blank=True, on_delete=models.PROTECT, related_name="resources"
    )
    venue = models.ForeignKey(
        Venue, verbose_name=_("venue"), null=True, blank=True, on_delete=models.PROTECT, related_name="resources"
    )
    country = models.CharField(_("country"), max_length=2, blank=True, help_text=_("Two letters; empty: everywhere."))
    languages = CodeListField(_("languages"))
    website = models.URLField(_("website"), blank=True)
    cost = models.CharField(_("cost"), max_length=16, choices=Cost, default=Cost.NOT_STATED)
    orientation = models.CharField(_("orientation"), max_length=12, choices=Orientation, blank=True, default="")
    is_published = models.BooleanField(_("published"), default=False)
    # A fact without a source and a date is not shown (rows 81 and 85 of docs/needs.md).
    source_url = models.URLField(_("where this was found"), blank=True)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)

    objects = ResourceQuerySet.as_manager()

    # What is added by `for_listing`: those contacts that may be shown.
    public_contacts: "list[Contact]"

    class Meta:
        verbose_name = _("other help")
        verbose_name_plural = _("other help")
        constraints = [
            models.CheckConstraint(
                condition=Q(is_published=False) | Q(checked_on__isnull=False),
                name="groups_resource_checked",
                violation_error_message=_("Say on which date this was checked before you publish it."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)
