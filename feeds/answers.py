"""Which meetings a feed holds, and how they are loaded: first their keys, then a few hundred rows at a time."""

from array import array
from collections.abc import Iterator
from datetime import datetime

from django.utils import translation

from feeds.asking import Question
from feeds.loading import load
from feeds.records import meeting_record
from interchange.records import MeetingRecord
from meetings.answers import Found, each
from meetings.models import Meeting

FIRST, BATCH = 25, 250


def keys(asked: Question, *, now: datetime) -> "array[int]":
    """The meetings that the page shows over all its pages, in its order; eight bytes each."""
    if asked.ids:
        return array("q", picked(asked.ids))
    return array("q", first_kind(each(asked.search, now=now, centre=asked.centre)))


def picked(ids: tuple[str, ...]) -> list[int]:
    """Meetings picked by hand, in the order given. An id that was merged into another stands for that one."""
    listed = Meeting.objects.published()
    found = dict(listed.filter(public_id__in=ids).values_list("public_id", "pk"))
    if len(found) < len(ids):
        led_on = Meeting.objects.led_on(set(ids) - found.keys())
        keys = dict(listed.filter(public_id__in=led_on.values()).values_list("public_id", "pk")) if led_on else {}
        found |= {one: keys[other] for one, other in led_on.items() if other in keys}
    return list(dict.fromkeys(found[one] for one in ids if one in found))


def first_kind(found: Iterator[Found]) -> Iterator[int]:
    """Vouched ones come first: if there are any, they are all that is shown, else the others are."""
    wanted: bool | None = None
    for one in found:
        wanted = one.is_vouched if wanted is None else wanted
        if one.is_vouched != wanted:
            return
        yield one.meeting


def records(found: "array[int]", asked: Question, *, now: datetime, site: str) -> Iterator[MeetingRecord]:
    """The records of these meetings, in their order. A meeting that is withdrawn meanwhile is left out.

    The language holds for each batch only: what reads on in between is not to find itself in it.
    """
    for part in parts(len(found)):
        with translation.override(asked.language):
            batch = load(found[part], now=now, site=site)
            made = [meeting_record(meeting, batch) for meeting in batch.meetings]
        yield from made


def parts(count: int) -> Iterator[slice]:
    """So many in parts: a small one first, with which the answer begins."""
    yield slice(0, FIRST)
    yield from (slice(start, start + BATCH) for start in range(FIRST, count, BATCH))
