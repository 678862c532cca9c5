"""What the history tells, in the words of a coordinator."""

from typing import Any

from django.db import models

from history.models import Change


def field_names(model: type[models.Model]) -> dict[str, str]:
    """How a coordinator knows the fields of a model, by their names and by those of their columns."""
    columns = [*model._meta.concrete_fields, *model._meta.local_many_to_many]
    return {name: str(column.verbose_name) for column in columns for name in (column.name, column.attname)}


def named_fields(change: Change) -> list[tuple[str, Any, Any]]:
    """What changed, with the fields' names as a coordinator knows them."""
    model = change.content_type.model_class()
    names = field_names(model) if model else {}
    return [(names.get(name, name), shown(before), shown(after)) for name, (before, after) in change.fields.items()]


def shown(value: Any) -> Any:
    """A value of the history; a dash where there was none, or where it is not kept."""
    return "–" if value is None else value
