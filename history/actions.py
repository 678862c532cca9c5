"""The road of rows that need nothing but a check and an entry in the history."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar, cast

from django.db import models, router
from django.db.models.deletion import Collector, ProtectedError

from history.road import Road
from history.tracking import followed, tracking

if TYPE_CHECKING:
    from accounts.models import User

MOST_NAMED = 10
Row = TypeVar("Row", bound=models.Model)


# How rows of a model are saved, where that is more than a check: filled by the admin modules of the rooms.
save_actions: dict[type[models.Model], Callable[..., Any]] = {}


def save_by_action(row: models.Model, *, by: "User | None", source: Road) -> None:
    """Save a row as its room says. Raises ValidationError."""
    save_actions.get(type(row), save)(row, by=by, source=source)


def save(row: Row, *, by: "User | None", source: Road) -> Row:
    """Check and keep a row. Raises ValidationError with messages for a coordinator."""
    with tracking(row, by=by, source=source):
        row.full_clean()
        row.save()
    return row


def delete(row: models.Model, *, by: "User | None", source: Road) -> None:
    """Delete a row and what goes with it; their last values stay in the history, but for personal ones.

    Raises IntegrityError (ProtectedError) where other rows need it.
    """
    with tracking(row, by=by, source=source) as tracker:
        refuse_if_in_use(row)
        tracker.watch(*going_along(row))
        row.delete()


def refuse_if_in_use(row: models.Model) -> None:
    """A topic or format that others have chosen would vanish from all of them without a word. Raises ProtectedError."""
    for relation in row._meta.related_objects:
        accessor = relation.get_accessor_name() if relation.many_to_many and not relation.hidden else None
        users = getattr(row, accessor).all()[:MOST_NAMED] if accessor else []
        if users:
            raise ProtectedError("It is in use.", set(users))


def going_along(row: models.Model) -> Iterator[models.Model]:
    """The followed rows that are deleted with this one, and those that lose their relation to it."""
    collector = Collector(using=router.db_for_write(type(row)), origin=row)
    collector.collect([row])
    keys: dict[type[models.Model], set[int]] = defaultdict(set)
    for model, rows in collected(collector):
        if model in followed:
            keys[model].update(one.pk for one in rows)
    for model, found in keys.items():
        yield from with_references(model).filter(pk__in=found)


def with_references(model: type[models.Model]) -> models.QuerySet[models.Model]:
    """Rows with what they refer to, which they are named by, and which may be gone when the history names them."""
    references = [column.name for column in model._meta.concrete_fields if column.is_relation]
    return model._base_manager.select_related(*references)


def collected(collector: Collector) -> Iterator[tuple[type[models.Model], Iterable[models.Model]]]:
    """What Django would delete or update, model by model."""
    yield from collector.data.items()
    yield from ((rows.model, rows) for rows in collector.fast_deletes)
    for (column, _value), batches in collector.field_updates.items():
        # Querysets, whatever django-stubs says.
        yield from ((column.model, rows) for rows in cast("list[models.QuerySet[models.Model]]", batches))
