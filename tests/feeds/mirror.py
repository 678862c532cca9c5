"""A partner's copy of the directory, kept by the change feed."""

import json
from typing import Any

from django.test import Client


class Mirror:
    """What it has, by the ids of the meetings, and how far it has read."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.listings: dict[str, dict[str, Any]] = {}
        self.cursor = ""
        self.told: list[dict[str, Any]] = []

    def page(self) -> dict[str, Any]:
        """The next page."""
        response = self.client.get("/changes", {"since": self.cursor} if self.cursor else {})
        assert response.status_code == 200, response.content
        found: dict[str, Any] = json.loads(response.content)
        return found

    def poll(self) -> "Mirror":
        """Read on until there is no more; `told` is what came."""
        self.told, has_more = [], True
        while has_more:
            page = self.page()
            self.told += page["items"]
            self.cursor, has_more = page["next"], page["has_more"]
        for item in self.told:
            if item.get("gone"):
                self.listings.pop(item["id"], None)
            else:
                self.listings[item["id"]] = item
        return self


def whole(client: Client) -> dict[str, dict[str, Any]]:
    """The whole directory, as who comes now loads it."""
    return Mirror(client).poll().listings
