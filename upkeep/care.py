"""What of this room is in somebody's care (accounts/care.py)."""

from django.db.models import Q, QuerySet

from accounts.care import Right, care_of, in_care, scope
from accounts.models import User
from history.anchors import anchored
from meetings.models import Meeting
from upkeep.kinds import SuggestionKind
from upkeep.models import HolidayDecision, Invitation, Suggestion

anchored(Suggestion, groups=["meeting__group"], bodies=["service_body"])
anchored(HolidayDecision, groups=["rule__meeting__group"])
anchored(Invitation, groups=["group"], bodies=["service_body"])


@scope(Suggestion)
def suggestions(user: User, right: Right) -> QuerySet[Suggestion]:
    """Those about meetings in one's care, those for one's bodies, and those about a house in which one's meetings meet."""
    care = care_of(user, right)
    in_house = Q(kind=SuggestionKind.VENUE, venue__in=in_care(Meeting, user, right).exclude(venue=None).values("venue")) & ~Q(
        by=user
    )
    return Suggestion.objects.filter(care.of_groups("meeting__group") | care.of_bodies("service_body") | in_house)


@scope(Invitation)
def invitations(user: User, right: Right) -> QuerySet[Invitation]:
    """Those to roles on what is in one's care; their addresses are for who may invite."""
    care = care_of(user, Right.EDIT)
    return Invitation.objects.filter(care.of_groups("group") | care.of_bodies("service_body"))


@scope(HolidayDecision)
def holiday_decisions(user: User, right: Right) -> QuerySet[HolidayDecision]:
    """Those about the meetings in one's care."""
    return HolidayDecision.objects.filter(care_of(user, right).of_groups("rule__meeting__group"))
