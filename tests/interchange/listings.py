"""Listings for the tests of writers, and what is written for them."""

from typing import Any

from interchange.reasons import LossCode
from interchange.records import (
    Access,
    Attendance,
    Frequency,
    MeetingRecord,
    Recurrence,
    RuleRecord,
    VenueRecord,
)
from tests.interchange.feeds import written

VENUE = VenueRecord(
    name="Dom kultúry",
    street="Obchodná 5",
    city="Bratislava",
    district="Staré Mesto",
    postal_code="811 06",
    country="SK",
    latitude=48.148161,
    longitude=17.106742,
)


def rule(access: Access = Access.OPEN, *, ask_first: bool = False, sentence: str = "", **changes: Any) -> RuleRecord:
    values = {
        "frequency": Frequency.WEEKLY,
        "weekday": 2,
        "start_minute": 1080,
        "duration_minutes": 60,
        "zone": "Europe/Bratislava",
        **changes,
    }
    return RuleRecord(recurrence=Recurrence(**values), access=access, ask_first=ask_first, sentence=sentence)


def meeting(*rules: RuleRecord, **changes: Any) -> MeetingRecord:
    values = {"attendance": Attendance.IN_PERSON, "venue": VENUE, "code_set": "aa", **changes}
    return MeetingRecord(key="nadej", index=0, name="Nádej", rules=rules or (rule(),), **values)


def online(**changes: Any) -> MeetingRecord:
    return meeting(**{"attendance": Attendance.ONLINE, "venue": None, "online_url": "https://zoom.us/j/1", **changes})


def one(*given: MeetingRecord, code_set: str = "aa") -> dict[str, Any]:
    (only,), _losses = written(*given, code_set=code_set)
    return only


def losses(*given: MeetingRecord, code_set: str = "aa") -> list[tuple[LossCode, str]]:
    return [(loss.code, loss.value) for loss in written(*given, code_set=code_set)[1]]
