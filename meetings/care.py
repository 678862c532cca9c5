"""What of this room, and which buildings, are in somebody's care (accounts/care.py)."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.care import Right, care_of, choices, for_everybody, in_care, scope
from accounts.models import User
from history.anchors import anchored
from history.models import Change, ChangeKind
from meetings.models import Confirmation, Format, Meeting, Report, ScheduleException, ScheduleRule
from places.models import Place, Venue, Visibility

for_everybody(Format, Place)

anchored(Meeting, groups=["group"])
anchored(ScheduleRule, groups=["meeting__group"])
anchored(ScheduleException, groups=["rule__meeting__group", "meeting__group"], bodies=["service_body", "in_care_of"])
anchored(Confirmation, groups=["meeting__group"])
anchored(Report, groups=["meeting__group"])


@scope(Meeting)
def meetings(user: User, right: Right) -> QuerySet[Meeting]:
    """Those of the groups in one's care."""
    return Meeting.objects.filter(care_of(user, right).of_groups("group"))


@scope(ScheduleRule)
def rules(user: User, right: Right) -> QuerySet[ScheduleRule]:
    """Those of the meetings in one's care."""
    return ScheduleRule.objects.filter(care_of(user, right).of_groups("meeting__group"))


@scope(ScheduleException)
def exceptions(user: User, right: Right) -> QuerySet[ScheduleException]:
    """Those of one's rules, meetings and bodies; of a house those for meetings in one's care. One that closes a house for everybody
    who meets there is an administrator's, and everybody there may see it."""
    care = care_of(user, right)
    own = care.of_groups("rule__meeting__group") | care.of_groups("meeting__group")
    of_bodies = care.of_bodies("service_body") | care.of_bodies("in_care_of")
    of_house = Q(pk__in=[])
    if right is Right.VIEW:
        of_house = Q(in_care_of=None, venue__in=meetings(user, right).exclude(venue=None).values("venue"))
    return ScheduleException.objects.filter(own | of_bodies | of_house)


@scope(Confirmation)
def confirmations(user: User, right: Right) -> QuerySet[Confirmation]:
    """Those of the meetings in one's care."""
    return Confirmation.objects.filter(care_of(user, right).of_groups("meeting__group"))


@scope(Report)
def reports(user: User, right: Right) -> QuerySet[Report]:
    """Those of the meetings in one's care."""
    return Report.objects.filter(care_of(user, right).of_groups("meeting__group"))


@scope(Venue)
def venues(user: User, right: Right) -> QuerySet[Venue]:
    """Where a meeting in one's care meets. A house in which others meet as well is theirs too: one may look at it, not change it.
    One that nobody uses yet is in the care of whoever entered it."""
    here = Meeting.objects.filter(venue=OuterRef("pk"))
    is_own = Exists(here.filter(pk__in=in_care(Meeting, user, right).values("pk")))
    if right is Right.VIEW:
        return Venue.objects.filter(is_own | entered_by(user))
    others = Exists(here.exclude(pk__in=in_care(Meeting, user, right).values("pk")))
    return Venue.objects.filter(is_own | entered_by(user), ~others)


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
def venues_to_choose(user: User, right: Right) -> QuerySet[Venue]:
    """One's own, and those whose address everybody may see: no building is entered twice only because others meet there."""
    return Venue.objects.filter(Q(visibility=Visibility.PUBLIC) | Q(pk__in=in_care(Venue, user, right).values("pk")))
