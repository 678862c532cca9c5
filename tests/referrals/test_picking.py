"""Meetings ticked in the results: their ids stand in an address, and nowhere else."""

import re

import pytest
from django.test import Client

from meetings.models import Meeting
from referrals.models import ReferralList
from tests.meetings.visits import page, today_meeting
from tests.upkeep.forms import main_of

pytestmark = pytest.mark.django_db
PICK = "/en/pick/?fellowship=aa"


@pytest.fixture
def meetings() -> list[Meeting]:
    return [today_meeting(f"Nádej {number:02}") for number in range(27)]


def ids(meetings: list[Meeting]) -> str:
    return "&".join(f"ids={one.public_id}" for one in meetings)


def ticked(html: str) -> set[str]:
    return set(re.findall(r'value="(\w+)" id="id_\w+" checked', html))


def test_results_lead_to_the_list_to_tick(client: Client) -> None:
    today_meeting()

    assert f'href="{PICK}"' in page(client, "/en/meetings/?fellowship=aa")


def test_every_meeting_of_a_page_can_be_ticked(client: Client, meetings: list[Meeting]) -> None:
    html = page(client, PICK)

    assert len(set(re.findall(r'name="ids" value="(\w+)"', html))) == 25
    assert not ticked(html)
    assert 'name="fellowship" value="aa"' in html


def test_ticks_go_along_to_the_next_page(client: Client, meetings: list[Meeting]) -> None:
    chosen = meetings[:2]

    turned = page(client, f"{PICK}&{ids(chosen)}&turn=2")

    assert ticked(turned) == {one.public_id for one in chosen}
    assert "Ticked on other pages" in turned
    assert 'name="turn" value="1"' in turned


def test_what_is_ticked_has_an_address_of_ids_alone(client: Client, meetings: list[Meeting]) -> None:
    chosen = meetings[3:5]

    done = client.get(f"{PICK}&{ids(chosen)}&done=1")

    assert done.status_code == 302
    assert done.headers["Location"] == f"/en/selection/?ids={chosen[0].public_id},{chosen[1].public_id}"
    assert not client.cookies
    assert not ReferralList.objects.exists()


def test_more_than_eight_are_refused_and_nothing_is_lost(client: Client, meetings: list[Meeting]) -> None:
    chosen = meetings[:10]

    response = client.get(f"{PICK}&{ids(chosen)}&done=1")

    assert "take 2 away" in main_of(response)
    assert ticked(response.content.decode()) == {one.public_id for one in chosen}


def test_nothing_ticked_is_said(client: Client, meetings: list[Meeting]) -> None:
    assert "Nothing is ticked yet" in main_of(client.get(f"{PICK}&done=1"))


@pytest.mark.parametrize("given", ["ids=%00", "ids=xx,yy,zz", "turn=x", "turn=99999", "ids=" + "2" * 5000, "turn=%00"])
def test_nonsense_is_a_page(client: Client, given: str) -> None:
    today_meeting()

    assert client.get(f"{PICK}&{given}").status_code == 200


def test_a_draft_is_not_named(client: Client, meetings: list[Meeting]) -> None:
    draft = meetings[0]
    Meeting.objects.filter(pk=draft.pk).update(status="draft")

    html = page(client, f"/en/pick/?fellowship=na&ids={draft.public_id}")

    assert draft.name not in html
