"""Charges: what a role stands on, a group or a service body with all under it."""

from datetime import date

from django.db.models import Max, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.care import MembershipRole, Right, in_care
from accounts.models import User
from groups.models import Group, Membership, ServiceBody
from groups.querysets import MembershipQuerySet
from upkeep.models import Invitation

Charge = Group | ServiceBody
KINDS: dict[str, type[Charge]] = {"group": Group, "body": ServiceBody}
MAY = {
    MembershipRole.EDITOR: _("changes the listings, decides on suggestions and invites others"),
    MembershipRole.MODERATOR: _("decides on suggestions and reports, and confirms"),
    MembershipRole.CONFIRMER: _("says whether the listings are still true"),
    MembershipRole.READER: _("sees everything, and changes nothing"),
}


def charge_of(row: Membership | Invitation) -> Charge:
    """The one of the two on which a role stands; the database sees to it that there is one."""
    charge = row.group or row.service_body
    assert charge is not None  # noqa: S101
    return charge


def owner(charge: Charge) -> dict[str, Charge]:
    """The column that leads to it, as in filter(**owner(charge))."""
    return {"group": charge} if isinstance(charge, Group) else {"service_body": charge}


def team_address(charge: Charge) -> str:
    """The page that says who keeps it."""
    kind = "group" if isinstance(charge, Group) else "body"
    return reverse("admin:team", args=[kind, charge.public_id])


def charge_in_care(kind: str, public_id: str, user: User, right: Right) -> Charge | None:
    """The group or body at an address, where somebody has this right on it today."""
    found: Charge | None = in_care(KINDS[kind], user, right).filter(public_id=public_id).first() if kind in KINDS else None
    return found


def bodies_above(charge: Charge) -> list[int]:
    """The keys of the bodies whose editors may do with this as with their own; of a body it is one of them."""
    body = charge.service_body if isinstance(charge, Group) else charge
    return [int(key) for key in body.path.split("/") if key] if body else []


def terms_over(charge: Charge) -> MembershipQuerySet:
    """The roles that reach it: those on it, and those on the bodies above."""
    return Membership.objects.filter(Q(**owner(charge)) | Q(service_body__in=bodies_above(charge)))


def last_day_of_right(user: User, charge: Charge, today: date) -> date | None:
    """Until when somebody may invite to this; None where that does not end by itself, as for an administrator."""
    terms = terms_over(charge).current(today).filter(user=user, role=MembershipRole.EDITOR)
    return None if user.is_superuser else terms.aggregate(last=Max("ends_on"))["last"]
