"""Questions asked of rules, exceptions and dates. Those with an `OuterRef` are for subqueries on a meeting."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, Min, OuterRef, Q, Value
from django.db.models.lookups import Exact, StartsWith

from interchange.records import Access, Frequency
from meetings.kinds import TIMELESS, OccurrenceStatus
from meetings.starts import RuleStart, TimesByZone, in_spans
from meetings.windows import Asked, epoch_minute

if TYPE_CHECKING:
    from meetings.models import Format, Occurrence, ScheduleException, ScheduleRule

# No index is needed: plainly weekly (`Recurrence.is_plainly_weekly`), or without a time.
TOLD_BY_WEEKDAY = Q(frequency__in=TIMELESS) | Q(
    frequency=Frequency.WEEKLY, interval=1, months=(), first_on=None, valid_from=None, valid_until=None, pause_from=None
)
# Set on the meeting by `MeetingQuerySet.admitting`, where not everyone may come.
VISITOR_MAY_COME = Q(Exact(OuterRef("admits_to_closed"), Value(True)))


class FormatQuerySet(models.QuerySet["Format"]):
    pass


class ScheduleExceptionQuerySet(models.QuerySet["ScheduleException"]):
    def in_force(self, first: date) -> Self:
        """Those that say something of the dates from this day on."""
        return self.filter(Q(last_on__gte=first) | Q(to_on__gte=first))


def acted_on_by(exceptions: ScheduleExceptionQuerySet) -> Q:
    """Rules on which one of these exceptions may act: on itself, its meeting, the venue, or a body above the group."""
    above = exceptions.filter(StartsWith(OuterRef("path"), F("service_body__path")))
    bodies = apps.get_model("groups", "ServiceBody").objects.filter(Exists(above))
    return (
        Q(pk__in=exceptions.values("rule"))
        | Q(meeting__in=exceptions.values("meeting"))
        | Q(meeting__venue__in=exceptions.values("venue"))
        | Q(meeting__group__service_body__in=bodies)
    )


class ScheduleRuleQuerySet(models.QuerySet["ScheduleRule"]):
    def of_outer_meeting(self, *, everyone_may_come: bool) -> Self:
        """Those of the meeting outside, on whose dates the visitor may come."""
        found = self.filter(meeting=OuterRef("pk"))
        return found if everyone_may_come else found.filter(Q(access=Access.OPEN) | VISITOR_MAY_COME)

    def told_by_weekday(self) -> Self:
        """Those that need no index for their regular dates."""
        return self.filter(TOLD_BY_WEEKDAY)

    def told_by_index(self, in_force: ScheduleExceptionQuerySet) -> Self:
        """Those whose dates, all or some, are rows of the index, or ought to be: a rule and an exception that two people enter at
        once do not see each other."""
        has_rows = Exists(apps.get_model("meetings", "Occurrence").objects.filter(rule=OuterRef("pk")))
        return self.filter(~TOLD_BY_WEEKDAY | Q(has_rows) | acted_on_by(in_force))

    def first_start(self, asked: Asked, times: TimesByZone) -> "models.QuerySet[ScheduleRule, Any]":
        """One value: the start of the first date in the times asked for that is not cancelled."""
        starts = RuleStart(asked, times)
        occurrences = apps.get_model("meetings", "Occurrence").objects
        cancelled = occurrences.filter(rule=OuterRef("pk"), status=OccurrenceStatus.CANCELLED, epoch_minute=OuterRef("starts"))
        found = self.told_by_weekday().annotate(starts=starts).filter(~Exists(cancelled))
        return found.order_by().values("meeting").annotate(first=Min("starts")).values("first")


class OccurrenceQuerySet(models.QuerySet["Occurrence"]):
    def of_outer_meeting(self, *, everyone_may_come: bool) -> Self:
        """Those of the meeting outside that take place, on which the visitor may come."""
        found = self.filter(meeting=OuterRef("pk")).exclude(status=OccurrenceStatus.CANCELLED)
        return found if everyone_may_come else found.filter(Q(rule__access=Access.OPEN) | VISITOR_MAY_COME)

    def first_start(self, asked: Asked, times: TimesByZone) -> "models.QuerySet[Occurrence, Any]":
        """One value: the first start in the times asked for."""
        found = self.filter(in_spans(asked, times)).order_by()
        return found.values("meeting").annotate(first=Min("epoch_minute")).values("first")

    def from_moment(self, moment: datetime) -> Self:
        """Those that start from a moment on or are in progress then, cancelled ones too."""
        return self.filter(Q(epoch_minute__gte=epoch_minute(moment)) | Q(ends_at__gt=moment)).order_by("epoch_minute")
