"""Bodies and roles for tests."""

from datetime import date, timedelta

from django.utils import timezone

from accounts.care import MembershipRole
from accounts.models import User
from groups.actions import save_service_body
from groups.kinds import BodyKind
from groups.models import Group, Membership, ServiceBody
from history.actions import save
from tests.meetings.world import ROAD


def make_body(name: str = "Intergrupa", *, under: ServiceBody | None = None, kind: BodyKind = BodyKind.INTERGROUP) -> ServiceBody:
    return save_service_body(ServiceBody(name=name, kind=kind, parent=under), by=None, source=ROAD)


def give_role(
    user: User, role: MembershipRole, on: ServiceBody | Group, *, starts_on: date | None = None, ends_on: date | None = None
) -> Membership:
    """A role from yesterday for a year, if nothing else is said."""
    today = timezone.localdate()
    term = {"starts_on": starts_on or today - timedelta(days=1), "ends_on": ends_on or today + timedelta(days=365)}
    anchor = {"service_body": on} if isinstance(on, ServiceBody) else {"group": on}
    return save(Membership(user=user, role=role, **anchor, **term), by=None, source=ROAD)
