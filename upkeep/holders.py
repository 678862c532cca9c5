"""Who holds a listing: whoever may confirm it, by a role on its group or on a service body above."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from accounts.care import ROLES_WITH, Right, may
from accounts.models import User
from groups.kinds import BodyKind
from groups.models import Membership
from meetings.kinds import ConfirmedBy
from meetings.models import Meeting
from upkeep.asking import Holders

OFFICES = (BodyKind.NATIONAL_OFFICE, BodyKind.CONTACT_CENTRE)
Keys = dict[int, tuple[int, ...]]


def holders(today: date) -> Holders:
    """All who may be asked by mail today: their term runs, their account is open, and they have not asked us to stop."""
    terms = Membership.objects.current(today).filter(user__is_active=True, user__wants_reminders=True)
    rows = list(terms.order_by("starts_on", "pk").values_list("user", "group", "service_body", "role"))
    confirming, moderating = ROLES_WITH[Right.CONFIRM], ROLES_WITH[Right.MODERATE]
    return Holders(
        groups=by_key((group, user) for user, group, _body, role in rows if group and role in confirming),
        bodies=by_key((body, user) for user, _group, body, role in rows if body and role in confirming),
        queues=by_key((body, user) for user, _group, body, role in rows if body and role in moderating),
    )


def by_key(pairs: Iterable[tuple[int, int]]) -> Keys:
    """The users of each group or body, each once, in the order in which they come."""
    found: dict[int, dict[int, None]] = defaultdict(dict)
    for key, user in pairs:
        found[key][user] = None
    return {key: tuple(users) for key, users in found.items()}


def holds(user: User, meeting: Meeting) -> bool:
    """Whether somebody holds a listing today."""
    return may(user, Right.CONFIRM, meeting)


def vouches_as(user: User, meeting: Meeting, today: date) -> ConfirmedBy:
    """In which role somebody vouches for a listing: the group's own people for the group, an office as the office."""
    terms = Membership.objects.current(today).filter(user=user, role__in=ROLES_WITH[Right.CONFIRM])
    if terms.filter(group=meeting.group_id).exists():
        return ConfirmedBy.GROUP
    path = meeting.group.service_body.path if meeting.group.service_body else ""
    above = [int(key) for key in path.split("/") if key]
    kinds = dict(terms.filter(service_body__in=above).values_list("service_body", "service_body__kind"))
    nearest = next((kinds[key] for key in reversed(above) if key in kinds), "")
    return ConfirmedBy.OFFICE if nearest in OFFICES else ConfirmedBy.COORDINATOR


def may_edit(user: User, meeting: Meeting) -> bool:
    """Whether somebody may change a listing; who may only confirm it makes suggestions."""
    return may(user, Right.EDIT, meeting)
