"""What a run that waits would change in a listing, field by field, is what happens when it is let through."""

from pathlib import Path
from typing import Any

import pytest

from accounts.models import User
from groups.models import Group
from imports.actions import apply_waiting
from imports.applying.fields import FIELDS, FORMATS, RULE_FIELDS
from imports.field_words import label, ours_in_words
from imports.foreseen import ForeseenUpdate, Planned, foreseen_updates
from imports.models import ImportRun
from meetings.actions import save_meeting
from meetings.models import Meeting
from places.models import Venue
from tests.imports.waiting import LISTED, meeting_of, waiting_run
from tests.imports.world import entries, make_source, run
from tests.meetings.world import ROAD

pytestmark = pytest.mark.django_db

CHANGES: list[dict[str, Any]] = [
    {"notes": "Vchod z dvora", "url": "https://example.org/one"},
    {"time": "19:00", "end_time": "20:00"},
    {"types": ["C", "BE"]},
    {"location": "Nový dom"},
    {"location_notes": "Zvoňte"},
    {"name": "Nové meno", "group": "Nová skupina"},
    {"formatted_address": "Laurinská 5, 811 01 Bratislava, Slovakia"},
    {"conference_url": "https://zoom.us/j/1", "attendance_option": "hybrid"},
    {"attendance_option": "online", "conference_url": "https://zoom.us/j/1"},
    {"notes": "Vchod z dvora", "time": "19:00", "end_time": "20:00", "types": ["C"], "location": "Nový dom"},
]


def only_update(waiting: ImportRun, user: User | None = None) -> ForeseenUpdate:
    """What would become of the one listing that changes."""
    planned = Planned.of(waiting)
    user = user or User.objects.create_superuser("all@example.org", "not-a-real-password")
    (only,) = foreseen_updates(waiting, planned.updated, planned, user)
    return only


def told(update: ForeseenUpdate) -> dict[str, tuple[str, str]]:
    return {field.label: (field.before, field.after) for field in update.fields}


def words_now(meeting: Meeting) -> dict[str, str]:
    """Every field of a listing, as the page calls it, and what stands there."""
    found = {label(Meeting, name): ours_in_words(meeting, name) for name in (*FIELDS[Meeting], *RULE_FIELDS, FORMATS)}
    found |= {label(Group, name): ours_in_words(meeting.group, name) for name in FIELDS[Group]}
    house = {label(Venue, name): ours_in_words(meeting.venue, name) for name in FIELDS[Venue] if meeting.venue and name != "name"}
    return found | house | {"Name of the house": meeting.venue.name if meeting.venue else ""}


def test_a_change_is_shown_field_by_field_as_it_stands_and_as_it_would(tmp_path: Path) -> None:
    waiting = waiting_run(tmp_path, notes="Vchod z dvora", time="19:00", end_time="20:00", types=["C"], name="Nové meno")

    fields = told(only_update(waiting))

    assert fields["Notes"] == ("", "Vchod z dvora")
    assert fields["When it meets"] == ("Every Monday, 07:00 to 08:00", "Every Monday, 19:00 to 20:00")
    assert "Who may come" in fields


@pytest.mark.parametrize("changes", CHANGES, ids="-".join)
def test_what_is_foreseen_is_what_happens(tmp_path: Path, changes: dict[str, Any]) -> None:
    waiting = waiting_run(tmp_path, **changes)
    before = words_now(meeting_of("m0"))
    announced = told(only_update(waiting))

    apply_waiting(waiting, by=None)

    after = words_now(meeting_of("m0"))
    assert announced != {}
    assert {name: (before[name], after[name]) for name in announced} == announced


def test_what_somebody_changed_here_is_said_to_stay(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, *entries(LISTED))
    meeting = meeting_of("m0")
    meeting.name = "Ráno v dome kultúry"
    save_meeting(meeting, by=None, source=ROAD)
    waiting = run(tmp_path, source, *[{**entries(1)[0], "name": "Iné meno"}])

    (field,) = [one for one in only_update(waiting).fields if one.label == "Name"]

    assert (field.before, field.after, field.stays) == ("Ráno v dome kultúry", "Iné meno", True)


def test_it_tells_how_the_listing_stands_now(tmp_path: Path) -> None:
    waiting = waiting_run(tmp_path, notes="Vchod z dvora")
    user = User.objects.create_superuser("all@example.org", "not-a-real-password")
    meeting = meeting_of("m0")
    meeting.notes = {"sk": "Vchod z ulice"}
    save_meeting(meeting, by=None, source=ROAD)

    (field,) = only_update(waiting, user).fields

    assert (field.before, field.after, field.stays) == ("Vchod z ulice", "Vchod z dvora", True)


def test_another_house_is_told_with_both_addresses(tmp_path: Path) -> None:
    waiting = waiting_run(tmp_path, formatted_address="Laurinská 5, 811 01 Bratislava, Slovakia")

    texts = " ".join(f"{before} → {after}" for before, after in told(only_update(waiting)).values())

    assert "Obchodná 1" in texts.partition("→")[0]
    assert "Laurinská 5" in texts.partition("→")[2]


def test_records_with_other_keys_are_shown_as_the_meetings_that_they_are(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, *entries(LISTED))
    renamed = {**entries(1)[0], "slug": "moved", "notes": "Vchod z dvora"}
    waiting = run(tmp_path, source, renamed)

    planned = Planned.of(waiting)

    assert (planned.created, planned.updated, planned.former) == ([], ["moved"], {"moved": "m0"})
    assert told(only_update(waiting))["Notes"] == ("", "Vchod z dvora")
