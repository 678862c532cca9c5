"""Inviting: a role waits for whoever has the link, until they take it.

The link is signed and works as long as its invitation is open: not taken, not taken back, not too old, and from somebody who may
still give that role.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.signing import BadSignature, Signer
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.care import Right, may
from accounts.models import User
from groups.models import Contact, Membership
from history.actions import save
from history.road import Road
from history.tracking import tracking
from upkeep.charges import Charge, charge_of, last_day_of_right, owner
from upkeep.models import Invitation
from upkeep.models.invitations import DAYS_TO_ACCEPT
from upkeep.terms import check_last_day, give, succeed

SIGNER = Signer(salt="upkeep.invitation", sep=".")
KEPT = timedelta(days=30)  # after its end, so that who asks why a link does not work is told
MOST_OPEN = 50  # of one person; who sends more than that does not invite, but writes to strangers


class NotOpenError(Exception):
    """The invitation cannot be taken any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A role for somebody. `replaces` is a term that ends when this one begins, `contacts` are those that go along."""

    charge: Charge
    role: str
    email: str
    language: str
    ends_on: date
    starts_on: date | None = None
    replaces: Membership | None = None
    contacts: tuple[Contact, ...] = ()


def link(invitation: Invitation) -> str:
    """The address that is mailed, or passed on by hand."""
    return settings.SITE_ADDRESS + reverse("invitation", args=[SIGNER.sign(str(invitation.pk))])


def invitation_of(token: str) -> Invitation | None:
    """The invitation that a link is for; None where it is not one of ours or its invitation is gone."""
    try:
        key = SIGNER.unsign(token)
    except BadSignature:
        return None
    return Invitation.objects.select_related("group", "service_body", "invited_by").filter(pk=key).first()


def is_open(invitation: Invitation, today: date) -> bool:
    """Whether it can be taken: also whoever invited must still be allowed to."""
    is_waiting = invitation.accepted_at is None and invitation.withdrawn_at is None
    is_in_time = today <= min(invitation.open_until, invitation.ends_on)
    by = invitation.invited_by
    return is_waiting and is_in_time and by is not None and may(by, Right.EDIT, charge_of(invitation))


def waiting_with(invitation: Invitation, today: date) -> list[Invitation]:
    """All that can be taken by this link: the roles that the same person handed over at the same moment."""
    together = Invitation.objects.select_related("group", "service_body", "invited_by", "replaces").filter(
        email=invitation.email, invited_by=invitation.invited_by_id, invited_at=invitation.invited_at
    )
    return [one for one in together.order_by("pk") if is_open(one, today)] if is_open(invitation, today) else []


def invite(offers: Iterable[Offer], *, by: User, source: Road) -> list[Invitation]:
    """Keep invitations that one link is for. Raises ValidationError; PermissionDenied, for nobody gives more than they hold."""
    now, today = timezone.now(), timezone.localdate()
    if Invitation.objects.filter(invited_by=by, accepted_at=None, withdrawn_at=None, open_until__gte=today).count() >= MOST_OPEN:
        raise ValidationError(_("Many of your invitations are still open. Take some of them back first."))
    with tracking(by=by, source=source):
        return [invite_to_one(offer, now, by=by, source=source) for offer in offers]


def invite_to_one(offer: Offer, now: datetime, *, by: User, source: Road) -> Invitation:
    """One of them. It is open for two weeks, and no longer than whoever invites may."""
    today = timezone.localdate(now)
    if not may(by, Right.EDIT, offer.charge):
        raise PermissionDenied
    check(offer, today)
    until = today + timedelta(days=DAYS_TO_ACCEPT)
    invitation = Invitation(
        role=offer.role,
        email=offer.email.lower(),
        language=offer.language,
        starts_on=offer.starts_on,
        ends_on=offer.ends_on,
        replaces=offer.replaces,
        invited_by=by,
        invited_at=now,
        open_until=min(until, last_day_of_right(by, offer.charge, today) or until),
        **owner(offer.charge),
    )
    save(invitation, by=by, source=source)
    invitation.contacts.set(offer.contacts)
    return invitation


def check(offer: Offer, today: date) -> None:
    """Raises ValidationError where the term cannot be, or the same person has this role or this invitation already."""
    check_last_day(offer.ends_on, today)
    if offer.starts_on and not today <= offer.starts_on <= offer.ends_on:
        raise ValidationError(_("The term must begin between today and its last day."))
    here = owner(offer.charge)
    if Membership.objects.current(today).filter(user__email=offer.email, role=offer.role, **here).exists():
        raise ValidationError(_("This person already has this role here."))
    asked = Invitation.objects.filter(email=offer.email.lower(), role=offer.role, accepted_at=None, withdrawn_at=None, **here)
    if asked.filter(open_until__gte=today).exists():
        raise ValidationError(_("This person has been invited already. Take that invitation back first."))


def withdraw(invitation: Invitation, *, by: User, source: Road) -> None:
    """Its link works no more. One that was taken stays taken: then the term is ended instead."""
    with tracking(invitation, by=by, source=source):
        locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
        if locked.accepted_at is None and locked.withdrawn_at is None:
            invitation.withdrawn_at = timezone.now()
            save(invitation, by=by, source=source)


def forget_old_invitations(today: date) -> int:
    """Delete those that were taken, taken back or too old a month ago, and with them the mail addresses; how many there were."""
    before = today - KEPT
    is_answered = Q(accepted_at__date__lt=before) | Q(withdrawn_at__date__lt=before)
    _rows, by_model = Invitation.objects.filter(is_answered | Q(open_until__lt=before)).delete()
    return by_model.get("upkeep.Invitation", 0)


def accept(invitation: Invitation, user: User, *, source: Road) -> list[Membership]:
    """Take the roles that wait behind a link. Raises NotOpenError where somebody was quicker, or it was taken back meanwhile."""
    today = timezone.localdate()
    with tracking(by=user, source=source):
        list(Invitation.objects.select_for_update().filter(email=invitation.email).values_list("pk"))
        invitation.refresh_from_db()
        waiting = waiting_with(invitation, today)
        if not waiting:
            raise NotOpenError
        return [begin(one, user, today, source) for one in waiting]


def accept_as_new(invitation: Invitation, *, display_name: str, password: str, source: Road) -> User:
    """Make the account of whoever is invited and take the roles, or neither. Raises NotOpenError."""
    try:
        with transaction.atomic():
            user = User.objects.create_user(invitation.email, password, display_name=display_name, language=invitation.language)
            accept(invitation, user, source=source)
    except IntegrityError as error:  # two presses at once: the account is there by now
        raise NotOpenError from error
    return user


def begin(invitation: Invitation, user: User, today: date, source: Road) -> Membership:
    """The term that was offered, from today or the day that was said; a handover ends the old one."""
    with tracking(invitation, by=user, source=source):
        starts_on = max(invitation.starts_on or today, today)
        term = give(
            charge_of(invitation),
            invitation.role,
            to=user,
            starts_on=starts_on,
            ends_on=max(invitation.ends_on, starts_on),
            by=user,
            source=source,
        )
        if invitation.replaces and invitation.replaces != term:
            taken_over = set(invitation.contacts.values_list("pk", flat=True))
            succeed(invitation.replaces, term, on=starts_on, taken_over=taken_over, by=user, source=source)
        Invitation.objects.filter(membership=term).exclude(pk=invitation.pk).update(membership=None)
        invitation.membership, invitation.accepted_at = term, timezone.now()
        save(invitation, by=user, source=source)
    return term
