"""The house field by field: what a person has set right stays, and the rest follows the source."""

from pathlib import Path
from typing import Any

import pytest

from accounts.care import MembershipRole
from accounts.models import User
from groups.models import Group
from imports.disagreeing import sides_of, take_theirs
from meetings.actions import save_meeting, save_venue
from meetings.kinds import MeetingStatus
from meetings.models import Meeting
from places.models import Venue, Visibility
from tests.imports.applying.disputes import disputed, imported, in_words, only_one
from tests.imports.world import entries, make_source, only_meeting, run
from tests.interchange.feeds import item
from tests.meetings.world import ROAD, make_venue
from tests.workplace.roles import give_role, make_body

pytestmark = pytest.mark.django_db

NEARBY = {"latitude": 48.14820, "longitude": 17.10680}
FAR = {"latitude": 48.2, "longitude": 17.2}


def edit_house(**fields: Any) -> None:
    """A coordinator sets the house right."""
    venue = only_meeting().venue
    assert venue
    for name, value in fields.items():
        setattr(venue, name, value)
    save_venue(venue, by=None, source=ROAD)


def house(*names: str) -> tuple[Any, ...]:
    """What stands in the house of the meeting."""
    venue = only_meeting().venue
    return tuple(getattr(venue, name) for name in names)


def test_a_name_of_the_house_is_taken_and_its_corrected_point_stays(tmp_path: Path) -> None:
    source = imported(tmp_path)
    edit_house(latitude=48.15, bell="Klub")

    run(tmp_path, source, item(location="Kultúrny dom"))

    assert house("name", "latitude", "bell") == ("Kultúrny dom", 48.15, "Klub")
    assert (Venue.objects.count(), disputed()) == (1, [])


def test_a_corrected_street_stays_until_the_source_changes_it_and_then_both_are_shown(tmp_path: Path) -> None:
    source = imported(tmp_path)
    edit_house(street="Obchodná 5a")

    run(tmp_path, source, item(location="Kultúrny dom"))
    assert (house("name", "street"), disputed()) == (("Kultúrny dom", "Obchodná 5a"), [])
    run(tmp_path, source, item(location="Kultúrny dom", formatted_address="Obchodná 7, 811 06 Bratislava, Slovakia"))

    assert (house("street"), disputed()) == (("Obchodná 5a",), ["address"])
    ours, theirs = in_words()
    assert ("Obchodná 5a" in ours, "Obchodná 7" in theirs) == (True, True)
    take_theirs(only_one(), by=None, source=ROAD)
    assert (house("street"), disputed()) == (("Obchodná 7",), [])


def test_a_corrected_point_is_not_moved_by_a_new_address(tmp_path: Path) -> None:
    source = imported(tmp_path)
    edit_house(**NEARBY)

    run(tmp_path, source, item(formatted_address="Obchodná 7, 811 06 Bratislava, Slovakia"))

    assert (house("street", "latitude"), disputed()) == (("Obchodná 7", NEARBY["latitude"]), [])


def test_a_point_that_both_changed_is_asked_about(tmp_path: Path) -> None:
    source = imported(tmp_path)
    edit_house(**NEARBY)

    run(tmp_path, source, item(**FAR))

    assert (house("latitude"), disputed()) == ((NEARBY["latitude"],), ["point"])


def test_another_house_is_another_row_and_no_question(tmp_path: Path) -> None:
    source = imported(tmp_path)
    edit_house(bell="Klub", visibility=Visibility.AREA_ONLY)

    run(tmp_path, source, item(location="Knižnica", formatted_address="Dlhá 1, 811 06 Bratislava, Slovakia", **FAR))

    assert house("name", "bell", "visibility") == ("Knižnica", "", Visibility.AREA_ONLY)
    assert (Venue.objects.count(), disputed()) == (2, [])


def test_a_yes_that_a_person_gave_is_not_taken_back_by_a_source(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, item(), *entries(1, types=["X"]))
    Meeting.objects.filter(source_links__key="m0").update(name="Iná")
    venue = Venue.objects.get(meetings__source_links__key="ranna-skupina")
    venue.step_free = True
    save_venue(venue, by=None, source=ROAD)

    run(tmp_path, source, item(location_notes="Dvere vľavo"), *entries(1, types=["X"]))

    venue.refresh_from_db()
    assert (str(venue.directions), venue.step_free) == ("Dvere vľavo", True)


