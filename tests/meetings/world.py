"""Small worlds for tests, built by the same actions as everything else."""

from datetime import UTC, date, datetime
from typing import Any

from groups.actions import save_group
from groups.kinds import Method, Serves
from groups.models import Fellowship, Group
from history.actions import save
from history.road import Road, RoadKind
from interchange.records import Access, Attendance, Frequency
from meetings.actions import save_meeting, save_rule, save_venue
from meetings.entries import index_meetings
from meetings.index import index_rules
from meetings.kinds import MeetingStatus
from meetings.models import Meeting, ScheduleRule
from places.models import Venue

ROAD = Road(RoadKind.COMMAND, "tests")
ZONE = "Europe/Bratislava"
# Tuesday 24 November 2026, 18:00 in Bratislava.
NOW = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)
TODAY = date(2026, 11, 24)
ZILINA = (49.2231, 18.7394)
TUESDAY, WEDNESDAY, FRIDAY = 1, 2, 4


def make_fellowship(slug: str = "aa", *, serves: Serves = Serves.PERSON_CONCERNED, **fields: Any) -> Fellowship:
    found = Fellowship.objects.filter(slug=slug).first()
    known = {"slug": slug, "name": {"en": slug.upper()}, "method": Method.TWELVE_STEP, "serves": serves}
    return found or save(Fellowship(**{**known, **fields}), by=None, source=ROAD)


def make_group(name: str = "Nádej", *, fellowship: str = "aa", serves: Serves = Serves.PERSON_CONCERNED, **fields: Any) -> Group:
    group = Group(name=name, fellowship=make_fellowship(fellowship, serves=serves), **fields)
    return save_group(group, by=None, source=ROAD)


def make_venue(at: tuple[float, float] = ZILINA, **fields: Any) -> Venue:
    known = {"name": "Dom", "street": "Hlavná 1", "city": "Žilina", "country": "SK", "zone": ZONE}
    return save_venue(Venue(latitude=at[0], longitude=at[1], **{**known, **fields}), by=None, source=ROAD)


def make_meeting(name: str = "Nádej", *, group: Group | None = None, **fields: Any) -> Meeting:
    """A published meeting in Žilina, confirmed today, without a schedule."""
    known: dict[str, Any] = {
        "attendance": Attendance.IN_PERSON,
        "status": MeetingStatus.PUBLISHED,
        "listed_on": TODAY,
        "listed_by": "tests",
    }
    given = {**known, **fields}
    if given["attendance"] in {Attendance.IN_PERSON, Attendance.HYBRID} and "venue" not in given:
        given["venue"] = make_venue()
    if given["attendance"] != Attendance.IN_PERSON:
        given.setdefault("online_url", "https://example.org/room")
        given.setdefault("phone", "+421 2 123")
    return save_meeting(Meeting(name=name, group=group or make_group(), **given), by=None, source=ROAD)


def index_as_of(day: date) -> None:
    """Write the index as it was on a day: of a world whose days are fixed, whatever day it really is."""
    index_rules(ScheduleRule.objects.values_list("pk", flat=True), today=day)
    index_meetings(Meeting.objects.values_list("pk", flat=True))


def make_rule(meeting: Meeting, **fields: Any) -> ScheduleRule:
    """Every Tuesday at 18:00 for an hour and a half, open."""
    known: dict[str, Any] = {
        "frequency": Frequency.WEEKLY,
        "weekday": TUESDAY,
        "start_minute": 1080,
        "duration_minutes": 90,
        "zone": ZONE,
        "access": Access.OPEN,
    }
    return save_rule(ScheduleRule(meeting=meeting, **{**known, **fields}), by=None, source=ROAD)
