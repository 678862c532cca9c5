"""Which meetings an exception acts on, now and before it was changed or taken away."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from groups.models import ServiceBody
from meetings.models import ScheduleException, ScheduleRule
from places.models import Visibility

COLUMNS = {"rule_id": "rule", "meeting_id": "meeting", "venue_id": "venue", "service_body_id": "body", "in_care_of_id": "care"}


@dataclass(frozen=True, slots=True)
class Anchor:
    """What an exception hangs on, and in whose care it acts; keys. One of the first four is set."""

    rule: int | None = None
    meeting: int | None = None
    venue: int | None = None
    body: int | None = None
    care: int | None = None


def anchors(changed: Iterable[tuple[int, dict[str, Any]]]) -> Iterator[Anchor]:
    """The anchors of exceptions, by their keys and {field: [before, after]}, as they are and as they were."""
    known = list(changed)
    rows = dict(anchored_now(Q(pk__in=[key for key, _fields in known])))
    for key, fields in known:
        now = rows.get(key)
        before = {name: fields[column][0] for column, name in COLUMNS.items() if column in fields}
        if now:
            yield now
            yield Anchor(**{name: before.get(name, getattr(now, name)) for name in COLUMNS.values()})
        elif before:
            yield Anchor(**before)


def anchors_to_houses(houses: Collection[int], visibilities: Collection[Visibility]) -> list[Anchor]:
    """Those of the exceptions that move dates to these houses, where they may be seen so far."""
    return [anchor for _key, anchor in anchored_now(Q(to_venue__in=houses, to_venue__visibility__in=visibilities))]


def anchored_now(condition: Q) -> Iterator[tuple[int, Anchor]]:
    """The exceptions for which this holds, by their keys."""
    for key, *values in ScheduleException.objects.filter(condition).order_by().values_list("pk", *COLUMNS):
        yield key, Anchor(*values)


def reached(found: Iterable[Anchor]) -> list[Q]:
    """The conditions on the meetings that exceptions with these anchors act on."""
    distinct = set(found)
    if not distinct:
        return []
    meetings = {one.meeting for one in distinct if one.meeting}
    rules = ScheduleRule.objects.filter(pk__in={one.rule for one in distinct if one.rule})
    bodies = ServiceBody.objects.filter(pk__in={key for one in distinct for key in (one.body, one.care) if key})
    paths = dict(bodies.values_list("pk", "path"))
    wide = {(one.venue, paths.get(one.body or one.care or 0, "")) for one in distinct if one.venue or one.body}
    conditions = [at(venue, path) for venue, path in wide if venue or path]
    return [Q(pk__in=meetings.union(rules.values_list("meeting", flat=True))), *conditions]


def at(venue: int | None, path: str) -> Q:
    """The meetings at a venue, under a body, or both."""
    return (Q(venue=venue) if venue else Q()) & (Q(group__service_body__path__startswith=path) if path else Q())
