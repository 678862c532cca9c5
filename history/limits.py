"""How long PostgreSQL may work at one question of a visitor; then it gives up, and the visitor is asked to come back soon
(directory/errors.py).

The bound is a setting of the connection and stays with it in the pool, so it is sent only where it differs from what that
connection was told last: as a rule once in its life. What is no visitor's, as the workplace, imports and commands, has none.
SQLite has no such bound, and PgBouncer must pool sessions, not transactions.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from weakref import WeakKeyDictionary

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

UNBOUNDED = 0

allowed: ContextVar[int] = ContextVar("seconds_allowed", default=UNBOUNDED)
_told: "WeakKeyDictionary[Any, int]" = WeakKeyDictionary()


@contextmanager
def at_most(seconds: int) -> Iterator[None]:
    """What is asked inside may take so many seconds each; 0 for as long as it takes. It still holds for what the same visitor is
    sent later, as the rest of a feed, until the connection is given back."""
    token = allowed.set(seconds)
    try:
        tell(connection)
        yield
    finally:
        allowed.reset(token)


def on_connected(connection: BaseDatabaseWrapper, **_signal: Any) -> None:
    """A connection taken from the pool is told what holds now, not what held when it was given back."""
    tell(connection)


def tell(connection: BaseDatabaseWrapper) -> None:
    """Bound an open connection as the present work asks. In a transaction nothing is said: a rollback would unsay it unnoticed."""
    session: Any = connection.connection
    if connection.vendor != "postgresql" or session is None or not connection.autocommit:
        return
    seconds = allowed.get()
    if _told.get(session, UNBOUNDED) != seconds:
        with connection.wrap_database_errors:
            session.execute(f"SET statement_timeout = {1000 * seconds if seconds else 'DEFAULT'}")
        _told[session] = seconds
