"""Single objects by their ids."""

import json
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from groups.actions import save_group
from groups.kinds import BodyKind, ContactKind, Cost, GroupStatus
from groups.models import Contact, ServiceBody
from history.actions import save
from interchange.hsds.ids import Kind, made, named
from interchange.records import Access, Attendance
from meetings.kinds import MeetingStatus
from meetings.merging import merge_meetings
from places.models import Visibility
from tests.feeds.hsds.visits import KIND, contents, one, service_id
from tests.meetings.visits import queries, today_meeting
from tests.meetings.world import ROAD, make_fellowship, make_group, make_meeting, make_rule, make_venue

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", KIND)
@pytest.mark.parametrize("known", ["x", "7k2m9pqr", "..%2F", "68736473-0001-8001-8000-000000000001", str(named("nothing"))])
def test_what_is_no_id_is_not_found(client: Client, kind: str, known: str) -> None:
    response = client.get(f"/hsds/{kind}/{known}")

    assert (response.status_code, response.headers["Content-Type"]) == (404, "application/problem+json")
    assert json.loads(response.content)["status"] == 404
    assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_a_merged_meeting_leads_to_the_one_that_it_is_now(client: Client) -> None:
    stays, merged = today_meeting("Nádej", attendance=Attendance.HYBRID), today_meeting("Nadej", attendance=Attendance.ONLINE)
    merge_meetings(stays, merged, on=timezone.localdate(), by=None, source=ROAD)
    old, new = (made(Kind.AT_HOME, one.public_id) for one in (merged, stays))

    moved = client.get(f"/hsds/service_at_locations/{old}?lang=sk")
    gone = client.get(f"/hsds/service_at_locations/{made(Kind.AT_PLACE, stays.public_id)}x")

    assert (moved.status_code, moved.headers["Location"]) == (301, f"/hsds/service_at_locations/{new}?lang=sk")
    assert moved.headers["Access-Control-Allow-Origin"] == "*"
    room = client.get(f"/hsds/locations/{made(Kind.VIRTUAL, merged.public_id)}")
    assert room.headers["Location"] == f"/hsds/locations/{made(Kind.VIRTUAL, stays.public_id)}"
    assert gone.status_code == 404


def test_a_merged_meeting_leads_nowhere_where_the_other_is_not_held_in_that_way(client: Client) -> None:
    stays, merged = today_meeting("Nádej"), today_meeting("Nadej", attendance=Attendance.ONLINE)
    merge_meetings(stays, merged, on=timezone.localdate(), by=None, source=ROAD)

    response = client.get(f"/hsds/service_at_locations/{made(Kind.AT_HOME, merged.public_id)}")

    assert response.status_code == 404


def test_an_object_of_another_kind_is_not_found(client: Client) -> None:
    meeting = today_meeting()

    assert client.get(f"/hsds/locations/{service_id(meeting)}").status_code == 404


@pytest.mark.parametrize("kind", KIND)
def test_every_object_of_a_list_is_found_by_its_id_and_whole(client: Client, kind: str) -> None:
    region = save(ServiceBody(name="Stred", kind=BodyKind.REGION), by=None, source=ROAD)
    today_meeting(attendance=Attendance.HYBRID, group=make_group(service_body=region))
    listed = contents(client, kind, "full=true" if kind not in {"taxonomies", "taxonomy_terms"} else "")

    found = [one(client, kind, known["id"]) for known in listed[:3]]

    assert found == listed[:3]
    assert found != []


def test_a_service_is_all_that_its_page_says(client: Client) -> None:
    region = save(ServiceBody(name="Stred", kind=BodyKind.REGION), by=None, source=ROAD)
    group = make_group("Nádej", service_body=region, cost=Cost.FREE, minimum_age=18, about={"en": "We talk."})
    meeting = today_meeting(group=group)
    make_rule(meeting, start_minute=600, access=Access.CLOSED)

    found = one(client, "services", service_id(meeting))

    (place,) = found.pop("service_at_locations")
    told = ("name", "description", "url", "status", "fees_description", "eligibility_description", "minimum_age", "assured_date")
    assert {name: found[name] for name in told} == {
        "name": "Nádej",
        "description": "We talk.",
        "url": f"http://testserver/en/groups/{group.public_id}/nadej/",
        "status": "active",
        "fees_description": "Free.",
        "eligibility_description": "Who may come differs from date to date: it is said with each of them.",
        "minimum_age": 18,
        "assured_date": str(timezone.localdate()),
    }
    assert found["organization"]["name"] == "Stred"
    assert [term["taxonomy_term"]["code"] for term in found["attributes"]] == ["aa"]
    access = {one["opens_at"][:5]: one["attributes"][0]["taxonomy_term"]["code"] for one in place["schedules"]}
    assert access == {"23:55": "open", "10:00": "closed"}


