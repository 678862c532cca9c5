"""Texts that fit their columns. SQLite does not check lengths, and PostgreSQL refuses a whole batch for one of them."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.db import models

from interchange.texts import shortened
from languages.fields import CodeListField


@cache
def limited_columns(model: type[models.Model]) -> tuple[Any, ...]:
    """The columns of a model that hold free text up to a length."""
    columns: tuple[Any, ...] = model._meta.concrete_fields
    return tuple(
        one for one in columns if isinstance(one, models.CharField) and one.max_length and one.editable and not one.choices
    )


def fit(row: models.Model) -> Iterator[str]:
    """Shorten what is too long for its column; yields the names of those columns. Half an address leads nowhere, so it is left
    out; of codes the last are."""
    for column in limited_columns(type(row)):
        value = getattr(row, column.attname)
        if value and len(column.get_prep_value(value)) > column.max_length:
            setattr(row, column.attname, fitting(column, value))
            yield column.name


def fitting(column: Any, value: Any) -> Any:
    """As much of a value as its column holds."""
    limit: int = column.max_length
    if isinstance(column, models.URLField):
        return ""
    if not isinstance(column, CodeListField):
        return shortened(value, limit)
    codes = column.to_python(value)
    while len(column.get_prep_value(codes)) > limit:
        codes = codes[:-1]
    return codes
