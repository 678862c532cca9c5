"""*Something has changed*: the public fields of one listing, without signing in."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.care import MembershipRole
from groups.models import Group
from history.models import Revision
from meetings.models import Meeting, ScheduleException
from tests.meetings.visits import page
from tests.meetings.world import make_group, make_venue
from tests.upkeep.holding_world import aged_meeting, make_holder
from tests.upkeep.test_confirm import asked
from tests.workplace.forms import filled_in
from upkeep.models import Suggestion

pytestmark = pytest.mark.django_db


@pytest.fixture
def group() -> Group:
    return make_group("Nádej")


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits two seconds between opening the form and sending it."""
    monkeypatch.setattr("upkeep.public_forms.QUICKEST", timedelta(0))


def editor_link(meeting: Meeting, role: MembershipRole = MembershipRole.EDITOR) -> str:
    return asked(make_holder(on=meeting.group, role=role), meeting)


def change(client: Client, address: str, **changes: Any) -> Any:
    return client.post(f"{address}/changed", filled_in(client, f"{address}/changed", **changes))


def rule_key(meeting: Meeting, name: str) -> str:
    return f"rule-{meeting.rules.get().uid.hex}-{name}"


def test_holder_changes_the_time_and_thereby_confirms(client: Client, group: Group) -> None:
    meeting = aged_meeting(80, group=group)
    address = editor_link(meeting)
    before = Revision.objects.count()

    answer = change(client, address, **{rule_key(meeting, "start_minute"): "17:15", "venue-bell": "Klub"})

    meeting.refresh_from_db()
    revision = Revision.objects.latest("pk")
    assert (answer.status_code, answer.headers["Location"]) == (303, address)
    assert (meeting.rules.get().start_minute, meeting.venue and meeting.venue.bell) == (17 * 60 + 15, "Klub")
    assert (meeting.confirmed_on, meeting.confirmed_by) == (timezone.localdate(), "group")
    assert (Revision.objects.count() - before, revision.road) == (1, "mail")
    assert "Your changes are saved and public." in page(client, address)


def test_change_works_once(client: Client, group: Group) -> None:
    meeting = aged_meeting(80, group=group)
    address = editor_link(meeting)
    sent = filled_in(client, f"{address}/changed", **{"meeting-name": "Prvá"})

    client.post(f"{address}/changed", sent)
    client.post(f"{address}/changed", {**sent, "meeting-name": "Druhá"})

    meeting.refresh_from_db()
    assert meeting.name == "Prvá"


def test_what_changed_since_by_another_road_is_not_changed_back(client: Client, group: Group) -> None:
    meeting = aged_meeting(80, group=group)
    address = editor_link(meeting)
    sent = filled_in(client, f"{address}/changed", **{"meeting-name": "Nová"})
    meeting.rules.update(start_minute=1000)

    client.post(f"{address}/changed", sent)

    assert meeting.rules.get().start_minute == 1000


def test_confirmer_makes_a_suggestion(client: Client, group: Group) -> None:
    meeting = aged_meeting(80, group=group)
    address = editor_link(meeting, MembershipRole.CONFIRMER)

    change(client, address, **{rule_key(meeting, "start_minute"): "17:15", "text": "Od januára."})

    suggestion = Suggestion.objects.get()
    assert meeting.rules.get().start_minute == 1080
    assert suggestion.proposed == {rule_key(meeting, "start_minute"): "17:15"}
    assert (suggestion.by and suggestion.by.email, suggestion.text) == ("jana@example.org", "Od januára.")
    assert "Nothing is public yet." in page(client, address)


def test_house_of_others_is_suggested_not_changed(client: Client, group: Group) -> None:
    venue = make_venue()
    meeting = aged_meeting(80, group=group, venue=venue)
    aged_meeting(1, name="Cudzia", venue=venue)

    change(client, editor_link(meeting), **{"venue-bell": "Klub"})

    venue.refresh_from_db()
    assert (venue.bell, Suggestion.objects.get().proposed) == ("", {"venue-bell": "Klub"})


def test_move_to_another_building_leaves_the_old_one_as_it_is(client: Client, group: Group) -> None:
    old = make_venue()
    meeting = aged_meeting(80, group=group, venue=old)

    change(client, editor_link(meeting), **{"venue-street": "Nová 5", "is_elsewhere": "on"})

    meeting.refresh_from_db()
    old.refresh_from_db()
    assert (meeting.venue and meeting.venue.street, old.street) == ("Nová 5", "Hlavná 1")


def test_break_is_entered_as_a_closure(client: Client, group: Group) -> None:
    meeting = aged_meeting(80, group=group)
    until = timezone.localdate() + timedelta(days=30)

    change(client, editor_link(meeting), not_until=until.isoformat())

    pause = ScheduleException.objects.get()
    assert (pause.kind, pause.first_on, pause.last_on) == ("cancelled", timezone.localdate(), until)


@pytest.mark.parametrize("wrong", [{"not_until": "2001-01-01"}, {"meeting-name": ""}, {"meeting-online_url": "x y"}, {}])
def test_mistake_keeps_what_was_typed(client: Client, group: Group, wrong: dict[str, str]) -> None:
    meeting = aged_meeting(80, group=group)

    answer = change(client, editor_link(meeting), **wrong)

    assert answer.status_code == 200
    assert "<title>Error:" in answer.content.decode()


def test_listing_that_would_contradict_itself_is_refused_in_words(client: Client, group: Group) -> None:
    meeting = aged_meeting(80, group=group, attendance="online")
    address = editor_link(meeting)

    answer = change(client, address, **{"meeting-online_url": "", "meeting-phone": "", "meeting-name": "Iná"})

    meeting.refresh_from_db()
    assert "Give the online link or a number to dial in" in answer.content.decode()
    assert meeting.name == "Nádej"


def test_form_shows_nothing_hidden(client: Client, group: Group) -> None:
    meeting = aged_meeting(80, group=group, visibility="on_contact", is_link_on_request=True, access_notes="heslo")

    content = page(client, f"{editor_link(meeting)}/changed")

    assert not [one for one in ("Hlavná", "heslo", "venue-") if one in content]
