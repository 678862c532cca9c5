"""Someone can meet you: said where it can be done, and where it cannot said before anybody writes; who writes for a patient names
nobody."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from groups.actions import save_service_body
from groups.kinds import BodyKind, ContactKind, ContactRole, GroupStatus
from groups.models import Contact, Group, ServiceBody
from history.actions import save
from meetings.reach import reach_of
from tests.mail import Mailbox, text_of
from tests.meetings.visits import address_of, page, queries, today_meeting
from tests.meetings.world import ROAD, make_group
from tests.upkeep.holding_world import days_ago, make_body, now
from tests.upkeep.test_relay import SECRET, address, make_mailbox, write
from upkeep.models import UndeliveredMessage

pytestmark = pytest.mark.django_db
FOR_ANOTHER = {"is_for_another": "on"}


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("upkeep.public_forms.QUICKEST", timedelta(0))


def make_line(**fields: object) -> Contact:
    known = {"kind": ContactKind.PHONE, "role": ContactRole.OFFICE, "value": "+421 2 555 111", "is_public": True}
    return save(Contact(**{**known, "consent_on": days_ago(5), **fields}), by=None, source=ROAD)


def step(client: Client, group: Group) -> str:
    """What the page of a meeting says of writing to the group, in one line."""
    content = page(client, address_of(today_meeting(group=group)))
    return " ".join(content.split())


def test_meeting_offers_that_somebody_meets_you_and_says_how_soon_they_answer(client: Client) -> None:
    group = make_group(meets_at_door=True, answers_within_days=3)
    make_mailbox(group)

    content = step(client, group)

    assert f'href="{address(group)}">Someone can meet you: write to the group</a>' in content
    assert "The group usually answers within 3 days." in content
    assert "cannot be written to" not in content


def test_group_without_a_mailbox_says_so_and_names_a_helpline(client: Client) -> None:
    content = step(client, make_group())

    assert "This group cannot be written to through this site." in content
    assert 'href="/en/help/?kind=helpline">Or call a helpline</a>' in content
    assert "/message/" not in content


def test_group_without_a_mailbox_leads_to_its_own_line_else_to_its_body(client: Client) -> None:
    own, of_body = make_group("Nádej"), make_group("Iskra", service_body=make_body("Sever"))
    south = ServiceBody(name="Juh", kind=BodyKind.REGION, website="https://example.org/juh")
    linked = make_group("Prameň", service_body=save_service_body(south, by=None, source=ROAD))
    make_line(group=own)
    make_line(service_body=of_body.service_body)

    told = [step(client, group) for group in (own, of_body, linked)]

    assert "How to reach it stands above." in told[0]
    assert "Its service body can help: how to reach it stands above." in told[1]
    assert 'href="https://example.org/juh" rel="noreferrer noopener">Ask Juh (leaves this site)</a>' in told[2]


def test_lists_learn_in_one_query_to_whom_one_can_write(client: Client) -> None:
    body = make_body("Sever")
    groups = [
        make_group("Nádej"),
        make_group("Iskra", service_body=body),
        make_group("Sama"),
        make_group("Stará", service_body=body),
    ]
    make_mailbox(groups[0])
    make_mailbox(None, service_body=body, value="sever@example.org")
    make_mailbox(groups[2], consent_until=days_ago(1))
    groups[3].status = GroupStatus.ENDED

    with CaptureQueriesContext(connection) as queries:
        reached = reach_of(groups, now())

    assert {key for key, reach in reached.items() if reach.mailbox} == {groups[0].pk, groups[1].pk}
    assert len(queries) == 1
    assert reach_of([], now()) == {}


def test_page_asks_as_many_questions_with_many_contacts_as_with_one(client: Client) -> None:
    group = make_group()
    at = address_of(today_meeting(group=group))
    make_line(group=group, opening="Mo-Fr 09:00-17:00")
    client.get(at)
    one = queries(client, at)

    for number in range(3):
        make_line(group=group, value=f"+421 2 555 11{number}")
    client.get(at)

    assert queries(client, at) == one


def test_message_page_says_how_soon_the_group_answers(client: Client) -> None:
    group = make_group(answers_within_days=1)
    make_mailbox(group)

    content = " ".join(page(client, address(group)).split())

    assert "The group usually answers within a day. Nobody is told whether you come." in content
    assert "it often takes some days" not in content


def test_message_for_another_person_says_so(mailbox: Mailbox, client: Client) -> None:
    group = make_group(meets_at_door=True)
    make_mailbox(group)
    meeting = today_meeting(group=group)
    choice = page(client, address(group)).partition(f'value="{meeting.public_id} ')[2].partition('"')[0]

    write(client, group, **FOR_ANOTHER, door=f"{meeting.public_id} {choice}", reply_to="+421 900 123 456")

    text = text_of(mailbox.wait_for())
    assert "Whoever writes does so for another person, and answers are for the writer." in text
    assert "Please meet the person at the door:" in text
    assert "+421 900 123 456" in text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Pacientka Jana Nováková by rada prišla.", "“Jana Nováková” looks like somebody’s name."),
        ("Muž, 805512/1234, by rád prišiel.", "“805512/1234” looks like a birth number or a date of birth."),
        ("Volajte 0905 123 456.", "looks like a telephone number; your own belongs in the field below."),
        ("Je na jana@example.org", "looks like a mail address; your own belongs in the field below."),
    ],
)
def test_who_writes_for_another_person_cannot_name_them(mailbox: Mailbox, client: Client, text: str, said: str) -> None:
    group = make_group()
    make_mailbox(group)

    answer = write(client, group, **FOR_ANOTHER, text=text, reply_to="sestra@example.org")

    content = answer.content.decode()
    assert (answer.status_code, mailbox.messages, UndeliveredMessage.objects.count()) == (200, [], 0)
    assert said in content
    assert "Please write it without anything that tells who the person is" in content
    assert 'value="sestra@example.org"' in content


def test_who_writes_for_themselves_may_give_a_name(mailbox: Mailbox, client: Client) -> None:
    group = make_group()
    make_mailbox(group)

    answer = write(client, group, text=f"{SECRET} Volám sa Jana Nováková.")

    assert answer.status_code == 303
    assert "Jana Nováková" in text_of(mailbox.wait_for())
