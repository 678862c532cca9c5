"""What else is told in the history of a row: that of the rows that make it up, such as the rules of a meeting."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

from history.models import Change, ChangeKind

Keys = dict[type[models.Model], set[int]]
Also = Callable[[models.Model], Iterable[tuple[type[models.Model], Iterable[int]]]]
# Filled by the modules `past.py` of the rooms.
_also: dict[type[models.Model], Also] = {}


def history_also(kind: type[models.Model]) -> Callable[[Also], Also]:
    """Register what belongs to a row of this model: models, and the keys of their rows."""

    def register(find: Also) -> Also:
        _also[kind] = find
        return find

    return register


def told_with(row: models.Model) -> Keys:
    """The rows of which the history of this row tells, by model; itself first."""
    keys: Keys = defaultdict(set)
    keys[type(row)].add(row.pk)
    find = _also.get(type(row))
    for kind, found in find(row) if find else ():
        keys[kind].update(found)
    return keys


def about(keys: Keys) -> Q:
    """The condition on changes of these rows."""
    condition = Q(pk__in=[])
    for kind, of_kind in keys.items():
        condition |= Q(content_type=ContentType.objects.get_for_model(kind), object_id__in=of_kind)
    return condition


def gone_from(row: models.Model, kind: type[models.Model], column: str, keys: Iterable[int] = ()) -> Iterator[int]:
    """The keys of deleted rows of a model that pointed to this row, or to these of its rows. They are looked for in the care in
    which it ever was, which an index finds."""
    cares = Change.objects.of(row).order_by().values_list("about_group", "about_body").distinct()
    groups = {group for group, _body in cares if group}
    bodies = {body for _group, body in cares if body}
    deleted = Change.objects.filter(
        Q(about_group__in=groups) | Q(about_group=None, about_body__in=bodies),
        kind=ChangeKind.DELETED,
        content_type=ContentType.objects.get_for_model(kind),
        **{f"fields__{column}__0__in": list(keys) or [row.pk]},
    )
    yield from deleted.order_by().values_list("object_id", flat=True)
