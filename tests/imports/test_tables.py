"""Tables through `import_feed`: the same road, the same figures, the same care as JSON."""

import gzip
from pathlib import Path
from typing import Any

import pytest

from imports.kinds import Outcome
from imports.models import HeldText, ImportRun, Source
from meetings.models import Meeting
from tests.imports.world import TODAY, codes, figures, listed_on, make_source, only_meeting, run, run_bytes, statuses
from tests.interchange.feeds import item
from tests.interchange.tables.tables import row, written

pytestmark = pytest.mark.django_db


def run_rows(folder: Path, source: Source, *rows: dict[str, str], name: str = "list.csv", **options: Any) -> ImportRun:
    """Import a table of these rows."""
    return run_bytes(folder, source, written(rows).encode(), name=name, **options)


def rows(count: int) -> list[dict[str, str]]:
    """So many rows, each of another group and house."""
    return [row(Slug=f"m{number}", Name=f"Skupina {number}", Address=f"Obchodná {number + 1}") for number in range(count)]


def test_a_table_comes_in_and_a_second_time_changes_nothing(tmp_path: Path) -> None:
    source = make_source(vouches=True)

    first, second = (run_rows(tmp_path, source, *rows(3)) for _time in range(2))

    assert (first.outcome, figures(first)) == (Outcome.APPLIED, (3, 0, 0, 0, 0))
    assert (second.outcome, figures(second)) == (Outcome.UNCHANGED, (0, 0, 3, 0, 0))
    assert listed_on(source) == {TODAY}


@pytest.mark.parametrize("name", ["list.csv", "feed.json", "without an ending"])
def test_a_table_is_told_by_its_content_whatever_its_name(tmp_path: Path, name: str) -> None:
    content = gzip.compress(written([row()], delimiter="\t").encode("utf-16"))

    found = run_bytes(tmp_path, make_source(), content, name=name)

    assert (found.outcome, figures(found)) == (Outcome.APPLIED, (1, 0, 0, 0, 0))
    assert only_meeting().name == "Ranná skupina"


def test_a_source_may_send_json_and_later_a_table(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, item(name="Ráno"))

    found = run_rows(tmp_path, source, row(Name="Večer"))

    assert figures(found) == (0, 1, 0, 0, 0)
    assert only_meeting().name == "Večer"


def test_every_row_has_its_fate_and_its_reason(tmp_path: Path) -> None:
    source = make_source()
    run_rows(tmp_path, source, *rows(3))
    known, changed, broken = rows(3)

    found = run_rows(tmp_path, source, known, {**changed, "Time": "09:00"}, {**broken, "Time": "later"}, row())

    assert figures(found) == (1, 1, 1, 1, 0)
    assert [(each.code, each.key, each.value) for each in found.problems.all() if each.rejects] == [
        ("time_unreadable", "m2", "later")
    ]
    assert statuses() == {"m0": "published", "m1": "published", "m2": "published", "ranna-skupina": "published"}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("Name,Day,Time\nRáno,Monday,07:00\n", "heading_missing"),
        (written([row(), row(Slug="b")])[:-40], "feed_truncated"),
        ("City,Name\n" + "x" * 1_000_000, "feed_too_complex"),
        ("<!DOCTYPE html><p>City, Name", "feed_is_html"),
    ],
)
def test_a_broken_table_changes_nothing_and_says_why(tmp_path: Path, content: str, reason: str) -> None:
    source = make_source()
    run_rows(tmp_path, source, *rows(2))

    refused = run_bytes(tmp_path, source, content.encode(), name="list.csv")

    assert (refused.outcome, refused.reason, figures(refused)) == (Outcome.REFUSED, reason, (0, 0, 0, 0, 0))
    assert set(statuses().values()) == {"published"}


def test_contacts_in_columns_are_held_and_not_shown(tmp_path: Path) -> None:
    contacts = {"Contact 1 Name": "Jana N.", "Contact 2 Email": "jana@example.org", "Phone": "+421 900 123 456"}

    run_rows(tmp_path, make_source(), row(**contacts, Notes="Píšte na peter@example.org"))

    held = set(HeldText.objects.values_list("field_name", "reason"))
    assert held == {("contact_1_name", "contact"), ("contact_2_email", "contact"), ("phone", "contact"), ("notes", "email")}
    shown = repr(Meeting.objects.select_related("group", "venue").values())
    assert not any(secret in shown for secret in ("Jana", "jana@", "900 123", "peter@"))


def test_rows_of_other_fellowships_are_rejected_and_not_withdrawn_later(tmp_path: Path) -> None:
    source = make_source()
    mixed = [row(Fellowship="AA"), row(Slug="b", Fellowship="NA")]

    first, second = (run_rows(tmp_path, source, *mixed) for _time in range(2))

    assert (figures(first), figures(second)) == ((1, 0, 0, 1, 0), (0, 0, 1, 1, 0))
    assert [each.code for each in first.problems.all() if each.rejects] == ["other_fellowship"]


def test_unknown_columns_and_types_and_the_encoding_are_said_with_their_numbers(tmp_path: Path) -> None:
    content = written([row(Colour="red", Types="QQ"), row(Slug="b", Colour="blue", Types="O, QQ")]).encode("windows-1250")

    found = run_bytes(tmp_path, make_source(), content, name="list.csv")

    told = {each.code: (each.value, each.count) for each in found.problems.all()}
    assert told["unknown_column"] == ("Colour (2)", 1)
    assert told["unknown_code"] == ("QQ", 2)
    assert told["encoding_mixed"][1] > 0
    assert figures(found) == (2, 0, 0, 0, 0)


def test_missing_most_of_its_rows_a_table_waits_for_a_person(tmp_path: Path) -> None:
    source = make_source()
    run_rows(tmp_path, source, *rows(5))

    found = run_rows(tmp_path, source, *rows(1))

    assert (found.outcome, codes(found)) == (Outcome.WAITING, [])
    assert set(statuses().values()) == {"published"}


def test_many_unknown_types_fit_their_column(tmp_path: Path) -> None:
    types = "; ".join(f"Some other type of meeting {letter}" for letter in "abcdefghijklmnopqrst")

    found = run_rows(tmp_path, make_source(), row(Types=types))

    assert (found.outcome, figures(found)) == (Outcome.APPLIED, (1, 0, 0, 0, 0))
    assert only_meeting().other_codes[0] == "Some other type of meeting a"
