"""Marks: facts of a search entry as short words ("l:sk", "f:12"), so that one index answers all filters of one of several values.

On PostgreSQL they are an array with a GIN index, elsewhere a line of text. The letters before the colon:
  w fellowship; t topic of the group's own; n fellowship whose topics count, as the group has none of its own;
  k kind; h attendance; l language; f format; a audience, welcome or only; o audience, only; v facility, or a known yes about the
  venue.
"""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.sql.compiler import SQLCompiler


def mark(letter: str, fact: object) -> str:
    """One word."""
    return f"{letter}:{fact}"


class MarksField(models.Field):  # type: ignore[type-arg]  # a generic alias cannot be a migration's field class
    """A set of marks."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "text[]" if connection.vendor == "postgresql" else "text"

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:  # noqa: FBT001, FBT002
        words = sorted(set(value))
        return array(words) if connection.vendor == "postgresql" else f" {' '.join(words)} "

    def from_db_value(self, value: Any, _expression: Any, _connection: BaseDatabaseWrapper) -> frozenset[str]:
        return self.to_python(value or ())  # in a join there may be no entry

    def to_python(self, value: Any) -> frozenset[str]:
        return frozenset(value.split() if isinstance(value, str) else value)

    def value_to_string(self, obj: models.Model) -> str:
        """For dumps, which are the same each time."""
        return " ".join(sorted(self.value_from_object(obj)))


def array(words: Iterable[str]) -> str:
    """A text array as PostgreSQL reads it. Marks have no character that would have to be quoted."""
    return "{" + ",".join(words) + "}"


@MarksField.register_lookup
class AnyOf(models.Lookup):
    """`marks__any_of=["l:sk", "l:cs"]`: has one of these marks."""

    lookup_name = "any_of"
    prepare_rhs = False
    asked = "{}"

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        column, parameters = self.process_lhs(compiler, connection)
        words = list(self.rhs)
        if connection.vendor == "postgresql":
            return self.asked.format(f"{column} && %s::text[]"), (*parameters, array(words))
        found = " OR ".join([f"instr({column}, %s) > 0"] * len(words)) or "0"
        return f"({found})", tuple(one for word in words for one in (*parameters, f" {word} "))


@MarksField.register_lookup
class AnyOfThese(AnyOf):
    """`marks__any_of_these`: the same, asked of rows that something else has found; PostgreSQL is kept from asking the index."""

    lookup_name = "any_of_these"
    asked = "({} IS TRUE)"
