"""How to reach a group, and how to join from home: decided here, so that templates only print it."""

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from groups.kinds import ContactKind
from groups.models import Contact, Group

if TYPE_CHECKING:
    from meetings.models import Meeting

NOT_DIALLED = re.compile(r"[^\d+,;*#]")
SCHEMES = {ContactKind.MAIL: "mailto:", ContactKind.PHONE: "tel:", ContactKind.WEB: ""}


@dataclass(frozen=True, slots=True)
class ContactLine:
    """Who answers, at what number or address, when."""

    who: str
    text: str
    link: str
    hours: str


@dataclass(frozen=True, slots=True)
class Join:
    """How to take part from home."""

    is_on_request: bool
    online_url: str
    phone: str
    phone_link: str
    notes: str


def contact_lines(group: Group, today: date) -> list[ContactLine]:
    """The group's public contacts, else those of the service body in whose care it is."""
    contacts = list(group.contacts.public(today).order_by("pk"))
    if not contacts and group.service_body_id:
        contacts = list(Contact.objects.public(today).filter(service_body=group.service_body_id).order_by("pk"))
    return [
        ContactLine(one.get_role_display(), one.value, link(ContactKind(one.kind), one.value), str(one.hours)) for one in contacts
    ]


def link(kind: ContactKind, value: str) -> str:
    """What a phone does with it when it is touched."""
    return SCHEMES[kind] + (dialled(value) if kind is ContactKind.PHONE else value)


def dialled(phone: str) -> str:
    """A number as RFC 3966 has it in links; pauses and the keys of a conference stay."""
    return NOT_DIALLED.sub("", phone).replace("#", "%23")


def join(meeting: "Meeting") -> Join | None:
    """None for a meeting to which one has to go."""
    if not (meeting.online_url or meeting.phone or meeting.is_link_on_request):
        return None
    if meeting.is_link_on_request:
        # Its notes are for the link, which not everyone may have: they may hold its passcode.
        return Join(True, "", "", "", "")
    return Join(False, meeting.online_url, meeting.phone, dialled(meeting.phone), meeting.access_notes)
