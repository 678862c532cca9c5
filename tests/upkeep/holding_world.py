"""Groups, those who hold them, and listings of some age."""

import re
from datetime import date, datetime, timedelta
from email.message import EmailMessage
from typing import Any

from django.utils import timezone

from accounts.care import MembershipRole
from accounts.models import User
from groups.actions import save_service_body
from groups.kinds import BodyKind
from groups.models import Group, Membership, ServiceBody
from history.actions import save
from meetings.models import Meeting
from tests.mail import text_of
from tests.meetings.world import ROAD, make_group, make_meeting, make_rule

LINK = re.compile(r"/confirm/(?!stop)[^\s>]+")


def now() -> datetime:
    return timezone.now()


def days_ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def make_holder(name: str = "jana", *, on: Group | ServiceBody | None = None, **fields: Any) -> User:
    """Somebody with a role; a confirmer unless `role` says otherwise."""
    role = fields.pop("role", MembershipRole.CONFIRMER)
    user = User.objects.create_user(f"{name}@example.org", "not-a-real-password", **{"language": "en", **fields})
    if on is not None:
        give_role(user, on, role)
    return user


def give_role(user: User, on: Group | ServiceBody, role: MembershipRole = MembershipRole.CONFIRMER, **fields: Any) -> Membership:
    place = {"group": on} if isinstance(on, Group) else {"service_body": on}
    given = {"starts_on": days_ago(100), "ends_on": days_ago(-100), **place, **fields}
    return save(Membership(user=user, role=role, **given), by=None, source=ROAD)


def make_body(name: str = "Kancelária", *, kind: BodyKind = BodyKind.INTERGROUP, parent: ServiceBody | None = None) -> ServiceBody:
    return save_service_body(ServiceBody(name=name, kind=kind, parent=parent), by=None, source=ROAD)


def aged_meeting(days: int | None = 76, *, group: Group | None = None, name: str = "Nádej", **fields: Any) -> Meeting:
    """A meeting for which a group vouched so many days ago, or nobody ever; every Tuesday at 18:00."""
    confirmed = {} if days is None else {"confirmed_on": days_ago(days), "confirmed_by": "group"}
    known = {"listed_on": None, "listed_by": "", **confirmed}
    meeting = make_meeting(name, group=group or make_group(name), **{**known, **fields})
    make_rule(meeting)
    return meeting


def links(mail: EmailMessage) -> list[str]:
    """The addresses of a mail at which listings are confirmed, without the site's."""
    return LINK.findall(text_of(mail))
