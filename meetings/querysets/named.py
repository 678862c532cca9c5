"""Meetings by words of their names. PostgreSQL knows little of how often a word is, so how these are found is not left to what it
believes."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F, Func, OuterRef, Subquery
from django.db.models.expressions import RawSQL
from django.db.models.sql.compiler import SQLCompiler

from groups.vocabulary import known_words
from history.keeping import kept_for_page
from meetings.querysets.hours import TABLE
from meetings.words import MOST_WORDS, Wanted, understood
from places.gazetteer.slips import SHORTEST

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from meetings.models import Meeting

MOST_KEYS = 2_000  # meetings with some words are named by their keys up to so many


@dataclass(frozen=True, slots=True)
class Named:
    """What words mean: terms, and for each of the others how it may be spelled in a name. `meetings` are the keys of those that are
    spelled so, None where they are many, or where nothing is asked of names alone."""

    terms: list[Wanted]
    spellings: list[tuple[str, ...]]
    meetings: list[int] | None


@kept_for_page
def named(folded: str) -> Named:
    """What folded words mean."""
    wanted = understood(folded.split()[:MOST_WORDS], known_words(), words_in_names) if folded else []
    spellings = [one.spellings for one in wanted if not one.marks]
    keys = keys_of(apps.get_model("meetings", "Meeting").objects.spelled(spellings)) if spellings else []
    return Named([one for one in wanted if one.marks], spellings, keys if spellings and len(keys) <= MOST_KEYS else None)


def keys_of(meetings: "QuerySet[Meeting]") -> list[int]:
    """The keys of some, up to one more than are named. PostgreSQL plans as if all were asked for: for a few it would read the whole
    table, where it takes a word to be more frequent than it is."""
    sql, parameters = meetings.order_by().values("pk").query.sql_with_params()
    few = f"WITH named (id) AS MATERIALIZED ({sql}) SELECT id FROM named LIMIT {MOST_KEYS + 1}"  # noqa: S608  # words are parameters
    with connection.cursor() as cursor:
        cursor.execute(few, parameters)
        return [key for (key,) in cursor.fetchall()]


def words_in_names(words: Iterable[str]) -> set[str]:
    """Those of the words that stand in a name; of a single one also whether a name has a word that begins with it."""
    asked = list(words)
    known = apps.get_model("meetings", "NameWord").objects
    found = set(known.filter(word__in=asked).values_list("word", flat=True))
    if found or len(asked) > 1:
        return found
    return {word for word in asked if len(word) < SHORTEST or known.filter(word__startswith=word).exists()}


def in_keys(keys: Iterable[int]) -> RawSQL:
    """Whether an entry is of one of these."""
    return RawSQL(f"{TABLE}.meeting_id IN ({', '.join(map(str, keys))})", (), output_field=BooleanField())  # noqa: S611  # numbers of ours


class IsAmong(Func):
    """A key is one of those that a subquery gives; PostgreSQL asks this first, and then an index of the keys."""

    output_field = BooleanField()

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        return self.as_sql(compiler, connection, template="%(expressions)s)", arg_joiner=" = ANY(ARRAY")

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_extra: Any) -> tuple[str, Any]:
        return self.as_sql(compiler, connection, template="%(expressions)s", arg_joiner=" IN ")


class IsThere(Subquery):
    """Whether a subquery gives anything; PostgreSQL asks it for each row, as one with an OFFSET is not made a join."""

    output_field = BooleanField()
    template = "EXISTS(%(subquery)s)"

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        return self.as_sql(compiler, connection, template="EXISTS(%(subquery)s OFFSET 0)")


Asked = IsAmong | IsThere


def is_among(meetings: "QuerySet[Meeting]") -> Asked:
    """Found by its meeting."""
    return IsAmong(F("meeting"), Subquery(meetings.order_by().values("pk")))


def is_one_of(meetings: "QuerySet[Meeting]") -> Asked:
    """Found in another way, and its meeting looked at."""
    return IsThere(meetings.order_by().filter(pk=OuterRef("meeting")).values("pk"))
