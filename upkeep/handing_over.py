"""Handing over: somebody goes, somebody else takes their roles, on a day."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.care import Right, may
from accounts.models import User
from groups.models import Contact, Membership
from history.road import Road
from history.tracking import tracking
from upkeep.charges import charge_of, owner
from upkeep.inviting import Offer, invite
from upkeep.models import Invitation
from upkeep.terms import check_last_day, give, succeed


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """Which roles go until when, from which day on (None: when the invitation is taken, or today), and which contacts go along."""

    terms: tuple[Membership, ...]
    ends_on: date
    starts_on: date | None = None
    contacts: tuple[Contact, ...] = ()

    def contacts_of(self, term: Membership) -> tuple[Contact, ...]:
        return tuple(one for one in self.contacts if one.term_id == term.pk)


def own_terms(user: User, today: date) -> QuerySet[Membership]:
    """The roles that somebody has today."""
    return Membership.objects.current(today).filter(user=user).select_related("group", "service_body", "user").order_by("pk")


def may_be_handed_over(user: User, today: date) -> list[Membership]:
    """Those that one could give to somebody: the others an editor gives."""
    return [term for term in own_terms(user, today) if may(user, Right.EDIT, charge_of(term))]


def colleagues(terms: list[Membership], today: date) -> QuerySet[User]:
    """Who has a role on all that is handed over already, but for whoever hands over."""
    found = User.objects.filter(is_active=True).exclude(pk__in=[term.user_id for term in terms])
    for term in terms:
        others = Membership.objects.current(today).filter(**owner(charge_of(term)))
        found = found.filter(pk__in=others.values("user"))
    return found.order_by("display_name", "pk")


def contacts_going(terms: list[Membership]) -> QuerySet[Contact]:
    """Those that are public only as long as these terms last."""
    return Contact.objects.filter(term__in=terms).order_by("pk")


def invite_successor(handover: Handover, *, email: str, language: str, by: User, source: Road) -> list[Invitation]:
    """The old terms end when the invitation is taken, or on the day that was said. Raises ValidationError."""
    offers = [
        Offer(
            charge=charge_of(term),
            role=term.role,
            email=email,
            language=language,
            ends_on=handover.ends_on,
            starts_on=handover.starts_on,
            replaces=term,
            contacts=handover.contacts_of(term),
        )
        for term in handover.terms
    ]
    return invite(offers, by=by, source=source)


def give_to(successor: User, handover: Handover, *, by: User, source: Road) -> None:
    """Hand over to somebody who has an account and a role here. Raises ValidationError."""
    today = timezone.localdate()
    check_last_day(handover.ends_on, today)
    starts_on = handover.starts_on or today
    if not today <= starts_on <= handover.ends_on:
        raise ValidationError(_("The term must begin between today and its last day."))
    with tracking(by=by, source=source):
        for old in handover.terms:
            charge = charge_of(old)
            if not may(by, Right.EDIT, charge):
                raise PermissionDenied
            new = give(charge, old.role, to=successor, starts_on=starts_on, ends_on=handover.ends_on, by=by, source=source)
            taken_over = {one.pk for one in handover.contacts_of(old)}
            succeed(old, new, taken_over=taken_over, by=by, source=source, on=starts_on)
