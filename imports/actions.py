"""What is done with sources, runs and held texts: the one road for commands and the workplace."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from history.actions import save
from history.road import Road, RoadKind
from history.tracking import tracking
from imports.applying.dating import vouch_for_all
from imports.applying.withdrawing import bring_back
from imports.fetching.bmlt_server import fetch_server, is_server
from imports.fetching.spool import FetchError, open_file, spooled, unpacked
from imports.fetching.web import Fetched, Validators, fetch, most_bytes
from imports.kinds import WAITING_OUTCOMES, FeedFormat, Outcome
from imports.models import HeldText, ImportRun, KeeperMail, KeptFeed, Source, SourceMeeting
from imports.querysets import HeldTextQuerySet
from imports.reasons import ImportCode
from imports.running import RunOptions, forget_waiting, refuse, refused_if_broken_off, start_run, take_in
from interchange.spreadsheets import csv_address

if TYPE_CHECKING:
    from accounts.models import User

BATCH = 1000
KEEPER_MAILS_KEPT = timedelta(days=400)


def is_address(origin: str) -> bool:
    """Whether it is an address rather than the name of a file."""
    return "://" in origin


def save_source(row: Source, *, by: "User | None", source: Road) -> Source:
    """Check and keep a source. Whatever has changed, its feed is read anew the next time."""
    row.etag = row.last_modified = ""
    return save(row, by=by, source=source)


def import_feed(source: Source, origin: str, *, by: "User | None", road: RoadKind, options: RunOptions | None = None) -> ImportRun:
    """Bring in what a source lists, from an address or a file. Whatever goes wrong is told by the run."""
    options = options or RunOptions()
    with refused_if_broken_off(start_run(source, at=options.at, by=by, road=road)) as run:
        return bring_in(run, origin, options)


def bring_in(run: ImportRun, origin: str, options: RunOptions) -> ImportRun:
    """Do what a run has begun."""
    source = run.source
    if not source.is_active:
        return refuse(run, ImportCode.SOURCE_NOT_IN_USE)
    try:
        fetched = get(source, origin, validators_for(source, origin, options))
    except FetchError as error:
        return refuse(run, error.code, error.detail)
    if fetched.content is None:
        return nothing_new(run)
    with fetched.content as content:
        run = take_in(run, content, options)
    if not options.is_dry and run.outcome != Outcome.REFUSED:
        is_taken = run.outcome not in WAITING_OUTCOMES and origin == source.address
        remember(source, fetched.validators if is_taken else Validators())
    forget_expired(options.at)
    return run


def validators_for(source: Source, origin: str, options: RunOptions) -> Validators:
    """By what to ask whether a feed is still the same; by nothing where the answer would be of no use."""
    is_wanted_anyway = options.is_dry or options.allow_withdrawals or origin != source.address
    return Validators() if is_wanted_anyway else Validators(source.etag, source.last_modified)


def get(source: Source, origin: str, validators: Validators) -> Fetched:
    """The content of an address or a file; of a BMLT server all that it lists. Raises FetchError."""
    if source.format == FeedFormat.BMLT and is_address(origin) and is_server(origin):
        return fetch_server(origin, source.language)
    if is_address(origin):
        return fetch(csv_address(origin), validators)
    return Fetched(open_file(Path(origin), most_bytes=most_bytes()))


@transaction.atomic
def nothing_new(run: ImportRun) -> ImportRun:
    """The server says that its feed is the one that was taken last."""
    vouch_for_all(run.source, today=timezone.localdate(run.started_at))
    run.outcome, run.reason, run.ended_at = Outcome.UNCHANGED, ImportCode.NOT_MODIFIED, timezone.now()
    run.save()
    return run


def remember(source: Source, validators: Validators) -> None:
    """By what to ask the server the next time; by nothing where our rows are not those of its content. Of no interest to the
    history."""
    source.etag, source.last_modified = validators.etag, validators.last_modified
    Source.objects.filter(pk=source.pk).update(etag=source.etag, last_modified=source.last_modified)


def apply_waiting(run: ImportRun, *, by: "User | None", allow_withdrawals: bool = True) -> ImportRun:
    """Bring in the feed of a run that waits, although it withdraws many: a new run. Raises KeptFeed.DoesNotExist."""
    kept = KeptFeed.objects.get(run=run)
    options, limit = RunOptions(allow_withdrawals=allow_withdrawals), most_bytes()
    with unpacked(spooled([bytes(kept.content)], most_bytes=limit), most_bytes=limit) as content:
        anew = start_run(run.source, at=options.at, by=by, road=RoadKind.WORKPLACE)
        remember(run.source, Validators())
        return take_in(anew, content, options)


@transaction.atomic
def refuse_waiting(run: ImportRun) -> ImportRun:
    """What a run would withdraw stays listed. Of what it has done already nothing is undone."""
    forget_waiting(ImportRun.objects.filter(pk=run.pk))
    if run.outcome == Outcome.WAITING:
        run.outcome = Outcome.REFUSED
    else:
        run.outcome, run.withdrawn = Outcome.APPLIED, SourceMeeting.objects.filter(withdrawn_in=run).count()
    run.save()
    return run


def undo_withdrawals(run: ImportRun, *, by: "User | None", source: Road) -> int:
    """Bring the meetings back that a run withdrew; returns how many. The source may not withdraw them again, unless they come back
    in its feed and go missing once more."""
    with tracking(by=by, source=source, note=str(run)) as tracker:
        return bring_back(run, tracker=tracker)


def decide(held: HeldTextQuerySet, *, by: "User | None", source: Road) -> None:
    """Somebody has seen these, and they are not needed any more: the texts are erased."""
    after = {"text": "", "decided_at": timezone.now()}
    with tracking(by=by, source=source) as tracker:
        while rows := list(held.undecided()[:BATCH]):
            for row in rows:
                tracker.changed(row, {"text": row.text, "decided_at": None}, after)
            HeldText.objects.filter(pk__in=[row.pk for row in rows]).update(**after)
            tracker.flush()


def forget_expired(now: datetime) -> None:
    """Delete held texts and kept feeds that nobody has decided on for 90 days. Every run does it; a schedule may too."""
    HeldText.objects.expired(now).delete()
    KeeperMail.objects.filter(claimed_at__lte=now - KEEPER_MAILS_KEPT).delete()
    expired = ImportRun.objects.expired(now).waiting()
    forget_waiting(expired)
    expired.update(outcome=Outcome.OVERTAKEN)
