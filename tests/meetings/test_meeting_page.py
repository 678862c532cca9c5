"""The page of a meeting: everything one needs to go there, and nothing that leads to a locked door."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from groups.actions import save_group
from groups.kinds import ContactKind, GroupStatus
from groups.models import Contact
from history.actions import save
from interchange.records import Attendance
from meetings.actions import end_meeting, save_exception, save_meeting
from meetings.kinds import ExceptionKind, MeetingStatus
from meetings.models import Meeting, ScheduleException
from places.models import Visibility
from tests.meetings.visits import address_of, page, today_meeting
from tests.meetings.world import ROAD, make_group, make_meeting, make_rule, make_venue

pytestmark = pytest.mark.django_db


def test_a_meeting_says_everything_in_order(client: Client) -> None:
    venue = make_venue(bell="Klub", entrance="from the yard", step_free=True)
    meeting = today_meeting(venue=venue, access_notes="Passcode 123", notes={"en": "Bring tea."})

    content = page(client, address_of(meeting))

    said = [
        "When",
        "Next dates",
        "Who may come",
        "Where, and how to get in",
        "from the yard",
        "Klub",
        "Step-free access",
        "What happens",
    ]
    places = [content.index(one) for one in said]
    assert places == sorted(places)


def test_a_wrong_slug_leads_to_the_right_one(client: Client) -> None:
    meeting = today_meeting()

    response = client.get(f"/en/meetings/{meeting.public_id}/wrong/")

    assert (response.status_code, response.headers["Location"]) == (301, address_of(meeting))


def test_an_ended_meeting_is_a_tombstone(client: Client) -> None:
    meeting = today_meeting()
    end_meeting(meeting, on=timezone.localdate(), by=None, source=ROAD)

    response = client.get(address_of(meeting))

    assert response.status_code == 410
    assert "This meeting has ended." in response.content.decode()


def test_a_draft_is_not_found(client: Client) -> None:
    meeting = today_meeting(status=MeetingStatus.DRAFT)

    assert client.get(address_of(meeting)).status_code == 404


def test_a_meeting_of_an_ended_group_is_a_tombstone_too(client: Client) -> None:
    meeting = today_meeting(attendance=Attendance.HYBRID)
    meeting.group.status = GroupStatus.ENDED
    save_group(meeting.group, by=None, source=ROAD)

    response = client.get(address_of(meeting))

    content = response.content.decode()
    assert response.status_code == 410
    for left_out in ("Next dates", "example.org/room", "Hlavná 1"):
        assert left_out not in content


@pytest.mark.parametrize("pauses", ["the meeting", "the group"])
def test_what_is_paused_promises_no_dates(client: Client, pauses: str) -> None:
    meeting = today_meeting()
    if pauses == "the meeting":
        meeting.status = MeetingStatus.PAUSED
        save_meeting(meeting, by=None, source=ROAD)
    else:
        meeting.group.status = GroupStatus.PAUSED
        save_group(meeting.group, by=None, source=ROAD)

    content = page(client, address_of(meeting))

    assert "This meeting is paused at the moment." in content
    assert "Next dates" not in content


def moved_to(meeting: Meeting, **venue: object) -> ScheduleException:
    """Next week's date is in another house, at the same hour."""
    rule = meeting.rules.get()
    day = timezone.localdate() + timedelta(days=((rule.weekday or 0) - timezone.localdate().weekday()) % 7)
    there = make_venue((49.3, 18.8), name="Knižnica", street="Nová 9", city="Bytča", **venue)
    exception = ScheduleException(
        kind=ExceptionKind.MOVED, rule=rule, first_on=day, last_on=day, to_on=day, to_minute=rule.start_minute, to_venue=there
    )
    return save_exception(exception, by=None, source=ROAD)


def test_a_date_in_another_house_says_where(client: Client) -> None:
    meeting = today_meeting()
    moved_to(meeting)

    shown = page(client, address_of(meeting))
    found = page(client, "/en/meetings/?q=nadej")

    assert "at another place:</strong> Knižnica, Nová 9, Bytča" in " ".join(shown.split())
    assert "does not meet" not in shown
    assert "at another place:</strong> Bytča" in " ".join(found.split())


def test_a_date_in_a_hidden_house_does_not_tell_it(client: Client) -> None:
    meeting = today_meeting()
    moved_to(meeting, visibility=Visibility.ON_CONTACT)

    shown = page(client, address_of(meeting)) + page(client, "/en/meetings/?q=nadej")

    assert "Nová 9" not in shown
    assert "Knižnica" not in shown
    assert "Bytča" in shown


@pytest.mark.parametrize("name", ["Надежда", "!!!", "希望"])
def test_a_name_in_any_script_has_an_address(client: Client, name: str) -> None:
    meeting = today_meeting(name, group=make_group(name))

    assert meeting.slug == meeting.public_id
    assert name in page(client, address_of(meeting))
    assert name in page(client, "/en/meetings/")


def contact(meeting: Meeting, **fields: object) -> Contact:
    known = {"group": meeting.group, "kind": ContactKind.PHONE, "value": "+421 900 000 000", "is_public": True}
    return save(Contact(**{**known, "consent_on": timezone.localdate(), **fields}), by=None, source=ROAD)


def test_a_public_contact_is_one_touch_away(client: Client) -> None:
    meeting = today_meeting()
    contact(meeting)

    assert 'href="tel:+421900000000"' in page(client, address_of(meeting))


@pytest.mark.parametrize("kept", [{"is_public": False}, {"consent_until": timezone.localdate() - timedelta(days=1)}])
def test_a_contact_without_consent_is_not_shown(client: Client, kept: dict[str, object]) -> None:
    meeting = today_meeting()
    contact(meeting, **kept)

    assert "900" not in page(client, address_of(meeting))


def test_a_number_to_dial_in_works_with_its_conference_keys(client: Client) -> None:
    meeting = make_meeting(attendance=Attendance.ONLINE, phone="+1 646 555 0100, 123#")
    make_rule(meeting)

    assert 'href="tel:+16465550100,123%23"' in page(client, address_of(meeting))


def test_the_rule_of_an_online_meeting_elsewhere_names_its_clock(client: Client) -> None:
    meeting = make_meeting(attendance=Attendance.ONLINE)
    make_rule(meeting, zone="Europe/London")

    assert "Every Tuesday, 18:00 to 19:30 in the time zone Europe/London" in page(client, address_of(meeting))


def test_no_booking_is_not_said_where_one_should_ask_first(client: Client) -> None:
    meeting = make_meeting()
    make_rule(meeting, ask_first=True)

    content = page(client, address_of(meeting))

    assert "No booking." not in content
    assert "You do not have to speak." in content


def test_a_reason_in_another_language_says_so(client: Client) -> None:
    meeting = today_meeting()
    exception = moved_to(meeting)
    exception.reason = {"en": "This time at the library."}
    save_exception(exception, by=None, source=ROAD)

    assert '<span class="quiet" lang="en">This time at the library.</span>' in page(client, address_of(meeting, "sk"))
