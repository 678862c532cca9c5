"""Calendars of searches: dates that differ, what is discreet, and what stays the same."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from feeds.rules import season
from history.actions import delete
from interchange.records import Access, Frequency
from meetings.actions import save_exception, save_meeting
from meetings.kinds import ExceptionKind
from meetings.models import Meeting, ScheduleException
from tests.feeds.visits import body, events
from tests.meetings.visits import today_meeting
from tests.meetings.world import ROAD, make_rule

pytestmark = pytest.mark.django_db


def except_(meeting: Meeting, kind: ExceptionKind, weeks: int = 1, **fields: object) -> date:
    day = timezone.localdate() + timedelta(weeks=weeks)
    one = ScheduleException(rule=meeting.rules.get(), kind=kind, first_on=day, last_on=day, **fields)
    save_exception(one, by=None, source=ROAD)
    return day


def at(event: Any) -> str:
    return f"{event.start:%Y-%m-%d %H:%M}"


def test_cancelled_date_is_taken_out_of_the_series(client: Client) -> None:
    meeting = today_meeting()
    day = except_(meeting, ExceptionKind.CANCELLED)

    (event,) = events(client)

    assert event["EXDATE"].to_ical() == f"{day:%Y%m%d}T235500".encode()


def test_moved_and_extra_dates_are_events_beside_the_series(client: Client) -> None:
    meeting = today_meeting()
    moved = except_(meeting, ExceptionKind.MOVED, 1, to_minute=600, reason={"en": "The hall is taken."})
    extra = except_(meeting, ExceptionKind.EXTRA, 2, to_minute=660)

    series, first, second = events(client)

    assert (at(first), at(second)) == (f"{moved} 10:00", f"{extra} 11:00")
    assert str(first["DESCRIPTION"]).split("\n")[1] == "The hall is taken."
    assert [str(one["UID"]) for one in (first, second)] == [
        f"{series['UID']}-{moved:%Y%m%d}",
        f"{series['UID']}-{extra:%Y%m%d}T1100",
    ]


def test_closure_years_ahead_is_excepted_from_a_series_without_end(client: Client) -> None:
    meeting = today_meeting()
    day = except_(meeting, ExceptionKind.CANCELLED, 200)

    (event,) = events(client)

    assert event["EXDATE"].to_ical() == f"{day:%Y%m%d}T235500".encode()


def test_dates_with_other_access_are_events_of_their_own(client: Client) -> None:
    meeting = today_meeting(access=Access.CLOSED)
    make_rule(meeting, frequency=Frequency.MONTHLY_BY_WEEKDAY, ordinals=(-1,))

    said = {str(event["DESCRIPTION"]).split("\n")[0] for event in events(client)}

    assert {sentences.partition(". ")[0] for sentences in said} == {
        "Closed on this date; on some other dates it is open",
        "Usually closed",
    }


def test_calendar_does_not_change_while_nothing_does(client: Client) -> None:
    today_meeting()

    assert body(client, "/meetings.ics") == body(client, "/meetings.ics")


def test_sequence_grows_with_what_is_done(client: Client) -> None:
    meeting = today_meeting()
    before = events(client)[0]
    meeting.name = "Svetlo"
    save_meeting(meeting, by=None, source=ROAD)
    renamed = events(client)[0]
    except_(meeting, ExceptionKind.CANCELLED)
    excepted = events(client)[0]

    assert before["SEQUENCE"] < renamed["SEQUENCE"] < excepted["SEQUENCE"]
    assert before["UID"] == excepted["UID"]
    assert before["DTSTAMP"].dt <= excepted["DTSTAMP"].dt


def test_exception_that_is_taken_back_leaves_no_trace_in_the_dates(client: Client) -> None:
    meeting = today_meeting()
    except_(meeting, ExceptionKind.CANCELLED)
    delete(ScheduleException.objects.get(), by=None, source=ROAD)

    assert "EXDATE" not in events(client)[0]


def test_discreet_calendar_says_nothing_of_what_it_is_about(client: Client) -> None:
    meeting = today_meeting(name="Nádej AA", notes={"en": "alcohol"})
    except_(meeting, ExceptionKind.MOVED, 1, to_minute=600, reason={"en": "alcohol"})

    told = body(client, "/meetings.ics?discreet=1&fellowship=aa").replace("\r\n ", "")

    assert [str(event["SUMMARY"]) for event in events(client, "discreet=1")] == ["Appointment", "Appointment"]
    secrets = ("Nádej", "AA", "alcohol", "Dom", "testserver", "DESCRIPTION", "CATEGORIES", "URL", "SOURCE")
    assert [secret for secret in secrets if secret in told] == []


def test_season_is_of_whole_months() -> None:
    assert season(date(2026, 11, 22)) == (date(2026, 10, 1), date(2028, 4, 30))
    assert season(date(2026, 11, 1)) == season(date(2026, 11, 30))
