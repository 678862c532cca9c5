"""Choosing one of many rows without scripts: what somebody looks for is found by the server and offered as a few buttons."""

from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from accounts.care import choosable, in_care
from groups.models import Group
from languages.fold import fold
from meetings.editing.finding import saying
from meetings.kinds import MeetingStatus
from meetings.models import Meeting
from places.models import Venue, Visibility

if TYPE_CHECKING:
    from accounts.models import User

MOST_OFFERED = 8
FEW = 12
VENUE_COLUMNS = ("name", "street", "city", "postal_code", "address_text", "public_id")


def venues_found(user: "User", text: str) -> list[Venue]:
    """Buildings that may be chosen, with each of these words: as they are written, or folded and with a slip of the finger in the
    words of a meeting there. Where others meet whose house is not for everybody to know is not found by their words."""
    found: QuerySet[Venue] = choosable(Venue, user)
    known = Q(visibility=Visibility.PUBLIC) & ~Q(status=MeetingStatus.DRAFT) | Q(pk__in=in_care(Meeting, user).values("pk"))
    for word in text.split():
        there = saying(Meeting.objects.filter(known).exclude(venue=None), fold(word), hidden={})
        found = found.filter(written(word, VENUE_COLUMNS) | Q(pk__in=there.values("venue")))
    return list(found.order_by("city", "name", "pk")[:MOST_OFFERED]) if text.strip() else []


def groups_found(user: "User", text: str) -> list[Group]:
    """Groups that may be chosen: all where there are few, else those that were looked for."""
    mine: QuerySet[Group] = choosable(Group, user).order_by("name", "pk")
    if not text.strip():
        first = list(mine[: FEW + 1])
        return first if len(first) <= FEW else []
    for word in text.split():
        mine = mine.filter(Q(search_text__contains=fold(word)) | Q(public_id__iexact=word))
    return list(mine[:MOST_OFFERED])


def written(word: str, columns: tuple[str, ...]) -> Q:
    """The word as it is written, in any of the columns."""
    condition = Q()
    for column in columns:
        condition |= Q(**{f"{column}__icontains": word})
    return condition


def offered(*rows: Any) -> list[tuple[str, str]]:
    """Each row once, as a choice."""
    return list({str(row.pk): str(row) for row in rows if row is not None}.items())
