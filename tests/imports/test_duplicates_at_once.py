"""Transactions end in another order than they draw their numbers: a look for duplicates in between misses nothing."""

from pathlib import Path

import pytest
from django.db import connection

from imports.duplicates import find_duplicates
from tests.feeds.test_changes_at_once import rename, renamed_meanwhile
from tests.imports.test_duplicates import by_hand
from tests.imports.world import make_source, run
from tests.interchange.feeds import item

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="on SQLite one transaction writes at a time"),
]


def test_a_change_that_ends_after_the_look_is_looked_at_the_next_time(tmp_path: Path) -> None:
    other, late = by_hand("Iná", at=(49.0, 18.0)), by_hand("Večerná dvojka", start_minute=430)
    run(tmp_path, make_source(), item())
    find_duplicates()

    with renamed_meanwhile(late, "Ranná skupina"):
        rename(other, "Celkom iná")
        during = find_duplicates()
    afterwards = find_duplicates()

    assert (during.new, afterwards.new) == (0, 1)
