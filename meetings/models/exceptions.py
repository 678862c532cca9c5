"""Schedule exceptions: one date, or a range of dates, that differs."""

from datetime import date
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, FloatField, Func, Q
from django.db.models.lookups import GreaterThanOrEqual, LessThanOrEqual
from django.db.models.sql.compiler import SQLCompiler
from django.utils.translation import gettext_lazy as _

from groups.models import ServiceBody
from languages.dates import date_text
from languages.fields import TranslatedField
from meetings.kinds import ExceptionKind
from meetings.models.meetings import Meeting
from meetings.models.rules import ScheduleRule
from meetings.querysets import ScheduleExceptionQuerySet
from places.models import Venue

YEARS = (date(2000, 1, 1), date(2100, 12, 31))
A_YEAR = 366  # days


class DayNumber(Func):
    """A date as a number of days. Django's own sums of dates are Python functions inside SQLite: a constraint made of them could
    not be restored from a dump by anything but Django."""

    function = "JULIANDAY"
    output_field = FloatField()

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> tuple[str, Any]:
        return self.as_sql(compiler, connection, template="(%(expressions)s - DATE '2000-01-01')", **context)


def on_exactly_one_of(*names: str) -> Q:
    """Exactly one of the foreign keys is set."""
    condition = Q()
    for chosen in names:
        condition |= Q(**{f"{name}__isnull": name != chosen for name in names})
    return condition


class ScheduleException(models.Model):
    """Hangs on a rule, a meeting, a venue or a service body. On a venue it acts only on meetings in the care of `in_care_of`
    (empty: on all). Of several for one date the nearest to the rule holds, then the latest entered; an extra date always adds."""

    rule = models.ForeignKey(
        ScheduleRule, verbose_name=_("rule"), null=True, blank=True, on_delete=models.CASCADE, related_name="exceptions"
    )
    meeting = models.ForeignKey(
        Meeting, verbose_name=_("meeting"), null=True, blank=True, on_delete=models.CASCADE, related_name="exceptions"
    )
    venue = models.ForeignKey(
        Venue, verbose_name=_("venue"), null=True, blank=True, on_delete=models.CASCADE, related_name="exceptions"
    )
    service_body = models.ForeignKey(
        ServiceBody, verbose_name=_("service body"), null=True, blank=True, on_delete=models.CASCADE, related_name="exceptions"
    )
    in_care_of = models.ForeignKey(
        ServiceBody,
        verbose_name=_("only for meetings in the care of"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    kind = models.CharField(_("what"), max_length=10, choices=ExceptionKind)
    first_on = models.DateField(_("from"))
    last_on = models.DateField(_("until"))
    to_on = models.DateField(_("moved to the date"), null=True, blank=True)
    to_minute = models.PositiveSmallIntegerField(_("at the time"), null=True, blank=True)
    to_venue = models.ForeignKey(
        Venue, verbose_name=_("at the venue"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = TranslatedField(_("reason"), blank=True)

    objects = ScheduleExceptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("exception")
        verbose_name_plural = _("exceptions")
        ordering = ["first_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=on_exactly_one_of("rule", "meeting", "venue", "service_body"),
                name="meetings_exception_one_anchor",
                violation_error_message=_("An exception is for one rule, one meeting, one venue or one service body."),
            ),
            models.CheckConstraint(
                condition=Q(in_care_of=None) | Q(venue__isnull=False),
                name="meetings_exception_care",
                violation_error_message=_("Only an exception for a venue is limited to meetings in somebody's care."),
            ),
            models.CheckConstraint(
                condition=Q(first_on__lte=F("last_on")),
                name="meetings_exception_dates",
                violation_error_message=_("“From” must not be after “until”."),
            ),
            models.CheckConstraint(
                condition=Q(first_on__range=YEARS),
                name="meetings_exception_years",
                violation_error_message=_("Give a date between the years 2000 and 2100."),
            ),
            models.CheckConstraint(
                condition=Q(LessThanOrEqual(DayNumber("last_on"), DayNumber("first_on") + A_YEAR)),
                name="meetings_exception_length",
                violation_error_message=_("An exception lasts a year at most."),
            ),
            models.CheckConstraint(
                condition=Q(to_on=None)
                | Q(
                    GreaterThanOrEqual(DayNumber("to_on"), DayNumber("first_on") - A_YEAR),
                    LessThanOrEqual(DayNumber("to_on"), DayNumber("first_on") + A_YEAR),
                ),
                name="meetings_exception_moved_near",
                violation_error_message=_("A date moves by a year at most."),
            ),
            models.CheckConstraint(
                condition=~Q(kind=ExceptionKind.EXTRA) | Q(rule__isnull=False, first_on=F("last_on")),
                name="meetings_exception_extra",
                violation_error_message=_("An extra date is one date of one rule."),
            ),
            models.CheckConstraint(
                condition=~Q(kind=ExceptionKind.MOVED)
                | Q(to_on__isnull=False)
                | Q(to_minute__isnull=False)
                | Q(to_venue__isnull=False),
                name="meetings_exception_moved",
                violation_error_message=_("Say to which date, time or venue it moves."),
            ),
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(kind=ExceptionKind.MOVED, first_on=F("last_on")),
                name="meetings_exception_moved_one",
                violation_error_message=_("Only a single date can be moved to another date."),
            ),
            models.CheckConstraint(
                condition=Q(to_minute=None) | Q(to_minute__range=(0, 1439)),
                name="meetings_exception_minute",
                violation_error_message=_("A time of day is from 00:00 to 23:59."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {date_text(self.first_on)}"
