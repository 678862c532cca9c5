"""What a card says of its date: when it starts, until when, and how soon that is."""

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils.translation import override

from interchange.records import Access, Attendance
from meetings.cards import distance_text, soon_text
from meetings.models import ScheduleRule
from meetings.shown_dates import ShownDate
from tests.meetings.visits import page
from tests.meetings.world import NOW, make_meeting, make_rule, make_venue


def shown(minutes_ahead: float, *, lasts: timedelta | None = None) -> ShownDate:
    starts_at: datetime = NOW + timedelta(minutes=minutes_ahead)
    ends_at = starts_at + lasts if lasts else None
    return ShownDate(rule=ScheduleRule(access=Access.OPEN), starts_at=starts_at, ends_at=ends_at, is_running=minutes_ahead <= 0)


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(-5, "in progress"), (0.5, "in 1 minute"), (40, "in 40 minutes"), (120, "in 120 minutes"), (121, ""), (3000, "")],
)
def test_soon_text_counts_the_minutes_of_two_hours(minutes: float, said: str) -> None:
    assert soon_text(shown(minutes), NOW) == said


def test_soon_text_of_what_has_no_date_is_empty() -> None:
    assert soon_text(None, NOW) == ""


@pytest.mark.parametrize(
    ("lasts", "said"),
    [
        (None, ""),
        (timedelta(minutes=90), "until 18:30"),
        (timedelta(days=2), "until 17:00 on Thursday 26 November"),
    ],
)
def test_until_says_the_day_only_where_it_is_another(lasts: timedelta | None, said: str) -> None:
    assert shown(0, lasts=lasts).until == said


@pytest.mark.parametrize(("km", "said"), [(0.4, "less than 1 km"), (1.2, "1 km"), (24.6, "25 km")])
def test_distance_text_is_in_whole_kilometres(km: float, said: str) -> None:
    with override("en"):
        assert distance_text(km).replace("\N{NO-BREAK SPACE}", " ") == said


@pytest.mark.django_db
def test_the_parts_of_a_card_are_apart_in_its_text(client: Client) -> None:
    make_rule(make_meeting(attendance=Attendance.HYBRID, online_url="https://example.org/1", venue=make_venue()))

    card = page(client, "/en/meetings/").partition("<article")[2].partition("</article>")[0]

    words = " ".join(re.sub("<[^>]+>", "", card).split())
    assert "18:00 until 19:30" in words
    assert "Žilina in person and online" in words
