"""The fields by which one joins online or by telephone, as readers of the format expect them, and the notes."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from interchange.dialling import international
from interchange.reasons import LossCode
from interchange.records import Attendance, Loss, MeetingRecord
from interchange.weekly import Entry

# Links to other hosts are hidden by TSML and the app. "zoom.us" stands for its subdomains too.
KNOWN_HOSTS = frozenset(
    {
        "bluejeans.com",
        "discord.gg",
        "freeconference.com",
        "freeconferencecall.com",
        "goto.com",
        "gotomeet.me",
        "gotomeeting.com",
        "horizon.meta.com",
        "maps.secondlife.com",
        "meet.google.com",
        "meet.jit.si",
        "meetings.dialpad.com",
        "signal.group",
        "skype.com",
        "slurl.com",
        "teams.live.com",
        "teams.microsoft.com",
        "vrchat.com",
        "webex.com",
        "zoho.com",
        "zoom.us",
    }
)
KEYS = re.compile(r"[,;#*x]")
SHORTEST_PHONE = 10  # characters; readers drop what is shorter
NOT_DIALLED = re.compile(r"[^\d,#]")


def joining_fields(record: MeetingRecord, entry: Entry, *, is_paused: bool, on_loss: Callable[[Loss], None]) -> dict[str, Any]:
    """Link, number, how to join, and the notes with what has no field of its own."""
    notes = [record.notes, *entry.sentences]
    if (is_paused or record.attendance == Attendance.IN_PERSON) and (record.online_url or record.phone):
        on_loss(Loss(code=LossCode.LINK_HIDDEN, key=record.key))
        return {"notes": paragraphs(notes)}
    url, phone = secure(record.online_url), dialled(record, on_loss)
    if url and not is_known(url):
        notes.append(url)
    how_to_join = [record.access_notes, "" if phone else record.phone]
    return {
        "notes": paragraphs(notes),
        "conference_url": url,
        "conference_phone": phone,
        "conference_phone_notes" if phone and not url else "conference_url_notes": paragraphs(how_to_join),
    }


def paragraphs(texts: list[str]) -> str:
    """The texts, each on its own line."""
    return "\n".join(text for text in texts if text)


def is_known(url: str) -> bool:
    """Whether the readers of the format show links to that host."""
    host = urlsplit(url).hostname or ""
    return any(host == known or host.endswith(f".{known}") for known in KNOWN_HOSTS)


def secure(url: str) -> str:
    """The link with https where its host is known to answer so."""
    return f"https://{url.removeprefix('http://')}" if url.startswith("http://") and is_known(url) else url


def dialled(record: MeetingRecord, on_loss: Callable[[Loss], None]) -> str:
    """The number with its country code, then the keys to press; "" where readers would drop it."""
    if not record.phone:
        return ""
    start = KEYS.search(record.phone)
    number, keys = (record.phone[: start.start()], record.phone[start.start() :]) if start else (record.phone, "")
    complete = international(number, record.venue.country if record.venue else "")
    if len(complete) < SHORTEST_PHONE:
        on_loss(Loss(code=LossCode.PHONE_UNREADABLE, key=record.key))
        return ""
    if "*" in keys:
        on_loss(Loss(code=LossCode.PHONE_KEYS, key=record.key))
    return complete + NOT_DIALLED.sub("", keys)
