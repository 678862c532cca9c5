"""Referral lists: a search, or meetings picked by hand, under a short permanent address. There is no field for a patient."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from groups.models import ServiceBody
from languages.fields import CodeListField
from meetings.models import Meeting
from referrals.codes import LENGTH as CODE_LENGTH
from referrals.codes import new_code
from referrals.kinds import Concern, HandoutLanguage, Note
from referrals.origins import are_origins
from referrals.patients import names_no_patient
from referrals.querysets import ListedMeetingQuerySet, ReferralListQuerySet

LONGEST_SEARCH = 500
LONGEST_NOTE = 120


class ReferralList(models.Model):
    """What stands at /r/<code>. One that a clinic keeps hangs on its service body; one without is a plain search that somebody
    asked a short address for, and nobody knows who. A list is never deleted: its address is on paper."""

    code = models.CharField(_("code"), max_length=CODE_LENGTH, unique=True, default=new_code, editable=False)
    service_body = models.ForeignKey(
        ServiceBody, verbose_name=_("kept by"), null=True, blank=True, on_delete=models.PROTECT, related_name="referral_lists"
    )
    name = models.CharField(
        _("name"),
        max_length=100,
        blank=True,
        validators=[names_no_patient],
        help_text=_("Patients see it on the page and on paper, as in “After your stay with us”."),
    )
    # The canonical address of a search, without its "?": meetings/search.py writes and reads it.
    search = models.CharField(_("search"), max_length=LONGEST_SEARCH, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=HandoutLanguage, default=HandoutLanguage.EN)
    is_discreet = models.BooleanField(
        _("discreet"), default=False, help_text=_("Titles do not tell the topic to somebody who looks over a shoulder.")
    )
    origins = CodeListField(
        _("may be shown on"),
        max_length=600,
        validators=[are_origins],
        help_text=_("Addresses of websites that may show this list inside their pages, as in https://clinic.example."),
    )
    closed_on = models.DateField(
        _("closed on"),
        null=True,
        blank=True,
        help_text=_("From then on its address says that nobody keeps the list, and leads on."),
    )
    # What its keepers were last told by mail of its search; of single meetings see ListedMeeting.
    told = models.CharField(max_length=8, choices=Concern, blank=True, editable=False, default="")

    objects = ReferralListQuerySet.as_manager()

    class Meta:
        verbose_name = _("referral list")
        verbose_name_plural = _("referral lists")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["search"], condition=Q(service_body=None), name="referrals_list_search_once"),
            models.CheckConstraint(
                condition=Q(service_body__isnull=False) | (Q(name="", closed_on=None) & ~Q(search="")),
                name="referrals_list_kept_or_search",
                violation_error_message=_("A list that nobody keeps is a search and nothing else."),
            ),
            models.CheckConstraint(
                condition=Q(service_body=None) | ~Q(name=""),
                name="referrals_list_kept_has_name",
                violation_error_message=_("Give the list a name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.search


class ListedMeeting(models.Model):
    """A meeting that was picked by hand, in its place on the list, with what staff say of it."""

    referral_list = models.ForeignKey(ReferralList, on_delete=models.CASCADE, related_name="listed_meetings")
    meeting = models.ForeignKey(Meeting, verbose_name=_("meeting"), on_delete=models.PROTECT, related_name="listed_in")
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    notes = CodeListField(_("notes"), options=Note.choices)
    text = models.CharField(
        _("in your own words"),
        max_length=LONGEST_NOTE,
        blank=True,
        validators=[names_no_patient],
        help_text=_("About the meeting, never about a patient: everybody who has the address reads it."),
    )
    # Its place and times as staff last looked at them (standing.py): what differs from it has changed since.
    seen = models.CharField(max_length=64, blank=True, editable=False, default="")
    told = models.CharField(max_length=8, choices=Concern, blank=True, editable=False, default="")

    objects = ListedMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting on a list")
        verbose_name_plural = _("meetings on a list")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["referral_list", "meeting"],
                name="referrals_listed_once",
                violation_error_message=_("This meeting is on the list already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.referral_list}: {self.meeting}"
