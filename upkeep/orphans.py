"""Orphans: groups that meet and are listed, and that nobody of their own looks after, or not for much longer. They are told to
those who edit the service body above."""

from dataclasses import replace
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from accounts.care import Care, MembershipRole, Right, care_of
from accounts.models import User
from groups.kinds import GroupStatus
from groups.models import Group, Membership
from languages.dates import date_text
from meetings.models import Meeting
from upkeep.charges import charge_of
from upkeep.terms import SOON

HOLDERS = (MembershipRole.EDITOR, MembershipRole.CONFIRMER)
LINES = 20  # in a mail; the page has them all


def above(user: User) -> Care:
    """What somebody cares for from above: by roles on bodies, not by those on groups."""
    return replace(care_of(user, Right.EDIT), groups=())


def orphaned_groups(user: User, today: date) -> QuerySet[Group]:
    """Those under one's bodies. `held_until` is the last day on which anybody looks after them, or None; a later term counts."""
    terms = Membership.objects.filter(group=OuterRef("pk"), role__in=HOLDERS, user__is_active=True, ends_on__gte=today)
    listed = Meeting.objects.published().filter(group=OuterRef("pk"))
    groups = Group.objects.filter(above(user).of_groups(), Exists(listed), status=GroupStatus.ACTIVE)
    held = groups.annotate(held_until=Subquery(terms.order_by("-ends_on").values("ends_on")[:1]))
    return held.filter(Q(held_until=None) | Q(held_until__lte=today + SOON)).select_related("service_body").order_by("name", "pk")


def terms_ending_below(user: User, today: date) -> QuerySet[Membership]:
    """The terms of others on one's bodies and all under them that end within thirty days."""
    care = above(user)
    of_care = care.of_groups("group") | care.of_bodies("service_body")
    ending = Membership.objects.current(today).filter(of_care, role__in=HOLDERS, ends_on__lte=today + SOON)
    return ending.exclude(user=user).select_related("user", "group", "service_body").order_by("ends_on", "pk")


def orphan_lines(user: User, today: date) -> list[str]:
    """For a mail: a line for each, the first twenty. Names of groups and dates, and nobody's name."""
    groups = orphaned_groups(user, today)[:LINES]
    return [line_of(group) for group in groups]


def line_of(group: Group) -> str:
    until: date | None = group.held_until  # type: ignore[attr-defined]  # annotated by orphaned_groups
    if until is None:
        return _("%(group)s: nobody looks after it") % {"group": group.name}
    return _("%(group)s: looked after until %(day)s") % {"group": group.name, "day": date_text(until)}


def line_of_term(term: Membership) -> str:
    told = {"on": charge_of(term), "role": term.get_role_display(), "day": date_text(term.ends_on)}
    return _("%(on)s: %(role)s until %(day)s") % told
