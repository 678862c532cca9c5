"""To the page of a group and on from it: its whole address, the group that it went on as, the nearest others."""

import pytest
from django.test import Client

from groups.actions import save_group
from groups.kinds import GroupStatus
from groups.models import Group, Topic
from history.actions import save
from interchange.records import Attendance
from meetings.group_page import group_page
from tests.meetings.groups import address_of, weekly
from tests.meetings.visits import page
from tests.meetings.world import NOW, ROAD, make_group

pytestmark = pytest.mark.django_db


def ended(group: Group, successor: Group | None = None) -> Group:
    group.status, group.successor = GroupStatus.ENDED, successor
    return save_group(group, by=None, source=ROAD)


def about_alcohol(group: Group) -> Group:
    topic = Topic.objects.filter(slug="alcohol").first() or save(
        Topic(slug="alcohol", name={"en": "Alcohol"}), by=None, source=ROAD
    )
    group.topics.add(topic)
    return group


@pytest.mark.parametrize("rest", ["", "wrong/"])
def test_an_address_without_its_name_leads_to_the_whole_one(client: Client, rest: str) -> None:
    group = make_group()

    response = client.get(f"/en/groups/{group.public_id}/{rest}")

    assert (response.status_code, response.headers["Location"]) == (301, address_of(group))


def test_a_discreet_visit_stays_one_at_the_whole_address(client: Client) -> None:
    group = make_group()

    response = client.get(f"/en/groups/{group.public_id}/wrong/?discreet=1")

    assert response.headers["Location"] == f"{address_of(group)}?discreet=1"


def test_the_address_of_a_meeting_without_its_name_leads_to_the_whole_one(client: Client) -> None:
    meeting = weekly("Utorok", make_group())

    response = client.get(f"/sk/meetings/{meeting.public_id}/")

    assert (response.status_code, response.headers["Location"]) == (301, f"/sk/meetings/{meeting.public_id}/{meeting.slug}/")


def test_no_group_is_not_found(client: Client) -> None:
    assert client.get("/en/groups/nobody/nothing/").status_code == 404


def test_a_group_that_ended_is_a_tombstone_that_names_the_last_of_its_successors(client: Client) -> None:
    last = make_group("Nová")
    between = ended(make_group("Medzitým"), last)
    first = ended(make_group("Stará"), between)

    response = client.get(address_of(first))
    content = response.content.decode()

    assert response.status_code == 410
    assert "This group has ended." in content
    assert f'href="{address_of(last)}"' in content
    assert "Medzitým" not in content


def test_groups_that_went_on_as_each_other_are_no_endless_road(client: Client) -> None:
    one, other = make_group("Prvá"), make_group("Druhá")
    ended(one, other)
    ended(other, one)

    assert client.get(address_of(one)).status_code == 410


def test_a_tombstone_says_nothing_of_what_was_and_leads_to_the_nearest(client: Client) -> None:
    group = about_alcohol(make_group("Stará", about={"en": "We began in 1990."}))
    weekly("Kedysi", group)
    weekly("Blízka", about_alcohol(make_group("Blízka")))
    weekly("Iná téma", make_group("Iná téma"))
    ended(group)

    content = page(client, address_of(group))

    assert "The nearest meetings on the same topic" in content
    assert [name in content for name in ("Blízka", "Iná téma", "Kedysi", "We began in 1990.", "Hlavná 1")] == [
        True,
        False,
        False,
        False,
        False,
    ]


def test_other_meetings_near_by_are_a_search_around_where_it_meets() -> None:
    group = about_alcohol(make_group())
    weekly("Utorok", group)

    assert group_page(group, now=NOW).nearby.query_string() == "at=49.22,18.74&topic=alcohol&sort=distance"


def test_a_group_that_meets_online_leads_to_others_online() -> None:
    group = about_alcohol(make_group())
    weekly("Utorok", group, attendance=Attendance.ONLINE)

    assert group_page(group, now=NOW).nearby.query_string() == "topic=alcohol&how=online"
