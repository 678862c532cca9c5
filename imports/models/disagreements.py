"""Where a source and a person say different things of one field of a meeting, of its house or of its group."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import Group
from imports.models.links import SourceGroup, SourceMeeting, SourceVenue
from imports.querysets import DisagreementQuerySet
from meetings.models import Meeting
from places.models import Venue

Link = SourceMeeting | SourceVenue | SourceGroup


class Disagreement(models.Model):
    """Ours stands in the row, as a person changed it; `theirs` are the values of the source since then. A person says which holds.
    One of the three links says of which row it is."""

    link = models.ForeignKey(
        SourceMeeting, verbose_name=_("record"), null=True, on_delete=models.CASCADE, related_name="disagreements"
    )
    venue_link = models.ForeignKey(SourceVenue, null=True, on_delete=models.CASCADE, related_name="disagreements")
    group_link = models.ForeignKey(SourceGroup, null=True, on_delete=models.CASCADE, related_name="disagreements")
    field_name = models.CharField(_("field"), max_length=30)
    theirs = models.JSONField(_("the source says"), encoder=DjangoJSONEncoder)
    since = models.DateTimeField(_("since"), default=timezone.now)

    objects = DisagreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("disagreement")
        verbose_name_plural = _("disagreements")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["link", "field_name"], name="imports_disagreement_once"),
            models.UniqueConstraint(fields=["venue_link", "field_name"], name="imports_disagreement_venue"),
            models.UniqueConstraint(fields=["group_link", "field_name"], name="imports_disagreement_group"),
            models.CheckConstraint(
                condition=Q(link__isnull=False, venue_link=None, group_link=None)
                | Q(link=None, venue_link__isnull=False, group_link=None)
                | Q(link=None, venue_link=None, group_link__isnull=False),
                name="imports_disagreement_of_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.named}: {self.field_name}"

    @staticmethod
    def named_by(link: Link) -> dict[str, Link]:
        """Which of the three links this one is."""
        names = {SourceMeeting: "link", SourceVenue: "venue_link", SourceGroup: "group_link"}
        return {names[type(link)]: link}

    @property
    def named(self) -> Link:
        """Its link."""
        found = self.link or self.venue_link or self.group_link
        assert found is not None  # noqa: S101  # the database holds it
        return found

    @property
    def row(self) -> Meeting | Venue | Group:
        """What it is about. Only of those that are `open()`: a meeting may have been deleted here."""
        match self.named:
            case SourceVenue(venue=venue):
                return venue
            case SourceGroup(group=group):
                return group
            case SourceMeeting(meeting=meeting):
                assert meeting is not None  # noqa: S101  # open() leaves those out
                return meeting
