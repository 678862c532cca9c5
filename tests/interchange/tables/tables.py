"""Tables for the tests: a complete row, changed where a test looks, and what reading it gives."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from interchange.meeting_guide import ReadOptions
from interchange.records import MeetingRecord, Problem
from interchange.tables import read
from tests.interchange.feeds import OPTIONS, records

COMPLETE = {
    "Name": "Ranná skupina",
    "Slug": "ranna-skupina",
    "Day": "Pondelok",
    "Time": "07:00",
    "End Time": "08:00",
    "Types": "O, D",
    "Location": "Dom kultúry",
    "Address": "Obchodná 5",
    "City": "Bratislava",
    "Postal Code": "811 06",
    "Country": "Slovakia",
    "Latitude": "48.14816",
    "Longitude": "17.10674",
}


def row(**changes: Any) -> dict[str, str]:
    """A complete row with some columns changed: `End_Time` is "End Time"; `...` takes a column away."""
    given = {name.replace("_", " "): value for name, value in changes.items()}
    return {name: value for name, value in {**COMPLETE, **given}.items() if value is not ...}


def written(rows: Sequence[dict[str, str]], *, delimiter: str = ",", end: str = "\r\n") -> str:
    """A table of these rows, under the headings of the first."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end)
    writer.writerow(rows[0])
    writer.writerows(each.values() for each in rows)
    return out.getvalue()


def read_bytes(content: bytes, **options: Any) -> list[MeetingRecord | Problem]:
    """All that reading these bytes gives."""
    return list(read(io.BytesIO(content), options=replace(OPTIONS, **options)))


def read_text(content: str, **options: Any) -> list[MeetingRecord | Problem]:
    """All that reading this text gives."""
    return read_bytes(content.encode(), **options)


def read_rows(*rows: dict[str, str], **options: Any) -> list[MeetingRecord | Problem]:
    """All that reading a table of these rows gives."""
    return read_text(written(rows), **options)


def record(**changes: Any) -> MeetingRecord:
    """The one record of a complete row with some columns changed."""
    (only,) = records(read_rows(row(**changes)))
    return only


def rejecting(found: Iterable[MeetingRecord | Problem]) -> list[tuple[str, int | None]]:
    """The codes and indexes of what was rejected."""
    return [(each.code, each.index) for each in found if isinstance(each, Problem) and each.rejects]


def read_options(**changes: Any) -> ReadOptions:
    """The options of the tests with some changed."""
    return replace(OPTIONS, **changes)
