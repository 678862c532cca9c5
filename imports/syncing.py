"""Keeping sources up: whichever is due is fetched, each for itself, whatever becomes of the others.

When a source is due is computed from its last run, so nothing depends on the hour at which `sync` runs. Two at once do no harm: the
row of a run that is going on keeps others away.
"""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from history.road import RoadKind
from imports.actions import bring_in
from imports.kinds import GOOD_OUTCOMES, PERIODS, Outcome, Rhythm
from imports.models import ImportRun, Source
from imports.running import RunOptions, place_of, refused_if_broken_off, start_run

logger = logging.getLogger(__name__)
# So long a run is taken to be going on; one that was killed does not block its source for longer.
PATIENCE = timedelta(hours=2)
# A source that could not be read is asked again the next day, however seldom it is fetched otherwise.
RETRY = PERIODS[Rhythm.DAILY]


@dataclass(frozen=True, slots=True)
class Synced:
    """What became of a source: its run, or None where there is none, as another is going on or something went wrong."""

    source: Source
    run: ImportRun | None = None
    is_broken: bool = False

    @property
    def needs_a_person(self) -> bool:
        """Whether somebody has to look at it."""
        if self.run is None:
            return self.is_broken
        would_wait = self.run.outcome == Outcome.DRY_RUN and bool(self.run.reason)
        return self.run.outcome not in GOOD_OUTCOMES or would_wait


def due_at(rhythm: str, fetched_at: datetime | None, outcome: str | None) -> datetime | None:
    """From when on a source is due that was last fetched then; None if it always is."""
    if fetched_at is None:
        return None
    period = PERIODS.get(rhythm, RETRY)
    if outcome in (Outcome.REFUSED, Outcome.RUNNING):
        period = min(period, RETRY)
    return fetched_at + period


def is_running(fetched_at: datetime | None, outcome: str | None, now: datetime) -> bool:
    """Whether somebody else is fetching it."""
    return fetched_at is not None and outcome == Outcome.RUNNING and fetched_at > now - PATIENCE


def is_due(rhythm: str, fetched_at: datetime | None, outcome: str | None, now: datetime) -> bool:
    """Whether a source is to be fetched now."""
    at = due_at(rhythm, fetched_at, outcome)
    return (at is None or at <= now) and not is_running(fetched_at, outcome, now)


def due_sources(now: datetime) -> list[Source]:
    """Those that are due, beginning with the one that has waited longest."""
    sources = Source.objects.fetched_by_itself().with_last_fetch().select_related("fellowship")
    in_order: Iterable[Any] = sources.order_by(F("fetched_at").asc(nulls_first=True), "pk")
    return [one for one in in_order if is_due(one.rhythm, one.fetched_at, one.fetch_outcome, now)]


def sync(sources: list[Source], *, is_wanted: bool = False, is_dry: bool = False) -> Iterator[Synced]:
    """Fetch these, one after the other. `is_wanted`: also what is not due."""
    for source in sources:
        yield sync_one(source, is_wanted=is_wanted, is_dry=is_dry)


def sync_one(source: Source, *, is_wanted: bool, is_dry: bool) -> Synced:
    """Fetch one source. Raises nothing: the others have their turn whatever happens here."""
    try:
        run = claim(source, timezone.now(), is_wanted=is_wanted)
        if run is None:
            return Synced(source)
        with refused_if_broken_off(run):
            return Synced(source, bring_in(run, source.address, RunOptions(at=run.started_at, is_dry=is_dry)))
    except Exception as error:  # whatever a feed of somebody else, or a reader of ours, may come up with
        logger.error("The source %s could not be fetched: %s", source.slug, place_of(error))  # no values of it
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()  # the next source gets one that works
        return Synced(source, is_broken=True)


def claim(source: Source, now: datetime, *, is_wanted: bool) -> ImportRun | None:
    """The right to fetch a source now, as the row of a run; None where somebody else has it, or had it a moment ago."""
    with transaction.atomic():
        # PostgreSQL locks the row, SQLite all of the database. An import that is writing is not waited for.
        if Source.objects.select_for_update(skip_locked=True).filter(pk=source.pk).first() is None:
            return None
        now_is: Any = Source.objects.with_last_fetch().get(pk=source.pk)
        last = (now_is.fetched_at, now_is.fetch_outcome)
        is_free = not is_running(*last, now) if is_wanted else is_due(source.rhythm, *last, now)
        return start_run(source, at=now, by=None, road=RoadKind.COMMAND) if is_free else None
