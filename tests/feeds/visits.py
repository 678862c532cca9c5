"""Feeds as programs ask for them."""

import json
from typing import Any

from django.test import Client
from icalendar import Calendar

from feeds import urls

# Every search as a file; and all that programs ask for.
patterns: list[Any] = urls.urlpatterns
SEARCHES = tuple(f"/{one.pattern}" for one in patterns if str(one.pattern).startswith("meetings."))
FEEDS = (*SEARCHES, "/changes")


def whole(response: Any) -> bytes:
    """All that is sent after the headers."""
    return b"".join(response.streaming_content) if response.streaming else bytes(response.content)


def body(client: Client, address: str) -> str:
    """The text of a feed."""
    return whole(client.get(address)).decode()


def objects(client: Client, query: str = "") -> list[dict[str, Any]]:
    """The objects of a Meeting Guide feed."""
    found: list[dict[str, Any]] = json.loads(body(client, f"/meetings.json?{query}"))
    return found


def events(client: Client, query: str = "") -> list[Any]:
    """The events of a calendar, as the library has them."""
    return list(Calendar.from_ical(body(client, f"/meetings.ics?{query}")).walk("VEVENT"))


def names(client: Client, query: str = "") -> list[str]:
    """The names of the meetings in a Meeting Guide feed."""
    return [found["name"] for found in objects(client, query)]
