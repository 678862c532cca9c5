"""How rows stand now, in the form in which a change keeps values."""

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

Values = dict[str, Any]


def as_kept(values: Values) -> Values:
    """Values as they come back from a change."""
    kept: Values = json.loads(json.dumps(values, cls=DjangoJSONEncoder))
    return kept


def standing(model: type[models.Model], keys: Iterable[int]) -> dict[int, Values]:
    """The stored values of rows by their keys, many-to-many ids included; a query, and one for each such relation."""
    chosen = set(keys)
    columns = [column.attname for column in model._meta.concrete_fields]
    rows = {row[model._meta.pk.attname]: row for row in model._base_manager.filter(pk__in=chosen).values(*columns)}
    for relation in model._meta.local_many_to_many:
        through: Any = relation.remote_field.through
        here, there = relation.m2m_field_name(), relation.m2m_reverse_field_name()
        linked: dict[int, list[int]] = defaultdict(list)
        for pk, other in through._base_manager.filter(**{f"{here}__in": chosen}).values_list(here, there):
            linked[pk].append(other)
        for pk, row in rows.items():
            row[relation.name] = sorted(linked[pk])
    return {pk: as_kept(row) for pk, row in rows.items()}
