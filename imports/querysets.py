"""Questions asked of runs, problems and held texts."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Window
from django.db.models.functions import RowNumber

from imports.kinds import WAITING_OUTCOMES

if TYPE_CHECKING:
    from imports.models import HeldText, ImportProblem, ImportRun, Source

HELD_DAYS = 90


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    def waiting(self) -> Self:
        """Those that need a person's decision."""
        return self.filter(outcome__in=WAITING_OUTCOMES)

    def expired(self, now: datetime) -> Self:
        """Those of more than 90 days ago: what they keep nobody may see any more."""
        return self.filter(started_at__lte=now - timedelta(days=HELD_DAYS))

    def of(self, source: "Source") -> Self:
        """The runs of a source."""
        return self.filter(source=source)

    def with_withdrawals(self) -> Self:
        """Those by which something is withdrawn until now."""
        return self.filter(withdrawals__isnull=False).distinct()


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
