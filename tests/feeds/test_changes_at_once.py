"""Transactions end in another order than they draw their numbers: a mirror that polls in between misses nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

import pytest
from django.db import connection, transaction
from django.test import Client

from meetings.actions import save_meeting
from meetings.models import Meeting
from tests.feeds.mirror import Mirror, whole
from tests.meetings.visits import today_meeting
from tests.meetings.world import ROAD

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="on SQLite one transaction writes at a time"),
]
SECONDS = 20


def rename(meeting: Meeting, name: str) -> None:
    meeting.name = name
    save_meeting(meeting, by=None, source=ROAD)


@contextmanager
def renamed_meanwhile(meeting: Meeting, name: str, *, is_kept: bool = True) -> Iterator[None]:
    """Another connection has written, and drawn its number, and ends its transaction only after what is done inside."""
    has_written, may_end = Event(), Event()

    def write() -> None:
        with transaction.atomic():
            rename(meeting, name)
            has_written.set()
            may_end.wait(SECONDS)
            transaction.set_rollback(not is_kept)
        connection.close()

    thread = Thread(target=write)
    thread.start()
    assert has_written.wait(SECONDS)
    try:
        yield
    finally:
        may_end.set()
        thread.join(SECONDS)


def names(mirror: Mirror) -> list[str]:
    return sorted(item["name"] for item in mirror.poll().told)


def test_what_ends_late_with_a_lower_number_is_told(client: Client) -> None:
    slow, fast = today_meeting("Pomalá"), today_meeting("Rýchla")
    mirror = Mirror(client).poll()

    with renamed_meanwhile(slow, "Pomalá 2"):
        rename(fast, "Rýchla 2")
        meanwhile = names(mirror)
    afterwards = names(mirror)

    assert (meanwhile, afterwards) == ([], ["Pomalá 2", "Rýchla 2"])
    assert mirror.listings == whole(client)


def test_what_came_before_whoever_still_writes_is_told_at_once(client: Client) -> None:
    slow, fast = today_meeting("Pomalá"), today_meeting("Rýchla")
    mirror = Mirror(client).poll()
    rename(fast, "Rýchla 2")

    with renamed_meanwhile(slow, "Pomalá 2"):
        meanwhile = names(mirror)

    assert (meanwhile, names(mirror)) == (["Rýchla 2"], ["Pomalá 2"])


def test_a_number_that_was_given_up_is_in_nobodys_way(client: Client) -> None:
    slow, fast = today_meeting("Pomalá"), today_meeting("Rýchla")
    mirror = Mirror(client).poll()

    with renamed_meanwhile(slow, "Pomalá 2", is_kept=False):
        rename(fast, "Rýchla 2")

    assert names(mirror) == ["Rýchla 2"]


def test_a_mirror_that_begins_while_somebody_writes_hears_of_it_later(client: Client) -> None:
    slow = today_meeting("Pomalá")

    with renamed_meanwhile(slow, "Pomalá 2"):
        mirror = Mirror(client).poll()
    before = {item["name"] for item in mirror.listings.values()}

    assert (before, "Pomalá 2" in names(mirror)) == ({"Pomalá"}, True)
    assert mirror.listings == whole(client)
