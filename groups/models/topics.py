"""Topics: what it is about. Two levels: branches (substances, behaviours …) and topics."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from groups.kinds import Serves
from groups.querysets import TopicQuerySet
from languages.fields import TranslatedField, TranslatedWordsField


class Topic(models.Model):
    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    parent = models.ForeignKey(
        "self", verbose_name=_("branch"), null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    name = TranslatedField(_("name"))
    synonyms = TranslatedWordsField(_("other words for it"), blank=True)
    sentence = TranslatedField(_("what it is about, in one sentence"), lines=2, blank=True)
    # Whom the groups of this topic are for: a wife who picks "someone close to me drinks" is "me" there.
    serves = models.CharField(_("is for"), max_length=20, choices=Serves, default=Serves.PERSON_CONCERNED)
    is_sensitive = models.BooleanField(_("needs discretion"), default=False)

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["position", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("id")),
                name="groups_topic_not_own_parent",
                violation_error_message=_("A topic cannot be its own branch."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)

    def clean(self) -> None:
        if self.parent and self.parent.parent_id:
            raise ValidationError({"parent": _("Topics have two levels: choose a branch.")})
