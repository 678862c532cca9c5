"""Duplicates: pairs of listings that may be one meeting, and what somebody said of them."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from imports.kinds import DuplicateState, Likelihood
from imports.querysets import DuplicatePairQuerySet
from meetings.models import Meeting

DIGEST_LENGTH = 32


class DuplicatePair(models.Model):
    """The meeting with the lower key is the first. The digests are of what was compared, as both stood when they were last looked
    at: what somebody called different is asked again only when both have changed."""

    first = models.ForeignKey(Meeting, verbose_name=_("meeting"), on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Meeting, verbose_name=_("other meeting"), on_delete=models.CASCADE, related_name="+")
    state = models.CharField(_("state"), max_length=10, choices=DuplicateState, default=DuplicateState.OPEN)
    likelihood = models.CharField(_("how likely"), max_length=10, choices=Likelihood)
    score = models.PositiveSmallIntegerField(_("score (%)"), validators=[MaxValueValidator(100)])
    # Why: how far apart, by how many minutes, how much of the names is alike, how many of their times they share.
    metres = models.PositiveSmallIntegerField(null=True)
    is_same_address = models.BooleanField(default=False)
    is_same_link = models.BooleanField(default=False)
    minutes = models.PositiveSmallIntegerField(default=0)
    name_percent = models.PositiveSmallIntegerField(default=0)
    shared_times = models.PositiveSmallIntegerField(default=1)
    times = models.PositiveSmallIntegerField(default=1)
    first_digest = models.CharField(max_length=DIGEST_LENGTH)
    second_digest = models.CharField(max_length=DIGEST_LENGTH)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = DuplicatePairQuerySet.as_manager()

    class Meta:
        verbose_name = _("possible duplicate")
        verbose_name_plural = _("possible duplicates")
        ordering = ["-score", "pk"]
        indexes = [models.Index(fields=["state", "-score"], name="imports_duplicate_state")]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="imports_duplicate_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="imports_duplicate_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first} / {self.second}"


class DuplicateLook(models.Model):
    """Up to which change of the history duplicates were looked for. One row."""

    change = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.change)
