"""What of this room is in somebody's care (accounts/care.py)."""

from django.db.models import QuerySet

from accounts.care import Right, hanging_on, hangs_on, in_care, scope
from accounts.models import User
from meetings.models import Meeting
from upkeep.kinds import SuggestionKind
from upkeep.models import HolidayDecision, Invitation, Suggestion

hangs_on(Suggestion, groups=["meeting__group"], bodies=["service_body"])
hangs_on(HolidayDecision, groups=["rule__meeting__group"])
hangs_on(Invitation, groups=["group"], bodies=["service_body"])


@scope(Suggestion)
def suggestions(user: User, right: Right) -> QuerySet[Suggestion]:
    """Those about meetings in one's care, those for one's bodies, and those about a house in which one's meetings meet."""
    houses = in_care(Meeting, user, right).exclude(venue=None).values("venue")
    in_house = Suggestion.objects.filter(kind=SuggestionKind.VENUE, venue__in=houses).exclude(by=user)
    return hanging_on(Suggestion, user, right) | in_house


@scope(Invitation)
def invitations(user: User, right: Right) -> QuerySet[Invitation]:
    """Those to roles on what is in one's care; their addresses are for who may invite."""
    return hanging_on(Invitation, user, Right.EDIT)
