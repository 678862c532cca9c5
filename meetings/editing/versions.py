"""What has changed since somebody opened a form, told by the history."""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Max, Q

from history.models import Change, ChangeKind
from meetings.models import ScheduleRule

Row = TypeVar("Row", bound=models.Model)


@dataclass(slots=True)
class Since:
    """What happened to one row: the values before by column, who changed them last and when, and whether it is gone."""

    before: dict[str, Any] = field(default_factory=dict)
    by: dict[str, str] = field(default_factory=dict)
    at: dict[str, datetime] = field(default_factory=dict)
    is_created: bool = False
    is_deleted: bool = False


def about(rows: Iterable[models.Model], rules: Iterable[int] = ()) -> Q:
    """Changes of these rows, and of rules that may be gone."""
    condition = Q(pk__in=[])
    for row in rows:
        condition |= Q(content_type=ContentType.objects.get_for_model(row), object_id=row.pk)
    keys = list(rules)
    return condition | Q(content_type=ContentType.objects.get_for_model(ScheduleRule), object_id__in=keys) if keys else condition


def version_of(rows: Iterable[models.Model]) -> int:
    """The number of the last change of any of the rows; 0 where the history tells of none."""
    return Change.objects.filter(about(rows)).aggregate(last=Max("pk"))["last"] or 0


def changes_since(version: int, rows: Iterable[models.Model], rules: Iterable[int]) -> dict[tuple[str, int], Since]:
    """What happened after this version, by model and key."""
    found: dict[tuple[str, int], Since] = {}
    changes = Change.objects.filter(about(rows, rules), pk__gt=version).select_related("revision__by", "content_type")
    for change in changes.order_by("pk"):
        since = found.setdefault((change.content_type.model, change.object_id), Since())
        since.is_created |= change.kind == ChangeKind.CREATED
        since.is_deleted |= change.kind == ChangeKind.DELETED
        for name, (before, _after) in change.fields.items():
            since.before.setdefault(name, before)
            since.by[name] = str(change.revision.by or change.revision.get_road_display())
            since.at[name] = change.revision.at
    return found


def as_it_was(row: Row, since: Since) -> Row:
    """The row as it stood before; relations to many are told apart by `before` alone."""
    old = copy(row)
    for column in row._meta.concrete_fields:
        name = column.attname
        if name in since.before:
            value = since.before[name]
            setattr(old, name, value if column.is_relation else column.to_python(value))
    return old
