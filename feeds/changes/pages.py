"""A page of the change feed: listings as they are now, and of those that everyone could see and nobody can any more that they are
gone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import translation

from feeds.changes.cursor import ChangesCursor, Cursor, Step, WholeCursor, after
from feeds.changes.leaving import Gone, gone_rows, leaving
from feeds.loading import load
from feeds.records import meeting_record
from feeds.settled import newest_revision, settled, settled_start
from feeds.touched import RowChange, row_changes, touched
from history.models import Change, Revision
from interchange.listing import as_json
from meetings.models import Meeting

PAGE = 500  # meetings
STRETCH = 500  # changes


class LostError(Exception):
    """The cursor is of another history, or of a time whose values are erased: the mirror has to begin anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What to write over in a mirror, in any order, and how to go on. Without `has_more` that was all until now."""

    items: list[dict[str, Any]]
    next: Cursor
    has_more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """In which language, at what moment and under which address listings are told."""

    language: str
    now: datetime
    site: str


def page(cursor: Cursor | None, told: Told) -> Page:
    """What comes at a cursor; without one the whole directory begins. Raises LostError."""
    match cursor or WholeCursor(settled_start()):
        case WholeCursor() as whole:
            return page_of_all(whole, told)
        case ChangesCursor() as since:
            return page_of_changes(since, told)


def page_of_all(cursor: WholeCursor, told: Told) -> Page:
    """The next of all meetings. What changes meanwhile is told afterwards."""
    keys = next_keys([Q()], cursor.meeting, is_published=True)
    items = list(listings(keys[:PAGE], told).values())
    if len(keys) > PAGE:
        return Page(items=items, next=WholeCursor(cursor.begun, keys[PAGE - 1]), has_more=True)
    return Page(items=items, next=after(cursor.begun), has_more=newest_revision() > cursor.begun)


def page_of_changes(cursor: ChangesCursor, told: Told) -> Page:
    """The next meetings of a stretch of changes. Raises LostError."""
    if is_lost(cursor):
        raise LostError
    changes, until, is_last = stretch(cursor)
    seen = row_changes(Change.objects.filter(pk__in=changes).order_by("revision_id", "pk"))
    gone = gone_rows(seen)
    keys = sorted({*next_keys(touched(seen), cursor.meeting), *(key for key in gone if key > cursor.meeting)})
    items = as_told(keys[:PAGE], seen, gone, told)
    if len(keys) > PAGE:
        return Page(items=items, next=ChangesCursor(cursor.since, until, keys[PAGE - 1]), has_more=True)
    return Page(items=items, next=ChangesCursor(until), has_more=not is_last)


def is_lost(cursor: ChangesCursor) -> bool:
    """Whether what has changed since cannot be known any more."""
    revision, _change = cursor.since
    oldest = Revision.objects.filter(pk__gte=revision).order_by("pk").values_list("erased_on", flat=True).first()
    return revision > newest_revision() + 1 or oldest is not None


def stretch(cursor: ChangesCursor) -> tuple[list[int], Step, bool]:
    """The keys of the next changes, the first step after them, and whether that is the end for now. A stretch whose meetings fill
    several pages stays as long as it was when it was begun."""
    revision, number = cursor.since
    rest = Change.objects.filter(Q(revision__gt=revision) | Q(pk__gte=number), revision__gte=revision)
    steps = rest.order_by("revision_id", "pk").values_list("revision", "pk")
    if cursor.until:
        last, end = cursor.until
        begun = steps.filter(Q(revision__lt=last) | Q(pk__lt=end), revision__lte=last)
        return [key for _revision, key in begun[:STRETCH]], cursor.until, False
    newest = settled(revision)
    found = list(steps.filter(revision__lte=newest)[: STRETCH + 1])
    is_last = len(found) <= STRETCH
    return [key for _revision, key in found[:STRETCH]], (newest + 1, 0) if is_last else found[STRETCH], is_last


def next_keys(conditions: Sequence[Q], beyond: int, *, is_published: bool = False) -> list[int]:
    """The keys of meetings of which any of this holds, in order; one more than a page, if there are so many."""
    meetings = Meeting.objects.published() if is_published else Meeting.objects.all()
    parts = [meetings.filter(one, pk__gt=beyond).order_by().distinct().values_list("pk", flat=True) for one in conditions]
    whole = parts[0].union(*parts[1:]) if parts[1:] else parts[0]
    return list(whole.order_by("pk")[: PAGE + 1])


def as_told(keys: list[int], seen: list[RowChange], gone: dict[int, Gone], told: Told) -> list[dict[str, Any]]:
    """Listings, and tombstones of those that have left."""
    found = listings(keys, told)
    missing = [key for key in keys if key not in found]
    left = {**gone, **leaving(missing, seen)}
    tombstones = [left[key] for key in missing if key in left]
    return [*found.values(), *({"id": one.public_id, "gone": True, "at": one.at.isoformat()} for one in tombstones)]


def listings(keys: Iterable[int], told: Told) -> dict[int, dict[str, Any]]:
    """Those of these meetings that everyone may find, as JSON."""
    with translation.override(told.language):
        batch = load(list(keys), now=told.now, site=told.site)
        return {meeting.pk: as_json(meeting_record(meeting, batch)) for meeting in batch.meetings}
