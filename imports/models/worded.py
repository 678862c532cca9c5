"""Schedules that notes say in words, offered to a person."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from imports.models.links import SourceMeeting
from imports.querysets import WordedScheduleQuerySet

LONGEST_PHRASE = 300
LONGEST_LANGUAGE = 12


class WordedSchedule(models.Model):
    """A sentence of a record's notes that would make rules. Which rules is not kept: it is understood anew whenever it is shown,
    for the meeting as it stands then. What was decided stays, so that nobody is asked twice; else it goes with the sentence."""

    link = models.ForeignKey(SourceMeeting, verbose_name=_("record"), on_delete=models.CASCADE, related_name="worded_schedules")
    phrase = models.CharField(_("sentence"), max_length=LONGEST_PHRASE)
    language = models.CharField(_("language"), max_length=LONGEST_LANGUAGE)
    seen_at = models.DateTimeField(_("since"), default=timezone.now)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_taken = models.BooleanField(pgettext_lazy("schedule in words", "taken"), default=False)

    objects = WordedScheduleQuerySet.as_manager()

    class Meta:
        verbose_name = _("schedule in words")
        verbose_name_plural = _("schedules in words")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["link", "phrase"], name="imports_worded_once")]

    def __str__(self) -> str:
        return self.phrase
