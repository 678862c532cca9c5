"""Forms of the workplace, read from the page and filled in as a browser would: every control with what it shows."""

from html.parser import HTMLParser
from typing import Any

from django.db import models
from django.test import Client
from django.urls import reverse


class Controls(HTMLParser):
    """The successful controls of a page, as HTML defines them: what a browser would send of a form that nobody touched."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: dict[str, list[str]] = {}
        self.select = ""
        self.textarea = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        match tag:
            case "select":
                self.select = given.get("name", "")
            case "option" if self.select and "selected" in given:
                self.sent.setdefault(self.select, []).append(given.get("value", ""))
            case "textarea":
                self.textarea = given.get("name", "")
                self.sent[self.textarea] = [""]
            case "input" if given.get("name") and given.get("type") != "submit":
                is_ticked_off = given.get("type") in {"checkbox", "radio"}
                if not is_ticked_off or "checked" in given:
                    self.sent.setdefault(given["name"], []).append(given.get("value", "on" if is_ticked_off else ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self.select = ""
        elif tag == "textarea":
            self.textarea = ""

    def handle_data(self, data: str) -> None:
        if self.textarea:
            self.sent[self.textarea][0] += data if self.sent[self.textarea][0] else data.removeprefix("\n")


def address(row: models.Model, page: str = "change") -> str:
    """A page of the workplace about a row, or about its kind."""
    about_one = [row.pk] if page in {"change", "history", "delete"} else []
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{page}", args=about_one)


def filled_in(client: Client, address: str, **changes: Any) -> dict[str, Any]:
    """The whole form at an address, with its inlines, and some fields changed; sent by its button "Save"."""
    controls = Controls()
    controls.feed(client.get(address).content.decode())
    return {**controls.sent, "_save": "1", **changes}
