"""Questions that are always asked in the same words. Django puts the SQL of a queryset together each time, which for the small
tables that every page reads, and for the rows of one meeting, takes longer than the answer: here it is put together once in a
process."""

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, Expression, Field, Func, Model, QuerySet, TextField
from django.db.models.query import get_related_populators
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row", bound=Model)


class Given(Expression):
    """In the words of a question what is given each time that it is asked."""

    def __init__(self, name: str, output_field: "Field[Any, Any]") -> None:
        super().__init__(output_field=output_field)
        self.name, self.kind = name, output_field

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        return "%s", (self,)


class Among(Func):
    """Whether a key is one of some that are given with `listed`: one parameter for a list of any length."""

    output_field = BooleanField()

    def __init__(self, column: str, name: str) -> None:
        super().__init__(column, Given(name, TextField()))

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_context: Any) -> tuple[str, Any]:
        return self.as_sql(compiler, connection, template="%(expressions)s::bigint[])", arg_joiner=" = ANY(")

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_context: Any) -> tuple[str, Any]:
        return self.as_sql(compiler, connection, template="%(expressions)s))", arg_joiner=" IN (SELECT value FROM json_each(")


def listed(keys: Iterable[int]) -> str:
    """Keys as `Among` reads them."""
    begin, end = "{}" if connection.vendor == "postgresql" else "[]"
    return f"{begin}{','.join(map(str, keys))}{end}"


class Question:
    """The rows of a queryset of values, read anew each time. `words` makes the queryset; nothing in it may depend on what there is
    or on who asks, but for what is `Given`."""

    def __init__(self, words: "Callable[[], QuerySet[Any, Any]]") -> None:
        self.words = words

    @cached_property
    def compiled(self) -> tuple[SQLCompiler, str, tuple[Any, ...]]:
        """Knows how values are read from the columns; the SQL, and its parameters."""
        compiler = self.words().query.get_compiler(DEFAULT_DB_ALIAS)
        return compiler, *compiler.as_sql()

    @cached_property
    def converters(self) -> dict[int, Any]:
        """How the values of some columns become those of their fields."""
        compiler = self.compiled[0]
        return compiler.get_converters([column for column, _sql, _alias in (compiler.select or [])[: compiler.col_count]])

    def answer(self, **given: Any) -> list[tuple[Any, ...]]:
        """The rows as they are now."""
        compiler, sql, parameters = self.compiled
        with connection.cursor() as cursor:
            cursor.execute(sql, [prepared(one, given) for one in parameters])
            rows = cursor.fetchall()
        return [tuple(row) for row in compiler.apply_converters(rows, self.converters)] if self.converters else rows

    def values(self, **given: Any) -> list[Any]:
        """The first column of each row."""
        return [row[0] for row in self.answer(**given)]


class RowQuestion(Question, Generic[Row]):
    """The same of a queryset of models: each row with what `select_related` loads beside it. It prefetches nothing."""

    def __init__(self, words: "Callable[[], QuerySet[Row, Row]]") -> None:
        super().__init__(words)

    @cached_property
    def shape(self) -> "Callable[[tuple[Any, ...]], Row]":
        """Makes a model of a row of values, as Django's own `ModelIterable` does."""
        compiler = self.compiled[0]
        select, info = compiler.select or [], compiler.klass_info or {}
        model, own = info["model"], slice(info["select_fields"][0], info["select_fields"][-1] + 1)
        names = [column.target.attname for column, _sql, _alias in select[own]]
        related = get_related_populators(info, select, DEFAULT_DB_ALIAS)  # type: ignore[call-arg]  # the stubs are of a later Django

        def made(values: tuple[Any, ...]) -> Row:
            row: Row = model.from_db(DEFAULT_DB_ALIAS, names, values[own])
            for populator in related:
                populator.populate(values, row)
            return row

        return made

    def rows(self, **given: Any) -> list[Row]:
        """The models as they are now."""
        return [self.shape(values) for values in self.answer(**given)]


def prepared(parameter: Any, given: dict[str, Any]) -> Any:
    """A parameter as the database takes it; where the words leave it open, what is given."""
    return parameter.kind.get_db_prep_value(given[parameter.name], connection) if isinstance(parameter, Given) else parameter
