"""What of this room, and which buildings, are in somebody's care (accounts/care.py)."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.care import Right, choices, for_everybody, hanging_on, hangs_on, in_care, scope
from accounts.models import User
from history.models import Change, ChangeKind
from meetings.models import Confirmation, Format, Meeting, Report, ScheduleException, ScheduleRule
from places.models import Place, Venue, Visibility

for_everybody(Format, Place)

hangs_on(Meeting, groups=["group"])
hangs_on(ScheduleRule, groups=["meeting__group"])
hangs_on(ScheduleException, groups=["rule__meeting__group", "meeting__group"], bodies=["service_body", "in_care_of"])
hangs_on(Confirmation, groups=["meeting__group"])
hangs_on(Report, groups=["meeting__group"])


@scope(ScheduleException)
def exceptions(user: User, right: Right) -> QuerySet[ScheduleException]:
    """Those of one's rules, meetings and bodies; of a house those for meetings in one's care. One that closes a house for everybody
    who meets there is an administrator's, and everybody there may see it."""
    own = hanging_on(ScheduleException, user, right)
    if right is not Right.VIEW:
        return own
    houses = in_care(Meeting, user).exclude(venue=None).values("venue")
    return own | ScheduleException.objects.filter(in_care_of=None, venue__in=houses)


@scope(Venue)
def venues(user: User, right: Right) -> QuerySet[Venue]:
    """Where a meeting in one's care meets. A house in which others meet as well is theirs too: one may look at it, not change it.
    One that nobody uses yet is in the care of whoever entered it."""
    here, own = Meeting.objects.filter(venue=OuterRef("pk")), in_care(Meeting, user, right).values("pk")
    found = Venue.objects.filter(Exists(here.filter(pk__in=own)) | entered_by(user))
    return found if right is Right.VIEW else found.exclude(Exists(here.exclude(pk__in=own)))


def entered_by(user: User) -> Q:
    """Houses without a meeting that this person entered."""
    created = Change.objects.filter(
        kind=ChangeKind.CREATED,
        content_type__app_label="places",
        content_type__model="venue",
        object_id=OuterRef("pk"),
        revision__by=user,
    )
    return ~Exists(Meeting.objects.filter(venue=OuterRef("pk"))) & Q(Exists(created))


@choices(Venue)
def venues_to_choose(user: User) -> QuerySet[Venue]:
    """One's own, and those whose address everybody may see: no building is entered twice only because others meet there."""
    return Venue.objects.filter(Q(visibility=Visibility.PUBLIC) | Q(pk__in=in_care(Venue, user).values("pk")))
