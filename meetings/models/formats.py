"""Formats: discussion, speaker, step study … Audience, language and facilities are fields of a meeting, not formats."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from languages.fields import TranslatedField, TranslatedWordsField
from meetings.kinds import FormatCategory
from meetings.querysets import FormatQuerySet


class Format(models.Model):
    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    category = models.CharField(_("category"), max_length=12, choices=FormatCategory)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    name = TranslatedField(_("name"))
    aliases = TranslatedWordsField(_("other names and spellings"), blank=True)
    sentence = TranslatedField(_("what it means, in one sentence"), lines=2, blank=True)
    # {code set: [code, …]} for codes that interchange/codes.py does not know, such as a server's own.
    codes = models.JSONField(_("codes in other systems"), default=dict, blank=True)

    objects = FormatQuerySet.as_manager()

    class Meta:
        verbose_name = _("format")
        verbose_name_plural = _("formats")
        ordering = ["category", "position", "slug"]

    def __str__(self) -> str:
        return str(self.name)
