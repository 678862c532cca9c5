"""Feeds as programs ask for them."""

import json
from typing import Any

from django.test import Client
from icalendar import Calendar


def body(client: Client, address: str) -> str:
    """The whole of a feed."""
    response: Any = client.get(address)
    whole = b"".join(response.streaming_content) if response.streaming else response.content
    return str(whole.decode())


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
