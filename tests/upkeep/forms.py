"""The public forms, read from the page and sent as a visitor would who took their time."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

from django.core.signing import TimestampSigner, b62_encode
from django.http import HttpResponse
from django.test import Client

from tests.workplace.forms import Controls

A_MINUTE = timedelta(minutes=1)


class Selects(Controls):
    """As a browser: of a list in which nothing is chosen the first option is sent."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attrs)
        if tag == "option" and self.select and self.select not in self.sent:
            self.first.setdefault(self.select, [dict(attrs).get("value") or ""])

    def __init__(self) -> None:
        super().__init__()
        self.first: dict[str, list[str]] = {}


def shown(client: Client, address: str, *, ago: timedelta = A_MINUTE, **sender: Any) -> dict[str, Any]:
    """What a browser would send of the form at an address, opened a while ago."""
    moment = b62_encode(int((datetime.now(UTC) - ago).timestamp()))
    with patch.object(TimestampSigner, "timestamp", return_value=moment):
        page = client.get(address, **sender).content.decode()
    controls = Selects()
    controls.feed(page[page.index("<main") : page.index("</main>")])
    return {**controls.first, **controls.sent}


def send(client: Client, address: str, *, ago: Any = A_MINUTE, network: str = "192.0.2.1", **said: Any) -> HttpResponse:
    """Open the form, fill some of it in, and send it."""
    form = {**shown(client, address, ago=ago, REMOTE_ADDR=network), **said}
    return client.post(address, form, REMOTE_ADDR=network)  # type: ignore[return-value]


def main_of(response: Any) -> str:
    """The text of a page, without its frame; the answer of any client."""
    page = response.content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page[page.index("<main") : page.index("</main>")])).strip()
