"""What a feed no longer lists: withdrawn softly, up to a share, and brought back."""

from pathlib import Path

import pytest

from history.models import Change, Revision
from history.road import RoadKind
from imports.actions import apply_waiting, refuse_waiting, undo_withdrawals
from imports.kinds import Outcome
from imports.models import KeptFeed
from meetings.kinds import MeetingStatus
from meetings.merging import merge_meetings
from meetings.models import Meeting
from tests.imports.world import TODAY, TOMORROW, entries, figures, make_source, run, statuses
from tests.interchange.feeds import item
from tests.meetings.world import ROAD

pytestmark = pytest.mark.django_db


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


def test_a_record_that_can_no_longer_be_read_is_not_withdrawn(tmp_path: Path) -> None:
    source = make_source(withdraw_share_percent=0)
    run(tmp_path, source, item(), *entries(2))

    second = run(tmp_path, source, item(time="podvečer"), *entries(2))

    assert (second.outcome, figures(second)) == (Outcome.UNCHANGED, (0, 0, 2, 1, 0))
    assert statuses()["ranna-skupina"] == "published"


def test_a_waiting_run_that_is_refused_leaves_everything_as_it_is(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, *entries(5))
    waiting = run(tmp_path, source, *entries(1))

    refuse_waiting(waiting)

    assert (waiting.outcome, waiting.reason, figures(waiting)) == (Outcome.REFUSED, "most_missing", (0, 0, 1, 0, 4))
    assert (set(statuses().values()), KeptFeed.objects.count()) == ({"published"}, 0)


def test_withdrawals_that_are_refused_leave_what_else_was_applied(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, *entries(5))
    partly = run(tmp_path, source, *entries(3), item())

    refuse_waiting(partly)

    assert (partly.outcome, figures(partly)) == (Outcome.APPLIED, (1, 0, 3, 0, 0))
    assert list(statuses().values()) == ["published"] * 6


def test_a_meeting_with_two_records_is_brought_back_and_counted_once(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, *entries(6))
    kept, merged = (Meeting.objects.get(source_links__key=key) for key in ("m0", "m1"))
    merge_meetings(kept, merged, on=TODAY, by=None, source=ROAD)
    withdrawn = run(tmp_path, source, *entries(6)[2:], allow_withdrawals=True)

    assert undo_withdrawals(withdrawn, by=None, source=ROAD) == 1

    kept.refresh_from_db()
    assert kept.status == MeetingStatus.PUBLISHED
