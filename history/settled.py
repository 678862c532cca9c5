"""Up to which number the history is complete: nothing with a lower one can still turn up.

Numbers are drawn in order, but transactions end in any order: a long import may have drawn 5 while 6 is there for everybody to see.
Whoever noted "6" would never hear of 5. On SQLite one transaction writes at a time, and draws its number only then. On PostgreSQL
whoever draws a number holds, from before until the end of its transaction, the lock on the table that every writer of a row takes
(ROW EXCLUSIVE; writers do not hinder each other). So:

1. read the newest number that is visible: all lower ones were drawn before that moment;
2. then see whether anybody else holds the lock. If nobody does, all who drew a lower number have ended, and the next statement sees
   what they wrote. If somebody does, a number may be missing only where there is a gap, so all before the first gap is complete.

A number whose transaction was rolled back is a gap for ever, which is in the way only as long as somebody happens to write.
"""

from datetime import datetime, timedelta

from django.db import connection, models
from django.utils import timezone

from history.models import AppendOnly

A_DAY = timedelta(days=1)  # no transaction lasts so long
MOST = 1_000  # numbers that are looked at for a gap
WRITING = """
    SELECT EXISTS (
        SELECT 1 FROM pg_locks
        WHERE locktype = 'relation' AND relation = %s::regclass AND mode = 'RowExclusiveLock'
          AND pid IS DISTINCT FROM pg_backend_pid() AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    )
"""
Rows = type[AppendOnly]


def settled(rows: Rows, first: int, *, most: int = MOST) -> int:
    """The highest number up to which nothing is missing; whoever asks has everything before `first`."""
    highest = newest(rows)
    return highest if first > highest or not somebody_writes(rows) else before_gap(rows, first, most)


def settled_start(rows: Rows, moment: str) -> int:
    """The same for whoever has nothing yet. While somebody writes it is a day back: what changed since is told twice, which does no
    harm. `moment` is the lookup of the time of such a row."""
    highest = newest(rows)
    return newest(rows, before=(moment, timezone.now() - A_DAY)) if somebody_writes(rows) else highest


def newest(rows: Rows, *, before: tuple[str, datetime] | None = None) -> int:
    """The highest number that can be seen; 0 before there is any."""
    found: models.QuerySet[AppendOnly] = rows._default_manager.order_by("-pk")
    if before:
        lookup, moment = before
        found = found.filter(**{f"{lookup}__lt": moment})
    return found.values_list("pk", flat=True).first() or 0


def somebody_writes(rows: Rows) -> bool:
    """Whether another transaction may have drawn a number and has not ended."""
    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute(WRITING, [rows._meta.db_table])
        return bool(cursor.fetchone()[0])


def before_gap(rows: Rows, first: int, most: int) -> int:
    """The last number before the first one from `first` on that cannot be seen."""
    known = rows._default_manager.filter(pk__gte=first).order_by("pk").values_list("pk", flat=True)[:most]
    for expected, number in enumerate(known, start=first):
        if number != expected:
            return expected - 1
    return first + len(known) - 1
