"""How much a feed leaves out, in a header before it begins; the loss report counts the same by writing all of it."""

import json
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from feeds.left_out import LEAVING
from feeds.losses import LEFT_OUT
from interchange.reasons import LossCode
from interchange.records import Attendance, Frequency
from meetings.actions import save_exception
from meetings.kinds import ExceptionKind
from meetings.models import ScheduleException
from tests.feeds.visits import SEARCHES, body
from tests.meetings.visits import today_meeting
from tests.meetings.world import ROAD, make_group, make_meeting, make_rule

pytestmark = pytest.mark.django_db
WHOLE = "when=any&kind=all&unconfirmed=1"


def header(client: Client, address: str, query: str = WHOLE) -> str:
    return client.get(f"{address}?{query}").headers["Feed-Loss"]


def reported(client: Client, address: str) -> str:
    report = json.loads(body(client, f"{address}?{WHOLE}&loss=1"))
    return f"rules={report['rules']}, left-out={report['left_out']}"


def drawn_rule(draw: Random) -> dict[str, Any]:
    """A rule of any frequency, in force or not, with or without pauses."""
    today = timezone.localdate()
    days = [None, today - timedelta(days=draw.randrange(1, 900)), today + timedelta(days=draw.randrange(1, 900))]
    kinds: list[dict[str, Any]] = [
        {},
        {"interval": 2, "first_on": today},
        {"frequency": Frequency.EVEN_WEEKS},
        {"frequency": Frequency.ODD_WEEKS},
        {"frequency": Frequency.MONTHLY_BY_WEEKDAY, "ordinals": draw.choice([(1, 2, 3, 4, 5), (-1,), (1, 3)])},
        {"frequency": Frequency.MONTHLY_BY_DATE, "weekday": None, "month_days": (draw.randrange(28, 32),), "months": (2, 4)},
        {"frequency": Frequency.ONCE, "weekday": None, "first_on": draw.choice([one for one in days if one])},
        {"frequency": Frequency.ALWAYS_OPEN, "weekday": None, "start_minute": None, "duration_minutes": None},
        {"frequency": Frequency.BY_APPOINTMENT, "weekday": None, "start_minute": None, "duration_minutes": None},
    ]
    bounds = draw.choice([{}, {}, {"valid_from": days[draw.randrange(3)]}, {"valid_until": days[draw.randrange(3)]}])
    pause = draw.choice([{}, {}, {"pause_from": 701, "pause_until": 831}, {"pause_from": 101, "pause_until": 1231}])
    return {"weekday": draw.randrange(2), "start_minute": 1080} | draw.choice(kinds) | bounds | pause


def make_world(draw: Random) -> None:
    """Meetings at houses and online, with drawn rules, some of whose only date is cancelled or moved."""
    for number in range(14):
        attendance = draw.choice([Attendance.IN_PERSON, Attendance.ONLINE])
        meeting = make_meeting(f"Skupina {number}", group=make_group(), attendance=attendance)
        for _rule in range(draw.randrange(1, 5)):
            rule = make_rule(meeting, **drawn_rule(draw))
            if rule.frequency == Frequency.ONCE and draw.random() < 0.6:
                what: dict[str, Any] = draw.choice(
                    [{"kind": ExceptionKind.CANCELLED}, {"kind": ExceptionKind.MOVED, "to_minute": 60}]
                )
                day: dict[str, Any] = {"first_on": rule.first_on, "last_on": rule.first_on}
                once = ScheduleException(rule=rule, **day, **what)
                save_exception(once, by=None, source=ROAD)


@pytest.mark.parametrize("seed", range(4))
def test_header_and_report_count_the_same(client: Client, seed: int) -> None:
    make_world(Random(seed))

    said = {address: header(client, address) for address in SEARCHES}

    assert said == {address: reported(client, address) for address in SEARCHES}
    assert len(set(said.values())) > 1


def test_header_counts_the_rules_of_the_search_alone(client: Client) -> None:
    meeting = today_meeting()
    make_rule(meeting, frequency=Frequency.MONTHLY_BY_WEEKDAY, ordinals=(1,))
    make_rule(make_meeting("Iná", group=make_group("Iná"), attendance=Attendance.ONLINE), weekday=1)

    assert header(client, "/meetings.json", "when=any&unconfirmed=1&how=in-person") == "rules=2, left-out=1"
    assert header(client, "/meetings.ics", "when=any&unconfirmed=1&how=in-person") == "rules=2, left-out=0"
    assert header(client, "/meetings.json", "when=any&how=phone") == "rules=0, left-out=0"


def test_codes_that_leave_a_rule_out_are_known_to_both() -> None:
    assert set(LEFT_OUT) == {*LEAVING, LossCode.NO_DATES, LossCode.PAUSED_NOWHERE}
