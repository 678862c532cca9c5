"""When services changed last, by the history: of what everyone may know of a group, its meetings and where they are."""

from collections.abc import Collection
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Max, Model, Q, QuerySet

from feeds.anchored import anchors, reached
from groups.models import Group
from history.models import Change
from meetings.kinds import MeetingStatus
from meetings.models import Meeting, ScheduleException, ScheduleRule
from places.models import Venue, Visibility

# Not the contacts of a group, nor who keeps it: that something of these changed is nobody's business.
TOLD: tuple[type[Model], ...] = (Group, Meeting, ScheduleRule, ScheduleException)


def kinds(*models: type[Model]) -> list[int]:
    return [one.pk for one in ContentType.objects.get_for_models(*models).values()]


def last_changes(groups: Collection[int]) -> dict[int, datetime]:
    """The last change of each of these groups, by its key; also what was taken away counts."""
    changes = told(Change.objects.filter(about_group__in=groups))
    return dict(changes.order_by().values_list("about_group").annotate(Max("revision__at")))


def told(changes: "QuerySet[Change]") -> "QuerySet[Change]":
    """Those of rows of which listings tell. What is done to a draft is nobody's business, but that a listing has become one is."""
    drafts = Meeting.objects.filter(status=MeetingStatus.DRAFT).values("pk")
    exceptions = ScheduleException.objects.filter(Q(meeting__in=drafts) | Q(rule__meeting__in=drafts))
    rows = {Meeting: drafts, ScheduleRule: ScheduleRule.objects.filter(meeting__in=drafts), ScheduleException: exceptions}
    of_drafts = Q(pk__in=[])
    for model, found in rows.items():
        of_drafts |= Q(content_type__in=kinds(model), object_id__in=found.values("pk"))
    return changes.filter(content_type__in=kinds(*TOLD)).exclude(of_drafts & ~Q(fields__has_key="status"))


def changed_since(moment: datetime) -> Q:
    """The condition on groups that something of theirs has changed since."""
    changes = Change.objects.filter(revision__at__gte=moment).order_by()
    own = told(changes.filter(about_group__isnull=False))
    return Q(pk__in=own.values("about_group")) | Q(pk__in=meetings_changed(changes).values("group"))


def meetings_changed(changes: "QuerySet[Change]") -> "QuerySet[Meeting]":
    """Those whose house has changed, if everyone may know it, or on which an exception for a whole house or body acts."""
    houses = changes.filter(content_type__in=kinds(Venue)).values("object_id")
    public = Q(visibility=Visibility.PUBLIC, venue__visibility=Visibility.PUBLIC)
    condition = public & Q(venue__in=houses)
    wide = changes.filter(content_type__in=kinds(ScheduleException), about_group=None).values_list("object_id", "fields")
    for one in reached(anchors(wide)):
        condition |= one
    return Meeting.objects.filter(condition)
