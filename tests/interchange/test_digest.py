"""The fingerprint of a record's content."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from interchange.digest import digest
from interchange.reasons import HeldReason
from interchange.records import (
    Access,
    Attendance,
    Frequency,
    GroupRecord,
    HeldText,
    MeetingRecord,
    Recurrence,
    RuleRecord,
    VenueRecord,
)

RULE = RuleRecord(recurrence=Recurrence(frequency=Frequency.WEEKLY, weekday=0, start_minute=0), access=Access.OPEN)
RECORD = MeetingRecord(
    key="a",
    index=1,
    name="Ranná skupina",
    rules=(RULE,),
    attendance=Attendance.IN_PERSON,
    venue=VenueRecord(city="Žilina", latitude=49.2, longitude=18.7, access_facts={"step_free": True, "toilet": False}),
    group=GroupRecord(name="Nádej"),
)


@pytest.mark.parametrize(
    "change",
    [
        {"index": 7},
        {"key": "b"},
        {"updated_on": date(2026, 1, 1), "updated_at": datetime(2026, 1, 1, tzinfo=UTC)},
        {"venue": VenueRecord(city="Žilina", latitude=49.2, longitude=18.7, access_facts={"toilet": False, "step_free": True})},
    ],
)
def test_digest_does_not_see_what_is_no_content(change: dict[str, Any]) -> None:
    assert digest(replace(RECORD, **change)) == digest(RECORD)


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Večerná skupina"},
        {"is_paused": True},
        {"rules": (replace(RULE, ask_first=True),)},
        {"rules": (replace(RULE, recurrence=replace(RULE.recurrence, weekday=None)),)},
        {"rules": (replace(RULE, recurrence=replace(RULE.recurrence, start_minute=None)),)},
        {"rules": (RULE, RULE)},
        {"venue": None},
        {"venue": VenueRecord(city="Žilina", latitude=49.2, longitude=18.7, access_facts={"step_free": True})},
        {"group": GroupRecord(name="Nádej", about="Nová")},
        {"formats": ("speaker",)},
        {"audiences_welcome": ("women",)},
        {"audiences_only": ("women",)},
        {"held": (HeldText("notes", "…", HeldReason.NAME),)},
    ],
)
def test_digest_sees_every_change_of_content(change: dict[str, Any]) -> None:
    assert digest(replace(RECORD, **change)) != digest(RECORD)


def test_digest_lasts() -> None:
    assert digest(RECORD) == "bac455c33b7750f661afc9c2aac71e67"
