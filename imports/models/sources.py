"""Sources: the lists of others that are kept here too."""

from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from groups.models import Fellowship, ServiceBody
from imports.kinds import FeedFormat, Rhythm
from imports.querysets import SourceQuerySet
from interchange.codes import CODE_SETS, GENERAL
from interchange.times import ZONES
from languages.names import language_name
from languages.text import UNDETERMINED

PERCENT = 100


def site_zone() -> str:
    """The zone of the site, for a source that does not say."""
    return str(settings.TIME_ZONE)


class Source(models.Model):
    """A feed, or a file that comes again and again. Its meetings are those of one fellowship."""

    slug = models.SlugField(_("slug"), max_length=60, unique=True, help_text=_("A short name for commands: oc-aa."))
    title = models.CharField(_("title"), max_length=120, help_text=_("Visitors read: “Listed by …”."))
    address = models.URLField(
        _("address of the feed"),
        max_length=500,
        blank=True,
        validators=[URLValidator(schemes=["http", "https"])],
        help_text=_("Empty if it comes as a file."),
    )
    rhythm = models.CharField(
        _("fetched"),
        max_length=10,
        choices=Rhythm,
        default=Rhythm.DAILY,
        help_text=_("By the command “sync”, from the address of the feed."),
    )
    format = models.CharField(_("format"), max_length=20, choices=FeedFormat, default=FeedFormat.MEETING_GUIDE)
    fellowship = models.ForeignKey(Fellowship, verbose_name=_("fellowship"), on_delete=models.PROTECT, related_name="sources")
    service_body = models.ForeignKey(
        ServiceBody,
        verbose_name=_("service body"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="sources",
        help_text=_("In whose care its groups are."),
    )
    language = models.CharField(
        _("language of its texts"), max_length=12, default=UNDETERMINED, help_text=_("Two letters, as in sk; “und” if not known.")
    )
    zone = models.CharField(
        _("time zone"),
        max_length=50,
        default=site_zone,
        help_text=_("For meetings that do not say, and whose place is not known: Europe/Bratislava."),
    )
    vouches = models.BooleanField(
        _("keeps its list true"), default=False, help_text=_("What it lists today is taken as true today.")
    )
    withdraw_share_percent = models.PositiveSmallIntegerField(
        _("withdraws at most (%)"),
        default=20,
        validators=[MinValueValidator(0), MaxValueValidator(PERCENT)],
        help_text=_("If more of its meetings are missing in a run, their withdrawal waits for a person."),
    )
    owner_mail = models.EmailField(_("mail address of its keeper"), blank=True)
    is_active = models.BooleanField(_("in use"), default=True)
    # What a person said that the columns of its table are: {heading: field of interchange/data/table_columns.toml, or "left_out"}.
    column_mapping = models.JSONField(_("column mapping"), default=dict, blank=True, editable=False)
    # What its server said of the last content that was taken, so that the same is not sent again.
    etag = models.CharField(max_length=200, blank=True, editable=False, default="")
    last_modified = models.CharField(max_length=60, blank=True, editable=False, default="")

    objects = SourceQuerySet.as_manager()

    # The history names that this changed, never its values.
    personal_fields: ClassVar[tuple[str, ...]] = ("owner_mail",)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdraw_share_percent__range=(0, PERCENT)),
                name="imports_source_share",
                violation_error_message=_("A share is from 0 to 100 percent."),
            ),
            models.CheckConstraint(
                condition=~Q(zone=""),
                name="imports_source_zone",
                violation_error_message=_("Give the time zone of the source; it looks like Europe/Bratislava."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        if self.zone not in ZONES:
            raise ValidationError({"zone": _("Not a known time zone; it looks like Europe/Bratislava.")})
        if language_name(self.language) == self.language:
            raise ValidationError({"language": _("Two letters, as in sk; “und” if not known.")})

    @property
    def code_set(self) -> str:
        """Whose type codes its feed uses (interchange/codes.py)."""
        return self.fellowship.code_set if self.fellowship.code_set in CODE_SETS else GENERAL
