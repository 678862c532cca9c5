"""What a run changes, and above all what it does not."""

import gzip
import json
import re
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from history.models import Change, Revision
from history.road import RoadKind
from imports.actions import import_feed
from imports.kinds import Outcome
from imports.models import SourceMeeting
from meetings.models import Meeting
from tests.imports.world import NOW, TOMORROW, codes, entries, figures, make_source, run, run_bytes, statuses
from tests.interchange.feeds import item

pytestmark = pytest.mark.django_db


def test_a_first_run_creates_everything_as_one_entry_of_the_history(tmp_path: Path) -> None:
    first = run(tmp_path, make_source(), *entries(3))

    assert (first.outcome, figures(first)) == (Outcome.APPLIED, (3, 0, 0, 0, 0))
    revision = Revision.objects.get(road=RoadKind.IMPORT)
    assert (first.revision, revision.road_name) == (revision, "aa-sk")
    assert Change.objects.filter(revision=revision, kind="created").count() == 12  # three groups, venues, meetings and rules


def test_a_second_run_changes_nothing_and_says_so(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, *entries(3))

    second = run(tmp_path, source, *entries(3), at=TOMORROW)

    assert (second.outcome, figures(second), second.revision) == (Outcome.UNCHANGED, (0, 0, 3, 0, 0), None)
    assert Revision.objects.filter(road=RoadKind.IMPORT).count() == 1


def test_a_changed_record_changes_its_meeting_and_leaves_an_entry(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, item(), *entries(3))

    second = run(tmp_path, source, item(name="Iný názov"), *entries(3))

    assert figures(second) == (0, 1, 3, 0, 0)
    changes = Change.objects.filter(revision=second.revision)
    assert [change.fields["name"] for change in changes] == [["Ranná skupina", "Iný názov"]]


@pytest.mark.parametrize("cut", [1, 40, 400, -2, -1])
def test_a_truncated_feed_changes_nothing(tmp_path: Path, cut: int) -> None:
    source = make_source()
    content = json.dumps(entries(5)).encode()
    run_bytes(tmp_path, source, content)

    refused = run_bytes(tmp_path, source, content[:cut])

    assert (refused.outcome, refused.reason, figures(refused)) == (Outcome.REFUSED, "feed_truncated", (0, 0, 0, 0, 0))
    assert set(statuses().values()) == {"published"}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "feed_empty"),
        (b"<!DOCTYPE html><title>Not found</title>", "feed_is_html"),
        (b"Not found", "feed_not_json"),
        (b'{"error": true}', "feed_not_a_list"),
        (b'[{"name": "x"}] trailing', "feed_not_json"),
        (gzip.compress(b"[]", mtime=0)[:-3], "packing_broken"),
    ],
)
def test_a_broken_feed_changes_nothing_and_says_why(tmp_path: Path, content: bytes, reason: str) -> None:
    source = make_source()
    run(tmp_path, source, *entries(2))

    refused = run_bytes(tmp_path, source, content)

    assert (refused.outcome, refused.reason) == (Outcome.REFUSED, reason)
    assert refused.ended_at
    assert set(statuses().values()) == {"published"}


def test_a_gzipped_file_is_read(tmp_path: Path) -> None:
    first = run_bytes(tmp_path, make_source(), gzip.compress(json.dumps(entries(2)).encode()), name="feed.json.gz")

    assert figures(first) == (2, 0, 0, 0, 0)


def test_a_dry_run_writes_nothing_but_the_run(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, *entries(2))
    before = row_counts()

    tried = run(tmp_path, source, *entries(1, notes="Nové"), item(types=["O", "C"]), is_dry=True)

    assert (tried.outcome, figures(tried), codes(tried)) == (Outcome.DRY_RUN, (1, 1, 0, 0, 1), ["open_and_closed"])
    changed = {table for table, count in row_counts().items() if count != before[table]}
    assert changed == {"imports_importrun", "imports_importproblem"}


def row_counts() -> dict[str, int]:
    """How many rows each table has."""
    with connection.cursor() as cursor:
        counts = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608
            counts[table] = cursor.fetchone()[0]
    return counts


def test_a_feed_of_which_nothing_can_be_read_is_refused(tmp_path: Path) -> None:
    refused = run(tmp_path, make_source(), item(day=9), item(day=9))

    assert (refused.outcome, refused.reason, refused.rejected) == (Outcome.REFUSED, "nothing_readable", 2)


def test_a_source_that_is_not_in_use_is_not_read(tmp_path: Path) -> None:
    refused = run(tmp_path, make_source(is_active=False), *entries(1))

    assert (refused.outcome, refused.reason, Meeting.objects.count()) == (Outcome.REFUSED, "source_not_in_use", 0)


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    refused = import_feed(make_source(), str(tmp_path / "none.json"), by=None, road=RoadKind.COMMAND)

    assert (refused.outcome, refused.reason) == (Outcome.REFUSED, "file_missing")


def test_sources_do_not_touch_each_others_meetings(tmp_path: Path) -> None:
    run(tmp_path, make_source("one"), *entries(3))

    run(tmp_path, make_source("other"), *entries(3))

    assert (Meeting.objects.count(), SourceMeeting.objects.count()) == (6, 6)


def test_another_language_of_the_source_is_taken_at_the_next_run(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, item(notes="Vchod z dvora"))
    source.language = "sk"

    run(tmp_path, source, item(notes="Vchod z dvora"))

    assert Meeting.objects.get().notes == {"sk": "Vchod z dvora"}


def test_the_run_remembers_when_it_was(tmp_path: Path) -> None:
    first = run(tmp_path, make_source(), *entries(1))

    assert (first.started_at, first.source.title) == (NOW, "AA Slovensko")


@pytest.mark.parametrize("vouches", [False, True])
def test_a_second_run_writes_to_no_table_of_listings(tmp_path: Path, *, vouches: bool) -> None:
    source = make_source(vouches=vouches)
    run(tmp_path, source, *entries(3), item(notes="Píšte na jana@example.org"))

    with CaptureQueriesContext(connection) as captured:
        run(tmp_path, source, *entries(3), item(notes="Píšte na jana@example.org"))

    written = {found[1] for query in captured if (found := WRITES.match(query["sql"]))}
    # Of the tables for what waits and for mails only what has expired is deleted.
    waiting = {"imports_heldtext", "imports_keptfeed", "imports_missingmeeting", "imports_keepermail"}
    assert written == {"imports_importrun", "imports_source"} | waiting


WRITES = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')
