"""How to reach a group, and how to join from home: decided here, so that templates only print it."""

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import F, Q

from groups.kinds import ContactKind, GroupStatus
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


@dataclass(frozen=True, slots=True)
class Reach:
    """How a group can be reached: the lines that everybody may read, and the mailbox that takes messages, which nobody is shown."""

    lines: list[ContactLine]
    mailbox: Contact | None


def reach(group: Group, today: date) -> Reach:
    """The group's own, else what its service body has; nothing of a group that has ended."""
    owners = Q(group=group) | (Q(service_body=group.service_body_id) if group.service_body_id else Q(pk=None))
    agreed = Contact.objects.consented(today).filter(owners).order_by(F("group").asc(nulls_last=True), "pk")
    found = [] if group.status == GroupStatus.ENDED else list(agreed)
    public = [one for one in found if one.is_public]
    shown = [one for one in public if one.group_id] or public
    lines = [
        ContactLine(one.get_role_display(), one.value, link(ContactKind(one.kind), one.value), str(one.hours)) for one in shown
    ]
    return Reach(lines, next((one for one in found if one.takes_messages), None))


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
