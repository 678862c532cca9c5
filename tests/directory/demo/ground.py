"""What the demo world stands on, and how its tests call the command."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from io import StringIO

from django.core.management import call_command
from django.db import connection, transaction

from places.gazetteer.loading import load

COUNTRIES = ("AT", "CZ", "DE", "GB", "PL", "SK")
# A Tuesday; the day after it is the last Wednesday of the month.
DEMO_DAY = date(2026, 11, 24)


def demo(*arguments: str) -> list[str]:
    """What the command prints."""
    output = StringIO()
    call_command("demo", *arguments, stdout=output)
    return output.getvalue().splitlines()


@contextmanager
def ground() -> Iterator[None]:
    """The places and the seeds, as `make run` loads them before the demo world; all that is done on it is taken back."""
    with transaction.atomic():
        load(countries=COUNTRIES)
        call_command("load_seeds", stdout=StringIO())
        settle()
        yield
        transaction.set_rollback(True)


def settle() -> None:
    """Let the database do now what PostgreSQL would else do in every test: check the keys, and guess how many rows there are."""
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
