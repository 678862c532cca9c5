"""What of this room is in somebody's care (accounts/care.py)."""

from django.db.models import QuerySet

from accounts.care import Right, care_of, scope
from accounts.models import User
from groups.models import Contact, Group, Membership, Resource, ServiceBody


@scope(Group)
def groups(user: User, right: Right) -> QuerySet[Group]:
    """Those of one's bodies, and those on which one has a role oneself."""
    return Group.objects.filter(care_of(user, right).of_groups())


@scope(ServiceBody)
def service_bodies(user: User, right: Right) -> QuerySet[ServiceBody]:
    """One's own, with all under them."""
    return ServiceBody.objects.filter(care_of(user, right).of_bodies())


@scope(Membership)
def memberships(user: User, right: Right) -> QuerySet[Membership]:
    """Roles on what is in one's care."""
    care = care_of(user, right)
    return Membership.objects.filter(care.of_groups("group") | care.of_bodies("service_body"))


@scope(Contact)
def contacts(user: User, right: Right) -> QuerySet[Contact]:
    """How that is reached of which one takes care; private numbers are for who may edit."""
    care = care_of(user, right)
    of_resources = care.of_bodies("resource__organisation")
    return Contact.objects.filter(care.of_groups("group") | care.of_bodies("service_body") | of_resources)


@scope(Resource)
def resources(user: User, right: Right) -> QuerySet[Resource]:
    """Other help of one's organisations."""
    return Resource.objects.filter(care_of(user, right).of_bodies("organisation"))
