"""Questions asked of sources, runs, problems and held texts."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery, Sum, Window
from django.db.models.functions import Coalesce, RowNumber

from history.road import RoadKind
from imports.kinds import SUCCESSES, WAITING_OUTCOMES, DuplicateState, Outcome, Rhythm
from meetings.kinds import MeetingStatus

if TYPE_CHECKING:
    from imports.models import (
        Disagreement,
        DuplicatePair,
        HeldText,
        ImportProblem,
        ImportRun,
        MissingMeeting,
        Source,
        WordedSchedule,
    )

HELD_DAYS = 90


class SourceQuerySet(models.QuerySet["Source"]):
    def fetched_by_itself(self) -> Self:
        """Those that `manage.py sync` keeps up."""
        return self.filter(is_active=True).exclude(address="").exclude(rhythm=Rhythm.BY_HAND)

    def with_last_fetch(self) -> Self:
        """When each was last fetched, or tried to be (`fetched_at`), and what came of it (`fetch_outcome`)."""
        last = runs_of_each().attempts().order_by("-pk")
        return self.annotate(fetched_at=Subquery(last.values("started_at")[:1]), fetch_outcome=Subquery(last.values("outcome")[:1]))

    def with_health(self) -> Self:
        """What health.py asks of each, in one query: its last run, its last success, its problems, what it lists."""
        last, problems = runs_of_each().concluded().order_by("-pk"), apps.get_model("imports", "ImportProblem").objects.order_by()
        links = apps.get_model("imports", "SourceMeeting").objects.filter(source=OuterRef("pk")).order_by()
        listed = links.filter(withdrawn_on=None, meeting__isnull=False).values("source").annotate(number=Count("pk"))
        noted = problems.filter(run=OuterRef("last_run")).values("run").annotate(number=Sum("count"))
        return self.annotate(
            last_run=Subquery(last.values("pk")[:1]),
            last_run_at=Subquery(last.values("started_at")[:1]),
            last_outcome=Subquery(last.values("outcome")[:1]),
            last_reason=Subquery(last.values("reason")[:1]),
            last_detail=Subquery(last.values("reason_detail")[:1]),
            last_success_at=Subquery(runs_of_each().successes().order_by("-pk").values("started_at")[:1]),
            listed=Coalesce(Subquery(listed.values("number")), 0),
            problems_noted=Coalesce(Subquery(noted.values("number")), 0),
        )

    def with_last_mail(self) -> Self:
        """What its keeper was last told of each (`mailed_about`), and when (`mailed_at`)."""
        mails = apps.get_model("imports", "KeeperMail").objects.filter(source=OuterRef("pk")).order_by("-pk")
        return self.annotate(mailed_about=Subquery(mails.values("about")[:1]), mailed_at=Subquery(mails.values("claimed_at")[:1]))

    def broken(self) -> Self:
        """Those in use whose last run was refused: their meetings grow old."""
        last = runs_of_each().concluded().order_by("-pk").values("outcome")[:1]
        return self.filter(is_active=True).alias(last=Subquery(last)).filter(last=Outcome.REFUSED)


def runs_of_each() -> "ImportRunQuerySet":
    """The runs of the source at hand, for a subquery."""
    runs: ImportRunQuerySet = apps.get_model("imports", "ImportRun").objects.filter(source=OuterRef("pk"))
    return runs


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    def waiting(self) -> Self:
        """Those that need a person's decision."""
        return self.filter(outcome__in=WAITING_OUTCOMES)

    def concluded(self) -> Self:
        """Those that came to an end and were not only tried out."""
        return self.exclude(outcome__in=(Outcome.DRY_RUN, Outcome.RUNNING))

    def attempts(self) -> Self:
        """Those that asked for the feed, whether it came or not, or ask for it now. What is decided in the workplace does not."""
        return self.exclude(outcome=Outcome.DRY_RUN).exclude(road=RoadKind.WORKPLACE)

    def successes(self) -> Self:
        """Those that could read the feed and did what may be done without a person."""
        return self.filter(outcome__in=SUCCESSES)

    def expired(self, now: datetime) -> Self:
        """Those of more than 90 days ago: what they keep nobody may see any more."""
        return self.filter(started_at__lte=now - timedelta(days=HELD_DAYS))

    def of(self, source: "Source") -> Self:
        """The runs of a source."""
        return self.filter(source=source)

    def with_withdrawals(self) -> Self:
        """Those by which something is withdrawn until now."""
        return self.filter(withdrawals__isnull=False).distinct()


