"""What HSDS cannot say is told to those who ask, and counted for everyone."""

import json

import pytest
from django.test import Client
from django.utils import timezone

from interchange.records import Attendance, Frequency
from tests.feeds.visits import body
from tests.meetings.visits import today_meeting
from tests.meetings.world import make_group, make_rule

pytestmark = pytest.mark.django_db


def make_world() -> None:
    meeting = today_meeting(attendance=Attendance.HYBRID)
    make_rule(meeting, frequency=Frequency.EVEN_WEEKS, start_minute=700)
    make_rule(meeting, frequency=Frequency.BY_APPOINTMENT, weekday=None, start_minute=None, duration_minutes=None)
    yesterday = timezone.localdate().replace(day=1)
    make_rule(meeting, start_minute=800, valid_until=yesterday.replace(year=yesterday.year - 1))


@pytest.mark.parametrize("kind", ["services", "service_at_locations"])
def test_report_tells_what_was_left_out_and_what_was_written_otherwise(client: Client, kind: str) -> None:
    make_world()

    found = json.loads(body(client, f"/hsds/{kind}?loss=1"))

    assert {name: found[name] for name in ("format", "meetings", "rules", "left_out", "sentence", "details")} == {
        "format": "HSDS",
        "meetings": 1,
        "rules": 4,
        "left_out": 1,
        "sentence": "1 of 4 schedule rules cannot be said in this format.",
        "details": {"summer_time": 2, "dates_listed": 1, "in_words": 1},
    }


def test_header_counts_the_rules_of_what_was_asked_for(client: Client) -> None:
    make_world()
    today_meeting("B", group=make_group("B", fellowship="na"))

    assert client.get("/hsds/services?fellowship=aa").headers["Feed-Loss"] == "rules=4, left-out=1"
    assert client.get("/hsds/service_at_locations?format=ndjson").headers["Feed-Loss"] == "rules=5, left-out=1"
