"""Suggestions: what somebody without an account, or without the right to, would have changed."""

import secrets

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import ServiceBody
from history.models import Revision
from meetings.models import Meeting, Report
from places.models import Venue
from upkeep.kinds import UNDECIDED, SuggestionKind, SuggestionStatus


def new_key() -> str:
    """What the link to a suggestion's state contains; whoever has it may read that state and nothing else."""
    return secrets.token_urlsafe(18)


class Suggestion(models.Model):
    """`proposed` and `basis` are {field: value}: what was suggested, and what stood there then. Free text and the address for
    answers are erased 90 days after they came or 14 after the decision."""

    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    kind = models.CharField(_("what"), max_length=8, choices=SuggestionKind)
    status = models.CharField(_("status"), max_length=12, choices=SuggestionStatus, default=SuggestionStatus.WAITING)
    meeting = models.ForeignKey(
        Meeting, verbose_name=_("meeting"), null=True, blank=True, on_delete=models.CASCADE, related_name="suggestions"
    )
    venue = models.ForeignKey(
        Venue, verbose_name=_("venue"), null=True, blank=True, on_delete=models.CASCADE, related_name="suggestions"
    )
    # Whose queue a new meeting is in; without one that of the administrators.
    service_body = models.ForeignKey(
        ServiceBody, verbose_name=_("service body"), null=True, blank=True, on_delete=models.SET_NULL, related_name="suggestions"
    )
    report = models.OneToOneField(
        Report, verbose_name=_("report"), null=True, blank=True, on_delete=models.CASCADE, related_name="suggestion"
    )
    proposed = models.JSONField(_("suggested"), default=dict, blank=True, encoder=DjangoJSONEncoder)
    basis = models.JSONField(_("as it stood then"), default=dict, blank=True, encoder=DjangoJSONEncoder)
    text = models.TextField(_("in their own words"), blank=True)
    reply_to = models.EmailField(_("answer to"), blank=True)
    language = models.CharField(_("language"), max_length=10, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("who"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    arrived_at = models.DateTimeField(_("came"), default=timezone.now, db_index=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("decided by"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # The keys of what was taken of it.
    taken = models.JSONField(_("taken"), default=list, blank=True)
    # Until then free text and what looks personal is masked.
    opened_at = models.DateTimeField(_("personal parts opened"), null=True, blank=True)
    # Of a shared house: who agreed, besides whoever suggested it (docs/suggestions.md).
    agreed_by = models.ManyToManyField(settings.AUTH_USER_MODEL, verbose_name=_("agreed"), related_name="+", blank=True)
    # What whoever sent it reads on the page of its state.
    answer = models.TextField(_("answer"), blank=True)
    duplicate_of = models.ForeignKey(
        "self", verbose_name=_("same as"), null=True, blank=True, on_delete=models.SET_NULL, related_name="duplicates"
    )
    revision = models.ForeignKey(
        Revision, verbose_name=_("entry in the history"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    erased_at = models.DateTimeField(_("free text erased"), null=True, blank=True)

    # The history names that these changed, never their values.
    personal_fields = ("text", "reply_to", "proposed", "basis", "answer")

    class Meta:
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        ordering = ["-arrived_at", "-pk"]
        indexes = [models.Index(fields=["status", "-arrived_at"], name="upkeep_suggestion_queue")]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=UNDECIDED) | Q(decided_at__isnull=False),
                name="upkeep_suggestion_decided",
                violation_error_message=_("A decision has a date."),
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=(SuggestionKind.CHANGE, SuggestionKind.REPORT)) | Q(meeting__isnull=False),
                name="upkeep_suggestion_about",
                violation_error_message=_("Say which meeting this is about."),
            ),
        ]

    def __str__(self) -> str:
        # Never what was written: this text goes into the history and into lists.
        return f"{self.get_kind_display()}, {self.arrived_at:%Y-%m-%d}"
