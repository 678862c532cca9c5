"""A save in the admin: the form of a meeting is opened, and sent back with another name."""

from html.parser import HTMLParser
from typing import Any

from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts.models import User
from directory.bench.measures import queries_of, spread, timed
from meetings.editing.desk import SAVE
from meetings.models import Meeting

TIMES = 15
OWN_QUERIES = 3  # of looking whether it was saved, and of putting it back


class Form(HTMLParser):
    """The fields of a page's forms, as a browser would send them."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, list[str]] = {}
        self.open_field = self.open_text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        is_chosen = known.get("type") not in {"checkbox", "radio", "submit"} or "checked" in known
        if tag == "input" and "name" in known and is_chosen:
            self.fields.setdefault(known["name"], []).append(known.get("value", ""))
        elif tag == "select":
            self.open_field = known.get("name", "")
        elif tag == "textarea":
            self.open_text = known.get("name", "")
            self.fields[self.open_text] = [""]
        elif tag == "option" and "selected" in known:
            self.fields.setdefault(self.open_field, []).append(known.get("value", ""))

    def handle_data(self, data: str) -> None:
        if self.open_text:
            self.fields[self.open_text] = [data.removeprefix("\n")]

    def handle_endtag(self, tag: str) -> None:
        self.open_text = ""


def a_save() -> dict[str, Any]:
    """Milliseconds and queries of a new name; nothing stays saved."""
    with transaction.atomic():
        client = Client()
        client.force_login(User.objects.create_superuser("bench@example.org", "bench-bench-bench"))
        meeting = Meeting.objects.published().exclude(venue=None).order_by("pk")[0]
        address = reverse("admin:meetings_meeting_change", args=[meeting.pk])
        form = Form()
        form.feed(client.get(address).content.decode())
        sent = {**form.fields, "name": "Bench", SAVE: "1"}

        def save() -> None:
            with transaction.atomic():
                response = client.post(address, sent)
                if not Meeting.objects.filter(pk=meeting.pk, name="Bench").exists():
                    raise RuntimeError(f"{address} was not saved: {response.status_code}")
                transaction.set_rollback(True)

        queries = queries_of(save) - OWN_QUERIES
        figures = [timed(save) for _time in range(TIMES)]
        transaction.set_rollback(True)
    return {"queries": queries, **spread("from_nothing", figures), **spread("kept", figures)}