class MissingMeetingQuerySet(models.QuerySet["MissingMeeting"]):
    def for_deciding(self) -> Self:
        """Those whose meetings are still there, by name, with all that is asked about them, in a fixed number of queries."""
        there = self.filter(link__meeting__isnull=False).order_by("link__meeting__name", "pk")
        wanted = ("link__meeting__group", "link__meeting__venue__place")
        return there.select_related(*wanted).prefetch_related("link__meeting__rules")


class DisagreementQuerySet(models.QuerySet["Disagreement"]):
    def open(self) -> Self:
        """Those about rows that are still there."""
        return self.filter(Q(link=None) | Q(link__meeting__isnull=False))

    def about(self, meeting: int) -> Self:
        """Those about a meeting, its house or its group."""
        shared = Q(venue_link__venue__meetings=meeting) | Q(group_link__group__meetings=meeting)
        return self.filter(pk__in=self.model._base_manager.filter(Q(link__meeting=meeting) | shared).values("pk"))

    def for_deciding(self) -> Self:
        """Load with each what is shown of it, and what deciding needs."""
        meeting = ("link__source", "link__meeting__group__fellowship", "link__meeting__venue")
        shared = ("venue_link__source", "venue_link__venue", "group_link__source", "group_link__group__fellowship")
        return self.select_related(*meeting, *shared).prefetch_related("link__meeting__rules", "link__meeting__formats")


class ImportProblemQuerySet(models.QuerySet["ImportProblem"]):
    def first_of_each_kind(self, examples: int) -> Self:
        """So many of each code."""
        number = Window(RowNumber(), partition_by=[F("code"), F("rejects")], order_by=F("pk").asc())
        return self.annotate(number=number).filter(number__lte=examples).order_by("pk")


class HeldTextQuerySet(models.QuerySet["HeldText"]):
    def undecided(self) -> Self:
        """Those that nobody has looked at."""
        return self.filter(decided_at=None)

    def expired(self, now: datetime) -> Self:
        """Those that came 90 days ago or earlier: nobody may see them any more."""
        return self.filter(arrived_at__lte=now - timedelta(days=HELD_DAYS))

    def current(self, now: datetime) -> Self:
        """Those that are not expired, whether or not the expired have been deleted yet."""
        return self.filter(arrived_at__gt=now - timedelta(days=HELD_DAYS))


class DuplicatePairQuerySet(models.QuerySet["DuplicatePair"]):
    def undecided(self) -> Self:
        """Those that wait for somebody's word."""
        return self.filter(state=DuplicateState.OPEN)

    def of_any(self, meetings: Collection[int]) -> Self:
        """Those of which one is among these meetings."""
        return self.filter(Q(first__in=meetings) | Q(second__in=meetings))

    def for_comparing(self) -> Self:
        """Load with each what is shown of both meetings."""
        wanted = ("group__fellowship", "group__service_body", "venue")
        return self.select_related(*(f"{side}__{name}" for side in ("first", "second") for name in wanted))


class WordedScheduleQuerySet(models.QuerySet["WordedSchedule"]):
    def undecided(self) -> Self:
        """Those of which nobody has said anything."""
        return self.filter(decided_at=None)

    def open(self) -> Self:
        """Those that are offered: of meetings that go on, and that their source lists."""
        return (
            self.undecided()
            .filter(link__withdrawn_on=None, link__meeting__isnull=False)
            .exclude(link__meeting__status=MeetingStatus.ENDED)
        )

    def of_meeting(self, meeting: int | None) -> Self:
        """Those of a meeting, whichever of its records says them."""
        return self.filter(link__meeting=meeting)

    def for_deciding(self) -> Self:
        """Load with each what is shown of it, and what deciding needs."""
        wanted = ("link__source", "link__meeting__group__service_body", "link__meeting__venue")
        return self.select_related(*wanted).prefetch_related("link__meeting__rules__formats")
