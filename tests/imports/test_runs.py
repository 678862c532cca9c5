"""What a run changes, and above all what it does not."""

import gzip
import json
from pathlib import Path

import pytest
from django.db import connection

from history.models import Change, Revision
from history.road import RoadKind
from imports.actions import apply_waiting, import_feed, undo_withdrawals
from imports.kinds import Outcome
from imports.models import KeptFeed, SourceMeeting
from meetings.kinds import MeetingStatus
from meetings.models import Meeting
from tests.imports.world import NOW, TODAY, TOMORROW, codes, entries, figures, make_source, run, run_bytes
from tests.interchange.feeds import item
from tests.meetings.world import ROAD

pytestmark = pytest.mark.django_db


def statuses() -> dict[str, str]:
    """The status of each meeting by the key of its record."""
    return dict(SourceMeeting.objects.values_list("key", "meeting__status"))


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


def test_what_is_missing_is_withdrawn_softly(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, *entries(5))

    second = run(tmp_path, source, *entries(4))

    assert (second.outcome, figures(second)) == (Outcome.APPLIED, (0, 0, 4, 0, 1))
    gone = Meeting.objects.get(source_links__key="m4")
    assert (gone.status, gone.ended_on) == (MeetingStatus.ENDED, TODAY)
    assert Change.objects.get(revision=second.revision).fields["status"] == ["published", "ended"]


def test_what_comes_back_is_listed_again_under_its_own_id(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, *entries(5))
    run(tmp_path, source, *entries(4))

    third = run(tmp_path, source, *entries(5), at=TOMORROW)

    assert (figures(third), third.restored) == ((0, 1, 4, 0, 0), 1)
    assert set(statuses().values()) == {"published"}
    assert Meeting.objects.count() == 5
    assert not Meeting.objects.exclude(ended_on=None).exists()


def test_what_comes_back_changed_is_changed_too(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, *entries(4), item())
    run(tmp_path, source, *entries(4))

    run(tmp_path, source, *entries(4), item(time="09:00", types=["TC"]))

    meeting = Meeting.objects.get(source_links__key="ranna-skupina")
    assert (meeting.status, meeting.ended_on, meeting.rules.get().start_minute) == (MeetingStatus.PAUSED, None, 540)


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
        (gzip.compress(b"[]")[:-3], "packing_broken"),
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


def test_a_feed_without_most_of_its_meetings_changes_nothing_and_shows_what_it_would(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, *entries(5))

    waiting = run(tmp_path, source, *entries(1, notes="Nové"), item())

    assert (waiting.outcome, waiting.reason) == (Outcome.WAITING, "most_missing")
    assert figures(waiting) == (1, 1, 0, 0, 4)
    assert (set(statuses().values()), Meeting.objects.count()) == ({"published"}, 5)
    assert Revision.objects.filter(road=RoadKind.IMPORT).count() == 1


def test_an_empty_list_waits(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, *entries(5))

    assert run(tmp_path, source).outcome == Outcome.WAITING


def test_too_many_withdrawals_wait_while_the_rest_is_applied(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, *entries(5))

    partly = run(tmp_path, source, *entries(3), item())

    assert (partly.outcome, partly.reason) == (Outcome.WITHDRAWALS_WAIT, "many_missing")
    assert figures(partly) == (1, 0, 3, 0, 2)
    assert list(statuses().values()) == ["published"] * 6


def test_a_waiting_run_is_applied_from_what_was_kept(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, *entries(5))
    waiting = run(tmp_path, source, *entries(1))

    applied = apply_waiting(waiting, by=None)

    waiting.refresh_from_db()
    assert (applied.outcome, applied.withdrawn) == (Outcome.APPLIED, 4)
    assert (waiting.outcome, KeptFeed.objects.count()) == (Outcome.OVERTAKEN, 0)
    assert sorted(statuses().values()) == ["ended"] * 4 + ["published"]


def test_only_the_last_waiting_run_keeps_its_content(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, *entries(5))
    first = run(tmp_path, source, *entries(1))

    second = run(tmp_path, source, *entries(2))

    first.refresh_from_db()
    assert (first.outcome, second.outcome, KeptFeed.objects.get().run) == (Outcome.OVERTAKEN, Outcome.WAITING, second)


def test_a_run_that_is_applied_overtakes_one_that_waits(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, *entries(5))
    waiting = run(tmp_path, source, *entries(1))

    run(tmp_path, source, *entries(5))

    waiting.refresh_from_db()
    assert (waiting.outcome, KeptFeed.objects.count()) == (Outcome.OVERTAKEN, 0)


def test_withdrawals_can_be_undone(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, *entries(9), item(types=["TC"]))
    withdrawn = run(tmp_path, source, *entries(8))

    count = undo_withdrawals(withdrawn, by=None, source=ROAD)

    assert count == 2
    assert (statuses()["m8"], statuses()["ranna-skupina"]) == ("published", "paused")
    assert not Meeting.objects.exclude(ended_on=None).exists()


def test_what_was_undone_is_not_withdrawn_again_by_the_next_run(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, *entries(9))
    undo_withdrawals(run(tmp_path, source, *entries(8)), by=None, source=ROAD)

    run(tmp_path, source, *entries(8))

    assert set(statuses().values()) == {"published"}


def test_undoing_leaves_alone_what_has_changed_since(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, *entries(9))
    withdrawn = run(tmp_path, source, *entries(8))
    run(tmp_path, source, *entries(9))

    assert undo_withdrawals(withdrawn, by=None, source=ROAD) == 0


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


def test_a_record_that_can_no_longer_be_read_is_not_withdrawn(tmp_path: Path) -> None:
    source = make_source(withdraw_share_percent=0)
    run(tmp_path, source, item(), *entries(2))

    second = run(tmp_path, source, item(time="podvečer"), *entries(2))

    assert (second.outcome, figures(second)) == (Outcome.UNCHANGED, (0, 0, 2, 1, 0))
    assert statuses()["ranna-skupina"] == "published"


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
