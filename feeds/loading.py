"""A batch of meetings with all that their records say, in a number of queries that does not depend on how many they are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Max, Model, Q
from django.utils import timezone

from history.models import Change
from meetings.index import exceptions_by_rule
from meetings.models import Meeting, ScheduleException
from places.models import Venue

RowKey = tuple[int, int]  # its content type and its own key


@dataclass(frozen=True, slots=True)
class Written:
    """When, and by which revision, something was written last."""

    sequence: int = 0
    at: datetime = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Meetings, and what belongs to them: the exceptions of each rule, the venues to which dates move, the last change of each
    row. `site` stands before every address."""

    meetings: list[Meeting]
    exceptions: dict[int, list[ScheduleException]]
    venues: dict[int, Venue]
    written: dict[RowKey, Written]
    today: date
    site: str

    def last_written(self, *rows: Model) -> Written:
        """The latest change of any of the rows."""
        return max((self.written.get(row_key(row), Written()) for row in rows), key=lambda one: one.sequence)


def load(keys: Sequence[int], *, now: datetime, site: str) -> Batch:
    """The published ones among these meetings, in the order of their keys."""
    rows = Meeting.objects.published().select_related("group", "venue")
    # Fellowships and bodies are few and have long texts: each is read once for all its meetings.
    related = ("group__fellowship__topics", "group__topics", "group__service_body", "formats", "rules__formats")
    found = rows.prefetch_related(*related).in_bulk(list(keys))
    meetings = [found[key] for key in keys if key in found]
    today = timezone.localdate(now)
    rules = [rule for meeting in meetings for rule in meeting.rules.all()]
    exceptions = exceptions_by_rule(rules, today)
    entered = {one.pk: one for several in exceptions.values() for one in several}.values()
    listed = [row for meeting in meetings for row in (meeting, meeting.group, meeting.venue) if row]
    return Batch(
        meetings=meetings,
        exceptions=exceptions,
        venues=Venue.objects.in_bulk({one.to_venue_id for one in entered if one.to_venue_id}),
        written=last_changes([*listed, *rules, *entered]),
        today=today,
        site=site,
    )


def last_changes(rows: Iterable[Model]) -> dict[RowKey, Written]:
    """The last change of each of these rows, asked at once."""
    keys: dict[int, set[int]] = {}
    for row in rows:
        kind, key = row_key(row)
        keys.setdefault(kind, set()).add(key)
    condition = Q(pk=None)
    for kind, several in keys.items():
        condition |= Q(content_type=kind, object_id__in=several)
    found: Any = Change.objects.filter(condition).order_by().values_list("content_type", "object_id")
    latest = found.annotate(Max("revision"), Max("revision__at"))
    return {(kind, key): Written(sequence, at) for kind, key, sequence, at in latest}


def row_key(row: Model) -> RowKey:
    """By which the history knows a row."""
    return ContentType.objects.get_for_model(row).pk, row.pk
