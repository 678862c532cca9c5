"""Visits to public pages, for the tests."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from history.keeping import forget
from interchange.records import Access
from meetings.models import Meeting
from tests.meetings.world import make_meeting, make_rule


def today_meeting(name: str = "Nádej", **fields: object) -> Meeting:
    """A meeting late today, confirmed now."""
    given = {"listed_on": timezone.localdate(), **fields}
    access = given.pop("access", Access.OPEN)
    meeting = make_meeting(name, **given)  # type: ignore[arg-type]
    make_rule(meeting, weekday=timezone.localdate().weekday(), start_minute=1435, access=access)
    return meeting


def page(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def address_of(meeting: Meeting, language: str = "en") -> str:
    return f"/{language}/meetings/{meeting.public_id}/{meeting.slug}/"


def queries(client: Client, address: str) -> int:
    """How many questions a page asks of the database, nothing of it being kept."""
    forget()
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)
