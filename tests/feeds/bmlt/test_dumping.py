"""The table for NA World Services."""

import csv

import pytest
from django.test import Client
from django.utils import timezone

from groups.actions import save_service_body
from groups.kinds import BodyKind
from groups.models import ServiceBody
from interchange.bmlt.naws import COLUMNS
from interchange.records import Attendance
from meetings.kinds import MeetingStatus
from tests.feeds.bmlt.visits import ask
from tests.feeds.visits import whole
from tests.meetings.world import ROAD, make_fellowship, make_group, make_meeting, make_rule, make_venue

pytestmark = pytest.mark.django_db


def rows(client: Client, number: int) -> list[dict[str, str]]:
    lines = whole(ask(client, f"GetNAWSDump&sb_id={number}", data_format="csv")).decode().splitlines()
    return list(csv.DictReader(lines))


def test_table_has_a_row_for_each_meeting_below_the_body(client: Client) -> None:
    fellowship = make_fellowship("na")
    area = save_service_body(ServiceBody(name="Mesto", kind=BodyKind.REGION, fellowship=fellowship), by=None, source=ROAD)
    group = make_group("Nádej", fellowship="na", service_body=area)
    venue = make_venue(step_free=True, postal_code="010 01", district="Vlčince")
    rule = make_rule(make_meeting("=Nádej", group=group, venue=venue, attendance=Attendance.HYBRID, languages=("sk",)))
    make_rule(make_meeting("Elsewhere"))
    make_rule(make_meeting("Draft", group=group, status=MeetingStatus.DRAFT))
    today = timezone.now()  # in UTC

    (row,) = rows(client, 2 * fellowship.pk - 1)

    assert tuple(row) == COLUMNS
    assert len(COLUMNS) == 52
    assert {name: value for name, value in row.items() if value} == {
        "CommitteeName": "'=Nádej",
        "ParentName": "Mesto",
        "Closed": "OPEN",
        "WheelChr": "TRUE",
        "Day": "Tuesday",
        "Time": "1800",
        "Language1": "SLK",
        "Place": "Dom",
        "Address": "Hlavná 1",
        "City": "Žilina",
        "LocBorough": "Vlčince",
        "Zip": "010 01",
        "Country": "SK",
        "Institutional": "FALSE",
        "Format1": "HYBR",
        "LastChanged": f"{today.month}/{today.day}/{today:%y}",
        "Longitude": "18.7394",
        "Latitude": "49.2231",
        "PhoneMeetingNumber": "'+421 2 123",
        "VirtualMeetingLink": "https://example.org/room",
        "TimeZone": "Europe/Bratislava",
        "bmlt_id": str(rule.pk),
    }


@pytest.mark.parametrize("sign", ["\t", "\r", "\x0b"])
def test_signs_that_are_not_seen_hide_no_formula(client: Client, sign: str) -> None:
    rule = make_rule(make_meeting(f"{sign}=Nádej", group=make_group(fellowship="na")))

    (row,) = rows(client, 2 * rule.meeting.group.fellowship_id - 1)

    assert row["CommitteeName"].strip() in {"=Nádej", "'=Nádej"}
    assert not row["CommitteeName"].startswith((sign, "="))


def test_table_is_a_file_with_a_name(client: Client) -> None:
    fellowship = make_fellowship("na", name={"en": "Anonymní Áno"})

    response = ask(client, f"GetNAWSDump&sb_id={2 * fellowship.pk - 1}", data_format="csv")

    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"].startswith("attachment; filename=BMLT_WORLD_ID_MISSING_anonymni_ano_20")


def test_table_of_no_body_is_refused(client: Client) -> None:
    missing, unknown = (ask(client, f"GetNAWSDump{more}", data_format="csv") for more in ("", "&sb_id=77"))

    assert (missing.status_code, missing.json()) == (422, {"message": "The sb id field is required."})
    assert (unknown.status_code, unknown.json()) == (422, {"message": "The selected sb id is invalid."})
