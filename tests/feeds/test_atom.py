"""The Atom feed of a search: what changed last, and what has ended where everyone may know it."""

from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.utils import timezone

from feeds import newest
from meetings.actions import end_meeting, save_meeting, save_venue
from meetings.kinds import MeetingStatus
from meetings.merging import merge_meetings
from meetings.models import Meeting
from tests.feeds.visits import body
from tests.meetings.visits import today_meeting
from tests.meetings.world import ROAD, make_group

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def feed(client: Client, query: str = "when=any") -> ET.Element:
    return ET.fromstring(body(client, f"/meetings.atom?{query}"))  # noqa: S314  # our own


def titles(client: Client, query: str = "when=any") -> list[str]:
    return [str(one.findtext(f"{ATOM}title")) for one in feed(client, query).findall(f"{ATOM}entry")]


def rename(meeting: Meeting, name: str) -> None:
    meeting.name = name
    save_meeting(meeting, by=None, source=ROAD)


def test_what_changed_last_comes_first(client: Client) -> None:
    first, _second = today_meeting("Prvá"), today_meeting("Druhá")

    rename(first, "Prvá znova")

    assert titles(client) == ["Prvá znova", "Druhá"]


def test_a_change_of_the_house_is_one_of_its_meetings(client: Client) -> None:
    first, _second = today_meeting("Prvá"), today_meeting("Druhá")

    assert first.venue
    first.venue.street = "Iná 2"
    save_venue(first.venue, by=None, source=ROAD)

    assert titles(client) == ["Prvá", "Druhá"]


def test_feed_is_called_by_the_sentence_of_the_search_and_leads_to_its_page(client: Client) -> None:
    found = feed(client, "who=family&when=any&lang=sk")

    assert found.get("{http://www.w3.org/XML/1998/namespace}lang") == "sk"
    assert found.findtext(f"{ATOM}title") not in {"", None}
    assert [one.get("href") for one in found.findall(f"{ATOM}link")] == [
        "http://testserver/meetings.atom?who=family&when=any&lang=sk",
        "http://testserver/sk/meetings/?who=family&when=any",
    ]


def test_entries_keep_their_names_whatever_changes(client: Client) -> None:
    meeting = today_meeting()
    before = [one.findtext(f"{ATOM}id") for one in feed(client).findall(f"{ATOM}entry")]

    rename(meeting, "Iná")

    assert [one.findtext(f"{ATOM}id") for one in feed(client).findall(f"{ATOM}entry")] == before
    assert before == [f"tag:testserver,2026:meeting/{meeting.public_id}"]


def test_of_many_those_come_that_changed_last(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(newest, "MOST", 3)
    monkeypatch.setattr(newest, "STEP", 2)
    meetings = [today_meeting(f"Skupina {number}", group=make_group()) for number in range(8)]

    for number in (1, 4, 2):
        rename(meetings[number], f"Iná {number}")

    assert titles(client)[:3] == ["Iná 2", "Iná 4", "Iná 1"]
    assert len(titles(client)) < 8


def test_where_few_have_changed_lately_others_fill_the_feed(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(newest, "MOST", 3)
    monkeypatch.setattr(newest, "STEPS", 0)
    for number in range(5):
        today_meeting(f"Skupina {number}")

    assert len(titles(client)) == 3


def test_a_meeting_that_ended_is_told_to_those_who_follow_its_group(client: Client) -> None:
    group = make_group("Nádej")
    meeting = today_meeting("Prvá", group=group)
    draft = today_meeting("Návrh", group=group, status=MeetingStatus.DRAFT)
    end_meeting(meeting, on=timezone.localdate(), by=None, source=ROAD)

    (entry,) = feed(client, f"group={group.public_id}&when=any").findall(f"{ATOM}entry")

    assert entry.findtext(f"{ATOM}title") == "Prvá"
    assert entry.findtext(f"{ATOM}summary") == "This meeting has ended. Please do not go there."
    assert titles(client, f"ids={meeting.public_id},{draft.public_id}") == ["Prvá"]
    assert titles(client, "fellowship=aa&when=any") == ["Prvá"]


def test_a_meeting_that_was_merged_is_not_said_to_have_ended(client: Client) -> None:
    kept, merged = today_meeting("Nádej", group=make_group("A")), today_meeting("Nadej", group=make_group("B"))
    merge_meetings(kept, merged, on=timezone.localdate(), by=None, source=ROAD)

    assert titles(client, f"ids={merged.public_id}") == ["Nádej"]
    assert titles(client, f"group={merged.group.public_id}&when=any") == []


@pytest.mark.parametrize(
    "query", ["when=any", "group={}&at=49.22,18.74&when=any", "group={}&from=18:00&when=any", "group={}&how=online&when=any"]
)
def test_where_or_when_what_ended_was_is_not_told(client: Client, query: str) -> None:
    meeting = today_meeting("Prvá")
    end_meeting(meeting, on=timezone.localdate(), by=None, source=ROAD)

    assert titles(client, query.format(meeting.group.public_id)) == []
