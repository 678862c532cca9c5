"""The listings that wait for whoever is at work: those of their own groups, those that nobody nearer holds, and those about which
everybody nearer has been asked in vain."""

from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest
from django.db.models.lookups import StartsWith

from accounts.care import NOTHING, ROLES_WITH, Care, Right, care_of
from accounts.models import User
from groups.models import Membership
from meetings.querysets import MeetingQuerySet
from meetings.querysets.meetings import unvouched
from upkeep.kinds import Stage
from upkeep.waiting import last_day, waiting_for

MOST = 500  # counted exactly; more are "more than 500"


def queue_of(user: User, today: date) -> MeetingQuerySet:
    """What waits for this person."""
    care = care_of(user, Right.CONFIRM)
    asked_in_vain = unvouched(last_day(Stage.BODY, today))
    return waiting_for(user, today).filter(asked_in_vain | nobody_nearer(care, user, today))


def nobody_nearer(care: Care, user: User, today: date) -> Q:
    """Listings of one's own groups, and those below one's bodies that neither the group nor a body between holds."""
    others = Membership.objects.current(today).filter(role__in=ROLES_WITH[Right.CONFIRM], user__is_active=True).exclude(user=user)
    is_of_group = Exists(others.filter(group=OuterRef("group")))
    if care.is_everything:
        return ~is_of_group & ~Exists(above(others))
    condition = Q(group__in=care.groups) if care.groups else NOTHING
    for path in care.paths:
        between = above(others.filter(service_body__path__startswith=path).exclude(service_body__path=path))
        condition |= Q(group__service_body__path__startswith=path) & ~is_of_group & ~Exists(between)
    return condition


def above(terms: QuerySet[Membership]) -> QuerySet[Membership]:
    """Those on a body above the group of the meeting at hand."""
    return terms.filter(StartsWith(OuterRef("group__service_body__path"), F("service_body__path")))


def longest_first(meetings: MeetingQuerySet) -> MeetingQuerySet:
    """What nobody ever vouched for comes first, then by how long ago somebody did."""
    vouched = Greatest(Coalesce("confirmed_on", "listed_on"), Coalesce("listed_on", "confirmed_on"))
    return meetings.order_by(vouched.asc(nulls_first=True), "pk")
