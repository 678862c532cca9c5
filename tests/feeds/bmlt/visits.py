"""A BMLT server as clients ask it."""

import json
from typing import Any

from django.test import Client

from tests.feeds.visits import whole

INTERFACE = "/main_server/client_interface"


def ask(client: Client, query: str, *, data_format: str = "json") -> Any:
    """The response to a question."""
    return client.get(f"{INTERFACE}/{data_format}/?switcher={query}")


def told(client: Client, query: str, *, data_format: str = "json") -> Any:
    """What a question is answered, read."""
    return json.loads(whole(ask(client, query, data_format=data_format)))


def found(client: Client, query: str = "") -> list[dict[str, str]]:
    """The meetings that a search finds."""
    meetings: list[dict[str, str]] = told(client, f"GetSearchResults&{query}")
    return meetings


def numbers(client: Client, query: str = "") -> list[int]:
    """Their ids."""
    return [int(one["id_bigint"]) for one in found(client, query)]
