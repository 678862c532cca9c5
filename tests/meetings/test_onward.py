"""What leads on from the page of a meeting: the next check, the calendar, the group, and what search engines are told."""

import json
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from groups.kinds import GroupStatus, Serves
from groups.models import Topic
from history.actions import save
from interchange.records import Attendance
from meetings.actions import end_meeting, save_exception
from meetings.kinds import ExceptionKind, MeetingStatus
from meetings.models import Meeting, ScheduleException
from places.models import Visibility
from tests.meetings.visits import address_of, page, today_meeting
from tests.meetings.world import ROAD, make_group, make_venue

pytestmark = pytest.mark.django_db
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>')


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, "The next check is due on "), (90, "The next check is due on "), (91, "The next check is due now."), (181, "")],
)
def test_the_next_check_is_said_until_the_listing_itself_says_that_it_is_old(client: Client, days: int, said: str) -> None:
    meeting = today_meeting(listed_on=timezone.localdate() - timedelta(days=days))

    found = re.search(r"The next check is due (on|now\.) ?", page(client, address_of(meeting)))

    assert (found.group(0) if found else "").strip() == said.strip()


def test_a_meeting_can_be_put_into_a_calendar_in_the_language_of_the_page(client: Client) -> None:
    meeting = today_meeting()

    assert f'href="/meetings.ics?ids={meeting.public_id}&amp;lang=sk"' in page(client, address_of(meeting, "sk"))


@pytest.mark.parametrize("status", [MeetingStatus.PAUSED, MeetingStatus.ENDED])
def test_what_does_not_take_place_is_in_no_calendar_and_told_to_no_machine(client: Client, status: MeetingStatus) -> None:
    meeting = today_meeting(status=status)

    content = page(client, address_of(meeting))

    assert "meetings.ics" not in content
    assert not SCRIPT.search(content)


def test_the_group_is_one_touch_away(client: Client) -> None:
    meeting = today_meeting()

    assert f'href="/en/groups/{meeting.group.public_id}/{meeting.group.slug}/"' in page(client, address_of(meeting))


def test_an_ended_meeting_of_a_group_that_went_on_names_its_successor(client: Client) -> None:
    successor = make_group("Nová")
    meeting = today_meeting(group=make_group("Stará", status=GroupStatus.ENDED, successor=successor))
    end_meeting(meeting, on=timezone.localdate(), by=None, source=ROAD)

    content = page(client, address_of(meeting))

    assert "The group went on as:" in content
    assert f'href="/en/groups/{successor.public_id}/{successor.slug}/"' in content


def told(client: Client, meeting: Meeting) -> dict[str, object]:
    """What machines are told of a meeting; {} where they are told nothing."""
    found = SCRIPT.search(page(client, address_of(meeting)))
    said: dict[str, object] = json.loads(found.group(1)) if found else {}
    return said


def test_a_public_meeting_is_told_to_search_engines_with_its_next_dates(client: Client) -> None:
    meeting = today_meeting(name="</script> & Nádej", group=make_group("Nádej"))

    found = told(client, meeting)

    assert found["name"] == "</script> & Nádej"
    assert found["url"] == f"http://testserver{address_of(meeting)}"
    assert [str(event["startDate"])[11:16] for event in found["subEvent"]] == ["23:55"] * 4  # type: ignore[attr-defined]


@pytest.mark.parametrize("by", ["meeting", "venue"])
@pytest.mark.parametrize("hidden", [Visibility.AREA_ONLY, Visibility.ON_CONTACT])
def test_a_hidden_house_is_told_to_no_machine(client: Client, hidden: Visibility, by: str) -> None:
    venue = make_venue(visibility=hidden if by == "venue" else Visibility.PUBLIC)
    meeting = today_meeting(venue=venue, visibility=hidden if by == "meeting" else Visibility.PUBLIC)

    assert told(client, meeting) == {}


def test_groups_of_young_people_and_sensitive_topics_are_told_to_no_machine(client: Client) -> None:
    young = today_meeting(group=make_group(fellowship="alateen", serves=Serves.MINORS), attendance=Attendance.ONLINE)
    discreet = today_meeting("Diskrétna", group=make_group("Diskrétna"))
    topic = save(Topic(slug="hiv", name={"en": "HIV"}, is_sensitive=True), by=None, source=ROAD)
    discreet.group.fellowship.topics.add(topic)

    assert (told(client, young), told(client, discreet)) == ({}, {})


def test_a_date_in_another_house_is_left_to_the_page(client: Client) -> None:
    meeting = today_meeting()
    today = timezone.localdate()
    moved = ScheduleException(
        kind=ExceptionKind.MOVED,
        rule=meeting.rules.get(),
        first_on=today,
        last_on=today,
        to_on=today,
        to_minute=1436,
        to_venue=make_venue(street="Skrytá 7", visibility=Visibility.AREA_ONLY),
    )
    save_exception(moved, by=None, source=ROAD)

    found = told(client, meeting)

    events: list[dict[str, str]] = found["subEvent"]  # type: ignore[assignment]
    assert [event["eventStatus"] for event in events if event["startDate"].startswith(str(today))] == [
        "https://schema.org/EventCancelled"
    ]
    assert "Skrytá" not in json.dumps(found, ensure_ascii=False)


def test_no_contact_and_no_link_to_join_by_is_told_to_a_machine(client: Client) -> None:
    meeting = today_meeting(attendance=Attendance.ONLINE)

    text = json.dumps(told(client, meeting))

    assert "example.org/room" not in text
    assert "+421" not in text
