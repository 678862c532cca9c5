"""Searches as spreadsheets."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from python_calamine import CalamineWorkbook

from interchange.meeting_guide import ReadOptions
from interchange.records import Access, Frequency, MeetingRecord
from interchange.spreadsheets import read
from meetings.actions import save_exception
from meetings.kinds import ExceptionKind
from meetings.models import ScheduleException
from tests.meetings.visits import today_meeting
from tests.meetings.world import ROAD, make_group, make_rule

pytestmark = pytest.mark.django_db

SHEETS = ("/meetings.csv", "/meetings.xlsx")


def fetched(client: Client, address: str) -> bytes:
    """The bytes of a feed."""
    response: Any = client.get(address)
    return b"".join(response.streaming_content)


def rows(client: Client, query: str = "") -> list[dict[str, str]]:
    """The rows of a CSV feed."""
    text = fetched(client, f"/meetings.csv?{query}").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def read_back(client: Client, address: str) -> list[MeetingRecord]:
    """The records that our own reader finds in a feed."""
    found = read(io.BytesIO(fetched(client, address)), options=ReadOptions(today=timezone.localdate()))
    return [one for one in found if isinstance(one, MeetingRecord)]


def test_sheet_says_when_and_for_whom_a_meeting_is(client: Client) -> None:
    meeting = today_meeting()

    (row,) = rows(client)

    wanted = ("meeting_id", "name", "frequency", "weekday", "start", "timezone", "access", "attendance", "city", "street")
    assert {name: row[name] for name in wanted} == {
        "meeting_id": meeting.public_id,
        "name": "Nádej",
        "frequency": "weekly",
        "weekday": f"{timezone.localdate():%A}".lower(),
        "start": "23:55",
        "timezone": "Europe/Bratislava",
        "access": "open",
        "attendance": "in_person",
        "city": "Žilina",
        "street": "Hlavná 1",
    }


def test_every_rule_is_a_row_of_its_own(client: Client) -> None:
    meeting = today_meeting()
    make_rule(meeting, frequency=Frequency.MONTHLY_BY_WEEKDAY, weekday=2, ordinals=(-1,), access=Access.CLOSED)

    found = rows(client)

    assert sorted((row["meeting_id"], row["weeks_of_month"], row["access"]) for row in found) == [
        (meeting.public_id, "", "open"),
        (meeting.public_id, "last", "closed"),
    ]


@pytest.mark.parametrize("address", SHEETS)
def test_what_was_sent_is_read_by_our_own_reader(client: Client, address: str) -> None:
    meeting = today_meeting(group=make_group("=cmd|' /C calc'!A0"))
    rule = meeting.rules.get()
    day = timezone.localdate() + timedelta(days=7)
    off = {"kind": ExceptionKind.CANCELLED, "first_on": day, "last_on": day, "reason": {"en": "holidays"}}
    save_exception(ScheduleException(rule=rule, **off), by=None, source=ROAD)

    (record,) = read_back(client, address)

    assert (record.key, record.group.name, record.venue and record.venue.city) == (
        meeting.public_id,
        "=cmd|' /C calc'!A0",
        "Žilina",
    )
    assert [(one.recurrence, one.uid) for one in record.rules] == [(rule.recurrence, str(rule.uid))]
    assert [(change.regular_on, change.starts_at, change.reason) for change in record.rules[0].changes] == [(day, None, "holidays")]


@pytest.mark.parametrize(("language", "name", "weekday"), [("en", "Meeting", "Weekday"), ("sk", "Stretnutie", "Deň v týždni")])
def test_headings_are_in_the_language_asked_for(client: Client, language: str, name: str, weekday: str) -> None:
    today_meeting()

    for address in SHEETS:
        content = fetched(client, f"{address}?lang={language}")
        heading = first_row(content)
        (record,) = read_back(client, f"{address}?lang={language}")

        assert (heading[0], heading[heading.index(weekday)], record.name) == (name, weekday, "Nádej")


def first_row(content: bytes) -> list[str]:
    """The heading of a sheet of either kind."""
    if content.startswith(b"PK"):
        return [str(cell) for cell in CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()[0]]
    return content.decode("utf-8-sig").split("\r\n")[0].replace(";", ",").split(",")


def test_sheets_say_what_they_are(client: Client) -> None:
    text, book = (client.get(address) for address in SHEETS)

    assert (text["Content-Type"], text["Content-Disposition"]) == (
        "text/csv; charset=utf-8; header=present",
        'attachment; filename="meetings.csv"',
    )
    assert (book["Content-Type"], book["Content-Disposition"]) == (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        'attachment; filename="meetings.xlsx"',
    )


def test_sheet_loses_no_rule(client: Client) -> None:
    meeting = today_meeting()
    make_rule(meeting, frequency=Frequency.MONTHLY_BY_WEEKDAY, weekday=2, ordinals=(-1,))

    report = client.get("/meetings.csv?loss=1").json()

    assert (report["rules"], report["left_out"], report["details"]) == (2, 0, {})
