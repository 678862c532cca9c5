"""The change feed: what a mirror is told, and that it never misses anything."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from feeds.changes import pages
from groups.actions import save_group
from groups.kinds import GroupStatus
from groups.models import Fellowship
from history.actions import delete, save
from history.erasing import erase_old
from history.models import Revision
from meetings.actions import end_meeting, save_meeting
from meetings.kinds import MeetingStatus
from tests.feeds.mirror import Mirror, whole
from tests.meetings.visits import today_meeting
from tests.meetings.world import ROAD, make_group, make_meeting

pytestmark = pytest.mark.django_db
BY_TESTS: dict[str, Any] = {"by": None, "source": ROAD}


def test_a_new_mirror_gets_every_published_meeting(client: Client) -> None:
    meetings = [today_meeting(f"Skupina {number}") for number in range(3)]
    make_meeting("Návrh", status=MeetingStatus.DRAFT)

    found = whole(client)

    assert set(found) == {meeting.public_id for meeting in meetings}


def test_listing_says_all_that_everyone_may_know(client: Client) -> None:
    meeting = today_meeting(languages=("sk",))

    (found,) = whole(client).values()

    assert {name: value for name, value in found.items() if name not in {"rules", "changed_at"}} == {
        "id": meeting.public_id,
        "url": f"http://testserver/en/meetings/{meeting.public_id}/nadej/",
        "name": "Nádej",
        "fellowship": "aa",
        "programme": "AA",
        "group": {"id": meeting.group.public_id, "name": "Nádej"},
        "attendance": "in_person",
        "venue": {
            "id": meeting.venue.public_id,  # type: ignore[union-attr]
            "name": "Dom",
            "street": "Hlavná 1",
            "city": "Žilina",
            "country": "SK",
            "latitude": 49.2231,
            "longitude": 18.7394,
        },
        "languages": ["sk"],
    }
    assert found["rules"] == [
        {
            "id": str(meeting.rules.get().uid),
            "frequency": "weekly",
            "weekday": f"{timezone.localdate():%A}".lower(),
            "starts": "23:55",
            "minutes": 90,
            "zone": "Europe/Bratislava",
            "access": "open",
        }
    ]


def test_afterwards_only_what_has_changed_is_told(client: Client) -> None:
    first, _second = today_meeting("Prvá"), today_meeting("Druhá")
    mirror = Mirror(client).poll()

    nothing = mirror.poll().told
    first.name = "Iná"
    save_meeting(first, **BY_TESTS)
    something = mirror.poll().told

    assert (nothing, [item["name"] for item in something]) == ([], ["Iná"])


def test_what_has_left_is_a_tombstone_that_tells_nothing(client: Client) -> None:
    meeting = today_meeting()
    mirror = Mirror(client).poll()

    end_meeting(meeting, on=timezone.localdate(), **BY_TESTS)
    (told,) = mirror.poll().told

    ended_at = Revision.objects.order_by("pk").last().at  # type: ignore[union-attr]
    assert told == {"id": meeting.public_id, "gone": True, "at": ended_at.isoformat()}
    assert mirror.listings == {}


def test_of_a_deleted_meeting_the_mirror_hears(client: Client) -> None:
    meeting = today_meeting()
    mirror = Mirror(client).poll()

    delete(meeting, **BY_TESTS)

    assert [item["gone"] for item in mirror.poll().told] == [True]
    assert mirror.listings == {}


def test_a_meeting_that_was_never_published_never_appears(client: Client) -> None:
    today_meeting("Prvá")
    mirror = Mirror(client).poll()

    draft = make_meeting("Návrh", status=MeetingStatus.DRAFT)
    made = mirror.poll().told
    draft.name = "Iný"
    save_meeting(draft, **BY_TESTS)
    end_meeting(draft, on=timezone.localdate(), **BY_TESTS)
    ended = mirror.poll().told
    delete(draft, **BY_TESTS)

    assert (made, ended, mirror.poll().told) == ([], [], [])


def test_what_is_done_to_a_listing_after_it_has_left_is_not_told(client: Client) -> None:
    meeting = today_meeting()
    mirror = Mirror(client).poll()
    meeting.status = MeetingStatus.DRAFT
    save_meeting(meeting, **BY_TESTS)
    mirror.poll()

    meeting.name = "Iná"
    save_meeting(meeting, **BY_TESTS)

    assert mirror.poll().told == []


def test_group_that_ends_takes_its_meetings_along_and_brings_them_back(client: Client) -> None:
    meeting = today_meeting()
    mirror = Mirror(client).poll()

    meeting.group.status = GroupStatus.ENDED
    save_group(meeting.group, **BY_TESTS)
    gone = mirror.poll().told
    meeting.group.status = GroupStatus.ACTIVE
    save_group(meeting.group, **BY_TESTS)

    assert [item.get("gone") for item in gone] == [True]
    assert [item["id"] for item in mirror.poll().told] == [meeting.public_id]


def test_pages_follow_one_another(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "PAGE", 2)
    monkeypatch.setattr(pages, "STRETCH", 3)
    meetings = [today_meeting(f"Skupina {number}", group=make_group()) for number in range(5)]
    mirror = Mirror(client).poll()
    loaded = dict(mirror.listings)
    fellowship = Fellowship.objects.get()

    for meeting in meetings:
        meeting.name = f"Iná {meeting.pk}"
        save_meeting(meeting, **BY_TESTS)
    fellowship.abbreviation = {"en": "XX"}
    save(fellowship, **BY_TESTS)
    mirror.poll()

    assert len(loaded) == 5
    assert mirror.listings == whole(client)
    assert {(item["name"][:3], item["programme"]) for item in mirror.listings.values()} == {("Iná", "XX")}


def test_what_changes_while_the_whole_is_loaded_comes_after_it(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "PAGE", 1)
    first, second, third = (today_meeting(f"Skupina {number}") for number in range(3))
    mirror = Mirror(client)

    page = mirror.page()
    mirror.listings[first.public_id], mirror.cursor = page["items"][0], page["next"]
    first.name = "Iná"
    save_meeting(first, **BY_TESTS)
    end_meeting(second, on=timezone.localdate(), **BY_TESTS)
    mirror.poll()

    assert mirror.listings == whole(client)
    assert set(mirror.listings) == {first.public_id, third.public_id}


@pytest.mark.parametrize("since", ["x", "1", "c1", "c1-1-1", "w1", "c١-0", f"c{'9' * 40}-1", "c1-1\n", "-", "%00"])
def test_a_cursor_that_is_none_is_refused(client: Client, since: str) -> None:
    response = client.get("/changes", {"since": since})

    assert (response.status_code, response.headers["Content-Type"]) == (400, "application/problem+json")


@pytest.mark.parametrize("query", ["place=zilina", "lang=xx", "since=&page=2"])
def test_other_parameters_are_refused(client: Client, query: str) -> None:
    assert client.get(f"/changes?{query}").status_code == 400


def test_texts_are_in_the_language_asked_for(client: Client) -> None:
    today_meeting(notes={"en": "Ring twice.", "sk": "Zvoňte dvakrát."})

    told = json.loads(client.get("/changes?lang=sk").content)

    assert [item["notes"] for item in told["items"]] == ["Zvoňte dvakrát."]


@pytest.mark.parametrize("since", [f"c{'9' * 18}-0", f"c{'9' * 9}-1"])
def test_a_cursor_of_another_history_is_gone(client: Client, since: str) -> None:
    today_meeting()

    response = client.get("/changes", {"since": since})

    assert (response.status_code, json.loads(response.content)["title"]) == (410, "Gone")


def test_a_cursor_whose_history_is_erased_is_gone(client: Client) -> None:
    today_meeting()
    mirror = Mirror(client).poll()
    today_meeting()

    erase_old(timezone.now() + timedelta(days=4 * 365))

    assert client.get("/changes", {"since": mirror.cursor}).status_code == 410
    assert len(whole(client)) == 2
