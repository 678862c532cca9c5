"""Meetings: gatherings of a group, at a venue, online or both."""

from typing import TYPE_CHECKING

from django.contrib.postgres.indexes import GinIndex
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from groups.kinds import GroupStatus
from groups.models import Group
from interchange.records import Attendance
from languages.fields import CodeListField, TranslatedField
from languages.names import is_language
from meetings import kinds
from meetings.models.formats import Format
from meetings.querysets import MeetingQuerySet
from places.distance import Point
from places.fields import PointIndex
from places.ids import LENGTH as PUBLIC_ID_LENGTH
from places.ids import new_public_id
from places.models import Venue, Visibility

if TYPE_CHECKING:
    from meetings.models.occurrences import Occurrence
    from meetings.models.rules import ScheduleRule

STATUS_BY_GROUP = {GroupStatus.ENDED: kinds.MeetingStatus.ENDED, GroupStatus.PAUSED: kinds.MeetingStatus.PAUSED}
PLACED = (Attendance.IN_PERSON, Attendance.HYBRID)


class Meeting(models.Model):
    public_id = models.CharField(_("public id"), max_length=PUBLIC_ID_LENGTH, unique=True, default=new_public_id, editable=False)
    slug = models.SlugField(_("slug"), max_length=80, blank=True)
    group = models.ForeignKey(Group, verbose_name=_("group"), on_delete=models.PROTECT, related_name="meetings")
    name = models.CharField(_("name"), max_length=255)
    kind = models.CharField(_("kind"), max_length=20, choices=kinds.MeetingKind, default=kinds.MeetingKind.MEETING)
    status = models.CharField(_("status"), max_length=10, choices=kinds.MeetingStatus, default=kinds.MeetingStatus.DRAFT)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    # Two listings were one meeting: this one's address leads on to the one that stayed. Written by merging.py, never a chain.
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("merged into"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="merged",
    )

    attendance = models.CharField(_("how to take part"), max_length=10, choices=kinds.ATTENDANCES)
    venue = models.ForeignKey(
        Venue, verbose_name=_("venue"), null=True, blank=True, on_delete=models.PROTECT, related_name="meetings"
    )
    visibility = models.CharField(_("visible to everyone"), max_length=12, choices=Visibility, default=Visibility.PUBLIC)
    online_url = models.URLField(_("online link"), max_length=500, blank=True)
    is_link_on_request = models.BooleanField(_("the group gives the link on request"), default=False)
    phone = models.CharField(_("number to dial in"), max_length=100, blank=True)
    access_notes = models.TextField(
        _("how to join"), blank=True, help_text=_("Meeting id, passcode, whom to write to for the link.")
    )

    languages = CodeListField(_("languages"), help_text=_("Codes as in sk, pl, uk; svk is Slovak sign language."))
    formats = models.ManyToManyField(Format, verbose_name=_("formats"), related_name="meetings", blank=True)
    audiences_welcome = CodeListField(_("especially welcome"), options=kinds.Audience.choices)
    audiences_only = CodeListField(_("only for"), options=kinds.Audience.choices)
    facilities = CodeListField(_("facilities"), options=kinds.Facility.choices)
    other_codes = CodeListField(_("codes of the feed that nobody could read"), max_length=500)
    notes = TranslatedField(_("notes"), lines=4, blank=True)
    website = models.URLField(_("its own page elsewhere"), max_length=500, blank=True)

    # What truth.py reads; written by actions when somebody confirms, a source lists, or reports come in.
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True, editable=False)
    confirmed_by = models.CharField(
        _("confirmed by"), max_length=12, choices=kinds.ConfirmedBy, blank=True, editable=False, default=""
    )
    listed_on = models.DateField(_("listed on"), null=True, blank=True, editable=False)
    listed_by = models.CharField(_("listed by"), max_length=120, blank=True, editable=False, default="")
    reported_on = models.DateField(_("reported since"), null=True, blank=True, editable=False)

    # An index, kept by index.py: where it may be found, as coarse as its visibility asks, and the words it is found by.
    latitude = models.FloatField(null=True, editable=False)
    longitude = models.FloatField(null=True, editable=False)
    search_text = models.CharField(max_length=600, editable=False, default="")

    objects = MeetingQuerySet.as_manager()

    # What is added when they are loaded: the minute since 1970 of the date that a search found and how far away it is; by
    # `for_listing` the index rows near now.
    starts: int
    distance_km: float | None
    near_dates: "list[Occurrence]"

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        indexes = [
            PointIndex(fields=["latitude", "longitude"], name="meetings_meeting_point"),
            models.Index(fields=["name"], name="meetings_meeting_name"),
            GinIndex(fields=["search_text"], opclasses=["gin_trgm_ops"], name="meetings_meeting_words"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(attendance__in=PLACED) | Q(venue__isnull=False),
                name="meetings_meeting_venue",
                violation_error_message=_("A meeting in person needs a venue."),
            ),
            models.CheckConstraint(
                condition=~Q(attendance__in=(Attendance.ONLINE, Attendance.HYBRID))
                | ~Q(online_url="")
                | ~Q(phone="")
                | Q(is_link_on_request=True),
                name="meetings_meeting_online",
                violation_error_message=_(
                    "Give the online link or a number to dial in, or say that the group gives the link on request."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(attendance=Attendance.PHONE) | ~Q(phone="") | Q(is_link_on_request=True),
                name="meetings_meeting_phone",
                violation_error_message=_("Give the number to dial in, or say that the group gives it on request."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(status=kinds.MeetingStatus.ENDED),
                name="meetings_meeting_ended",
                violation_error_message=_("Only an ended meeting has a date on which it ended."),
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | (Q(status=kinds.MeetingStatus.ENDED) & ~Q(merged_into=F("id"))),
                name="meetings_meeting_merged",
                violation_error_message=_("This meeting was merged into another. To list it again, put the merging back."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        both = set(self.audiences_welcome) & set(self.audiences_only)
        if both:
            raise ValidationError({"audiences_only": _("Choose each audience once: welcome, or only.")})
        unknown = [code for code in self.languages if not is_language(code)]
        if unknown:
            raise ValidationError({"languages": _("Not a known value: %(codes)s.") % {"codes": ", ".join(unknown)}})

    @cached_property
    def loaded_rules(self) -> "list[ScheduleRule]":
        """Its rules; whoever loads many meetings puts them here."""
        return list(self.rules.all())

    @cached_property
    def loaded_formats(self) -> "list[Format]":
        """Its formats; whoever loads it in a way of their own puts them here."""
        return list(self.formats.all())

    @property
    def point(self) -> Point | None:
        """Where it may be found: never more exact than its visibility allows."""
        if self.latitude is None or self.longitude is None:
            return None
        return Point(self.latitude, self.longitude)

    @property
    def effective_status(self) -> kinds.MeetingStatus:
        """Its own, unless its group has ended or pauses."""
        own = kinds.MeetingStatus(self.status)
        if own in {kinds.MeetingStatus.PUBLISHED, kinds.MeetingStatus.PAUSED}:
            return STATUS_BY_GROUP.get(GroupStatus(self.group.status), own)
        return own

    @property
    def effective_visibility(self) -> Visibility:
        """The stricter of the meeting's and the venue's."""
        return Visibility.stricter(self.visibility, *([self.venue.visibility] if self.venue else []))
