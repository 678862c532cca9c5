"""What is personal: row 13 of "What real feeds contain, and what a good reader does"."""

from typing import Any

from interchange.reasons import HeldReason
from tests.interchange.feeds import (
    item,
    problems,
    read_items,
    record,
)

# Row 13: personal data


def test_personal_data_in_free_text_is_taken_out_and_held() -> None:
    found = record(
        notes="Enter from the yard. Password: sober1. Call Jane at 555-123-4567.",
        location_notes="Ask for Peter at the desk.",
        group_notes="Write to nadej@example.sk.",
        location="Dom kultúry (kontakt: Peter)",
    )

    assert found.notes == "Enter from the yard."
    assert found.venue is not None
    assert (found.venue.directions, found.venue.name, found.group.about) == ("At the desk.", "Dom kultúry", "")
    assert {(held.field_name, held.text, held.reason) for held in found.held} == {
        ("notes", "Password: sober1.", HeldReason.PASSWORD),
        ("notes", "Call Jane at 555-123-4567.", HeldReason.PHONE),
        ("location_notes", "Ask for Peter", HeldReason.NAME),
        ("group_notes", "Write to nadej@example.sk.", HeldReason.EMAIL),
        ("location", "kontakt: Peter", HeldReason.NAME),
    }


def test_passcodes_in_the_conference_fields_stay_as_access_notes() -> None:
    found = record(
        conference_url="https://zoom.us/j/1",
        conference_url_notes="Passcode: sober1. Write to jane@example.org for help.",
        conference_phone="+16699009128,,1#",
        conference_phone_notes="Passcode 123456, or dial +1 646 558 8656",
    )

    assert found.access_notes == "Passcode: sober1.\nPasscode 123456, or dial +1 646 558 8656"
    assert [(held.field_name, held.reason) for held in found.held] == [("conference_url_notes", HeldReason.EMAIL)]


def test_number_in_a_name_goes_and_the_town_stays() -> None:
    found = record(name="AA Bratislava 0905111222")

    assert found.name == "AA Bratislava"
    assert [(held.text, held.reason) for held in found.held] == [("0905111222", HeldReason.PHONE)]


def test_number_after_a_name_is_held_with_it_and_the_passcode_stays() -> None:
    found = record(conference_url="https://zoom.us/j/1", conference_url_notes="Passcode: 1234 call Mary 0903 123 456")

    assert found.access_notes == "Passcode: 1234"
    assert [held.text for held in found.held] == ["call Mary 0903 123 456"]


PRIVATE: dict[str, Any] = {
    "contact_1_name": "Jane D.",
    "contact_2_email": "jane@example.org",
    "contact_3_phone": "555-123-4567",
    "email": "group@example.org",
    "phone": 5551234567,
    "author": "Jane",
    "edit_url": "https://example.org/edit/1",
    "feedback_emails": ["a@example.org", "b@example.org"],
    "feedback_url": "mailto:c@example.org",
    "last_contact": "2026-01-01",
    "mailing_address": "Box 1",
    "entity_email": "office@example.org",
    "entity_phone": "+1-123-456-7890",
}


def test_contact_fields_never_reach_a_public_field() -> None:
    found = record(**PRIVATE)

    assert found == record() or found.held
    assert {held.field_name: held.text for held in found.held} == {
        **{name: str(value) for name, value in PRIVATE.items()},
        "feedback_emails": "a@example.org, b@example.org",
    }
    assert {held.reason for held in found.held} == {HeldReason.CONTACT}
    without_held = {name: getattr(found, name) for name in found.__slots__ if name != "held"}
    assert without_held == {name: getattr(record(), name) for name in found.__slots__ if name != "held"}


def test_problems_repeat_nothing_personal() -> None:
    (problem,) = problems(read_items(item(end_time="ask Jane at 555-123-4567 or jane@example.org, late")))

    assert problem.value == "late"
