"""Bodies and people for tests of the history."""

from datetime import date

from accounts.models import User
from groups.actions import save_service_body
from groups.kinds import BodyKind
from groups.models import Group, Membership, ServiceBody
from history.actions import save
from history.models import Change, Revision
from tests.meetings.world import ROAD


def make_body(name: str = "Intergrupa Žilina", parent: ServiceBody | None = None) -> ServiceBody:
    return save_service_body(ServiceBody(name=name, kind=BodyKind.INTERGROUP, parent=parent), by=None, source=ROAD)


def make_holder(name: str, *, role: str = "editor", **care: Group | ServiceBody) -> User:
    """Somebody with a role on a group or body."""
    user = User.objects.create_user(f"{name}@example.org", display_name=name)
    term = {"starts_on": date(2026, 1, 1), "ends_on": date(2099, 1, 1)}
    save(Membership(user=user, role=role, **care, **term), by=None, source=ROAD)
    return user


def latest(kind: str) -> Change:
    """The last change of a row of this model."""
    return Change.objects.filter(content_type__model=kind).latest("pk")


def last_entry() -> Revision:
    return Revision.objects.latest("pk")
