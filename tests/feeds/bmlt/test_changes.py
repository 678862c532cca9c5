"""GetChanges: when something changed; what it said only of what can hold nothing of anybody."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from history.erasing import erase_values
from interchange.records import Attendance
from meetings.actions import save_meeting, save_rule
from meetings.kinds import MeetingStatus
from meetings.models import Meeting, ScheduleRule
from tests.feeds.bmlt.visits import ask, told
from tests.meetings.world import ROAD, make_group, make_meeting, make_rule

pytestmark = pytest.mark.django_db


def change(row: Meeting | ScheduleRule, **fields: object) -> None:
    for name, value in fields.items():
        setattr(row, name, value)
    if isinstance(row, Meeting):
        save_meeting(row, by=None, source=ROAD)
    else:
        save_rule(row, by=None, source=ROAD)


def details(client: Client, query: str = "") -> list[tuple[str, str]]:
    return [(one["meeting_name"], one["details"]) for one in told(client, f"GetChanges&{query}")]


def test_changes_of_a_meeting_and_its_rules_come_newest_first(client: Client) -> None:
    rule = make_rule(make_meeting("Nádej"))
    change(rule.meeting, name="Nová nádej", notes={"en": "Secret"})
    change(rule, start_minute=1110, access="closed")
    number, body = str(rule.pk), str(2 * rule.meeting.group.fellowship_id - 1)
    now = timezone.localtime()

    lines = told(client, "GetChanges")

    assert [one["details"] for one in lines] == [
        'Formats was changed. Start Time was changed from "18:00" to "18:30".',
        "Meeting Name was changed. Comments was changed.",
        "The meeting was created.",
        "The meeting was created.",
    ]
    identity = {"id_bigint": number, "service_body_bigint": body}
    before, after = ({**identity, "formats": "********", "start_time": time} for time in ("18:00:00", "18:30:00"))
    assert lines[0] | {"date_int": "", "date_string": "", "change_id": ""} == {
        "date_int": "",
        "date_string": "",
        "change_type": "comdef_change_type_change",
        "change_id": "",
        "meeting_id": number,
        "meeting_name": "Nová nádej",
        "user_id": "",
        "user_name": "a command",
        "service_body_id": body,
        "service_body_name": "AA",
        "meeting_exists": "1",
        "details": 'Formats was changed. Start Time was changed from "18:00" to "18:30".',
        "json_data": {"before": before, "after": after},
    }
    assert lines[0]["date_string"].endswith(f", {now.month}/{now.day}/{now.year}")
    assert lines[1]["json_data"] == {
        "before": {**identity, "meeting_name": "********", "comments": "********"},
        "after": {**identity, "meeting_name": "Nová nádej", "comments": "********"},
    }
    assert lines[2]["json_data"] == {"after": identity}


def test_days_hours_and_ways_are_told_as_they_were_and_are(client: Client) -> None:
    rule = make_rule(make_meeting("Nádej"), duration_minutes=None)
    change(rule, weekday=6, duration_minutes=90)
    change(rule.meeting, attendance=Attendance.HYBRID, online_url="https://example.org/room")

    assert details(client, "")[:2] == [
        ("Nádej", 'Venue Type was changed from "1" to "3". Virtual Meeting Link was changed.'),
        (
            "Nádej",
            'Weekday was changed from "Tuesday" to "Sunday". Duration was changed from "01:00" to "01:30".',
        ),
    ]


def test_a_name_that_it_has_no_more_is_not_told(client: Client) -> None:
    meeting = make_rule(make_meeting("Jano")).meeting
    change(meeting, name="Peter")
    change(meeting, name="Nádej")

    named = [one["json_data"] for one in told(client, "GetChanges")[:2]]

    assert [one["after"]["meeting_name"] for one in named] == ["Nádej", "********"]
    assert "Peter" not in str(named)
    assert "Jano" not in str(named)


def test_changes_are_narrowed_by_day_meeting_and_body(client: Client) -> None:
    make_rule(make_meeting("A"))
    other = make_rule(make_meeting("B", group=make_group("B", fellowship="na")))
    today = timezone.localdate()
    both, b = {"A", "B"}, {"B"}

    def names(query: str) -> set[str]:
        return {name for name, _details in details(client, query)}

    assert names(f"start_date={today}&end_date={today}") == names("meeting_id=x") == both
    assert names(f"start_date={today + timedelta(days=1)}") == names(f"end_date={today - timedelta(days=1)}") == set()
    assert names(f"meeting_id={other.pk}") == b
    assert names(f"service_body_id={2 * other.meeting.group.fellowship_id - 1}") == b


@pytest.mark.parametrize("day", ["2026-02-31", "24.11.2026", "9999-12-31x"])
def test_day_that_is_none_is_refused(client: Client, day: str) -> None:
    response = ask(client, f"GetChanges&start_date={day}")

    assert (response.status_code, response.json()) == (422, {"message": "The start date field must match the format Y-m-d."})


def test_nothing_is_told_from_before_a_meeting_was_published(client: Client) -> None:
    rule = make_rule(make_meeting("Nádej", status=MeetingStatus.DRAFT))
    change(rule.meeting, name="Draft")
    change(rule, weekday=3)
    before = details(client)
    change(rule.meeting, name="Shown", attendance=Attendance.HYBRID, online_url="https://x.example", status=MeetingStatus.PUBLISHED)

    assert before == []
    assert details(client) == [("Shown", "Meeting Name was changed. Venue Type was changed. Virtual Meeting Link was changed.")]


def test_the_first_day_of_all_is_a_day_too(client: Client) -> None:
    make_rule(make_meeting("A"))

    assert details(client, "start_date=0001-01-01") == details(client)
    assert details(client, "end_date=0001-01-01") == []


def test_nothing_is_told_from_before_it_was_published_where_the_values_are_erased(client: Client) -> None:
    rule = make_rule(make_meeting("Nádej", status=MeetingStatus.DRAFT))
    change(rule, weekday=3)
    change(rule.meeting, name="Shown", status=MeetingStatus.PUBLISHED)
    erase_values(rule.meeting, by=None, source=ROAD)

    assert details(client) == [("Shown", "Meeting Name was changed.")]


def test_moving_to_another_house_is_not_told(client: Client) -> None:
    rule = make_rule(make_meeting("Nádej", attendance=Attendance.ONLINE))
    change(rule.meeting, listed_by="somebody", visibility="on_contact")

    assert details(client) == [("Nádej", "The meeting was created.")] * 2
