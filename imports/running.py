"""One run, from content to outcome: read, plan, apply, and write down what became of it."""

import gc
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from traceback import extract_tb
from typing import TYPE_CHECKING, Any, BinaryIO

from django.db import DatabaseError
from django.utils import timezone

from history.road import Road, RoadKind
from history.tracking import tracking
from imports.applying.batches import apply_plan
from imports.applying.work import begin
from imports.fetching.spool import packed
from imports.kinds import Outcome
from imports.models import ImportProblem, ImportRun, KeptFeed, MissingMeeting, Source, SourceMeeting
from imports.planning.plan import Known, Plan, Verdict, in_order, make_plan
from imports.planning.reading import Reading, read_all
from imports.planning.tally import Tally
from imports.querysets import ImportRunQuerySet
from imports.readers import read_records
from imports.reasons import ImportCode
from imports.rekeying import given_away, keep_keys, new_keys, renamed, told_keys
from interchange.records import MeetingRecord, Problem
from meetings.bulk import BATCH

if TYPE_CHECKING:
    from accounts.models import User

logger = logging.getLogger(__name__)

COLLECT_EVERY = 100_000  # objects; Python's own 700 has it look through everything that a run keeps again and again

Found = Iterable[MeetingRecord | Problem]
Watch = Callable[[Found, str], Found]
WAITING = {
    Verdict.HOLD_WITHDRAWALS: (Outcome.WITHDRAWALS_WAIT, ImportCode.MANY_MISSING),
    Verdict.WAIT: (Outcome.WAITING, ImportCode.MOST_MISSING),
}


def unwatched(found: Found, _what: str) -> Found:
    """Nobody looks on."""
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOptions:
    """How to run, and when. `watch` is handed every pass over the records, for a progress bar."""

    at: datetime = field(default_factory=timezone.now)
    is_dry: bool = False
    allow_withdrawals: bool = False
    watch: Watch = unwatched


def start_run(source: Source, *, at: datetime, by: "User | None", road: RoadKind) -> ImportRun:
    """The row of a run that begins; it stays whatever happens."""
    return ImportRun.objects.create(source=source, started_at=at, by=by, road=road)


def refuse(run: ImportRun, code: str, detail: str = "") -> ImportRun:
    """Nothing is changed, and this is why."""
    run.outcome, run.reason, run.reason_detail, run.ended_at = Outcome.REFUSED, code, detail[:200], timezone.now()
    run.save()
    return run


@contextmanager
def refused_if_broken_off(run: ImportRun) -> Iterator[ImportRun]:
    """A run that ends by a fault, or because somebody stops it, is not left behind as if it were still going on."""
    try:
        yield run
    except BaseException:
        refuse(ImportRun.objects.get(pk=run.pk), ImportCode.BROKEN_OFF)
        raise


def place_of(error: Exception) -> str:
    """The kind of an error and where it arose. Its text may hold a piece of the feed, and so something personal."""
    frames = extract_tb(error.__traceback__)
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__} {where}".strip()


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """The search for cycles in memory is made more seldom: a run keeps much and makes few of them. Saves a tenth of the time."""
    former, *others = gc.get_threshold()
    gc.set_threshold(COLLECT_EVERY, *others)
    try:
        yield
    finally:
        gc.set_threshold(former, *others)


@seldom_collecting()
def take_in(run: ImportRun, content: BinaryIO, options: RunOptions) -> ImportRun:
    """Bring a feed in. Whatever is wrong with it is told by the run's outcome and problems."""
    source, today = run.source, timezone.localdate(run.started_at)
    reading = read_all(options.watch(read_records(content, source, today), "Reading"), zone=source.zone)
    if reading.reason_to_refuse:
        run.came_in = run.rejected = 0 if reading.broken else reading.rejected
        keep_problems(run, reading.tally)
        return refuse(run, reading.reason_to_refuse)
    if options.is_dry:
        return try_out(run, reading, content, options)
    try:
        return carry_out(run, reading, content, options)
    except DatabaseError as error:
        logger.error("An import of %s was broken off: %s", source.slug, place_of(error))  # PostgreSQL quotes the whole row
        return refuse(ImportRun.objects.get(pk=run.pk), ImportCode.BROKEN_OFF)


def plan_for(source: Source, reading: Reading, known: dict[str, Known], options: RunOptions) -> Plan:
    """What is to be done with what came in."""
    return make_plan(
        ((one.key, one.fingerprint) for one in reading.incoming),
        reading.all_rejected,
        known,
        withdraw_share_percent=source.withdraw_share_percent,
        allow_withdrawals=options.allow_withdrawals,
    )


def known_records(source: Source) -> dict[str, Known]:
    """What was taken from a source until now."""
    links = SourceMeeting.objects.filter(source=source).values_list("key", "fingerprint", "meeting", "withdrawn_on")
    return {
        key: Known(fingerprint, meeting, is_withdrawn=withdrawn_on is not None)
        for key, fingerprint, meeting, withdrawn_on in links.iterator()
    }


