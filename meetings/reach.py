"""How to reach a group, and how to join from home: decided here, so that templates only print it."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import BigIntegerField, DateField, F, Q
from django.utils import timezone

from groups.kinds import ContactKind, GroupStatus
from groups.models import Contact, Fellowship, Group
from history.questions import Given, RowQuestion
from places.opening import read
from places.opening_words import standing_sentence, week_sentence

if TYPE_CHECKING:
    from meetings.models import Meeting

NOT_DIALLED = re.compile(r"[^\d+,;*#]")
MOST_LINES = 12  # of a fellowship
GROUPS_FIRST = (F("group").asc(nulls_last=True), "pk")
# The contacts of one group and of its service body.
AGREED = RowQuestion(
    lambda: (
        Contact.objects.consented(Given("today", DateField()))
        .filter(Q(group=Given("group", BigIntegerField())) | Q(service_body=Given("body", BigIntegerField())))
        .order_by(*GROUPS_FIRST)
    )
)
SCHEMES = {ContactKind.MAIL: "mailto:", ContactKind.PHONE: "tel:", ContactKind.WEB: ""}


@dataclass(frozen=True, slots=True)
class ContactLine:
    """Who answers, at what number or address; at which hours, and whether that is now. `hours` is what is said besides, `place` is
    whose line it is where that is not plain."""

    who: str
    text: str
    link: str
    week: str
    standing: str
    hours: str
    hours_language: str = ""
    place: str = ""


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
    """How a group can be reached: the lines that everybody may read, and the mailbox that takes messages, which nobody is shown.
    `is_of_body` where the group has no line of its own and these are those of its service body."""

    lines: list[ContactLine]
    mailbox: Contact | None
    is_of_body: bool


def reach(group: Group, now: datetime) -> Reach:
    """The group's own, else what its service body has; nothing of a group that has ended."""
    if group.status == GroupStatus.ENDED:
        return reached([], now)
    return reached(AGREED.rows(today=timezone.localdate(now), group=group.pk, body=group.service_body_id), now)


def reach_of(groups: Iterable[Group], now: datetime) -> dict[int, Reach]:
    """The same of several groups by their keys; for lists, in one query."""
    asked = {one.pk: one for one in groups}
    agreed = Contact.objects.consented(timezone.localdate(now)).filter(owned_by(asked.values()))
    in_order = list(agreed.order_by(*GROUPS_FIRST))
    return {key: reached([] if one.status == GroupStatus.ENDED else contacts_of(one, in_order), now) for key, one in asked.items()}


def contacts_of(group: Group, contacts: list[Contact]) -> list[Contact]:
    """Those among them that a group and its service body have."""
    body = group.service_body_id
    return [one for one in contacts if one.group_id == group.pk or (body and one.service_body_id == body)]


def reached(found: list[Contact], now: datetime) -> Reach:
    """What is shown of these: its own lines, else those of its service body."""
    public = [one for one in found if one.is_public]
    own = [one for one in public if one.group_id]
    return Reach(
        lines=[contact_line(one, now) for one in own or public],
        mailbox=next((one for one in found if one.takes_messages), None),
        is_of_body=bool(public and not own),
    )


def owned_by(groups: Collection[Group]) -> Q:
    """The contacts of groups and of their service bodies."""
    bodies = {one.service_body_id for one in groups if one.service_body_id}
    return Q(group__in=list(groups)) | (Q(service_body__in=bodies) if bodies else Q(pk=None))


def fellowship_lines(fellowship: Fellowship, now: datetime) -> list[ContactLine]:
    """Telephone lines of the offices of a fellowship, those in the site's own country first."""
    found = (
        Contact.objects.public(timezone.localdate(now))
        .filter(service_body__fellowship=fellowship, kind=ContactKind.PHONE)
        .select_related("service_body")
        .order_by("service_body__country", "service_body__path", "pk")
    )
    lines = sorted(found, key=lambda one: one.service_body is None or one.service_body.country != settings.SITE_COUNTRY)
    return [contact_line(one, now, place=str(one.service_body)) for one in lines[:MOST_LINES]]


def contact_line(contact: Contact, now: datetime, *, place: str = "") -> ContactLine:
    """A public contact as pages show it. Hours without a zone are those of the site's."""
    opening = read(contact.opening)
    standing = opening.standing(now, contact.zone or settings.TIME_ZONE)
    return ContactLine(
        who=contact.get_role_display(),
        text=contact.value,
        link=link(ContactKind(contact.kind), contact.value),
        week=week_sentence(opening),
        standing=standing_sentence(standing, now),
        hours=str(contact.hours),
        hours_language=contact.hours.foreign_language,
        place=place,
    )


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
