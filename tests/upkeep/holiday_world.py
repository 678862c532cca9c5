"""A hall in which three meetings meet at Christmas, two of them in the care of one coordinator."""

from datetime import date, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from accounts.care import MembershipRole
from accounts.models import User
from groups.actions import save_service_body
from groups.kinds import BodyKind
from groups.models import Group, Membership, ServiceBody
from history.actions import save
from meetings.models import Meeting, ScheduleRule
from places.models import Venue
from tests.meetings.world import ROAD, make_group, make_meeting, make_rule, make_venue

TODAY = timezone.localdate()
# The 24th of December to come. The meetings meet on its weekday and on the next ones.
CHRISTMAS = date(TODAY.year + (date(TODAY.year, 12, 24) <= TODAY), 12, 24)
SECOND_DAY, THIRD_DAY = CHRISTMAS + timedelta(days=1), CHRISTMAS + timedelta(days=2)
FIRST, SECOND, THIRD = (day.weekday() for day in (CHRISTMAS, SECOND_DAY, THIRD_DAY))
IN_DECEMBER = max(TODAY, date(CHRISTMAS.year, 12, 1))
DAYS = f"{CHRISTMAS:%Y-%m-%d}/{THIRD_DAY:%Y-%m-%d}"
WIZARD = "/admin/holidays/"


def make_body(name: str, *, parent: ServiceBody | None = None) -> ServiceBody:
    body = ServiceBody(name=name, kind=BodyKind.INTERGROUP, parent=parent)
    return save_service_body(body, by=None, source=ROAD)


def make_coordinator(body: ServiceBody, role: MembershipRole = MembershipRole.EDITOR, *, name: str = "eva") -> User:
    """Somebody with a role on a body for a year."""
    user = User.objects.create_user(f"{name}@example.org", "not-a-real-password", display_name=name.title())
    term = Membership(user=user, service_body=body, role=role, starts_on=TODAY, ends_on=TODAY + timedelta(days=365))
    save(term, by=None, source=ROAD)
    return user


def browser_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def meeting_in(body: ServiceBody, venue: Venue, name: str, weekday: int, **fields: Any) -> ScheduleRule:
    """A meeting of a group of its own, every week at 18:00; gives its rule."""
    group: Group = make_group(name, service_body=body)
    meeting: Meeting = make_meeting(name, group=group, venue=venue)
    return make_rule(meeting, weekday=weekday, **fields)


class Hall:
    """Two meetings of one body and one of another in the same hall, on the three days of Christmas."""

    def __init__(self) -> None:
        self.body, self.other_body = make_body("Intergrupa Sever"), make_body("Kluby")
        self.venue = make_venue(name="Dom kultúry")
        self.first = meeting_in(self.body, self.venue, "Nádej", FIRST)
        self.second = meeting_in(self.body, self.venue, "Svetlo", SECOND)
        self.foreign = meeting_in(self.other_body, self.venue, "Klub", FIRST)
        self.coordinator = make_coordinator(self.body)
