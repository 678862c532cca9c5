"""Schedule rules: when a meeting happens, and who may come then."""

import uuid
from dataclasses import fields
from datetime import time
from functools import reduce
from operator import or_

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.dates import MONTHS
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from interchange.records import MOST_INTERVAL, Access, Frequency, Recurrence
from interchange.times import ZONES
from languages.fields import IntegerListField
from meetings import kinds
from meetings.models.formats import Format
from meetings.models.meetings import Meeting
from meetings.querysets import ScheduleRuleQuerySet
from meetings.sentences import rule_sentence

WEEKLY_FAMILY = (Frequency.WEEKLY, Frequency.EVEN_WEEKS, Frequency.ODD_WEEKS)
LONGEST_MINUTES = 31 * 24 * 60
LENGTHS_OF_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def in_calendar(column: str) -> Q:
    """A day that there is, as 701 for 1 July; 29 February is one. NULL is none (a CHECK takes what is neither true nor false)."""
    months = (Q(**{f"{column}__range": (100 * month + 1, 100 * month + days)}) for month, days in enumerate(LENGTHS_OF_MONTHS, 1))
    return Q(**{f"{column}__isnull": False}) & reduce(or_, months)


class ScheduleRule(models.Model):
    """The fields of a recurrence are those of `interchange.records.Recurrence`, and mean what is said there.
    The id is permanent: feeds and calendars hang on it."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(Meeting, verbose_name=_("meeting"), on_delete=models.CASCADE, related_name="rules")
    frequency = models.CharField(_("how often"), max_length=20, choices=kinds.FREQUENCIES, default=Frequency.WEEKLY)
    weekday = models.PositiveSmallIntegerField(_("weekday"), null=True, blank=True)
    start_minute = models.PositiveSmallIntegerField(_("starts"), null=True, blank=True)
    duration_minutes = models.PositiveIntegerField(_("lasts (minutes)"), null=True, blank=True)
    zone = models.CharField(_("time zone"), max_length=50)
    interval = models.PositiveSmallIntegerField(
        _("every n-th"), default=1, validators=[MinValueValidator(1), MaxValueValidator(MOST_INTERVAL)]
    )
    first_on = models.DateField(_("first date"), null=True, blank=True)
    ordinals = IntegerListField(_("weeks of the month"), options=kinds.ORDINALS)
    month_days = IntegerListField(_("days of the month"))
    months = IntegerListField(_("only in the months"), options=MONTHS.items())
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_until = models.DateField(_("until"), null=True, blank=True)
    pause_from = models.PositiveSmallIntegerField(_("pause every year from"), null=True, blank=True)
    pause_until = models.PositiveSmallIntegerField(_("pause every year until"), null=True, blank=True)

    access = models.CharField(_("who may come"), max_length=12, choices=kinds.ACCESSES, default=Access.NOT_STATED)
    ask_first = models.BooleanField(_("please ask first"), default=False)
    formats = models.ManyToManyField(Format, verbose_name=_("formats of these dates"), related_name="rules", blank=True)

    objects = ScheduleRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("schedule rule")
        verbose_name_plural = _("schedule rules")
        ordering = ["weekday", "start_minute", "pk"]
        indexes = [
            models.Index(fields=["weekday", "start_minute"], name="meetings_rule_slot"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(frequency__in=kinds.TIMELESS, weekday=None, start_minute=None)
                | (~Q(frequency__in=kinds.TIMELESS) & Q(start_minute__isnull=False, start_minute__range=(0, 1439))),
                name="meetings_rule_start",
                violation_error_message=_(
                    "Give the time it starts; for “always open” and “by appointment” give no day and no time."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(frequency__in=(*WEEKLY_FAMILY, Frequency.MONTHLY_BY_WEEKDAY))
                | Q(weekday__isnull=False, weekday__range=(0, 6)),
                name="meetings_rule_weekday",
                violation_error_message=_("Choose the weekday."),
            ),
            models.CheckConstraint(
                condition=~Q(frequency=Frequency.MONTHLY_BY_WEEKDAY) | ~Q(ordinals="") | ~Q(month_days=""),
                name="meetings_rule_ordinals",
                violation_error_message=_("Choose the weeks of the month: first, second … last."),
            ),
            models.CheckConstraint(
                condition=~Q(frequency=Frequency.MONTHLY_BY_DATE) | ~Q(month_days=""),
                name="meetings_rule_month_days",
                violation_error_message=_("Give the day of the month."),
            ),
            models.CheckConstraint(
                condition=~(Q(frequency=Frequency.ONCE) | Q(interval__gt=1)) | Q(first_on__isnull=False),
                name="meetings_rule_first_on",
                violation_error_message=_("Give the first date."),
            ),
            models.CheckConstraint(
                condition=Q(interval__gte=1),
                name="meetings_rule_interval",
                violation_error_message=_("“Every n-th” is 1 or more."),
            ),
            models.CheckConstraint(
                condition=Q(duration_minutes=None) | Q(duration_minutes__range=(1, LONGEST_MINUTES)),
                name="meetings_rule_duration",
                violation_error_message=_("It lasts from one minute to 31 days; leave it empty if that is not known."),
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_until=None) | Q(valid_from__lte=F("valid_until")),
                name="meetings_rule_validity",
                violation_error_message=_("“From” must not be after “until”."),
            ),
            models.CheckConstraint(
                condition=Q(pause_from=None, pause_until=None) | (in_calendar("pause_from") & in_calendar("pause_until")),
                name="meetings_rule_pause",
                violation_error_message=_("Give both ends of the yearly pause, or neither."),
            ),
        ]

    def __str__(self) -> str:
        """Which of whose rules, for lists to choose from."""
        return f"{self.meeting}: {rule_sentence(self.recurrence)}"

    def clean(self) -> None:
        if self.zone not in ZONES:
            raise ValidationError({"zone": _("Not a known time zone; it looks like Europe/Bratislava.")})
        if any(not 1 <= day <= 31 for day in self.month_days):  # noqa: PLR2004  # the days of a month
            raise ValidationError({"month_days": _("Days of the month are 1 to 31.")})

    @cached_property
    def format_names(self) -> list[str]:
        """The formats of the meeting and of these dates; whoever loads many rules puts them here."""
        return [str(one.name) for one in (*self.meeting.formats.all(), *self.formats.all())]

    @property
    def start(self) -> time | None:
        """Local wall-clock time."""
        return None if self.start_minute is None else time(*divmod(self.start_minute, 60))

    @property
    def recurrence(self) -> Recurrence:
        """The rule as a value, for schedule.py."""
        values = {column.name: getattr(self, column.name) for column in fields(Recurrence)}
        return Recurrence(**{**values, "frequency": Frequency(self.frequency)})
