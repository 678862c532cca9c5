"""Fellowships: AA, NA, Al-Anon, SMART Recovery, abstinence clubs, peer groups …"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from groups.kinds import Method, Orientation, Serves
from groups.models.topics import Topic
from groups.querysets import FellowshipQuerySet
from languages.fields import TranslatedField, TranslatedWordsField


class Fellowship(models.Model):
    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    abbreviation = TranslatedField(_("abbreviation"), blank=True)
    name = TranslatedField(_("name"))
    aliases = TranslatedWordsField(_("other names and spellings"), blank=True)
    topics = models.ManyToManyField(Topic, verbose_name=_("topics"), related_name="fellowships", blank=True)
    method = models.CharField(_("method"), max_length=20, choices=Method)
    serves = models.CharField(_("is for"), max_length=20, choices=Serves, default=Serves.PERSON_CONCERNED)
    minimum_age = models.PositiveSmallIntegerField(_("from the age of"), null=True, blank=True)
    maximum_age = models.PositiveSmallIntegerField(_("to the age of"), null=True, blank=True)
    orientation = models.CharField(_("orientation"), max_length=12, choices=Orientation, blank=True, default="")
    open_sentence = TranslatedField(_("who may come to an open meeting"), lines=2, blank=True)
    closed_sentence = TranslatedField(_("who may come to a closed meeting"), lines=2, blank=True)
    about = TranslatedField(_("who they are"), lines=4, blank=True)
    what_happens = TranslatedField(_("what happens at a meeting"), lines=4, blank=True)
    website = models.URLField(_("website"), blank=True)
    # Whose type codes its feeds use; see interchange/codes.py.
    code_set = models.SlugField(_("code set"), max_length=20, blank=True)

    objects = FellowshipQuerySet.as_manager()

    class Meta:
        verbose_name = _("fellowship")
        verbose_name_plural = _("fellowships")
        ordering = ["position", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=Q(minimum_age=None) | Q(maximum_age=None) | Q(minimum_age__lte=F("maximum_age")),
                name="groups_fellowship_ages",
                violation_error_message=_("The lower age must not be above the upper one."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def is_sensitive(self) -> bool:
        """Whether it could harm to be seen on its page: those for relatives and for minors, and topics that need discretion."""
        return self.serves in {Serves.RELATIVES, Serves.MINORS} or any(topic.is_sensitive for topic in self.topics.all())
