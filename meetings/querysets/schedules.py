"""Questions asked of rules, exceptions and dates. Those with an `OuterRef` are for subqueries on a meeting."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.lookups import Exact

from interchange.records import Access, Frequency
from meetings.kinds import MeetingKind, OccurrenceStatus
from meetings.starts import TimesByZone, in_spans, weekly_start
from meetings.windows import epoch_minute

if TYPE_CHECKING:
    from meetings.models import Format, Occurrence, ScheduleException, ScheduleRule

# Set on the meeting by `MeetingQuerySet.admitting`.
VISITOR_MAY_COME = Q(Exact(OuterRef("admits_to_closed"), Value(True)))  # an SQL value
IS_OPEN_HOUSE = Q(Exact(OuterRef("kind"), Value(MeetingKind.OPEN_HOUSE)))


def may_be_running(*, keeps_running: bool) -> Q:
    """Which meetings that began before the time asked for still count: open houses always, all of them for "now"."""
    return Q() if keeps_running else IS_OPEN_HOUSE


class FormatQuerySet(models.QuerySet["Format"]):
    pass


class ScheduleExceptionQuerySet(models.QuerySet["ScheduleException"]):
    pass


class ScheduleRuleQuerySet(models.QuerySet["ScheduleRule"]):
    def of_outer_meeting(self) -> Self:
        """Those of the meeting outside, on whose dates the visitor may come."""
        return self.filter(Q(access=Access.OPEN) | VISITOR_MAY_COME, meeting=OuterRef("pk"))

    def plainly_weekly(self) -> Self:
        """Those whose weekday, minute and zone tell all of their dates (`Recurrence.is_plainly_weekly`)."""
        return self.filter(
            frequency=Frequency.WEEKLY,
            interval=1,
            months=(),
            first_on=None,
            valid_from=None,
            valid_until=None,
            pause_from=None,
        )

    def starting_in(self, times: TimesByZone, *, keeps_running: bool) -> Self:
        """Those with a date in the times asked for that is not cancelled, by `starts`."""
        occurrences = apps.get_model("meetings", "Occurrence").objects
        cancelled = occurrences.filter(rule=OuterRef("pk"), status=OccurrenceStatus.CANCELLED, epoch_minute=OuterRef("starts"))
        timed = self.annotate(starts=weekly_start(times, may_be_running(keeps_running=keeps_running)))
        return timed.filter(~Exists(cancelled), starts__isnull=False).order_by("starts")


class OccurrenceQuerySet(models.QuerySet["Occurrence"]):
    def of_outer_meeting(self) -> Self:
        """Those of the meeting outside that take place, on which the visitor may come."""
        found = self.exclude(status=OccurrenceStatus.CANCELLED)
        return found.filter(Q(rule__access=Access.OPEN) | VISITOR_MAY_COME, meeting=OuterRef("pk"))

    def starting_in(self, times: TimesByZone, *, keeps_running: bool) -> Self:
        """Those in the times asked for, in order of time."""
        return self.filter(in_spans(times, may_be_running(keeps_running=keeps_running))).order_by("epoch_minute")

    def from_moment(self, moment: datetime) -> Self:
        """Those that start from a moment on or are in progress then, cancelled ones too."""
        return self.filter(Q(epoch_minute__gte=epoch_minute(moment)) | Q(ends_at__gt=moment)).order_by("epoch_minute")
