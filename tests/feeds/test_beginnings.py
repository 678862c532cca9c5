"""A feed begins soon, however long it is: a small part of it is loaded first, and sent at once."""

import pytest
from django.test import Client

from feeds.answers import BATCH, FIRST, parts
from feeds.views import CHUNK_BYTES, FIRST_BYTES, in_chunks
from interchange.records import Attendance
from tests.feeds.visits import objects
from tests.meetings.world import make_group, make_meeting, make_rule


@pytest.mark.parametrize("count", [0, 1, FIRST, FIRST + 1, FIRST + BATCH, 1_000])
def test_parts_are_the_whole_once_and_in_order(count: int) -> None:
    everything = list(range(count))

    found = [everything[part] for part in parts(count)]

    assert [one for several in found for one in several] == everything
    assert len(found[0]) == min(count, FIRST)
    assert max(len(several) for several in found) <= BATCH


def test_first_chunk_is_small_and_the_others_are_worth_sending() -> None:
    sizes = [len(chunk) for chunk in in_chunks(b"x" * 1_000 for _piece in range(100))]

    assert (sizes[0], sum(sizes)) == (5_000, 100_000)
    assert FIRST_BYTES <= sizes[0] < CHUNK_BYTES <= min(sizes[1:-1])


@pytest.mark.django_db
def test_feed_of_more_than_the_first_part_is_whole(client: Client) -> None:
    group = make_group()
    meetings = [make_meeting(f"Skupina {number}", group=group, attendance=Attendance.ONLINE) for number in range(FIRST + 2)]
    for meeting in meetings:
        make_rule(meeting, weekday=1)

    found = [one["name"] for one in objects(client, "when=any&unconfirmed=1")]

    assert sorted(found) == sorted(meeting.name for meeting in meetings)
