"""What of this room is in somebody's care (accounts/care.py)."""

from django.db.models import Q, QuerySet

from accounts.care import Right, care_of, choices, for_everybody, forget, hanging_on, hangs_on, scope
from accounts.models import User
from groups.kinds import BodyKind
from groups.models import Contact, Fellowship, Group, Membership, Resource, ServiceBody, Topic
from history.tracking import Touched

# Bodies that host groups which are in nobody's care of theirs: everybody may name them as a host.
HOSTS = (BodyKind.CLINIC, BodyKind.CHARITY, BodyKind.CONTACT_CENTRE)

for_everybody(Topic, Fellowship)

hangs_on(Group, groups=[""])
hangs_on(ServiceBody, bodies=[""])
hangs_on(Resource, bodies=["organisation"])
hangs_on(Contact, groups=["group"], bodies=["service_body", "resource__organisation"])
hangs_on(Membership, groups=["group"], bodies=["service_body"])


@choices(ServiceBody)
def service_bodies_to_choose(user: User) -> QuerySet[ServiceBody]:
    """Those in one's care, and possible hosts. That a listing stays in one's care is seen to when it is saved."""
    return ServiceBody.objects.filter(care_of(user, Right.EDIT).of_bodies() | Q(kind__in=HOSTS))


@scope(Contact)
def contacts(user: User, right: Right) -> QuerySet[Contact]:
    """How that is reached of which one takes care. Private numbers are for those who confirm: they may have to ask."""
    whoever_confirms = hanging_on(Contact, user, Right.CONFIRM if right is Right.VIEW else right)
    return whoever_confirms | hanging_on(Contact, user, right).filter(is_public=True)


def on_touched(touched: Touched) -> None:
    """Whoever gives or ends a role goes on with what holds now."""
    if any(isinstance(row, Membership) for row in touched.rows()):
        forget()
