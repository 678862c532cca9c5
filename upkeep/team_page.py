"""Who keeps a group or service body: the page as values."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.care import MembershipRole, Right, may
from accounts.models import User
from groups.models import Group, Membership
from languages.dates import date_text
from upkeep.charges import MAY, Charge, charge_of, owner, terms_over
from upkeep.models import Invitation

RECOMMENDED = 2  # so that an illness or a holiday of one does not leave a group alone
REMEMBERED = timedelta(days=365)
SHOWN = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Somebody's role. The mail address is "" for those who may not see it, and so is the address where the term is changed."""

    name: str
    email: str
    role: str
    may: str
    days: str
    is_you: bool
    change_address: str
    on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenInvitation:
    email: str
    role: str
    days: str
    by: str
    withdraw_address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """`above` are the roles on the bodies above, `ended` those that ended in the last year."""

    name: str
    is_group: bool
    terms: tuple[Term, ...]
    above: tuple[Term, ...]
    ended: tuple[Term, ...]
    invitations: tuple[OpenInvitation, ...]
    may_invite: bool
    advice: str


def team_of(charge: Charge, user: User, today: date) -> Team:
    """What this person may see of it."""
    may_invite = may(user, Right.EDIT, charge)
    of_it = Q(**owner(charge))
    loaded = terms_over(charge).select_related("user", "group", "service_body").order_by("role", "ends_on", "pk")
    running = list(loaded.filter(of_it, ends_on__gte=today)[:SHOWN])
    above = loaded.exclude(of_it).current(today).exclude(role=MembershipRole.READER)[:SHOWN]
    ended = loaded.filter(of_it, ends_on__lt=today, ends_on__gte=today - REMEMBERED)[:SHOWN] if may_invite else []
    return Team(
        name=str(charge),
        is_group=isinstance(charge, Group),
        terms=tuple(told(one, user, may_edit=may_invite, today=today) for one in running),
        above=tuple(told(one, user, may_edit=False, today=today, with_body=True) for one in above),
        ended=tuple(told(one, user, may_edit=may_invite, today=today) for one in ended),
        invitations=tuple(invited(one) for one in open_invitations(charge, today)) if may_invite else (),
        may_invite=may_invite,
        advice=advice(charge, running, today),
    )


def told(term: Membership, reader: User, *, may_edit: bool, today: date, with_body: bool = False) -> Term:
    return Term(
        name=name_of(term.user),
        email=term.user.email if may_edit else "",
        role=term.get_role_display(),
        may=str(MAY[MembershipRole(term.role)]),
        days=days_of(term, today),
        is_you=term.user_id == reader.pk,
        change_address=reverse("admin:term", args=[term.pk]) if may_edit else "",
        on=str(charge_of(term)) if with_body else "",
    )


def name_of(user: User) -> str:
    """How somebody is called in front of others: never by their mail address."""
    return user.display_name or _("somebody without a name")


def days_of(term: Membership, today: date) -> str:
    """From when until when, as far as it still matters."""
    told = {"begin": date_text(term.starts_on), "end": date_text(term.ends_on)}
    if term.starts_on > today:
        return _("from %(begin)s until %(end)s") % told
    return _("ended on %(end)s") % told if term.ends_on < today else _("until %(end)s") % told


def open_invitations(charge: Charge, today: date) -> list[Invitation]:
    waiting = Invitation.objects.filter(accepted_at=None, withdrawn_at=None, open_until__gte=today, **owner(charge))
    return list(waiting.select_related("invited_by")[:SHOWN])


def invited(invitation: Invitation) -> OpenInvitation:
    by = invitation.invited_by
    return OpenInvitation(
        email=invitation.email,
        role=invitation.get_role_display(),
        days=_("may be taken until %(day)s") % {"day": date_text(invitation.open_until)},
        by=name_of(by) if by else "",
        withdraw_address=reverse("admin:withdraw", args=[invitation.pk]),
    )


def advice(charge: Charge, running: list[Membership], today: date) -> str:
    """A group should have two who look after it; "" where it has."""
    looking_after = {MembershipRole.EDITOR, MembershipRole.CONFIRMER}
    holders = {one.user_id for one in running if one.starts_on <= today and one.role in looking_after and one.user.is_active}
    if not isinstance(charge, Group) or len(holders) >= RECOMMENDED:
        return ""
    if holders:
        return _("One person looks after this group. Two are better: when one is ill, the other is asked.")
    return _("Nobody looks after this group itself. Two people would be good.")
