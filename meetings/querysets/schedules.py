"""Questions asked of rules, exceptions and dates. Those with an `OuterRef` are for subqueries on a meeting."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.lookups import StartsWith

from groups.kinds import GroupStatus
from interchange.records import Frequency
from meetings.kinds import TIMELESS, MeetingStatus, OccurrenceStatus
from meetings.windows import epoch_minute

if TYPE_CHECKING:
    from meetings.models import Format, Occurrence, ScheduleException, ScheduleRule

# No index is needed: plainly weekly (`Recurrence.is_plainly_weekly`), or without a time.
TOLD_BY_WEEKDAY = Q(frequency__in=TIMELESS) | Q(
    frequency=Frequency.WEEKLY, interval=1, months=(), first_on=None, valid_from=None, valid_until=None, pause_from=None
)


# What a card reads of the meeting of a rule; any other column of these rows would be a query of its own.
CARD_COLUMNS = tuple(
    f"meeting__{name}"
    for name in (
        *("public_id", "slug", "name", "attendance", "kind", "visibility", "audiences_only", "latitude", "longitude"),
        *("confirmed_on", "confirmed_by", "listed_on", "listed_by", "reported_on"),
        *("group__serves", "group__minimum_age", "group__maximum_age", "group__is_invitation_only", "group__cost"),
        *("group__fellowship__name", "group__fellowship__serves"),
        *("group__fellowship__minimum_age", "group__fellowship__maximum_age"),
        *("group__fellowship__open_sentence", "group__fellowship__closed_sentence"),
        *("venue__city", "venue__district", "venue__visibility"),
    )
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
    def of_published(self, meetings: Collection[int]) -> Self:
        """Those of the meetings that everyone may find."""
        status = {"meeting__status": MeetingStatus.PUBLISHED, "meeting__group__status": GroupStatus.ACTIVE}
        return self.filter(meeting__in=meetings, **status)

    def for_cards(self) -> Self:
        """Load with each all that a card shows of its meeting, the group and the venue."""
        own = [field.attname for field in self.model._meta.concrete_fields]
        return self.select_related("meeting__group__fellowship", "meeting__venue").only(*own, *CARD_COLUMNS)

    def told_by_index(self, in_force: ScheduleExceptionQuerySet) -> Self:
        """Those whose dates, all or some, are rows of the index, or ought to be: a rule and an exception that two people enter at
        once do not see each other."""
        has_rows = Exists(apps.get_model("meetings", "Occurrence").objects.filter(rule=OuterRef("pk")))
        return self.filter(~TOLD_BY_WEEKDAY | Q(has_rows) | acted_on_by(in_force))


class OccurrenceQuerySet(models.QuerySet["Occurrence"]):
    def from_moment(self, moment: datetime) -> Self:
        """Those that start from a moment on or are in progress then, cancelled ones too."""
        return self.filter(Q(epoch_minute__gte=epoch_minute(moment)) | Q(ends_at__gt=moment)).order_by("epoch_minute")

    def starting_at(self, minutes: Iterable[int]) -> Self:
        """Those that take place and start at one of these minutes since 1970."""
        return self.filter(epoch_minute__in=list(minutes)).exclude(status=OccurrenceStatus.CANCELLED)
