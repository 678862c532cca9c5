"""What feeds could not say, told to those who ask."""

import json
from typing import Any

import pytest
from django.test import Client

from interchange.records import Frequency
from meetings.models import Meeting
from tests.feeds.visits import body
from tests.meetings.visits import today_meeting
from tests.meetings.world import make_rule

pytestmark = pytest.mark.django_db


def report(client: Client, suffix: str, language: str = "en") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(body(client, f"/meetings.{suffix}?when=any&loss=1&lang={language}"))
    return found


def make_world() -> Meeting:
    meeting = today_meeting()
    make_rule(meeting, frequency=Frequency.MONTHLY_BY_WEEKDAY, ordinals=(1,))
    make_rule(meeting, frequency=Frequency.MONTHLY_BY_WEEKDAY, ordinals=(2,), start_minute=600)
    make_rule(meeting, frequency=Frequency.EVEN_WEEKS, start_minute=700)
    make_rule(meeting, frequency=Frequency.ALWAYS_OPEN, weekday=None, start_minute=None, duration_minutes=None)
    return meeting


def test_meeting_guide_report_counts_rules_that_are_not_weekly(client: Client) -> None:
    meeting = make_world()

    assert report(client, "json") == {
        "format": "Meeting Guide",
        "meetings": 1,
        "rules": 5,
        "left_out": 4,
        "sentence": "4 of 5 schedule rules cannot be said in this format.",
        "reasons": [
            {"reason": "monthly_by_weekday", "text": "every month on a weekday", "rules": 2},
            {"reason": "even_weeks", "text": "in even weeks", "rules": 1},
            {"reason": "always_open", "text": "always open", "rules": 1},
        ],
        "details": {"end_after_midnight": 1},
        "losses": [
            {
                "id": meeting.public_id,
                "reasons": ["monthly_by_weekday", "even_weeks", "always_open", "end_after_midnight"],
            }
        ],
    }


def test_calendar_report_counts_rules_without_dates_and_those_listed(client: Client) -> None:
    make_world()

    found = report(client, "ics")

    assert (found["left_out"], found["reasons"]) == (1, [{"reason": "always_open", "text": "always open", "rules": 1}])
    assert found["details"] == {"dates_listed": 1}


def test_report_of_nothing_says_so(client: Client) -> None:
    assert report(client, "ics")["sentence"] == "0 of 0 schedule rules cannot be said in this format."
