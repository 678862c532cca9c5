"""The meetings that a question finds: first their numbers, then some hundreds at a time."""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone, translation

from feeds.answers import BATCH
from feeds.bmlt.inquiry import Inquiry, covering
from feeds.bmlt.querysets import TimetableQuerySet, timetable
from feeds.bmlt.reach import distances
from feeds.loading import load
from feeds.records import meeting_record
from history.keeping import kept
from interchange.bmlt.meeting import Written, meetings
from interchange.bmlt.options import WriteOptions
from interchange.records import Loss
from interchange.weekly import entries
from places.distance import Point

AT_ONCE = 2_000  # numbers, from the database


@dataclass(frozen=True, slots=True)
class Numbers:
    """Rules and their meetings, in order; sixteen bytes each."""

    rules: "array[int]"
    meetings: "array[int]"

    def batches(self) -> Iterator[tuple["array[int]", list[int]]]:
        """Some hundred rules at a time, and their meetings, each once."""
        for start in range(0, len(self.rules), BATCH):
            yield self.rules[start : start + BATCH], list(dict.fromkeys(self.meetings[start : start + BATCH]))


def numbers(found: TimetableQuerySet) -> Numbers:
    """The numbers of what was found, in its order."""
    rules, several = array("q"), array("q")
    for rule, meeting in found.values_list("pk", "meeting_id").iterator(chunk_size=AT_ONCE):
        rules.append(rule)
        several.append(meeting)
    return Numbers(rules, several)


def answers(found: Numbers, inquiry: Inquiry, centre: Point | None) -> Iterator[Written]:
    """The meetings of these numbers, in their order. What is withdrawn meanwhile is left out."""
    options = inquiry.options  # now: while the answer is sent nothing is kept any more
    return (one for rules, keys in found.batches() for one in batch_of(rules, keys, inquiry, options, centre))


def batch_of(rules: "array[int]", keys: list[int], inquiry: Inquiry, options: WriteOptions, centre: Point | None) -> list[Written]:
    """Some hundred meetings. The language holds for them only: what reads on in between is not to find itself in it."""
    with translation.override(inquiry.language):
        batch = load(keys, now=inquiry.now, site=inquiry.site)
        made = {
            one.number: with_distance(one, centre, meeting.point)
            for meeting in batch.meetings
            for one in meetings(meeting_record(meeting, batch), options, forgotten)
        }
    return [made[number] for number in rules if number in made]


def with_distance(one: Written, centre: Point | None, point: Point | None) -> Written:
    """The meeting with how far away it is."""
    one.fields.update(distances(centre, point))
    return one


@kept
def not_taking_place(now: datetime) -> frozenset[int]:
    """The numbers of those that do not meet for now: in their yearly pause, or the next date is cancelled."""
    today = timezone.localdate(now)
    found = numbers(timetable().every_week(covering(today), today).with_interruptions(today).order_by("pk"))
    loaded = (load(keys, now=now, site="") for _rules, keys in found.batches())
    records = (meeting_record(meeting, batch) for batch in loaded for meeting in batch.meetings)
    return frozenset(one.number for record in records for one in entries(record, today, forgotten) if one.is_off)


def forgotten(_loss: Loss) -> None:
    """What is lost is told to those who ask for it."""