def recognised(source: Source, reading: Reading, content: BinaryIO, run: ImportRun) -> tuple[dict[str, Known], dict[str, str]]:
    """What is known, under the keys that the feed has for it now, and which of them are new."""
    known, today = known_records(source), timezone.localdate(run.started_at)
    given = given_away(source, reading, known, read_records(content, source, today))
    known = renamed(known, given) if given else known
    keys = new_keys(source, reading, known, read_records(content, source, today))
    return (renamed(known, keys) if keys else known), told_keys(given, keys, reading)


def try_out(run: ImportRun, reading: Reading, content: BinaryIO, options: RunOptions) -> ImportRun:
    """Say what would be done."""
    known, _keys = recognised(run.source, reading, content, run)
    plan = plan_for(run.source, reading, known, options)
    run.reason = WAITING[plan.verdict][1] if plan.verdict in WAITING else ""
    run.outcome = Outcome.DRY_RUN
    count(run, plan)
    return finish(run, reading.tally)


def carry_out(run: ImportRun, reading: Reading, content: BinaryIO, options: RunOptions) -> ImportRun:
    """Do what the plan says, all of it or nothing. Runs of one source wait for each other."""
    source, today = run.source, timezone.localdate(run.started_at)
    with tracking(by=run.by, source=Road(RoadKind.IMPORT, source.slug)) as tracker:
        Source.objects.select_for_update().get(pk=source.pk)
        known, keys = recognised(source, reading, content, run)
        plan = plan_for(source, reading, known, options)
        refused: set[str] = set()
        if plan.verdict is not Verdict.WAIT:
            keep_keys(source, keys)
            work = begin(plan, known, reading, run=run, tracker=tracker, today=today)
            del known
            apply_plan(options.watch(read_records(content, source, today), "Writing") if plan.needs_records else (), work)
            tracker.flush()
            refused = work.refused
            run.revision = tracker.revision if tracker.revision.pk else None
        count(run, plan, refused)
        conclude(run, plan)
        if plan.verdict in WAITING:
            keep_feed(run, plan, reading, keys, content)
        return finish(run, reading.tally)


def count(run: ImportRun, plan: Plan, refused: Iterable[str] = ()) -> None:
    """The figures of a plan. Records whose changes our own rules refused count as rejected."""
    run.came_in = plan.came_in
    run.created = len(plan.creates)
    run.updated = len(plan.updates.difference(refused))
    run.unchanged = plan.unchanged
    run.rejected = plan.came_in - run.created - run.updated - run.unchanged
    run.restored = len(plan.restores.difference(refused))
    run.withdrawn = len(plan.withdrawals)


def conclude(run: ImportRun, plan: Plan) -> None:
    """The outcome. What waited before is overtaken by it."""
    overtaken = ImportRun.objects.of(run.source).waiting()
    forget_waiting(overtaken)
    overtaken.update(outcome=Outcome.OVERTAKEN)
    if plan.verdict in WAITING:
        run.outcome, run.reason = WAITING[plan.verdict]
    else:
        did_something = run.created or run.updated or run.withdrawn
        run.outcome = Outcome.APPLIED if did_something else Outcome.UNCHANGED


def keep_feed(run: ImportRun, plan: Plan, reading: Reading, keys: Mapping[str, str], content: BinaryIO) -> None:
    """Keep what waits: the content, what would be done with it, and which meetings are missing. Which records are new or changed
    stays true as long as the run waits, as a later run of the source takes its place."""
    planned: dict[str, Any] = {}
    if plan.verdict is Verdict.WAIT:
        planned = {**in_order(plan, (one.key for one in reading.incoming)), "former": {new: former for former, new in keys.items()}}
    KeptFeed.objects.create(run=run, content=packed(content), planned=planned)
    former = planned.get("former", {})  # as long as it all waits, records have the keys that they had
    keep_missing(run, (former.get(key, key) for key in plan.withdrawals))


def keep_missing(run: ImportRun, keys: Iterable[str]) -> None:
    """Which meetings are missing, so that a person may decide about each."""
    remaining = iter(sorted(keys))
    while batch := list(islice(remaining, BATCH)):
        links = SourceMeeting.objects.filter(source=run.source, key__in=batch).order_by("pk")
        MissingMeeting.objects.bulk_create(MissingMeeting(run=run, link=link) for link in links)


def forget_waiting(runs: ImportRunQuerySet) -> None:
    """Delete what is kept for the decision about these runs: it has been made, or nobody has to make it any more."""
    KeptFeed.objects.filter(run__in=runs).delete()
    MissingMeeting.objects.filter(run__in=runs).delete()


def finish(run: ImportRun, tally: Tally) -> ImportRun:
    """Write down what became of a run."""
    run.ended_at = timezone.now()
    run.save()
    keep_problems(run, tally)
    return run


def keep_problems(run: ImportRun, tally: Tally) -> None:
    """Write down what was wrong."""
    ImportProblem.objects.bulk_create(
        [
            ImportProblem(
                run=run,
                code=told.code,
                key=told.key,
                index=told.index,
                field_name=told.field_name,
                value=told.value,
                rejects=told.rejects,
                count=told.count,
            )
            for told in tally.all()
        ],
        batch_size=1000,
    )
