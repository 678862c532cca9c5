"""Questions asked of rules, exceptions and dates. Those with an `OuterRef` are for subqueries on a meeting."""

from collections.abc import Collection
from datetime import date, datetime
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.lookups import StartsWith

from groups.kinds import GroupStatus
from interchange.records import Frequency
from meetings.kinds import TIMELESS, MeetingStatus, OccurrenceStatus
from meetings.windows import epoch_minute

if TYPE_CHECKING:
    from history.questions import Given
    from meetings.models import Format, Occurrence, ScheduleException, ScheduleRule

# No index is needed: plainly weekly (`Recurrence.is_plainly_weekly`), or without a time.
TOLD_BY_WEEKDAY = Q(frequency__in=TIMELESS) | Q(
    frequency=Frequency.WEEKLY, interval=1, months=(), first_on=None, valid_from=None, valid_until=None, pause_from=None
)


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
    def published(self) -> Self:
        """Those of meetings that everyone may find."""
        return self.filter(meeting__status=MeetingStatus.PUBLISHED, meeting__group__status=GroupStatus.ACTIVE)

    def of_published(self, meetings: Collection[int]) -> Self:
        """Those of these meetings, as far as everyone may find them."""
        return self.published().filter(meeting__in=meetings)

    def with_marks(self) -> Self:
        """With the `marks` that the index has of each, its formats among them; none where it is not in the index."""
        entries = apps.get_model("meetings", "SearchEntry").objects.filter(rule=OuterRef("pk"))
        return self.annotate(marks=Subquery(entries.values("marks")[:1]))

    def told_by_index(self, in_force: ScheduleExceptionQuerySet) -> Self:
        """Those whose dates, all or some, are rows of the index, or ought to be: a rule and an exception that two people enter at
        once do not see each other."""
        has_rows = Exists(apps.get_model("meetings", "Occurrence").objects.filter(rule=OuterRef("pk")))
        return self.filter(~TOLD_BY_WEEKDAY | Q(has_rows) | acted_on_by(in_force))


class OccurrenceQuerySet(models.QuerySet["Occurrence"]):
    def from_moment(self, moment: datetime) -> Self:
        """Those that start from a moment on or are in progress then, cancelled ones too."""
        return self.from_minute(epoch_minute(moment), moment)

    def from_minute(self, minute: "int | Given", moment: "datetime | Given") -> Self:
        """The same, where the minute since 1970 of the moment is at hand."""
        return self.filter(Q(epoch_minute__gte=minute) | Q(ends_at__gt=moment)).order_by("epoch_minute")

    def taking_place(self) -> Self:
        """Those that are not cancelled."""
        return self.exclude(status=OccurrenceStatus.CANCELLED)
