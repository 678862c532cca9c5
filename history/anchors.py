"""In whose care a row is: what the history remembers with each change, so that whoever takes care finds it after the row has gone
or has been moved to others."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, cast

from django.db import models
from django.db.models import BigIntegerField, F, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from accounts.care import Leads, leads_of

BATCH = 1000
ABOUT_GROUP, ABOUT_BODY = "about_group", "about_body"


class Anchor(NamedTuple):
    """The keys of the group and of the service body in whose care a row is."""

    group: int | None = None
    body: int | None = None


NOWHERE = Anchor()


class NotLoadedError(Exception):
    """A lookup leads to a row that is not at hand."""


def lookups(leads: Leads) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """To the group and to the service body that the history remembers: of each kind the first that leads anywhere. The body of a
    group follows from it, after the bodies that are named."""
    through_groups = (f"{lookup}__service_body" if lookup else "service_body" for lookup in leads.groups)
    return leads.groups, (*leads.bodies, *through_groups)


def expressions(leads: Leads) -> dict[str, Combinable]:
    """Both keys, to be selected along with a row."""
    return {name: first_of(found) for name, found in zip((ABOUT_GROUP, ABOUT_BODY), lookups(leads), strict=True)}


def first_of(found: tuple[str, ...]) -> Combinable:
    """The first key to which one of these leads."""
    keys = [F(lookup or "pk") for lookup in found]
    if len(keys) > 1:
        return Coalesce(*keys)
    return keys[0] if keys else Value(None, output_field=BigIntegerField())


def loaded_anchor(row: models.Model, before: Mapping[str, Any] | None = None) -> Anchor:
    """In whose care it is, or was when its columns held these values, by what is loaded; no query. Raises NotLoadedError."""
    leads = leads_of(type(row))
    if leads is None:
        return NOWHERE
    keys = ([loaded_key(row, lookup, before or {}) for lookup in found] for found in lookups(leads))
    return Anchor(*(next((key for key in of_kind if key is not None), None) for of_kind in keys))


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
        chosen = kind._base_manager.filter(pk__in=keys[start : start + BATCH]).annotate(**expressions(leads) if leads else {})
        for pk, group, body in chosen.values_list("pk", ABOUT_GROUP, ABOUT_BODY):
            yield pk, Anchor(group, body)
