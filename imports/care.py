"""What of this room is in somebody's care (accounts/care.py): sources that bring in the groups of one's bodies."""

from django.db.models import QuerySet

from accounts.care import Right, hanging_on, hangs_on, scope
from accounts.models import User
from imports.models import HeldText, ImportProblem, ImportRun, Source

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
