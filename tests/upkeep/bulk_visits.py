"""Changes of many meetings, made as a browser makes them."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from meetings.models import Meeting
from tests.workplace.forms import Controls


def preview(eva: Client, what: str, *meetings: Meeting, **given: str) -> str:
    ids = ",".join(meeting.public_id for meeting in meetings)
    return eva.post(f"/admin/bulk/{what}/", {"ids": ids, **given}).content.decode()


def do(eva: Client, what: str, *meetings: Meeting, **given: str) -> str:
    """Preview and save, as a browser would; gives the last page."""
    controls = Controls()
    controls.feed(preview(eva, what, *meetings, **given))
    return eva.post(f"/admin/bulk/{what}/", {**controls.sent, "save": "1"}, follow=True).content.decode()


def in_days(days: int) -> str:
    return f"{timezone.localdate() + timedelta(days=days):%Y-%m-%d}"
