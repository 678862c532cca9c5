"""Questions asked of groups and what belongs to them."""

from collections.abc import Iterable
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
    def under_any(self, public_ids: Iterable[str]) -> Self:
        """The bodies with these public ids, and all below them."""
        condition = Q(pk=None)
        for path in self.filter(public_id__in=public_ids).values_list("path", flat=True):
            condition |= Q(path__startswith=path)
        return self.filter(condition)


class GroupQuerySet(models.QuerySet["Group"]):
    def on_topics(self, slugs: Iterable[str]) -> Self:
        """Those on one of the topics, or of the branches: by their own word, else by their fellowship's."""
        wanted = list(slugs)
        own = Q(topics__slug__in=wanted) | Q(topics__parent__slug__in=wanted)
        theirs = Q(fellowship__topics__slug__in=wanted) | Q(fellowship__topics__parent__slug__in=wanted)
        return self.filter(own | (Q(topics=None) & theirs))


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