def test_who_may_come_is_said_of_the_service_where_it_is_always_the_same(client: Client) -> None:
    found = one(client, "services", service_id(today_meeting()))

    assert found["eligibility_description"] == "Anyone may come, also family, friends and professionals."


@pytest.mark.parametrize(("status", "said"), [(GroupStatus.PAUSED, "temporarily closed"), (GroupStatus.ENDED, "defunct")])
def test_a_group_that_is_over_or_pauses_is_told_without_its_meetings(client: Client, status: GroupStatus, said: str) -> None:
    meeting = today_meeting()
    group, today = meeting.group, timezone.localdate()
    public: dict[str, Any] = {"kind": ContactKind.PHONE, "value": "+421 2 1", "is_public": True, "consent_on": today}
    save(Contact(group=group, **public), by=None, source=ROAD)
    group.status = status
    save_group(group, by=None, source=ROAD)

    found = one(client, "services", service_id(meeting))

    assert (found["status"], "service_at_locations" in found, "phones" in found) == (said, False, status == GroupStatus.PAUSED)


def test_a_group_that_was_never_listed_is_not_found(client: Client) -> None:
    draft = make_meeting(status=MeetingStatus.DRAFT)

    assert client.get(f"/hsds/services/{service_id(draft)}").status_code == 404


def test_a_single_object_is_found_without_looking_through_the_others(client: Client) -> None:
    meeting = today_meeting()
    addresses = [f"/hsds/services/{service_id(meeting)}", f"/hsds/service_at_locations/{made(Kind.AT_PLACE, meeting.public_id)}"]
    [queries(client, address) for address in addresses]
    alone = [queries(client, address) for address in addresses]

    for name in ("A", "B"):
        today_meeting(name, group=make_group(name))
    for address in addresses:
        client.get(address)  # the words of the new revision

    assert [queries(client, address) for address in addresses] == alone


def test_two_meetings_in_a_house_that_everyone_may_know_are_at_one_location(client: Client) -> None:
    venue = make_venue()
    for name in ("A", "B"):
        today_meeting(name, group=make_group(name), venue=venue)

    places = {found["location_id"] for found in contents(client, "service_at_locations")}

    assert places == {str(made(Kind.HOUSE, venue.public_id))} == {found["id"] for found in contents(client, "locations")}


def test_two_meetings_in_a_hidden_house_are_not_told_to_be(client: Client) -> None:
    venue = make_venue(visibility=Visibility.AREA_ONLY)
    meetings = [today_meeting(name, group=make_group(name), venue=venue) for name in ("A", "B")]

    found = contents(client, "service_at_locations", "full=true")

    assert [one["location_id"] for one in found] == [str(made(Kind.AREA, meeting.public_id)) for meeting in meetings]
    assert contents(client, "locations") == []
    assert client.get(f"/hsds/locations/{made(Kind.HOUSE, venue.public_id)}").status_code == 404
    assert one(client, "locations", made(Kind.AREA, meetings[0].public_id)) == found[0]["location"]


def test_the_area_of_a_house_that_everyone_may_know_is_not_found(client: Client) -> None:
    meeting = today_meeting()

    assert client.get(f"/hsds/locations/{made(Kind.AREA, meeting.public_id)}").status_code == 404


def test_an_organization_has_its_public_contacts(client: Client) -> None:
    region = save(ServiceBody(name="Stred", kind=BodyKind.REGION, about={"en": "Us"}), by=None, source=ROAD)
    today = timezone.localdate()
    for value, is_public in (("a@example.org", True), ("b@example.org", False)):
        known = {"kind": ContactKind.MAIL, "value": value, "is_public": is_public, "consent_on": today}
        save(Contact(service_body=region, **known), by=None, source=ROAD)

    found = one(client, "organizations", made(Kind.BODY, region.public_id))

    assert ([one["email"] for one in found["contacts"]], found["email"], found["description"]) == (
        ["a@example.org"],
        "a@example.org",
        "Us",
    )


def test_a_fellowship_is_found_by_its_id(client: Client) -> None:
    make_fellowship("aa", website="https://example.org/aa")

    assert one(client, "organizations", named("organization", "aa"))["website"] == "https://example.org/aa"
