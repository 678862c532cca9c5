"""A list whose keys are all new, as after a move to other software: its meetings are known again, and keep their ids."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from imports.actions import apply_waiting
from imports.kinds import Outcome
from imports.models import SourceMeeting
from meetings.kinds import MeetingStatus
from meetings.models import Meeting
from tests.imports.world import TODAY, codes, figures, make_source, run, statuses
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


FAR: dict[str, Any] = {
    "latitude": 49.2,
    "longitude": 18.7,
    "formatted_address": "Hlavná 1, 010 01 Žilina, Slovakia",
    "location": "Fara",
}
QUITE_ANOTHER = {"name": "Svetlo", "day": 4, "time": "19:00", "end_time": ..., **FAR}


def test_a_key_that_was_given_to_quite_another_meeting_leaves_the_former_one_as_it_was(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, *records("m", 6))
    before = ids()

    after = run(tmp_path, source, *records("m", 5), item(slug="m5", **QUITE_ANOTHER))

    assert (figures(after), codes(after)) == ((1, 0, 5, 0, 1), ["format_unknown", "key_given_away"])
    former = Meeting.objects.get(name="Skupina 5")
    assert (former.public_id, former.status, former.ended_on) == (before["Skupina 5"], MeetingStatus.ENDED, TODAY)
    assert SourceMeeting.objects.get(key="m5").meeting == Meeting.objects.get(name="Svetlo")
    assert figures(run(tmp_path, source, *records("m", 5), item(slug="m5", **QUITE_ANOTHER))) == (0, 0, 6, 0, 0)


@pytest.mark.parametrize("kept", ["name", "time", "place"])
def test_a_record_of_which_something_is_as_it_was_keeps_its_meeting(tmp_path: Path, kept: str) -> None:
    source = make_source()
    run(tmp_path, source, *records("m"))
    usual = {"name": ("Skupina 3",), "time": ("11:00",), "place": tuple(item()[name] for name in FAR)}[kept]
    names = {"name": ("name",), "time": ("time",), "place": tuple(FAR)}[kept]
    changed = {**QUITE_ANOTHER, **dict(zip(names, usual, strict=True)), **({"day": 1} if kept == "time" else {})}
    before = ids()

    after = run(tmp_path, source, *records("m", 3), item(slug="m3", notes="Nové", **changed))

    assert (figures(after), "key_given_away" in codes(after)) == ((0, 1, 3, 0, 0), False)
    assert sorted(ids().values()) == sorted(before.values())


def test_two_meetings_whose_keys_were_exchanged_keep_their_ids(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, *records("m", 3), item(slug="m3", **QUITE_ANOTHER))
    before = ids()
    first, *others, last = [*records("m", 3), item(slug="m3", **QUITE_ANOTHER)]

    after = run(tmp_path, source, {**first, "slug": "m3"}, *others, {**last, "slug": "m0"})

    assert (figures(after), codes(after)) == ((0, 0, 4, 0, 0), ["key_changed"] * 2)
    assert ids() == before
    assert dict(SourceMeeting.objects.values_list("key", "meeting__name"))["m0"] == "Svetlo"


def test_while_a_run_waits_the_meeting_whose_key_was_given_away_is_asked_about(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, *records("m", 4))

    waiting = run(tmp_path, source, item(slug="m0", **QUITE_ANOTHER))

    assert waiting.outcome == Outcome.WAITING
    assert sorted(waiting.missing.values_list("link__key", flat=True)) == ["m0", "m1", "m2", "m3"]
    anew = apply_waiting(waiting, by=None)
    assert (figures(anew), Meeting.objects.get(name="Svetlo").status) == ((1, 0, 0, 0, 4), MeetingStatus.PUBLISHED)
