"""Columns that both databases compare alike."""

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


class FoldedField(models.CharField):  # type: ignore[type-arg]  # a generic alias cannot be a migration's field class
    """A folded key (`languages.fold`), compared byte by byte, so that a prefix is a range of the index on any database."""

    def db_parameters(self, connection: BaseDatabaseWrapper) -> Any:
        parameters = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters
