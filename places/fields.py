"""Columns and indexes that serve both databases alike."""

from typing import Any

from django import forms
from django.contrib.postgres.indexes import GistIndex
from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Statement
from django.utils.translation import gettext as _

from places.distance import UnitSpherePoint
from places.forms import OpeningFormField
from places.opening import read


class FoldedField(models.CharField):  # type: ignore[type-arg]  # a generic alias cannot be a migration's field class
    """A folded key (`languages.fold`), compared byte by byte, so that a prefix is a range of the index on any database."""

    def db_parameters(self, connection: BaseDatabaseWrapper) -> Any:
        parameters = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters


class PointIndex(models.Index):
    """`PointIndex(fields=["latitude", "longitude"], name=…)`: on PostgreSQL GiST on the point of the unit sphere, elsewhere
    a B-tree on the two columns. Its migration must depend on one that creates the extension `cube` (places has)."""

    def create_sql(
        self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor, using: str = "", **kwargs: Any
    ) -> Statement:
        if schema_editor.connection.vendor != "postgresql":
            return super().create_sql(model, schema_editor, using=using, **kwargs)
        return GistIndex(UnitSpherePoint(*self.fields), name=self.name).create_sql(model, schema_editor, using=using, **kwargs)


def check_opening(value: str) -> None:
    """What is kept has to be opening hours. Raises ValidationError."""
    try:
        read(value)
    except ValueError as error:
        raise ValidationError(_("These are no opening hours.")) from error


class OpeningField(models.CharField):  # type: ignore[type-arg]  # a generic alias cannot be a migration's field class
    """Weekly opening hours as `places.opening.written` writes them; forms show and read them in the coordinator's language."""

    default_validators = [check_opening]

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        return super().formfield(**{"form_class": OpeningFormField, **kwargs})
