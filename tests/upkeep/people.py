"""Bodies, roles and the people who have them, for the tests of the workplace."""

from datetime import date, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from accounts.care import MembershipRole
from accounts.models import User
from groups.models import Group, Membership, ServiceBody
from history.road import WORKPLACE
from tests.workplace.roles import give_role
from upkeep.charges import Charge
from upkeep.inviting import Offer, invite
from upkeep.models import Invitation

PASSWORD = "velmi-tajne-heslo"


def make_person(name: str = "Jana", **fields: Any) -> User:
    """Somebody with an account; the mail address follows from the name."""
    return User.objects.create_user(f"{name.lower()}@example.org", PASSWORD, display_name=name, **fields)


def make_term(
    who: User, on: Group | ServiceBody, role: str = MembershipRole.EDITOR, *, days: int = 100, begins: int = -10
) -> Membership:
    """A role from ten days ago until in a hundred days, unless said otherwise."""
    return give_role(who, MembershipRole(role), on, starts_on=in_days(begins), ends_on=in_days(days))


def make_invitation(by: User, on: Charge, email: str = "eva@example.org", **given: Any) -> Invitation:
    """An invitation that nobody has taken yet."""
    offer = {"role": MembershipRole.EDITOR, "language": "en", "ends_on": in_days(365), **given}
    return invite([Offer(charge=on, email=email, **offer)], by=by, source=WORKPLACE)[0]


def at_work(who: User) -> Client:
    """Their browser, signed in."""
    client = Client()
    client.force_login(who)
    return client


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)
