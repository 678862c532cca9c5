"""Spreadsheets through a whole run: our own, and any table with what somebody said of its columns."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from imports.kinds import Outcome
from imports.models import ImportRun, Source
from interchange.reasons import ProblemCode
from interchange.records import ChangedDate, Frequency
from interchange.spreadsheets import WriteOptions, write_xlsx
from interchange.tables.columns import LEFT_OUT
from meetings.actions import end_meeting
from meetings.models import Meeting, ScheduleException, ScheduleRule
from tests.imports.world import codes, figures, make_source, run_bytes
from tests.interchange.listings import meeting, rule
from tests.interchange.spreadsheets.sheets import ROW, csv_of, table_of, template
from tests.interchange.spreadsheets.workbooks import xlsx
from tests.meetings.world import ROAD, ZILINA, make_group, make_meeting, make_rule, make_venue

pytestmark = pytest.mark.django_db

LISTED = meeting(
    rule(),
    rule(frequency=Frequency.MONTHLY_BY_WEEKDAY, ordinals=(-1,), weekday=4, months=(3, 6)),
    rule(frequency=Frequency.ONCE, weekday=None, first_on=date(2026, 12, 24)),
    notes="=cmd|' /C calc'!A0",
    formats=("discussion",),
)


def rules() -> list[tuple[str, int | None, tuple[int, ...], tuple[int, ...]]]:
    found = ScheduleRule.objects.order_by("pk")
    return [(one.frequency, one.weekday, one.ordinals, one.months) for one in found]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_our_own_sheet_brings_in_every_rule(tmp_path: Path, kind: str) -> None:
    content = csv_of(LISTED) if kind == "csv" else b"".join(write_xlsx([LISTED], options=WriteOptions(), on_loss=print))

    first = run_bytes(tmp_path, make_source(), content)

    assert (first.outcome, figures(first)) == (Outcome.APPLIED, (1, 0, 0, 0, 0))
    assert rules() == [("weekly", 2, (), ()), ("monthly_by_weekday", 4, (-1,), (3, 6)), ("once", None, (), ())]
    assert str(Meeting.objects.get().notes) == "=cmd|' /C calc'!A0"


def test_dates_that_differ_in_our_own_sheet_are_exceptions_without_their_reasons(tmp_path: Path) -> None:
    changes = (
        ChangedDate(regular_on=date(2026, 12, 23), starts_at=None, reason="Jana má horúčku"),
        ChangedDate(regular_on=date(2026, 12, 30), starts_at=datetime(2026, 12, 31, 18, 30, tzinfo=UTC)),
        ChangedDate(regular_on=None, starts_at=datetime(2027, 1, 1, 17, 0, tzinfo=UTC)),
        ChangedDate(regular_on=date(2026, 1, 7), starts_at=None),
    )

    run_bytes(tmp_path, make_source(), csv_of(meeting(replace(rule(), changes=changes))))

    found = ScheduleException.objects.order_by("first_on")
    assert [(one.kind, one.first_on, one.to_on, one.to_minute, str(one.reason)) for one in found] == [
        ("cancelled", date(2026, 12, 23), None, None, ""),
        ("moved", date(2026, 12, 30), date(2026, 12, 31), 19 * 60 + 30, ""),
        ("extra", date(2027, 1, 1), None, None, ""),
    ]


def test_the_same_sheet_again_changes_nothing(tmp_path: Path) -> None:
    source = make_source()
    run_bytes(tmp_path, source, csv_of(LISTED))

    again = run_bytes(tmp_path, source, b"".join(write_xlsx([LISTED], options=WriteOptions(language="sk"), on_loss=print)))

    assert (again.outcome, figures(again)) == (Outcome.UNCHANGED, (0, 0, 1, 0, 0))


def test_changed_row_changes_its_rule_and_no_other(tmp_path: Path) -> None:
    source = make_source()
    run_bytes(tmp_path, source, csv_of(LISTED))
    kept = list(ScheduleRule.objects.order_by("pk").values_list("pk", flat=True))

    run_bytes(tmp_path, source, csv_of(LISTED).replace(b"18:00,19:00", b"17:30,19:00", 1))

    assert [(one.pk, one.start_minute) for one in ScheduleRule.objects.order_by("pk")] == [
        (kept[0], 17 * 60 + 30),
        (kept[1], 18 * 60),
        (kept[2], 18 * 60),
    ]


def test_meeting_with_a_row_that_cannot_be_read_is_neither_changed_nor_withdrawn(tmp_path: Path) -> None:
    source = make_source()
    row = {**ROW, "meeting_id": "m1"}
    run_bytes(tmp_path, source, template(row))

    bad = run_bytes(tmp_path, source, template({**row, "start": "evening"}), allow_withdrawals=True)

    assert (codes(bad), Meeting.objects.get().status) == ([ProblemCode.TIME_UNREADABLE], "published")


def mapped(folder: Path, **mapping: str) -> ImportRun:
    """A run of a table whose headings nobody knows."""
    table = 'Kde sa stretávame,Ktorý deň,O koľkej,Vedie\n"Obchodná 5, Bratislava",pondelok,18:00,Jana Nováková\n'
    return run_bytes(folder, make_source(column_mapping=mapping), table.encode())


def test_table_is_read_as_somebody_said_that_its_columns_are(tmp_path: Path) -> None:
    said = {"Kde sa stretávame": "formatted_address", "Ktorý deň": "day", "O koľkej": "time", "Vedie": "contact_1_name"}

    done = mapped(tmp_path, **said)

    assert figures(done) == (0, 0, 0, 1, 0)
    assert codes(done) == [ProblemCode.NAME_MISSING]


def test_column_that_somebody_left_out_is_not_read(tmp_path: Path) -> None:
    source = make_source(column_mapping={"Name": LEFT_OUT, "Who": "name"})
    content = b"Name,Who,Day,Time,Address,City\nJana,Nadej,Monday,18:00,Hlavna 1,Zilina\n"

    done = run_bytes(tmp_path, source, content)

    assert (figures(done)[0], Meeting.objects.get().name) == (1, "Nadej")


def test_mapping_that_is_remembered_reads_workbooks_too(tmp_path: Path) -> None:
    said = {"Kde": "formatted_address", "Kedy": "day", "Hodina": "time", "Kto": "name"}
    source = make_source(column_mapping=said)

    run_bytes(tmp_path, source, xlsx(("Kde", "Kedy", "Hodina", "Kto"), ("Obchodná 5, Bratislava", "pondelok", "18:00", "Nádej")))

    assert Meeting.objects.get().name == "Nádej"
    assert Source.objects.get().column_mapping == said


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"PK\x03\x04 no archive", ProblemCode.WORKBOOK_BROKEN),
        (b"<!doctype html><title>Sign in, please</title>", ProblemCode.FEED_IS_HTML),
    ],
)
def test_what_is_no_table_is_refused_and_changes_nothing(tmp_path: Path, content: bytes, reason: str) -> None:
    done = run_bytes(tmp_path, make_source(), content)

    assert (done.outcome, done.reason, Meeting.objects.count()) == (Outcome.REFUSED, reason, 0)


FREQUENCIES: list[dict[str, Any]] = [
    {},
    {"frequency": Frequency.EVEN_WEEKS},
    {"frequency": Frequency.MONTHLY_BY_DATE, "weekday": None, "month_days": (15,)},
]
# What every site gives itself, or computes anew, and what an import does not bring in.
NOT_THE_SAME = {
    *("meeting_id", "rule_id", "group_id", "body_id", "venue_id", "url"),
    *("updated_on", "changed_dates", "body_name", "body_url", "topics"),
}


@pytest.mark.usefixtures("gazetteer")
def test_world_that_was_imported_leaves_as_it_came(client: Client, tmp_path: Path) -> None:
    for number, frequency in enumerate(FREQUENCIES):
        group = make_group(f"Skupina {number}", website="https://example.org/", about={"en": 'Say "hello", =x'})
        row = make_meeting(f"Stretnutie {number}", group=group, venue=make_venue(ZILINA, street=f"Hlavná {number}", lift=True))
        make_rule(row, **frequency)
    before = exported(client)
    content = b"".join(client.get("/meetings.csv?when=any&unconfirmed=1").streaming_content)  # type: ignore[attr-defined]
    for listed in Meeting.objects.all():
        end_meeting(listed, on=timezone.localdate(), by=None, source=ROAD)

    source = make_source(zone="Europe/Bratislava")
    first, second = (run_bytes(tmp_path, source, content) for _time in range(2))

    assert (figures(first), figures(second)) == ((3, 0, 0, 0, 0), (0, 0, 3, 0, 0))
    assert exported(client) == before


def exported(client: Client) -> list[dict[str, str]]:
    """The rows of the whole directory, without what differs on every site."""
    response: Any = client.get("/meetings.csv?when=any&unconfirmed=1&sort=name")
    rows = table_of(b"".join(response.streaming_content))
    return [{name: text for name, text in row.items() if name not in NOT_THE_SAME} for row in rows]
