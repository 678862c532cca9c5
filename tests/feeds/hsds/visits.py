"""The HSDS API as its clients ask it; every answer is as the published schemas have it."""

import json
from typing import Any
from uuid import UUID

from django.test import Client

from interchange.hsds.ids import Kind, made
from meetings.models import Meeting
from tests.feeds.visits import body
from tests.interchange.hsds.schemas import faults

KIND = {
    "services": "service",
    "service_at_locations": "service_at_location",
    "locations": "location",
    "organizations": "organization",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
}


def listed(client: Client, what: str, query: str = "") -> dict[str, Any]:
    """A page of a list."""
    found: dict[str, Any] = json.loads(body(client, f"/hsds/{what}?{query}"))
    is_minimal = "minimal=true" in query
    wrong = [fault for one in found["contents"] for fault in faults(KIND[what], one) if not is_minimal]
    assert (faults("page", found), wrong) == ([], [])
    return found


def contents(client: Client, what: str, query: str = "") -> list[dict[str, Any]]:
    """What is on it."""
    found: list[dict[str, Any]] = listed(client, what, query)["contents"]
    return found


def names(client: Client, query: str = "") -> list[str]:
    """Of the services."""
    return [one["name"] for one in contents(client, "services", query)]


def one(client: Client, what: str, known: "UUID | str") -> dict[str, Any]:
    """A single object."""
    found: dict[str, Any] = json.loads(body(client, f"/hsds/{what}/{known}"))
    assert faults(KIND[what], found) == []
    return found


def refused(client: Client, address: str) -> tuple[int, list[str]]:
    """The status, and what means nothing."""
    response = client.get(address)
    return response.status_code, json.loads(response.content).get("parameters", [])


def service_id(meeting: Meeting) -> UUID:
    return made(Kind.SERVICE, meeting.group.public_id)
