"""What of this room is in somebody's care (accounts/care.py)."""

from django.db.models import Q, QuerySet

from accounts.care import Care, Right, care_of, choices, for_everybody, forget, scope
from accounts.models import User
from groups.kinds import BodyKind
from groups.models import Contact, Fellowship, Group, Membership, Resource, ServiceBody, Topic
from history.anchors import anchored
from history.tracking import Touched

# Bodies that host groups which are in nobody's care of theirs: everybody may name them as a host.
HOSTS = (BodyKind.CLINIC, BodyKind.CHARITY, BodyKind.CONTACT_CENTRE)

for_everybody(Topic, Fellowship)

anchored(Group, groups=[""])
anchored(ServiceBody, bodies=[""])
anchored(Resource, bodies=["organisation"])
anchored(Contact, groups=["group"], bodies=["service_body", "resource__organisation"])
anchored(Membership, groups=["group"], bodies=["service_body"])


@scope(Group)
def groups(user: User, right: Right) -> QuerySet[Group]:
    """Those of one's bodies, and those on which one has a role oneself."""
    return Group.objects.filter(care_of(user, right).of_groups())


@scope(ServiceBody)
def service_bodies(user: User, right: Right) -> QuerySet[ServiceBody]:
    """One's own, with all under them."""
    return ServiceBody.objects.filter(care_of(user, right).of_bodies())


@choices(ServiceBody)
def service_bodies_to_choose(user: User, right: Right) -> QuerySet[ServiceBody]:
    """Those in one's care, and possible hosts. That a listing stays in one's care is seen to when it is saved."""
    return ServiceBody.objects.filter(care_of(user, Right.EDIT).of_bodies() | Q(kind__in=HOSTS))


@scope(Membership)
def memberships(user: User, right: Right) -> QuerySet[Membership]:
    """Roles on what is in one's care."""
    care = care_of(user, right)
    return Membership.objects.filter(care.of_groups("group") | care.of_bodies("service_body"))


@scope(Contact)
def contacts(user: User, right: Right) -> QuerySet[Contact]:
    """How that is reached of which one takes care. Private numbers are for those who confirm: they may have to ask."""
    private = Right.CONFIRM if right is Right.VIEW else right
    return Contact.objects.filter((Q(is_public=True) & of_contacts(care_of(user, right))) | of_contacts(care_of(user, private)))


def of_contacts(care: Care) -> Q:
    """The contacts of groups, bodies and other help in one's care."""
    return care.of_groups("group") | care.of_bodies("service_body") | care.of_bodies("resource__organisation")


@scope(Resource)
def resources(user: User, right: Right) -> QuerySet[Resource]:
    """Other help of one's organisations."""
    return Resource.objects.filter(care_of(user, right).of_bodies("organisation"))


def on_touched(touched: Touched) -> None:
    """Whoever gives or ends a role goes on with what holds now."""
    if any(isinstance(row, Membership) for row in touched.rows()):
        forget()
