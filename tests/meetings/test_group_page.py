"""The page of a group: its conditions before all else, all its meetings, and what it says of itself."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from groups.actions import save_service_body
from groups.kinds import BodyKind, ContactKind, Cost, Feedback, GroupStatus, LedBy, ProfessionalRole, Serves, UsualSize
from groups.models import Contact, ServiceBody
from history.actions import save
from interchange.records import Access
from meetings.actions import end_meeting
from meetings.group_page import group_page
from meetings.kinds import MeetingKind, MeetingStatus
from places.models import Visibility
from tests.meetings.groups import address_of, weekly
from tests.meetings.visits import page
from tests.meetings.world import NOW, ROAD, WEDNESDAY, make_group, make_rule, make_venue

pytestmark = pytest.mark.django_db

IN_ORDER = [
    "Before you come",
    "Come sober.",
    "We began in 1990.",
    "Utorok",
    "Who may come",
    "We read and talk.",
    "One speaks at a time.",
    "We end with a moment of silence.",
    "Besides the meetings",
    "Ples",
    "https://example.org/nadej",
]


def test_a_group_says_everything_in_order(client: Client) -> None:
    group = make_group(
        attendance_conditions={"en": "Come sober."},
        about={"en": "We began in 1990."},
        what_happens={"en": "We read and talk."},
        rules={"en": "One speaks at a time."},
        closing={"en": "We end with a moment of silence."},
        website="https://example.org/nadej",
    )
    weekly("Utorok", group)
    weekly("Ples", group, kind=MeetingKind.SOCIAL)

    content = page(client, address_of(group))

    places = [content.find(one) for one in IN_ORDER]
    assert -1 not in places
    assert places == sorted(places)


def test_what_a_group_says_of_itself_is_said_in_plain_words() -> None:
    group = make_group(
        cost=Cost.VOLUNTARY,
        feedback=Feedback.NONE,
        led_by=LedBy.PEER,
        professional_role=ProfessionalRole.INVITED,
        usual_size=UsualSize.SMALL,
        has_sponsors=True,
        purposes=["support", "social"],
    )

    facts = {fact.label: " ".join(one.text for one in fact.sentences) for fact in group_page(group, now=NOW).facts}

    assert facts == {
        "What it costs": "Free: a basket may be passed round, newcomers need not give.",
        "When you speak": "You speak without being interrupted; nobody comments or gives advice.",
        "Who leads": "Members lead the meetings in turn; they have the same experience as you.",
        "Professionals": "Professionals come only as invited guests, to tell something or to answer questions.",
        "How many people": "Usually up to 8 people come.",
        "Sponsors": "The group helps you to find a sponsor: an experienced member who goes through the programme with you.",
        "What it is for": "Support and company",
    }


def test_what_a_group_has_not_said_is_left_out() -> None:
    assert group_page(make_group(), now=NOW).facts == []


def test_meetings_come_by_weekday_and_time_with_their_next_date() -> None:
    group = make_group()
    weekly("Streda", group, rule={"weekday": WEDNESDAY})
    weekly("Utorok neskôr", group, rule={"start_minute": 1200})
    weekly("Utorok", group)

    found = [(one.meeting.name, one.next.day if one.next else "") for one in group_page(group, now=NOW).meetings]

    assert found == [
        ("Utorok", "Today, Tuesday 24 November"),
        ("Utorok neskôr", "Today, Tuesday 24 November"),
        ("Streda", "Tomorrow, Wednesday 25 November"),
    ]


def test_who_may_come_is_said_once_where_it_is_the_same_everywhere() -> None:
    group = make_group()
    weekly("Utorok", group)
    weekly("Streda", group, rule={"weekday": WEDNESDAY})

    assert [one.text for one in group_page(group, now=NOW).who] == ["Anyone may come, also family, friends and professionals."]


def test_who_may_come_is_said_by_each_rule_where_it_differs() -> None:
    group = make_group()
    meeting = weekly("Utorok", group)
    make_rule(meeting, weekday=WEDNESDAY, access=Access.CLOSED)

    found = group_page(group, now=NOW)

    assert found.who == []
    assert [[one.text for one in line.who] for line in found.meetings[0].rules] == [
        ["Anyone may come, also family, friends and professionals."],
        ["Only for people who have this problem themselves, or think they might."],
    ]


def test_what_has_ended_or_is_only_a_draft_is_not_among_the_meetings() -> None:
    group = make_group()
    weekly("Utorok", group)
    weekly("Návrh", group, status=MeetingStatus.DRAFT)
    end_meeting(weekly("Koniec", group), on=timezone.localdate(), by=None, source=ROAD)

    assert [one.meeting.name for one in group_page(group, now=NOW).meetings] == ["Utorok"]


def test_what_pauses_promises_no_date(client: Client) -> None:
    group = make_group()
    weekly("Utorok", group, status=MeetingStatus.PAUSED)

    content = page(client, address_of(group))

    assert "This meeting is paused at the moment." in content
    assert "Next:" not in content


def test_a_group_that_pauses_says_so(client: Client) -> None:
    group = make_group(status=GroupStatus.PAUSED)
    weekly("Utorok", group)

    assert "This group pauses at the moment." in page(client, address_of(group))


@pytest.mark.parametrize("hidden", [Visibility.AREA_ONLY, Visibility.ON_CONTACT])
@pytest.mark.parametrize("by", ["meeting", "venue"])
def test_a_hidden_house_is_not_told(client: Client, hidden: Visibility, by: str) -> None:
    venue = make_venue(
        name="Tajný dom", street="Skrytá 7", bell="Zvonček", visibility=hidden if by == "venue" else Visibility.PUBLIC
    )
    group = make_group()
    weekly("Utorok", group, venue=venue, visibility=hidden if by == "meeting" else Visibility.PUBLIC)

    content = page(client, address_of(group))

    assert "Žilina" in content
    assert not any(secret in content for secret in ("Tajný dom", "Skrytá 7", "Zvonček", "49.2231", "18.7394"))


def test_only_public_contacts_are_shown(client: Client) -> None:
    group = make_group()
    known = {"group": group, "kind": ContactKind.PHONE, "consent_on": timezone.localdate()}
    for value, is_public, until in (
        ("+421 900 000 001", True, None),
        ("+421 900 000 002", False, None),
        ("+421 900 000 003", True, timezone.localdate() - timedelta(days=1)),
    ):
        save(Contact(**known, value=value, is_public=is_public, consent_until=until), by=None, source=ROAD)

    content = page(client, address_of(group))

    assert [f"+421 900 000 00{number}" in content for number in (1, 2, 3)] == [True, False, False]


def test_the_body_in_whose_care_it_is_answers_where_the_group_does_not(client: Client) -> None:
    body = save_service_body(ServiceBody(name="Intergrupa", kind=BodyKind.INTERGROUP), by=None, source=ROAD)
    save(
        Contact(service_body=body, kind=ContactKind.MAIL, value="a@example.org", is_public=True, consent_on=timezone.localdate()),
        by=None,
        source=ROAD,
    )
    group = make_group(service_body=body)

    content = page(client, address_of(group))

    assert "mailto:a@example.org" in content
    assert "Intergrupa" in content


def test_a_page_for_relatives_can_be_left(client: Client) -> None:
    group = make_group(fellowship="al-anon", serves=Serves.RELATIVES)

    assert "Leave this page" in page(client, address_of(group))


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow_with_meetings(client: Client, rows: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    group = make_group()
    for number in range(rows):
        weekly(f"Utorok {number}", group)
        weekly(f"Ples {number}", group, kind=MeetingKind.SOCIAL)

    with django_assert_num_queries(11):
        assert client.get(address_of(group)).status_code == 200
