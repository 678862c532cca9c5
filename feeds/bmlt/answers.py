"""The meetings that a question finds: first their numbers, then some hundreds at a time."""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone, translation

from feeds.answers import parts
from feeds.bmlt.inquiry import Inquiry, covering
from feeds.bmlt.querysets import NUMBER, TimetableQuerySet, timetable
from feeds.bmlt.reach import distances
from feeds.loading import load
from feeds.records import meeting_record
from history.keeping import kept
from interchange.bmlt.meeting import Written, coordinate, meetings
from interchange.bmlt.options import WriteOptions
from interchange.records import Loss
from interchange.weekly import entries
from meetings.models import Meeting
from places.distance import Point

AT_ONCE = 2_000  # numbers, from the database
NOWHERE = Point(0.0, 0.0)  # as these servers say "not known"


@dataclass(frozen=True, slots=True)
class Numbers:
    """Those by which BMLT knows meetings, and the keys of ours, in order; sixteen bytes each."""

    numbers: "array[int]"
    meetings: "array[int]"

    def batches(self) -> Iterator[tuple["array[int]", list[int]]]:
        """Some hundred at a time, and our meetings, each once."""
        for part in parts(len(self.numbers)):
            yield self.numbers[part], list(dict.fromkeys(self.meetings[part]))


def numbers(found: TimetableQuerySet) -> Numbers:
    """The numbers of what was found, in its order."""
    numbered, several = array("q"), array("q")
    for number, meeting in found.values_list(NUMBER, "meeting_id").iterator(chunk_size=AT_ONCE):
        numbered.append(number)
        several.append(meeting)
    return Numbers(numbered, several)


def answers(found: Numbers, inquiry: Inquiry, centre: Point | None) -> Iterator[Written]:
    """The meetings of these numbers, in their order. What is withdrawn meanwhile is left out."""
    options = inquiry.options  # now: while the answer is sent nothing is kept any more
    return (one for some, keys in found.batches() for one in batch_of(some, keys, inquiry, options, centre))


def batch_of(some: "array[int]", keys: list[int], inquiry: Inquiry, options: WriteOptions, centre: Point | None) -> list[Written]:
    """Some hundred meetings. The language holds for them only: what reads on in between is not to find itself in it."""
    with translation.override(inquiry.language):
        batch = load(keys, now=inquiry.now, site=inquiry.site)
        made = {
            one.number: with_point(one, centre, meeting)
            for meeting in batch.meetings
            for one in meetings(meeting_record(meeting, batch), options, forgotten)
        }
    return [made[number] for number in some if number in made]


def with_point(one: Written, centre: Point | None, meeting: Meeting) -> Written:
    """The meeting with how far away it is; where the point of its house is not known or not told with that by which everyone finds
    it, which may be the middle of its town. Without one the maps of widgets break, also for all other meetings."""
    if meeting.venue and not one.fields["latitude"]:
        point = meeting.point or NOWHERE
        one.fields.update(latitude=coordinate(point.latitude), longitude=coordinate(point.longitude))
    one.fields.update(distances(centre, meeting.point))
    return one


@kept
def not_taking_place(now: datetime) -> frozenset[int]:
    """The keys of the rules that do not meet for now: in their yearly pause, or the next date is cancelled."""
    today = timezone.localdate(now)
    found = numbers(timetable().every_week(covering(today), today).with_interruptions(today).order_by("pk"))
    loaded = (load(keys, now=now, site="") for _numbers, keys in found.batches())
    records = (meeting_record(meeting, batch) for batch in loaded for meeting in batch.meetings)
    return frozenset(rule for record in records for one in entries(record, today, forgotten) if one.is_off for rule in one.rules)


def forgotten(_loss: Loss) -> None:
    """What is lost is told to those who ask for it."""
