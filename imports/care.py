"""What of this room is in somebody's care (accounts/care.py): sources that bring in the groups of one's bodies."""

from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.care import Right, hanging_on, hangs_on, in_care, scope
from accounts.models import User
from groups.models import Group
from imports.models import Disagreement, DuplicatePair, HeldText, ImportProblem, ImportRun, Source, SourceMeeting, WordedSchedule
from meetings.kinds import MeetingStatus
from meetings.models import Meeting
from places.models import Venue, Visibility

hangs_on(Source, bodies=["service_body"])
hangs_on(ImportRun, bodies=["source__service_body"])
hangs_on(ImportProblem, bodies=["run__source__service_body"])
hangs_on(HeldText, bodies=["source_meeting__source__service_body"])


@scope(Source)
def sources(user: User, right: Right) -> QuerySet[Source]:
    """One looks at them; what they are and how far they are trusted is said by administrators."""
    return hanging_on(Source, user, right) if right is Right.VIEW else Source.objects.none()


@scope(HeldText)
def held_texts(user: User, right: Right) -> QuerySet[HeldText]:
    """What was personal in the feeds of one's sources is for who may edit."""
    return hanging_on(HeldText, user, Right.EDIT)


@scope(SourceMeeting)
def records(user: User, right: Right) -> QuerySet[SourceMeeting]:
    """What a source says of a meeting is for who looks after either."""
    own = Q(source__in=in_care(Source, user, right).values("pk")) | Q(meeting__in=in_care(Meeting, user, right).values("pk"))
    return SourceMeeting.objects.filter(own)


@scope(Disagreement)
def disagreements(user: User, right: Right) -> QuerySet[Disagreement]:
    """What holds is said by who may edit the row: a house in which others meet as well by nobody alone."""
    rows = {"link__meeting": Meeting, "venue_link__venue": Venue, "group_link__group": Group}
    # Asked of each of the few disagreements: a list of all that is in somebody's care may be long.
    own = (Exists(in_care(model, user, right).filter(pk=OuterRef(name))) for name, model in rows.items())
    return Disagreement.objects.filter(reduce(or_, map(Q, own)))


@scope(WordedSchedule)
def worded_schedules(user: User, right: Right) -> QuerySet[WordedSchedule]:
    """When a meeting meets is said by who may edit it, whoever looks after the source."""
    return WordedSchedule.objects.filter(link__meeting__in=in_care(Meeting, user, right).values("pk"))


@scope(DuplicatePair)
def duplicate_pairs(user: User, right: Right) -> QuerySet[DuplicatePair]:
    """Who may edit both decides. Whoever has one of them may look, unless the other is hidden: that it is near would tell where."""
    own = in_care(Meeting, user, right).values("pk")
    both = Q(first__in=own, second__in=own)
    if right is not Right.VIEW:
        return DuplicatePair.objects.filter(both)
    one = (Q(first__in=own) & seen_by_all("second")) | (Q(second__in=own) & seen_by_all("first"))
    return DuplicatePair.objects.filter(both | one)


def seen_by_all(side: str) -> Q:
    """Nothing of that meeting is hidden by which the pair was found, and it is no draft by now."""
    is_open_house = Q(**{f"{side}__venue": None}) | Q(**{f"{side}__venue__visibility": Visibility.PUBLIC})
    is_draft = Q(**{f"{side}__status": MeetingStatus.DRAFT})
    return ~is_draft & is_open_house & Q(**{f"{side}__visibility": Visibility.PUBLIC, f"{side}__is_link_on_request": False})
