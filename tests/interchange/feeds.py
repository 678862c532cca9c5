"""Feeds for the tests: an object that is complete, changed where a test looks, and what reading it gives."""

import io
import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from interchange.meeting_guide import ReadOptions, WriteOptions, read, write
from interchange.reasons import ProblemCode
from interchange.records import Loss, MeetingRecord, Problem

TODAY = date(2026, 11, 21)
OPTIONS = ReadOptions(today=TODAY, code_set="aa", zone="Europe/Bratislava")
REAL_FEEDS = Path(__file__).resolve().parents[3] / "shared" / "data" / "real"
NO_REAL_FEEDS = "the handbook's real feeds (../shared/data/real) are not here"

COMPLETE = {
    "name": "Ranná skupina",
    "slug": "ranna-skupina",
    "day": 1,
    "time": "07:00",
    "end_time": "08:00",
    "timezone": "Europe/Bratislava",
    "types": ["O", "D"],
    "location": "Dom kultúry",
    "formatted_address": "Obchodná 5, 811 06 Bratislava, Slovakia",
    "latitude": 48.14816,
    "longitude": 17.10674,
    "approximate": "no",
    "updated": "2026-11-01 10:00:00",
}


def item(**changes: Any) -> dict[str, Any]:
    """A complete object with some fields changed; `...` takes a field away."""
    return {name: value for name, value in {**COMPLETE, **changes}.items() if value is not ...}


def read_bytes(content: bytes, options: ReadOptions = OPTIONS) -> list[MeetingRecord | Problem]:
    """All that reading these bytes gives."""
    return list(read(io.BytesIO(content), options=options))


def read_items(*items: Any, options: ReadOptions = OPTIONS) -> list[MeetingRecord | Problem]:
    """All that reading a list of these gives."""
    return read_bytes(json.dumps(items).encode(), options)


def records(found: Iterable[MeetingRecord | Problem]) -> list[MeetingRecord]:
    """The records among what was read."""
    return [entry for entry in found if isinstance(entry, MeetingRecord)]


def problems(found: Iterable[MeetingRecord | Problem]) -> list[Problem]:
    """The problems among what was read."""
    return [entry for entry in found if isinstance(entry, Problem)]


def codes(found: Iterable[MeetingRecord | Problem]) -> list[ProblemCode]:
    """What was wrong, by code."""
    return [problem.code for problem in problems(found)]


def record(*, options: ReadOptions = OPTIONS, **changes: Any) -> MeetingRecord:
    """The one record of a complete object with some fields changed."""
    (only,) = records(read_items(item(**changes), options=options))
    return only


def rejection(**changes: Any) -> Problem:
    """The one problem that rejects a complete object with some fields changed."""
    (only,) = read_items(item(**changes))
    assert isinstance(only, Problem)
    assert only.rejects
    return only


def noted(**changes: Any) -> list[ProblemCode]:
    """What is noted about a complete object with some fields changed, while its record is read."""
    found = read_items(item(**changes))
    assert len(records(found)) == 1
    return codes(found)


def written(*given: MeetingRecord, code_set: str = "aa") -> tuple[list[dict[str, Any]], list[Loss]]:
    """The objects that are written for records, and what was lost."""
    losses: list[Loss] = []
    content = b"".join(write(given, options=WriteOptions(today=TODAY, code_set=code_set), on_loss=losses.append))
    objects: list[dict[str, Any]] = json.loads(content)
    return objects, losses
