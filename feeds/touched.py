"""Which listings a stretch of the history touched: a change of a house, a group or a body is one of its meetings too.

Rather a meeting too many than one too few, but for what is hidden: of a house that not everyone may know, only changes of what is
told of it count. Else two meetings that change at once would say that both are there.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet

from feeds.anchored import Anchor, anchors, anchors_to_houses, reached
from groups.models import Fellowship, Group, ServiceBody, Topic
from history.models import Change
from meetings.models import Format, Meeting, ScheduleException, ScheduleRule
from meetings.placing import AREA_DECIMALS
from places.models import ACCESS_FACTS, Venue, Visibility

# What listings tell of rows that many of them share; of the others everything is told.
TOLD: dict[type[Model], frozenset[str]] = {
    ServiceBody: frozenset({"public_id", "name", "website", "path"}),
    Fellowship: frozenset({"slug", "abbreviation", "name", "topics", "serves", "code_set"}),
    Topic: frozenset({"slug"}),
    Format: frozenset({"slug"}),
}
WATCHED: tuple[type[Model], ...] = (Meeting, ScheduleRule, ScheduleException, Venue, Group, *TOLD)
# Of every house this is told, and where its area is shown also that; of a public one everything.
TOLD_OF_ALL = frozenset({"city", "country", "visibility"})
TOLD_OF_AREAS = frozenset({"district", "last_stop", *ACCESS_FACTS})
EVERY, AREAS, PUBLIC = tuple(Visibility), (Visibility.PUBLIC, Visibility.AREA_ONLY), (Visibility.PUBLIC,)


@dataclass(frozen=True, slots=True)
class RowChange:
    """A change of the history as a value."""

    revision: int
    number: int
    at: datetime
    kind: str
    model: type[Model]
    row: int
    fields: dict[str, Any]

    @property
    def is_told(self) -> bool:
        """Whether a listing may differ by it. What was made or erased names no fields."""
        return not self.fields or self.model not in TOLD or bool(TOLD[self.model] & self.fields.keys())

    def values(self, name: str) -> set[Any]:
        """What a field was before and after, where that is known."""
        return {value for value in self.fields.get(name, ()) if value is not None}


def row_changes(changes: "QuerySet[Change]") -> list[RowChange]:
    """These changes, but for those of rows of which no listing tells."""
    kinds = {one.pk: model for model, one in ContentType.objects.get_for_models(*WATCHED).items()}
    columns = ("revision", "pk", "revision__at", "kind", "content_type", "object_id", "fields")
    found = changes.filter(content_type__in=kinds).values_list(*columns)
    return [RowChange(revision, pk, at, kind, kinds[of], row, fields) for revision, pk, at, kind, of, row, fields in found]


def touched(changes: Iterable[RowChange]) -> list[Q]:
    """The conditions, of which each has an index, on the meetings that these changes touch, published or not; at least one."""
    by_model: dict[type[Model], list[RowChange]] = {model: [] for model in WATCHED}
    for change in changes:
        if change.is_told:
            by_model[change.model].append(change)
    keys = {model: {change.row for change in found} for model, found in by_model.items()}
    shared = {
        "group__in": keys[Group],
        "group__fellowship__in": keys[Fellowship],
        "group__topics__in": keys[Topic],
        "group__fellowship__topics__in": keys[Topic],
        "formats__in": keys[Format],
    }
    bodies = [Anchor(body=key) for key in keys[ServiceBody]]
    return [
        Q(pk__in=keys[Meeting] | meetings_of_rules(by_model[ScheduleRule])),
        *(Q(**{lookup: found}) for lookup, found in shared.items() if found),
        *reached([*anchors([(one.row, one.fields) for one in by_model[ScheduleException]]), *bodies]),
        *at_houses(by_model[Venue]),
    ]


def meetings_of_rules(changes: list[RowChange]) -> set[int]:
    """The meetings that these rules belong to, or did."""
    there = ScheduleRule.objects.filter(pk__in={change.row for change in changes}).values_list("meeting", flat=True)
    return {*there, *(key for change in changes for key in change.values("meeting_id"))}


def at_houses(changes: list[RowChange]) -> Iterator[Q]:
    """The meetings at these houses, and those of which a date is moved there, that tell what has changed of the house."""
    told_of_all = {one.row for one in changes if TOLD_OF_ALL & one.fields.keys()}
    told_of_areas = told_of_all | {one.row for one in changes if TOLD_OF_AREAS & one.fields.keys()}
    has_moved = {one.row for one in changes if is_moved(one)} | placed_elsewhere(changes)
    for houses, visibilities, own in (
        (told_of_all, EVERY, told_of_all),
        (told_of_areas, AREAS, told_of_areas | has_moved),
        ({one.row for one in changes}, PUBLIC, {one.row for one in changes}),
    ):
        seen = Q(visibility__in=visibilities)
        if own:
            yield seen & Q(venue__in=own, venue__visibility__in=visibilities)
        if houses:
            yield from (seen & one for one in reached(anchors_to_houses(houses, visibilities)))


def is_moved(change: RowChange) -> bool:
    """Whether the house is now at another point even as areas tell it."""
    pairs = [change.fields[name] for name in ("latitude", "longitude") if name in change.fields]
    return any(coarse(before) != coarse(after) for before, after in pairs)


def coarse(degrees: float | None) -> float | None:
    """A coordinate as areas tell it."""
    return None if degrees is None else round(degrees, AREA_DECIMALS)


def placed_elsewhere(changes: list[RowChange]) -> set[int]:
    """Houses without coordinates of their own: they are found where their town is."""
    keys = {change.row for change in changes if "place_id" in change.fields}
    return set(Venue.objects.filter(pk__in=keys, latitude=None).values_list("pk", flat=True)) if keys else set()
