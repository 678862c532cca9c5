"""Which rows an address asks for, in an order in which pages can be turned: as they were entered. One question each."""

from datetime import datetime
from uuid import UUID

from django.db.models import Min, Q, QuerySet, Value
from django.db.models.expressions import RawSQL

from feeds.hsds.asking import Asked
from feeds.hsds.modified import changed_since
from groups.models import Fellowship, Group
from interchange.hsds.ids import Kind, read
from interchange.hsds.listings import fellowship_id
from interchange.hsds.places import AT_PLACE
from interchange.records import Attendance
from meetings.answers import Part, question
from meetings.kinds import MeetingStatus
from meetings.models import Meeting
from places.models import Visibility

NOTHING = Q(pk__in=[])


def meetings(asked: Asked, *, now: datetime) -> "QuerySet[Meeting]":
    """The published meetings that answer the search, in no order."""
    found = Meeting.objects.published()
    if not asked.is_searching:
        return found
    sql, parameters = question(Part(asked.question.search), now, asked.question.centre, None)
    keys = f"SELECT meeting_id FROM ({sql}) AS answers"  # noqa: S608  # the SQL of our own index
    return found.filter(pk__in=RawSQL(keys, parameters))  # noqa: S611  # with its parameters


def services(asked: Asked, *, now: datetime) -> "QuerySet[Group]":
    """The groups that have such a meeting. Who asks only for changes has to learn also which have ended or pause."""
    found = Group.objects.order_by("pk")
    answering = Q(pk__in=meetings(asked, now=now).values("group"))
    if asked.modified_after and not asked.is_searching:
        answering = Q(pk__in=once_listed().values("group"))
    if asked.modified_after:
        found = found.filter(changed_since(asked.modified_after))
    return found.filter(answering, of_organization(asked.organization))


def once_listed() -> "QuerySet[Meeting]":
    """Meetings that everyone may find, or could once."""
    return Meeting.objects.exclude(status=MeetingStatus.DRAFT)


def of_organization(known: UUID | None) -> Q:
    """The groups of a service body; of a fellowship those that are of none."""
    if known is None:
        return Q()
    body = read(str(known), Kind.BODY)
    if body:
        return Q(service_body__public_id=body[1])
    slug = next((slug for slug in Fellowship.objects.values_list("slug", flat=True) if fellowship_id(slug) == known), None)
    return Q(fellowship__slug=slug, service_body=None) if slug else NOTHING


def of_services(asked: Asked, *, now: datetime) -> "QuerySet[Meeting]":
    """The meetings that answer, of the groups that do, in no order."""
    return meetings(asked, now=now).filter(group__in=services(asked, now=now).order_by().values("pk")).order_by()


def at_locations(asked: Asked, *, now: datetime) -> "QuerySet[Meeting, tuple[int, int]]":
    """Meetings by key and whether from home; one that is in both ways comes twice."""
    found = of_services(asked, now=now)
    columns = ("pk", "is_from_home")
    placed = in_way(found, is_from_home=False).annotate(is_from_home=Value(0)).values_list(*columns)
    from_home = in_way(found, is_from_home=True).annotate(is_from_home=Value(1)).values_list(*columns)
    return placed.union(from_home, all=True).order_by(*columns)


def in_way(found: "QuerySet[Meeting]", *, is_from_home: bool) -> "QuerySet[Meeting]":
    """Those in which one takes part from home, or at their place; in some both."""
    return found.exclude(attendance=Attendance.IN_PERSON) if is_from_home else found.filter(attendance__in=AT_PLACE)


def in_known_houses(found: "QuerySet[Meeting]") -> "QuerySet[Meeting]":
    """Those of which everyone may know the house."""
    return in_way(found, is_from_home=False).filter(visibility=Visibility.PUBLIC, venue__visibility=Visibility.PUBLIC)


def houses(asked: Asked, *, now: datetime) -> "QuerySet[Meeting, int]":
    """Of each house that everyone may know, and where such a meeting is, the first of these by key."""
    firsts = in_known_houses(of_services(asked, now=now)).values("venue").annotate(first=Min("pk")).values("first")
    return Meeting.objects.filter(pk__in=firsts).order_by("venue").values_list("pk", flat=True)
