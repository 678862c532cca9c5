"""Tracking: what is done to rows inside becomes one revision, and higher rooms hear of it.

    with tracking(meeting, by=user, source=WORKPLACE) as tracker:
        meeting.save()

A tracking inside another joins it: the whole is one transaction and one revision.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction

from accounts.care import leads_of
from history.anchors import ABOUT_BODY, ABOUT_GROUP, NOWHERE, Anchor, NotLoadedError, expressions, loaded_anchor, stored_anchors
from history.models import Change, ChangeKind, Revision
from history.road import Road

if TYPE_CHECKING:
    from accounts.models import User

LABEL_LENGTH = 200
NOTE_LENGTH = 200
BATCH = 1000
Snapshot = dict[str, Any]


@dataclass(slots=True)
class Touched:
    """The rows of one revision, as listeners are handed them: each row once."""

    created: list[models.Model] = field(default_factory=list)
    changed: list[tuple[models.Model, frozenset[str]]] = field(default_factory=list)
    deleted: list[models.Model] = field(default_factory=list)

    def rows(self) -> Iterator[models.Model]:
        """All of them."""
        yield from self.created
        yield from (row for row, _fields in self.changed)
        yield from self.deleted


Listener = Callable[[Touched], None]
listeners: list[Listener] = []
# Models whose rows are recorded too when they go, or lose a relation, along with a row that is deleted: those that a `TrackedAdmin`
# keeps. Indexes and links are none of them, nor is what must not outlive its row, such as the network of a report.
followed: set[type[models.Model]] = set()
current: ContextVar["Tracker | None"] = ContextVar("current_tracker", default=None)


def listen(listener: Listener) -> Listener:
    """Register what is to be called, inside the transaction, with the rows that were touched. For `apps.py` of higher rooms."""
    listeners.append(listener)
    return listener


def stored(row: models.Model) -> tuple[Snapshot, Anchor]:
    """The stored values of a row, many-to-many ids included, and in whose care it is; ({}, NOWHERE) where there is no such row."""
    model = type(row)
    leads = leads_of(model)
    columns = [column.attname for column in model._meta.concrete_fields]
    chosen = model._base_manager.filter(pk=row.pk).values(*columns, **(expressions(leads) if leads else {}))
    values = chosen.first() if row.pk is not None else None
    if values is None:
        return {}, NOWHERE
    anchor = Anchor(values.pop(ABOUT_GROUP), values.pop(ABOUT_BODY)) if leads else NOWHERE
    for relation in model._meta.local_many_to_many:
        values[relation.name] = sorted(getattr(row, relation.name).values_list("pk", flat=True))
    return values, anchor


@dataclass(frozen=True, slots=True)
class Watched:
    """How a row stood when the work at it began."""

    row: models.Model
    pk: Any
    before: Snapshot
    anchor: Anchor


def difference(before: Snapshot, after: Snapshot, redacted: Iterable[str]) -> dict[str, list[Any]]:
    """{field: [before, after]} of what differs; personal fields are named, their values not kept."""
    changed = {name: [before.get(name), after.get(name)] for name in after if before.get(name) != after.get(name)}
    return {name: ([None, None] if name in redacted else pair) for name, pair in changed.items()}


class Tracker:
    """Collects what happens to rows, then writes the revision."""

    def __init__(self, *, by: "User | None", source: Road, note: str) -> None:
        self.revision = Revision(by=by, road=source.kind, road_name=source.name, note=note[:NOTE_LENGTH])
        self.watched: list[Watched] = []
        self.pending: list[Change] = []
        self.unplaced: list[tuple[models.Model, Change]] = []
        self.touched = Touched()

    def watch(self, *rows: models.Model) -> None:
        """Remember how the rows stand now; at the end their changes are written."""
        for row in rows:
            if not any(row is known.row or (row.pk and row == known.row) for known in self.watched):
                before, anchor = stored(row)
                self.watched.append(Watched(row, row.pk, before, anchor))

    def created(self, rows: Iterable[models.Model]) -> None:
        """Rows that were made in bulk."""
        for row in rows:
            self.touched.created.append(row)
            self.note(row, ChangeKind.CREATED, {})

    def changed(self, row: models.Model, before: Snapshot, after: Snapshot, anchor: Anchor | None = None) -> None:
        """A row that was changed in bulk, with the values that differ or may differ."""
        fields = difference(before, after, getattr(row, "personal_fields", ()))
        if fields:
            self.touched.changed.append((row, frozenset(fields)))
            self.note(row, ChangeKind.CHANGED, fields, anchor=anchor, before=before)

    def note(
        self,
        row: models.Model,
        kind: ChangeKind,
        fields: dict[str, Any],
        *,
        pk: Any = None,
        anchor: Anchor | None = None,
        before: Snapshot | None = None,
    ) -> None:
        """What happened to a row. In whose care it was `before`, is looked up later where it is neither said nor loaded."""
        change = Change(
            kind=kind,
            content_type=ContentType.objects.get_for_model(row),
            object_id=pk or row.pk,
            label=str(row)[:LABEL_LENGTH],
            fields=fields,
        )
        self.pending.append(change)
        try:
            change.about_group, change.about_body = anchor or loaded_anchor(row, before)
        except NotLoadedError:
            self.unplaced.append((row, change))

    def settle(self) -> None:
        """Compare the watched rows with what is stored now."""
        watched, self.watched = self.watched, []
        for one in watched:
            after, anchor = stored(one.row)
            if one.before and after:
                # Moved to others, it is told to those who had it; those who have it now find it by its group.
                self.changed(one.row, one.before, after, one.anchor)
            elif after:
                self.touched.created.append(one.row)
                self.note(one.row, ChangeKind.CREATED, {}, anchor=anchor)
            elif one.before:
                self.touched.deleted.append(one.row)
                redacted = getattr(one.row, "personal_fields", ())
                kept = {name: [None if name in redacted else value, None] for name, value in one.before.items()}
                self.note(one.row, ChangeKind.DELETED, kept, pk=one.pk, anchor=one.anchor)

    def flush(self) -> None:
        """Tell the listeners and write what is known so far; a bulk action calls this once a batch to stay small."""
        self.settle()
        touched, self.touched = self.touched, Touched()
        for listener in listeners:
            listener(touched)
        if self.pending:
            self.place()
            if self.revision._state.adding:
                self.revision.save()
            for change in self.pending:
                change.revision = self.revision
            Change.objects.bulk_create(self.pending, batch_size=BATCH)
            self.pending = []

    def place(self) -> None:
        """Say of the changes where it is not known yet in whose care their rows are."""
        anchors = stored_anchors(row for row, _change in self.unplaced)
        for row, change in self.unplaced:
            change.about_group, change.about_body = anchors.get((type(row), row.pk), NOWHERE)
        self.unplaced = []


@contextmanager
def tracking(*rows: models.Model, by: "User | None", source: Road, note: str = "") -> Iterator[Tracker]:
    """All that is done inside is one transaction and one revision. Nothing changed, nothing is written."""
    outer = current.get()
    if outer is not None:
        outer.watch(*rows)
        yield outer
        return
    tracker = Tracker(by=by, source=source, note=note)
    token = current.set(tracker)
    try:
        with transaction.atomic():
            tracker.watch(*rows)
            yield tracker
            tracker.flush()
    finally:
        current.reset(token)
