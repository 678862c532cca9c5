"""Looking for listings of different lists that are one meeting, and what is written down of them."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from history.models import Revision
from history.road import WORKPLACE
from history.undoing import undo
from imports.duplicates import Looked, find_duplicates
from imports.kinds import DuplicateState, Likelihood
from imports.merging import call_different, merge_pair
from imports.models import DuplicatePair, Source
from meetings.actions import save_meeting, save_rule
from meetings.models import Meeting
from tests.imports.world import make_source, run
from tests.interchange.feeds import item
from tests.meetings.world import ROAD, make_group, make_meeting, make_rule, make_venue

pytestmark = pytest.mark.django_db

BRATISLAVA = (48.14816, 17.10674)
MONDAY = 0


@pytest.fixture
def somebody() -> User:
    return User.objects.create_superuser("somebody@example.org", "not-a-real-password")


def by_hand(name: str = "Ranna skupina", *, start_minute: int = 420, at: tuple[float, float] = BRATISLAVA) -> Meeting:
    """What a coordinator entered: the meeting of `item`, or nearly so."""
    meeting = make_meeting(name, group=make_group(name), venue=make_venue(at, street="Obchodna 5", city="Bratislava"))
    make_rule(meeting, weekday=MONDAY, start_minute=start_minute)
    return meeting


def rename(meeting: Meeting, name: str) -> None:
    meeting.name = name
    save_meeting(meeting, by=None, source=ROAD)


def two_lists(folder: Path) -> tuple[Source, Source]:
    """Two sources that both list one meeting."""
    first, second = make_source("first", title="First"), make_source("second", title="Second")
    run(folder, first, item())
    run(folder, second, item(slug="another", name="Ranná skupina AA"))
    return first, second


def test_a_meeting_of_two_lists_is_found(tmp_path: Path) -> None:
    two_lists(tmp_path)

    assert find_duplicates() == Looked(compared=2, new=1, again=0, gone=0)

    pair = DuplicatePair.objects.get()
    assert {pair.first.name, pair.second.name} == {"Ranná skupina", "Ranná skupina AA"}
    assert (pair.state, pair.likelihood, pair.metres, pair.minutes) == (DuplicateState.OPEN, Likelihood.SAME, 0, 0)
    assert pair.first_id < pair.second_id


def test_a_meeting_entered_by_hand_and_listed_is_found_and_two_by_hand_are_not(tmp_path: Path) -> None:
    run(tmp_path, make_source(), item())
    by_hand()
    by_hand()

    find_duplicates()

    listed = Meeting.objects.get(source_links__isnull=False)
    assert {listed.pk in (pair.first_id, pair.second_id) for pair in DuplicatePair.objects.all()} == {True}
    assert DuplicatePair.objects.count() == 2


def test_two_of_one_list_are_not_asked_about(tmp_path: Path) -> None:
    run(tmp_path, make_source(), item(), item(slug="another"))

    assert find_duplicates() == Looked(compared=2, new=0, again=0, gone=0)


@pytest.mark.parametrize(
    "changes", [{"day": 2}, {"time": "07:20"}, {"latitude": 48.2, "formatted_address": "Iná 7, 811 06 Bratislava"}]
)
def test_another_day_time_or_place_is_another_meeting(tmp_path: Path, changes: dict[str, object]) -> None:
    run(tmp_path, make_source("first"), item())
    run(tmp_path, make_source("second"), item(slug="another", **changes))

    assert find_duplicates().new == 0


def test_a_second_look_compares_only_what_has_changed(tmp_path: Path) -> None:
    first, _second = two_lists(tmp_path)
    run(tmp_path, make_source("third"), item(slug="far", day=3))
    find_duplicates()

    assert find_duplicates() == Looked(0, 0, 0, 0)

    run(tmp_path, first, item(name="Večerná"))
    assert find_duplicates() == Looked(compared=1, new=0, again=0, gone=0)
    assert DuplicatePair.objects.get().likelihood == Likelihood.LIKELY


def test_a_pair_that_is_none_any_more_goes(tmp_path: Path) -> None:
    run(tmp_path, make_source(), item())
    meeting = by_hand()
    find_duplicates()
    rule = meeting.rules.get()
    rule.start_minute = 600

    save_rule(rule, by=None, source=ROAD)

    assert find_duplicates().gone == 1
    assert not DuplicatePair.objects.exists()


def test_what_is_not_the_same_is_asked_again_only_when_both_have_changed(tmp_path: Path, somebody: User) -> None:
    source = make_source()
    run(tmp_path, source, item())
    meeting = by_hand()
    find_duplicates()
    call_different(DuplicatePair.objects.get(), at=timezone.now(), by=somebody)

    rename(meeting, "Ranná")
    assert (find_duplicates().again, DuplicatePair.objects.get().state) == (0, DuplicateState.DIFFERENT)

    run(tmp_path, source, item(name="Ranná skupina v meste"))
    assert (find_duplicates().again, DuplicatePair.objects.get().state) == (1, DuplicateState.OPEN)


def test_the_number_of_questions_does_not_grow_with_the_pairs(tmp_path: Path) -> None:
    def asked(count: int) -> int:
        for name in ("first", "second"):
            source = Source.objects.filter(slug=name).first() or make_source(name)
            run(tmp_path, source, *[item(slug=f"{name}{number}", time=f"{number + 6:02}:00") for number in range(count)])
        with CaptureQueriesContext(connection) as queries:
            find_duplicates(everything=True)
        return len(queries)

    asked(1)

    assert asked(2) == asked(5)
    assert DuplicatePair.objects.count() == 5


def test_the_command_says_what_it_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    two_lists(tmp_path)

    call_command("find_duplicates")
    call_command("find_duplicates", "--everything")

    assert capsys.readouterr().out.splitlines() == [
        "2 meetings looked at: 1 new pairs, 0 asked again, 0 no longer.",
        "2 meetings looked at: 0 new pairs, 0 asked again, 0 no longer.",
    ]


def test_a_merging_that_is_put_back_is_asked_about_again(tmp_path: Path, somebody: User) -> None:
    two_lists(tmp_path)
    find_duplicates()
    merge_pair(DuplicatePair.objects.get(), keeps_first=True, at=timezone.now(), by=somebody, source=WORKPLACE)
    assert find_duplicates().new == 0

    undo(Revision.objects.latest("pk"), by=somebody, source=WORKPLACE)

    assert find_duplicates().new == 1
    assert DuplicatePair.objects.get().state == DuplicateState.OPEN
