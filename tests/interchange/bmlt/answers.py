"""Answers of BMLT servers for the tests, and what reading them gives."""

import io
import json
from typing import Any

from interchange.bmlt.reader import read
from interchange.meeting_guide import ReadOptions
from interchange.records import MeetingRecord, Problem
from tests.interchange.feeds import TODAY, problems, records

OPTIONS = ReadOptions(today=TODAY, code_set="na", zone="Europe/Bratislava")
ROOT = "https://na.example.org/main_server"

MEETING = {
    "id_bigint": "101",
    "worldid_mixed": "G00012345",
    "service_body_bigint": "2",
    "weekday_tinyint": "2",
    "venue_type": "1",
    "start_time": "19:30:00",
    "duration_time": "01:30:00",
    "time_zone": "Europe/Bratislava",
    "formats": "O,D",
    "lang_enum": "en",
    "longitude": "17.10674",
    "latitude": "48.14816",
    "published": "1",
    "root_server_uri": ROOT,
    "format_shared_id_list": "8,17",
    "meeting_name": "Práve dnes",
    "location_text": "Dom kultúry",
    "location_info": "Zadný vchod",
    "location_street": "Obchodná 5",
    "location_municipality": "Bratislava",
    "location_postal_code_1": "811 06",
    "location_nation": "Slovakia",
    "comments": "",
}


def meeting(**changes: Any) -> dict[str, Any]:
    """A complete meeting with some fields changed; `...` takes a field away."""
    return {name: value for name, value in {**MEETING, **changes}.items() if value is not ...}


def form(number: int, key: str, name: str = "", **changes: Any) -> dict[str, Any]:
    """A format as GetFormats gives it."""
    given = {
        "key_string": key,
        "name_string": name or key,
        "lang": "en",
        "id": str(number),
        "world_id": "",
        "format_type_enum": "FC1",
    }
    return {**given, "root_server_uri": ROOT, **changes}


def read_document(document: Any, options: ReadOptions = OPTIONS) -> list[MeetingRecord | Problem]:
    """All that reading a document gives."""
    return list(read(io.BytesIO(json.dumps(document).encode()), options=options))


def one(*, described: tuple[dict[str, Any], ...] = (), bodies: tuple[dict[str, Any], ...] = (), **changes: Any) -> MeetingRecord:
    """The record of one meeting, in a document that describes these formats and service bodies."""
    document = {"meetings": [meeting(**changes)], "formats": list(described), "service_bodies": list(bodies)}
    (only,) = records(read_document(document))
    return only


def noted(**changes: Any) -> list[str]:
    """What is noted about one meeting."""
    return [problem.code for problem in problems(read_document([meeting(**changes)]))]


def rejection(**changes: Any) -> Problem:
    """The problem that rejects one meeting."""
    (only,) = read_document([meeting(**changes)])
    assert isinstance(only, Problem)
    assert only.rejects
    return only
