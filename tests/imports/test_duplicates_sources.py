"""What two lists do with a meeting that was merged: neither makes it anew, neither ends what the other still lists."""

from datetime import timedelta
from pathlib import Path

import pytest

from history.models import Revision
from history.road import WORKPLACE
from history.undoing import undo
from imports.actions import undo_withdrawals
from imports.deciding import decide_missing
from imports.models import Source, SourceMeeting
from meetings.actions import end_meeting
from meetings.kinds import MeetingStatus
from meetings.merging import merge_meetings
from meetings.models import Meeting
from tests.imports.world import NOW, TODAY, TOMORROW, figures, make_source, run
from tests.interchange.feeds import item
from tests.meetings.world import ROAD, make_meeting

pytestmark = pytest.mark.django_db

OTHERS = [
    item(slug=f"far{number}", day=4, time=f"{number + 8:02}:00") for number in range(6)
]  # so that one missing is a small share
IN_TWO_DAYS = NOW + timedelta(days=2)


class Lists:
    """Two sources whose meetings were merged: that of the first stayed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.first, self.second = make_source("first", title="First"), make_source("second", title="Second")
        self.import_both()
        self.kept, self.merged = (Meeting.objects.get(source_links__key=key) for key in ("a", "b"))
        merge_meetings(self.kept, self.merged, on=TODAY, by=None, source=ROAD)

    def import_both(self) -> None:
        run(self.folder, self.first, item(slug="a"), *OTHERS)
        run(self.folder, self.second, item(slug="b"), *OTHERS)

    def status(self) -> MeetingStatus:
        return MeetingStatus(Meeting.objects.get(pk=self.kept.pk).status)


@pytest.fixture
def lists(tmp_path: Path) -> Lists:
    return Lists(tmp_path)


def own_links() -> dict[str, tuple[int | None, int | None]]:
    """By key, to which meeting the records of the two lead, and of which they were."""
    links = SourceMeeting.objects.filter(key__in=["a", "b"])
    return {link.key: (link.meeting_id, link.merged_from_id) for link in links}


def test_records_of_both_are_of_the_meeting_that_stays(lists: Lists) -> None:
    kept, merged = lists.kept.pk, lists.merged.pk

    assert own_links() == {"a": (kept, None), "b": (kept, merged)}


def test_the_next_runs_change_nothing(lists: Lists) -> None:
    count = Meeting.objects.count()

    again = [run(lists.folder, source, item(slug=key), *OTHERS) for source, key in ((lists.first, "a"), (lists.second, "b"))]

    assert [figures(one) for one in again] == [(0, 0, 7, 0, 0)] * 2
    assert (Meeting.objects.count(), lists.status()) == (count, MeetingStatus.PUBLISHED)
    assert Meeting.objects.get(pk=lists.merged.pk).status == MeetingStatus.ENDED


@pytest.mark.parametrize("quitter", ["first", "second"])
def test_it_stays_listed_while_one_of_them_lists_it(lists: Lists, quitter: str) -> None:
    run(lists.folder, Source.objects.get(slug=quitter), *OTHERS)

    assert lists.status() == MeetingStatus.PUBLISHED


def test_it_ends_when_neither_lists_it_and_either_brings_it_back(lists: Lists) -> None:
    run(lists.folder, lists.first, *OTHERS, at=NOW)
    run(lists.folder, lists.second, *OTHERS, at=TOMORROW)
    assert lists.status() == MeetingStatus.ENDED

    run(lists.folder, lists.first, item(slug="a"), *OTHERS, at=IN_TWO_DAYS)

    assert lists.status() == MeetingStatus.PUBLISHED


def test_undoing_the_withdrawal_that_ended_it_brings_it_back(lists: Lists) -> None:
    run(lists.folder, lists.first, *OTHERS)
    last = run(lists.folder, lists.second, *OTHERS)

    assert undo_withdrawals(last, by=None, source=ROAD) == 1
    assert lists.status() == MeetingStatus.PUBLISHED


def test_a_change_in_either_list_changes_it_but_not_whose_it_is(lists: Lists) -> None:
    group = lists.kept.group_id

    run(lists.folder, lists.second, item(slug="b", time="07:30", group="Iná skupina", group_id="9"), *OTHERS)

    meeting = Meeting.objects.get(pk=lists.kept.pk)
    assert ([rule.start_minute for rule in meeting.rules.all()], meeting.group_id) == ([450], group)


def test_the_later_of_both_dates_holds(lists: Lists) -> None:
    def listed() -> tuple[object, str]:
        meeting = Meeting.objects.get(pk=lists.kept.pk)
        return (meeting.listed_on, meeting.listed_by)

    run(lists.folder, lists.second, item(slug="b", updated="2026-11-20 10:00:00"), *OTHERS)
    later = listed()
    run(lists.folder, lists.first, item(slug="a", updated="2026-11-10 10:00:00"), *OTHERS)

    assert later[1] == "Second"
    assert listed() == later


def test_putting_the_merging_back_gives_each_its_records(lists: Lists) -> None:
    undo(Revision.objects.latest("pk"), by=None, source=WORKPLACE)

    assert own_links() == {"a": (lists.kept.pk, None), "b": (lists.merged.pk, None)}
    run(lists.folder, lists.second, *OTHERS)
    assert lists.status() == MeetingStatus.PUBLISHED
    assert Meeting.objects.get(pk=lists.merged.pk).status == MeetingStatus.ENDED


def test_records_follow_through_two_mergings_and_back(lists: Lists) -> None:
    third = Meeting.objects.get(source_links__key="far0", source_links__source=lists.first)

    merge_meetings(third, lists.kept, on=TODAY, by=None, source=ROAD)
    assert own_links() == {"a": (third.pk, lists.kept.pk), "b": (third.pk, lists.merged.pk)}

    undo(Revision.objects.latest("pk"), by=None, source=WORKPLACE)
    assert own_links() == {"a": (lists.kept.pk, None), "b": (lists.kept.pk, lists.merged.pk)}


def by_hand(folder: Path) -> tuple[Source, Meeting]:
    """A meeting that somebody entered, into which that of a source was merged."""
    source = make_source("first", withdraw_share_percent=20)
    run(folder, source, item(slug="a"), *OTHERS)
    kept = make_meeting()
    merge_meetings(kept, Meeting.objects.get(source_links__key="a"), on=TODAY, by=None, source=ROAD)
    return source, kept


def test_what_was_entered_by_hand_is_not_ended_by_a_source_whose_meeting_was_merged_into_it(tmp_path: Path) -> None:
    source, kept = by_hand(tmp_path)

    gone = run(tmp_path, source, *OTHERS, at=TOMORROW)

    kept.refresh_from_db()
    assert (figures(gone)[-1], kept.status) == (1, MeetingStatus.PUBLISHED)


def test_what_was_entered_by_hand_and_ended_by_hand_does_not_come_back_with_the_record(tmp_path: Path) -> None:
    source, kept = by_hand(tmp_path)
    run(tmp_path, source, *OTHERS, at=TOMORROW)
    end_meeting(kept, on=TOMORROW.date(), by=None, source=ROAD)

    run(tmp_path, source, item(slug="a"), *OTHERS, at=IN_TWO_DAYS)

    kept.refresh_from_db()
    assert kept.status == MeetingStatus.ENDED


def test_what_was_entered_by_hand_ends_where_a_person_decides_that_it_has(tmp_path: Path) -> None:
    source, kept = by_hand(tmp_path)
    Source.objects.update(withdraw_share_percent=0)
    source.refresh_from_db()
    waiting = run(tmp_path, source, *OTHERS, at=TOMORROW)

    decide_missing(waiting, [waiting.missing.get().pk], has_ended=True, by=None, source=ROAD)

    kept.refresh_from_db()
    assert kept.status == MeetingStatus.ENDED
