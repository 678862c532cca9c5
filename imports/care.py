"""What of this room is in somebody's care (accounts/care.py): sources that bring in the groups of one's bodies."""

from django.db.models import QuerySet

from accounts.care import Right, care_of, scope
from accounts.models import User
from history.anchors import anchored
from imports.models import HeldText, ImportProblem, ImportRun, Source

anchored(Source, bodies=["service_body"])
anchored(HeldText, groups=["source_meeting__meeting__group"], bodies=["source_meeting__source__service_body"])


@scope(Source)
def sources(user: User, right: Right) -> QuerySet[Source]:
    """One looks at them; what they are and how far they are trusted is said by administrators."""
    found = Source.objects.filter(care_of(user, right).of_bodies("service_body"))
    return found if right is Right.VIEW else found.none()


@scope(ImportRun)
def runs(user: User, right: Right) -> QuerySet[ImportRun]:
    """Those of one's sources; whoever may edit decides."""
    return ImportRun.objects.filter(care_of(user, right).of_bodies("source__service_body"))


@scope(ImportProblem)
def problems(user: User, right: Right) -> QuerySet[ImportProblem]:
    """Those of the runs of one's sources."""
    return ImportProblem.objects.filter(care_of(user, right).of_bodies("run__source__service_body"))


@scope(HeldText)
def held_texts(user: User, right: Right) -> QuerySet[HeldText]:
    """What was personal in the feeds of one's sources is for who may edit."""
    return HeldText.objects.filter(care_of(user, Right.EDIT).of_bodies("source_meeting__source__service_body"))
