"""A list whose keys are all new, as after a move to other software: its meetings are known again, and keep their ids."""

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from imports.kinds import Outcome
from imports.models import SourceMeeting
from meetings.kinds import MeetingStatus
from meetings.models import Meeting
from tests.imports.world import codes, figures, make_source, run, statuses
from tests.interchange.feeds import item

pytestmark = pytest.mark.django_db


def records(prefix: str, count: int = 4, **changes: object) -> list[dict[str, object]]:
    """Meetings of one house at several hours."""
    return [
        item(slug=f"{prefix}{number}", name=f"Skupina {number}", time=f"{number + 8:02}:00", end_time=..., **changes)
        for number in range(count)
    ]


def ids() -> dict[str, str]:
    """The public id of each meeting, by its name."""
    return dict(Meeting.objects.values_list("name", "public_id"))


def test_meetings_with_new_keys_keep_their_ids(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, *records("old"))
    before = ids()

    moved = run(tmp_path, source, *records("new"))

    assert (moved.outcome, figures(moved)) == (Outcome.UNCHANGED, (0, 0, 4, 0, 0))
    assert ids() == before
    assert sorted(statuses()) == ["new0", "new1", "new2", "new3"]
    assert codes(moved) == ["key_changed"] * 4


def test_what_has_changed_besides_is_changed(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, *records("old"))

    moved = run(tmp_path, source, *records("new", notes="Nové"))

    assert figures(moved) == (0, 4, 0, 0, 0)
    assert {str(meeting.notes) for meeting in Meeting.objects.all()} == {"Nové"}


def test_what_only_may_be_the_same_is_new(tmp_path: Path) -> None:
    source = make_source(withdraw_share_percent=100)
    run(tmp_path, source, *records("old"))
    changed = [*records("old", 3), item(slug="new", name="Svetlo", time="11:00", end_time=...)]

    after = run(tmp_path, source, *changed)

    assert figures(after) == (1, 0, 3, 0, 1)
    assert statuses()["old3"] == MeetingStatus.ENDED


def test_a_dry_run_knows_them_again_and_changes_nothing(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, *records("old"))

    tried = run(tmp_path, source, *records("new"), is_dry=True)

    assert figures(tried) == (0, 0, 4, 0, 0)
    assert sorted(statuses()) == ["old0", "old1", "old2", "old3"]


def test_a_meeting_that_was_ended_by_hand_is_not_brought_back_by_a_new_key(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, *records("old"))
    ended = Meeting.objects.get(name="Skupina 0")
    Meeting.objects.filter(pk=ended.pk).update(status=MeetingStatus.ENDED)

    run(tmp_path, source, *records("new"))

    assert Meeting.objects.count() == 4
    assert SourceMeeting.objects.get(meeting=ended).key == "new0"
    assert Meeting.objects.get(pk=ended.pk).status == MeetingStatus.ENDED


def test_a_run_with_the_same_keys_asks_nothing_more(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, *records("old"))

    with CaptureQueriesContext(connection) as queries:
        run(tmp_path, source, *records("old"))

    assert not [query for query in queries if "places_venue" in query["sql"]]
