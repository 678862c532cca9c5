"""Questions asked of groups and what belongs to them."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, Prefetch, Q

if TYPE_CHECKING:
    from groups.models import Contact, Fellowship, Group, Membership, Resource, ServiceBody, Topic
    from history.questions import Given


class TopicQuerySet(models.QuerySet["Topic"]):
    def branches(self) -> Self:
        """The upper level."""
        return self.filter(parent=None)

    def sensitive(self, slugs: Iterable[str], *, fellowships: Iterable[str]) -> Self:
        """Those among these topics, and the topics of these fellowships, that need discretion."""
        return self.filter(Q(slug__in=list(slugs)) | Q(fellowships__slug__in=list(fellowships)), is_sensitive=True)

    def of_group(self, group: "Group") -> Self:
        """Those that the group has named, else those of its fellowship."""
        return self.of_keys(group.pk, group.fellowship_id)

    def of_keys(self, group: "int | Given", fellowship: "int | Given") -> Self:
        """The same by the keys of the group and of its fellowship."""
        own, theirs = (apps.get_model("groups", owner).topics.through.objects for owner in ("Group", "Fellowship"))
        named = own.filter(group=group).values("topic")
        usual = theirs.filter(fellowship=fellowship).values("topic")
        return self.filter(Q(pk__in=named) | (Q(pk__in=usual) & ~Exists(named)))


class FellowshipQuerySet(models.QuerySet["Fellowship"]):
    def on_topics(self, slugs: Iterable[str]) -> Self:
        """Those on one of the topics, or of the branches."""
        wanted = list(slugs)
        on_them = self.model.topics.through.objects.filter(Q(topic__slug__in=wanted) | Q(topic__parent__slug__in=wanted))
        return self.filter(pk__in=on_them.values("fellowship"))


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
    def consented(self, today: "date | Given") -> Self:
        """Those whose owner has agreed, and the consent holds today: it has begun, has not run out, and the term of office with
        which it was given is not over. One that goes along in a handover is shown before the next term begins."""
        lasts = Q(term=None) | Q(term__ends_on__gte=today)
        return self.filter(lasts, Q(consent_until=None) | Q(consent_until__gte=today), consent_on__lte=today)

    def public(self, today: date) -> Self:
        """Those that may be shown."""
        return self.consented(today).filter(is_public=True)

    def taking_messages(self, today: date) -> Self:
        """The mailboxes to which a message to the group may go; nobody is shown them for that."""
        return self.consented(today).filter(takes_messages=True)


class ResourceQuerySet(models.QuerySet["Resource"]):
    def published(self) -> Self:
        return self.filter(is_published=True)

    def sourced(self) -> Self:
        """Those of which one can see where it was found (rows 81 and 85 of docs/needs.md); its own website is such a source."""
        return self.exclude(source_url="", website="")

    def in_country(self, country: str) -> Self:
        """Those of a country, and those that are for everywhere."""
        return self.filter(country__in=(country, ""))

    def on_topics(self, slugs: Iterable[str]) -> Self:
        """Those on one of the topics, or of the branches."""
        wanted = list(slugs)
        through = self.model.topics.through.objects
        found = through.filter(Q(topic__slug__in=wanted) | Q(topic__parent__slug__in=wanted))
        return self.filter(pk__in=found.values("resource"))

    def for_listing(self, today: date) -> Self:
        """Load all that a list shows: of the contacts only those that may be shown today."""
        contacts = apps.get_model("groups", "Contact").objects.public(today).order_by("pk")
        return self.select_related("organisation", "venue").prefetch_related(
            "topics", Prefetch("contacts", contacts, to_attr="public_contacts")
        )


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self, today: date) -> Self:
        """Those whose term runs today."""
        return self.filter(starts_on__lte=today, ends_on__gte=today)