def test_a_no_of_a_person_stays_while_the_source_says_yes_as_before(tmp_path: Path) -> None:
    source = imported(tmp_path, types=["X"])
    edit_house(step_free=False)
    run(tmp_path, source, item(types=["O"]), *entries(1, types=["X"]))

    run(tmp_path, source, item(types=["X"]), *entries(1, types=["X"]))

    assert Venue.objects.get(street="Obchodná 5").step_free is False


def test_the_house_that_a_person_chose_stays_when_the_link_changes(tmp_path: Path) -> None:
    source = imported(tmp_path)
    meeting, other = only_meeting(), make_venue(name="Knižnica")
    meeting.venue = other
    save_meeting(meeting, by=None, source=ROAD)

    run(tmp_path, source, item(types=["O"], conference_url="https://zoom.us/j/1"))

    assert (only_meeting().attendance, only_meeting().venue, disputed()) == ("hybrid", other, [])


def test_both_houses_are_shown_when_a_person_and_the_source_moved_the_meeting(tmp_path: Path) -> None:
    source = imported(tmp_path)
    meeting, other = only_meeting(), make_venue(name="Knižnica")
    meeting.venue = other
    save_meeting(meeting, by=None, source=ROAD)

    run(tmp_path, source, item(location="Fara", formatted_address="Dlhá 1, 811 06 Bratislava, Slovakia", **FAR))

    assert (only_meeting().venue, disputed()) == (other, ["venue"])
    assert in_words()[1] == "Fara, Dlhá 1, 811 06 Bratislava"
    take_theirs(only_one(), by=None, source=ROAD)
    assert (house("name"), disputed()) == (("Fara",), [])


def test_a_hidden_house_of_others_is_shown_by_its_town_alone(tmp_path: Path) -> None:
    mine = make_body("Naša")
    source = make_source(service_body=mine)
    run(tmp_path, source, item(), *entries(1))
    meeting, hidden = Meeting.objects.get(source_links__key="ranna-skupina"), Venue.objects.get(street="Obchodná 1")
    Group.objects.filter(meetings__venue=hidden).update(service_body=make_body("Cudzia"))
    hidden.visibility = Visibility.ON_CONTACT
    save_venue(hidden, by=None, source=ROAD)
    meeting.venue = make_venue(name="Knižnica")
    save_meeting(meeting, by=None, source=ROAD)
    run(tmp_path, source, item(formatted_address="Obchodná 1, 811 06 Bratislava, Slovakia"), *entries(1))
    editor = User.objects.create_user("editor@example.org", "not-a-real-password")
    give_role(editor, MembershipRole.EDITOR, mine)

    (sides,) = sides_of([only_one()], editor)

    assert (sides.theirs, sides.may_decide) == ("Bratislava", True)


def test_where_a_person_said_that_people_meet_in_a_room_they_keep_their_house(tmp_path: Path) -> None:
    source = imported(tmp_path, types=["O"], conference_url="https://zoom.us/j/1")
    meeting = only_meeting()
    meeting.attendance, meeting.online_url = "in_person", ""
    save_meeting(meeting, by=None, source=ROAD)

    run(tmp_path, source, item(types=["O", "TC"], conference_url="https://zoom.us/j/1"))

    assert (only_meeting().attendance, house("street"), disputed()) == ("in_person", ("Obchodná 5",), ["attendance"])


def test_a_pause_that_a_person_entered_stays_when_the_place_changes(tmp_path: Path) -> None:
    source = imported(tmp_path)
    meeting = only_meeting()
    meeting.status = MeetingStatus.PAUSED
    save_meeting(meeting, by=None, source=ROAD)

    run(tmp_path, source, item(location="Kultúrny dom"))

    assert (only_meeting().status, house("name")) == (MeetingStatus.PAUSED, ("Kultúrny dom",))
