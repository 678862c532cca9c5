"""Terms: a role on a group or body from a day to a day. Here they begin, last longer and end."""

from collections.abc import Collection
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.care import MembershipRole
from accounts.models import User
from groups.models import Contact, Membership
from history.actions import save
from history.road import Road
from history.tracking import tracking
from upkeep.charges import Charge, charge_of, owner

USUAL = timedelta(days=365)
LONGEST = timedelta(days=730)
SOON = timedelta(days=30)  # a term that ends within so many days needs somebody
ONE_DAY = timedelta(days=1)


def check_last_day(ends_on: date, today: date) -> None:
    """Raises ValidationError where a term would be over already, or last longer than two years."""
    if ends_on < today:
        raise ValidationError(_("This day is over already."))
    if ends_on > today + LONGEST:
        raise ValidationError(_("A term lasts two years at most; then it can be prolonged."))


def give(charge: Charge, role: str, *, to: User, starts_on: date, ends_on: date, by: User | None, source: Road) -> Membership:
    """Begin a term. Who has had this role here already keeps that row: its term is prolonged, or begins anew after a pause."""
    term = Membership.objects.filter(user=to, role=role, **owner(charge)).first()
    if term is None:
        return save(Membership(user=to, role=role, starts_on=starts_on, ends_on=ends_on, **owner(charge)), by=by, source=source)
    with tracking(term, by=by, source=source):
        is_over = term.ends_on < starts_on
        term.starts_on = starts_on if is_over else min(term.starts_on, starts_on)
        term.ends_on = max(term.ends_on, ends_on)
        return save(term, by=by, source=source)


def prolong(term: Membership, *, ends_on: date, today: date, by: User | None, source: Road) -> Membership:
    """Move the last day of a term. Raises ValidationError."""
    check_last_day(ends_on, today)
    with tracking(term, by=by, source=source):
        term.ends_on = ends_on
        return save(term, by=by, source=source)


def end_now(term: Membership, *, today: date, by: User | None, source: Road) -> Membership:
    """From now on it gives nothing: its last day was yesterday. Contacts that go with it are public no more."""
    with tracking(term, by=by, source=source):
        term.ends_on = today - ONE_DAY
        term.starts_on = min(term.starts_on, term.ends_on)
        save(term, by=by, source=source)
        end_contacts(term, taken_over=(), successor=None, by=by, source=source)
    return term


def succeed(old: Membership, new: Membership, *, on: date, taken_over: Collection[int], by: User | None, source: Road) -> None:
    """A handover on a day: it is the last of the old term, and of the contacts that are not taken over."""
    with tracking(old, by=by, source=source):
        old.ends_on = max(min(old.ends_on, on), old.starts_on)
        save(old, by=by, source=source)
        end_contacts(old, taken_over=taken_over, successor=new, by=by, source=source)


def end_contacts(
    old: Membership, *, taken_over: Collection[int], successor: Membership | None, by: User | None, source: Road
) -> None:
    """Consent was given for a term: with that it ends, unless the successor answers at the same address."""
    for contact in Contact.objects.filter(term=old):
        # Not by `save`, which checks it all: an old number that is wrong must not keep somebody from handing over.
        with tracking(contact, by=by, source=source):
            if contact.pk in taken_over:
                contact.term = successor
            elif contact.consent_until is None or contact.consent_until > old.ends_on:
                contact.consent_until = old.ends_on
            contact.save()


def is_last_editor(term: Membership, today: date) -> bool:
    """Whether nobody else may change what this term is about, but those of the bodies above."""
    others = Membership.objects.filter(role=MembershipRole.EDITOR, **owner(charge_of(term))).exclude(pk=term.pk)
    return term.role == MembershipRole.EDITOR and not others.current(today).filter(user__is_active=True).exists()
