"""Ours as BMLT and back: what comes back is what was there, but for what the writer says is lost."""

import io
import json
from dataclasses import replace
from typing import Any

import pytest

from interchange.bmlt.known import written_formats
from interchange.bmlt.options import Format, WriteOptions
from interchange.bmlt.reader import read
from interchange.bmlt.writer import format_fields, write
from interchange.codes import Kind
from interchange.meeting_guide import ReadOptions
from interchange.records import Access, Attendance, Loss, MeetingRecord
from tests.interchange.bmlt.test_writer import OPTIONS as WRITTEN_WITH
from tests.interchange.bmlt.test_writer import RECORD
from tests.interchange.feeds import TODAY, records

# The formats as a site writes them: each with its own number, called in Slovak, so that names do not help.
FORMATS = {
    said: Format(
        number=1000 + number, key=known.key, name=f"Formát {number}", language="sk", world_id=known.world_id, type=known.type
    )
    for number, (said, known) in enumerate(written_formats().items())
}
OPTIONS = replace(WRITTEN_WITH, formats=FORMATS, language="sk")
FIELDS = {
    Kind.FORMAT: "formats",
    Kind.WELCOME: "audiences_welcome",
    Kind.ONLY: "audiences_only",
    Kind.LANGUAGE: "languages",
    Kind.FACILITY: "facilities",
}
SAYABLE = [(kind, value) for kind, value in FORMATS if kind in FIELDS]


def come_back(record: MeetingRecord, options: WriteOptions = OPTIONS) -> tuple[MeetingRecord, list[Loss]]:
    """A record as it comes back, and what the writer said is lost."""
    losses: list[Loss] = []
    meetings = json.loads(b"".join(write([record], options=options, on_loss=losses.append)))
    document = {"meetings": meetings, "formats": [format_fields(one, options.server) for one in options.formats.values()]}
    (back,) = records(read(io.BytesIO(json.dumps(document).encode()), options=ReadOptions(today=TODAY, code_set="na")))
    return back, losses


def test_name_place_and_time_come_back() -> None:
    back, losses = come_back(RECORD)

    assert (back.name, back.attendance, losses) == (RECORD.name, RECORD.attendance, [])
    assert [rule.recurrence for rule in back.rules] == [rule.recurrence for rule in RECORD.rules]
    assert back.venue
    assert RECORD.venue
    assert (back.venue.city, back.venue.latitude, back.venue.longitude) == (
        RECORD.venue.city,
        RECORD.venue.latitude,
        RECORD.venue.longitude,
    )


@pytest.mark.parametrize(("kind", "value"), SAYABLE)
def test_everything_that_a_format_says_comes_back(kind: Kind, value: str) -> None:
    given: dict[str, Any] = {FIELDS[kind]: (value,)}

    back, losses = come_back(replace(RECORD, **given))

    assert (getattr(back, FIELDS[kind]), losses) == ((value,), [])


@pytest.mark.parametrize("access", Access)
def test_who_may_come_comes_back(access: Access) -> None:
    back, _losses = come_back(replace(RECORD, rules=(replace(RECORD.rules[0], access=access),)))

    assert [rule.access for rule in back.rules] == [access]


@pytest.mark.parametrize("value", [value for kind, value in FORMATS if kind == Kind.FACT])
def test_facts_about_the_building_come_back(value: str) -> None:
    assert RECORD.venue
    back, losses = come_back(replace(RECORD, venue=replace(RECORD.venue, access_facts={value: True})))

    assert back.venue
    assert (back.venue.access_facts, losses) == ({value: True}, [])


@pytest.mark.parametrize(
    ("attendance", "link", "phone"),
    [
        (Attendance.IN_PERSON, "", ""),
        (Attendance.ONLINE, "https://zoom.us/j/1", ""),
        (Attendance.HYBRID, "https://zoom.us/j/1", ""),
        (Attendance.PHONE, "", "+421 2 555 666 77"),
    ],
)
def test_how_one_takes_part_comes_back(attendance: Attendance, link: str, phone: str) -> None:
    back, losses = come_back(replace(RECORD, attendance=attendance, online_url=link, phone=phone))

    assert (back.attendance, back.online_url, back.phone, losses) == (attendance, link, phone, [])


@pytest.mark.parametrize("attendance", [Attendance.IN_PERSON, Attendance.ONLINE, Attendance.HYBRID])
def test_what_is_paused_comes_back_paused(attendance: Attendance) -> None:
    back, _losses = come_back(replace(RECORD, attendance=attendance, is_paused=True))

    assert back.is_paused
