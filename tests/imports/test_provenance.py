"""Who said what: a source is taken at its word field by field, and where a person has changed a field both are shown."""

from pathlib import Path

import pytest

from accounts.models import User
from history.models import Revision
from imports.disagreeing import keep_ours, sides_of, take_theirs
from imports.models import Disagreement, SourceMeeting
from tests.imports.disagreements import OURS, THEIRS, disagreement, edit
from tests.imports.world import TODAY, TOMORROW, figures, make_source, only_meeting, run
from tests.interchange.feeds import item
from tests.meetings.world import ROAD

pytestmark = pytest.mark.django_db


def shown(found: Disagreement) -> tuple[str, str]:
    """What both say, in words."""
    (sides,) = sides_of([found], User.objects.create_superuser("reads@example.org", "not-a-real-password"))
    return sides.ours, sides.theirs


def said_on(name: str) -> str:
    """Since when the source says what it says of a field."""
    return str(SourceMeeting.objects.get().said[name][1])


def test_of_each_field_it_is_known_since_when_the_source_says_so(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, item())
    what = {"name", "notes", "languages", "audiences_only", "facilities", "website", "formats"}
    how = {"attendance", "status", "venue", "group", "times", "zone", "access"}
    assert set(SourceMeeting.objects.get().said) == what | how

    run(tmp_path, source, item(notes="Nové"), at=TOMORROW)

    assert (said_on("name"), said_on("notes")) == (TODAY.isoformat(), TOMORROW.date().isoformat())


def test_values_themselves_are_not_kept(tmp_path: Path) -> None:
    run(tmp_path, make_source(), item(notes="Zvoňte dvakrát"))

    assert "Zvoňte" not in str(SourceMeeting.objects.get().said)


def test_what_a_person_changed_stays_when_another_field_changes(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, item())
    edit(name=OURS)

    run(tmp_path, source, item(notes="Nové"))

    assert (only_meeting().name, str(only_meeting().notes), Disagreement.objects.count()) == (OURS, "Nové", 0)


def test_a_field_that_nobody_changed_here_follows_its_source(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, item())

    run(tmp_path, source, item(name=THEIRS))

    assert (only_meeting().name, Disagreement.objects.count()) == (THEIRS, 0)


def test_where_both_changed_a_field_ours_stays_and_both_are_shown(tmp_path: Path) -> None:
    found = disagreement(tmp_path)

    assert (only_meeting().name, *shown(found)) == (OURS, OURS, THEIRS)


def test_the_same_word_again_is_nothing_new(tmp_path: Path) -> None:
    source = disagreement(tmp_path).named.source

    again = run(tmp_path, source, item(name=THEIRS))

    assert (figures(again), Disagreement.objects.count()) == ((0, 0, 1, 0, 0), 1)


def test_where_the_source_comes_to_say_what_stands_here_nobody_is_asked(tmp_path: Path) -> None:
    source = disagreement(tmp_path).named.source

    run(tmp_path, source, item(name=OURS))

    assert (only_meeting().name, Disagreement.objects.count()) == (OURS, 0)


def test_a_newer_word_of_the_source_takes_the_place_of_the_former(tmp_path: Path) -> None:
    source = disagreement(tmp_path).named.source

    run(tmp_path, source, item(name="Ešte skôr"))

    assert (only_meeting().name, Disagreement.objects.get().theirs) == (OURS, {"name": "Ešte skôr"})


def test_ours_is_kept_until_the_source_says_something_new(tmp_path: Path) -> None:
    found = disagreement(tmp_path)

    keep_ours(found)
    run(tmp_path, found.named.source, item(name=THEIRS, notes="Nové"))
    assert (only_meeting().name, Disagreement.objects.count()) == (OURS, 0)
    run(tmp_path, found.named.source, item(name="Ešte skôr"))

    assert (only_meeting().name, Disagreement.objects.count()) == (OURS, 1)


def test_theirs_is_taken_by_a_person_and_followed_from_then_on(tmp_path: Path) -> None:
    found = disagreement(tmp_path)

    take_theirs(found, by=None, source=ROAD)
    assert (only_meeting().name, Disagreement.objects.count()) == (THEIRS, 0)
    assert Revision.objects.latest("pk").road == ROAD.kind
    run(tmp_path, found.named.source, item(name="Ešte skôr"))

    assert (only_meeting().name, Disagreement.objects.count()) == ("Ešte skôr", 0)


def test_audiences_are_one_field(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, item(types=["O"]))
    edit(audiences_welcome=("women",))

    run(tmp_path, source, item(types=["O", "W"]))

    assert (only_meeting().audiences_welcome, only_meeting().audiences_only) == (("women",), ())
    theirs = Disagreement.objects.get().theirs
    assert (theirs["audiences_only"], theirs["audiences_welcome"]) == (["women"], [])
    take_theirs(Disagreement.objects.for_deciding().get(), by=None, source=ROAD)
    assert (only_meeting().audiences_welcome, only_meeting().audiences_only) == ((), ("women",))


def test_a_text_too_long_for_its_column_is_no_change_of_a_person(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, item(name="Skupina " * 60))

    run(tmp_path, source, item(name="Iná " * 90))

    assert (only_meeting().name.startswith("Iná Iná"), Disagreement.objects.count()) == (True, 0)


def test_a_record_of_which_nothing_is_remembered_is_taken_as_it_is(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, item())
    SourceMeeting.objects.update(said={})
    edit(name=OURS)

    run(tmp_path, source, item(name=THEIRS))

    assert (only_meeting().name, Disagreement.objects.count()) == (THEIRS, 0)
