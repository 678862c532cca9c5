"""In whose care a row is: what the history remembers with each change, so that whoever takes care finds it after the row has gone
or has been moved to others."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, cast

from django.db import models
from django.db.models import BigIntegerField, F, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

BATCH = 1000
ABOUT_GROUP, ABOUT_BODY = "about_group", "about_body"


class Anchor(NamedTuple):
    """The keys of the group and of the service body in whose care a row is."""

    group: int | None = None
    body: int | None = None


NOWHERE = Anchor()


@dataclass(frozen=True, slots=True)
class Leads:
    """Lookups from a row to groups and to service bodies; the first of each that leads anywhere holds."""

    groups: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()

    def expressions(self) -> dict[str, Combinable]:
        """Both keys, to be selected along with a row."""
        return {ABOUT_GROUP: first_of(self.groups), ABOUT_BODY: first_of(self.bodies)}


_leads: dict[type[models.Model], Leads] = {}


class NotLoadedError(Exception):
    """A lookup leads to a row that is not at hand."""


def anchored(kind: type[models.Model], *, groups: Iterable[str] = (), bodies: Iterable[str] = ()) -> None:
    """Register where the care for a model's rows stands; "" is the row itself. The service body of a group follows from it, after
    the bodies that are named."""
    to_groups = tuple(groups)
    through_groups = (f"{lookup}__service_body" if lookup else "service_body" for lookup in to_groups)
    _leads[kind] = Leads(to_groups, (*bodies, *through_groups))


def leads_of(kind: type[models.Model]) -> Leads | None:
    """How a model's rows lead to their care; None for what is in nobody's."""
    return _leads.get(kind)


def first_of(lookups: tuple[str, ...]) -> Combinable:
    """The first key to which one of these leads."""
    keys = [F(lookup or "pk") for lookup in lookups]
    if len(keys) > 1:
        return Coalesce(*keys)
    return keys[0] if keys else Value(None, output_field=BigIntegerField())


def loaded_anchor(row: models.Model, before: Mapping[str, Any] | None = None) -> Anchor:
    """In whose care it is, or was when its columns held these values, by what is loaded; no query. Raises NotLoadedError."""
    leads = leads_of(type(row))
    if leads is None:
        return NOWHERE
    keys = ([loaded_key(row, lookup, before or {}) for lookup in lookups] for lookups in (leads.groups, leads.bodies))
    return Anchor(*(next((key for key in found if key is not None), None) for found in keys))


def loaded_key(row: models.Model, lookup: str, before: Mapping[str, Any]) -> int | None:
    """The key to which a lookup leads. Raises NotLoadedError."""
    at: Any = row
    key: Any = row.pk
    values = {**row.__dict__, **before} if before else row.__dict__
    for name in lookup.split("__") if lookup else ():
        if key is None:
            return None
        column: Any = at._meta.get_field(name) if at else None
        if column is None or column.attname not in values:
            raise NotLoadedError
        key, at = values[column.attname], column.get_cached_value(at, default=None)
        at = at if at is not None and at.pk == key else None
        values = at.__dict__ if at else {}
    return cast("int | None", key)


def stored_anchors(rows: Iterable[models.Model]) -> dict[tuple[type[models.Model], int], Anchor]:
    """In whose care rows are, as it is stored, by model and key: a query for each model and a thousand rows."""
    keys: dict[type[models.Model], set[int]] = defaultdict(set)
    for row in rows:
        keys[type(row)].add(row.pk)
    return {(kind, pk): anchor for kind, of_kind in keys.items() for pk, anchor in anchors_by_key(kind, sorted(of_kind))}


def anchors_by_key(kind: type[models.Model], keys: list[int]) -> Iterator[tuple[int, Anchor]]:
    """The anchors of a model's rows that there are, with their keys."""
    leads = leads_of(kind)
    for start in range(0, len(keys) if leads else 0, BATCH):
        chosen = kind._base_manager.filter(pk__in=keys[start : start + BATCH]).annotate(**leads.expressions() if leads else {})
        for pk, group, body in chosen.values_list("pk", ABOUT_GROUP, ABOUT_BODY):
            yield pk, Anchor(group, body)
