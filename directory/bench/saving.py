"""A save in the admin: the form of a meeting is opened, and sent back as it is."""

from html.parser import HTMLParser
from typing import Any

from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts.models import User
from directory.bench.measures import queries_of, spread, timed
from meetings.models import Meeting

TIMES = 15


class Form(HTMLParser):
    """The fields of a page's forms, as a browser would send them."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, list[str]] = {}
        self.open_field = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        is_chosen = known.get("type") not in {"checkbox", "radio", "submit"} or "checked" in known
        if tag == "input" and "name" in known and is_chosen:
            self.fields.setdefault(known["name"], []).append(known.get("value", ""))
        elif tag in {"select", "textarea"}:
            self.open_field = known.get("name", "")
            if tag == "textarea":
                self.fields[self.open_field] = [""]
        elif tag == "option" and "selected" in known:
            self.fields.setdefault(self.open_field, []).append(known.get("value", ""))

    def handle_data(self, data: str) -> None:
        if self.lasttag == "textarea" and self.open_field in self.fields:
            self.fields[self.open_field] = [data.removeprefix("\n")]


def a_save() -> dict[str, Any]:
    """Milliseconds and queries; nothing stays saved."""
    with transaction.atomic():
        client = Client()
        client.force_login(User.objects.create_superuser("bench@example.org", "bench-bench-bench"))
        meeting = Meeting.objects.published().exclude(venue=None).order_by("pk")[0]
        address = reverse("admin:meetings_meeting_change", args=[meeting.pk])
        form = Form()
        form.feed(client.get(address).content.decode())

        def save() -> None:
            response = client.post(address, form.fields)
            if response.status_code != 302:  # noqa: PLR2004  # on to the list
                raise RuntimeError(f"{address}: {response.status_code}")

        queries = queries_of(save)
        figures = [timed(save) for _time in range(TIMES)]
        transaction.set_rollback(True)
    return {"queries": queries, **spread("from_nothing", figures), **spread("kept", figures)}
