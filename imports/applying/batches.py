"""The second pass over a feed: the rows of what is new or has changed, in batches, in one transaction and one revision."""

from collections.abc import Iterable

from imports.applying.creating import create_batch
from imports.applying.dating import date_listings
from imports.applying.statistics import Statistics
from imports.applying.updating import update_batch
from imports.applying.withdrawing import withdraw
from imports.applying.work import Work
from imports.planning.plan import Verdict
from interchange.records import MeetingRecord, Problem

NEW_AT_ONCE = 1000
CHANGED_AT_ONCE = 100


def apply_plan(found: Iterable[MeetingRecord | Problem], work: Work) -> None:
    """Do what the plan says with the records of the feed. Call it inside the tracking of `work`."""
    statistics = Statistics()
    new: list[MeetingRecord] = []
    changed: list[MeetingRecord] = []
    for record in first_of_each_key(found):
        if record.key in work.plan.creates:
            new.append(record)
        elif record.key in work.plan.updates:
            changed.append(record)
        if len(new) == NEW_AT_ONCE:
            create_batch(new, work)
            statistics.grown_by(len(new))
            new = []
        if len(changed) == CHANGED_AT_ONCE:
            update_batch(changed, work)
            changed = []
    create_batch(new, work)
    update_batch(changed, work)
    if work.plan.verdict is Verdict.APPLY:
        withdraw(work.plan.withdrawals, work.run, on=work.today, tracker=work.tracker)
    date_listings(work)


def first_of_each_key(found: Iterable[MeetingRecord | Problem]) -> Iterable[MeetingRecord]:
    """The records, without repeats."""
    seen: set[str] = set()
    for entry in found:
        if isinstance(entry, MeetingRecord) and entry.key not in seen:
            seen.add(entry.key)
            yield entry
