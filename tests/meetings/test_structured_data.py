"""What the page of a meeting tells search engines of how its dates repeat."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from interchange.records import Frequency
from meetings.actions import save_exception
from meetings.kinds import ExceptionKind
from meetings.models import Meeting, ScheduleException
from tests.meetings.visits import address_of, page, today_meeting
from tests.meetings.world import ROAD, make_rule

pytestmark = pytest.mark.django_db


def series(client: Client, meeting: Meeting) -> dict[str, Any]:
    """The JSON-LD of a page."""
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page(client, address_of(meeting)), re.DOTALL)
    found: dict[str, Any] = json.loads(text)
    return found


def test_a_rule_is_told_with_the_dates_that_are_cancelled(client: Client) -> None:
    meeting = today_meeting()
    day = timezone.localdate() + timedelta(days=7)
    off = {"kind": ExceptionKind.CANCELLED, "first_on": day, "last_on": day}
    save_exception(ScheduleException(rule=meeting.rules.get(), **off), by=None, source=ROAD)

    found = series(client, meeting)

    assert found["eventSchedule"] == [
        {
            "@type": "Schedule",
            "repeatFrequency": "P1W",
            "byDay": [f"https://schema.org/{timezone.localdate():%A}"],
            "duration": "PT90M",
            "exceptDate": [str(day)],
            "startTime": "23:55:00",
            "scheduleTimezone": "Europe/Bratislava",
        }
    ]
    assert [event["eventStatus"].rpartition("/")[2] for event in found["subEvent"]][:2] == ["EventScheduled", "EventCancelled"]


def test_only_rules_in_force_that_schema_org_can_repeat_are_told(client: Client) -> None:
    meeting = today_meeting()
    make_rule(meeting, frequency=Frequency.EVEN_WEEKS, start_minute=600)
    make_rule(meeting, start_minute=700, valid_until=timezone.localdate() - timedelta(days=1))

    assert [rule["startTime"] for rule in series(client, meeting)["eventSchedule"]] == ["23:55:00"]
