"""Services of HSDS for the tests, and what reading them gives."""

import io
import json
from typing import Any

from interchange.hsds.reader import read
from interchange.meeting_guide import ReadOptions
from interchange.records import Frequency, MeetingRecord, Problem, Recurrence
from tests.interchange.feeds import TODAY, records

OPTIONS = ReadOptions(today=TODAY, code_set="aa", zone="Europe/Bratislava")

SCHEDULE: dict[str, Any] = {
    "id": "s1",
    "freq": "WEEKLY",
    "interval": 1,
    "byday": "WE",
    "opens_at": "18:00+01:00",
    "closes_at": "19:30+01:00",
    "timezone": 1,
}
LOCATION: dict[str, Any] = {
    "id": "l1",
    "location_type": "physical",
    "name": "Dom kultúry",
    "description": "Zadný vchod",
    "latitude": 48.14816,
    "longitude": 17.10674,
    "addresses": [
        {
            "address_1": "Obchodná 5",
            "city": "Bratislava",
            "state_province": "",
            "postal_code": "811 06",
            "country": "SK",
            "address_type": "physical",
        }
    ],
    "accessibility": [{"description": "Bez schodov", "details": "step_free: yes"}, {"description": "", "details": "lift: no"}],
}
VIRTUAL: dict[str, Any] = {"id": "l2", "location_type": "virtual", "url": "https://zoom.us/j/1", "description": "Heslo: nádej"}


def at(location: dict[str, Any] = LOCATION, **changes: Any) -> dict[str, Any]:
    """A service at a location."""
    return {"id": f"at-{location['id']}", "location": location, "schedules": [SCHEDULE], **changes}


def service(*places: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A complete service with some fields changed; `...` takes one away."""
    given = {
        "id": "g1",
        "name": "Nádej",
        "status": "active",
        "organization": {"id": "o1", "name": "AA Slovensko", "website": "https://aa.example.org"},
        "languages": [{"code": "sk", "name": "Slovak"}],
        "last_modified": "2026-11-01T10:00:00.000Z",
        "service_at_locations": list(places or [at()]),
        **changes,
    }
    return {name: value for name, value in given.items() if value is not ...}


def read_document(document: Any) -> list[MeetingRecord | Problem]:
    return list(read(io.BytesIO(json.dumps(document).encode()), options=OPTIONS))


def one(*places: dict[str, Any], **changes: Any) -> MeetingRecord:
    (only,) = records(read_document([service(*places, **changes)]))
    return only


def rejection(*places: dict[str, Any], **changes: Any) -> Problem:
    (only,) = read_document([service(*places, **changes)])
    assert isinstance(only, Problem)
    assert only.rejects
    return only


def scheduled(**changes: Any) -> list[Recurrence]:
    """The rules of a service with one schedule."""
    return [rule.recurrence for rule in one(at(schedules=[{**SCHEDULE, **changes}])).rules]


def weekly(**changes: Any) -> Recurrence:
    given = {"weekday": 2, "start_minute": 18 * 60, "duration_minutes": 90, "zone": "Europe/Bratislava", **changes}
    return Recurrence(**{"frequency": Frequency.WEEKLY, **given})


NORMALISED = {
    "organizations": [{"id": "o1", "name": "AA Slovensko"}],
    "locations": [{name: value for name, value in LOCATION.items() if name not in ("addresses", "accessibility")}],
    "addresses": [{**LOCATION["addresses"][0], "location_id": "l1"}],
    "services": [{"id": "g1", "organization_id": "o1", "name": "Nádej", "status": "active"}],
    "service_at_locations": [{"id": "at-l1", "service_id": "g1", "location_id": "l1"}],
    "schedules": [{**SCHEDULE, "service_at_location_id": "at-l1"}],
    "languages": [{"service_id": "g1", "code": "sk", "name": "Slovak"}],
}
