"""Questions asked of groups and what belongs to them."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from groups.models import Contact, Fellowship, Group, Membership, Resource, ServiceBody, Topic


class TopicQuerySet(models.QuerySet["Topic"]):
    def branches(self) -> Self:
        """The upper level."""
        return self.filter(parent=None)


class FellowshipQuerySet(models.QuerySet["Fellowship"]):
    pass


class ServiceBodyQuerySet(models.QuerySet["ServiceBody"]):
    def under(self, body: "ServiceBody") -> Self:
        """The body itself and all below it."""
        return self.filter(path__startswith=body.path)


class GroupQuerySet(models.QuerySet["Group"]):
    pass


class ContactQuerySet(models.QuerySet["Contact"]):
    def public(self, today: date) -> Self:
        """Those that may be shown: public, with a consent that has not run out."""
        return self.filter(Q(consent_until=None) | Q(consent_until__gte=today), is_public=True)


class ResourceQuerySet(models.QuerySet["Resource"]):
    def published(self) -> Self:
        return self.filter(is_published=True)


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self, today: date) -> Self:
        """Those whose term runs today."""
        return self.filter(starts_on__lte=today, ends_on__gte=today)
