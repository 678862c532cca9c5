"""A group as a service, its meetings where they are, and what each of them says."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from interchange.hsds.ids import Kind, made, named
from interchange.hsds.listings import ContactRecord, OrganizationRecord, ServiceRecord, Status, WriteOptions
from interchange.hsds.organizations import organization
from interchange.hsds.places import location
from interchange.hsds.services import at_locations, service
from interchange.hsds.shape import simple
from interchange.records import Attendance, GroupRecord, Loss, MeetingRecord, VenueRecord
from tests.interchange.feeds import TODAY
from tests.interchange.hsds.schemas import faults
from tests.interchange.listings import VENUE, meeting, rule

OPTIONS = WriteOptions(today=TODAY, facts={("lift", False): "No lift"}, language_name=lambda code: {"sk": "Slovak"}.get(code, code))
OFFICE = OrganizationRecord(key="4fz7mcqa", name="Stred", description="region")
GROUP = GroupRecord(key="x4b8wd2h", name="Nádej", website="https://example.org/nadej")
AREA = VenueRecord(
    district="Vlčince", city="Žilina", country="SK", is_area=True, lines=("Vlčince", "Žilina"), latitude=49.2, longitude=18.7
)


def record(*meetings: MeetingRecord, **fields: Any) -> ServiceRecord:
    known = {
        "group": GROUP,
        "organization": OFFICE,
        "status": Status.ACTIVE,
        "description": "",
        "address": "https://example.org/g/",
    }
    return ServiceRecord(**{**known, **fields}, meetings=meetings)


def written(found: ServiceRecord) -> dict[str, Any]:
    whole = service(found, OPTIONS, ignored)
    assert faults("service", whole) == []
    return whole


def places(found: MeetingRecord) -> list[dict[str, Any]]:
    whole = list(at_locations(replace(found, key="7k2m9pqr"), OPTIONS, ignored))
    assert [fault for one in whole for fault in faults("service_at_location", one)] == []
    return whole


def ignored(_loss: Loss) -> None:
    """Not what these tests are about."""


def test_service_says_what_there_is_once() -> None:
    found = written(
        record(
            description="We talk.",
            who=("Anyone may come.", "From the age of 18."),
            minimum_age=18,
            fees="Free.",
            alert="Never confirmed yet.",
            assured_on=date(2026, 11, 2),
            changed_at=datetime(2026, 11, 3, 4, 5, 6, 7000, tzinfo=UTC),
        )
    )

    assert simple(found) == {
        "id": str(made(Kind.SERVICE, "x4b8wd2h")),
        "organization_id": str(OFFICE.id),
        "name": "Nádej",
        "description": "We talk.",
        "url": "https://example.org/g/",
        "status": "active",
        "eligibility_description": "Anyone may come. From the age of 18.",
        "minimum_age": 18,
        "fees_description": "Free.",
        "alert": "Never confirmed yet.",
        "assured_date": "2026-11-02",
        "last_modified": "2026-11-03T04:05:06.007Z",
        "organization": {"id": str(OFFICE.id), "name": "Stred", "description": "region"},
    }
    assert [one["url"] for one in found["additional_urls"]] == ["https://example.org/nadej"]


def test_service_has_the_languages_of_its_meetings_each_once() -> None:
    found = written(record(meeting(languages=("sk", "pt-BR")), meeting(languages=("sk",))))

    assert [(one["code"], one["name"]) for one in found["languages"]] == [("sk", "Slovak"), ("pt", "pt-BR")]


def test_contacts_are_roles_and_no_names() -> None:
    contacts = (
        ContactRecord(role="the office", phone="+421 2 1", hours="daily"),
        ContactRecord(role="the group", email="a@example.org"),
    )

    found = written(record(contacts=contacts))

    assert [(one["number"], one["description"]) for one in found["phones"]] == [("+421 2 1", "the office, daily")]
    assert [(one["title"], one["email"]) for one in found["contacts"]] == [("the group", "a@example.org")]
    assert found["email"] == "a@example.org"


@pytest.mark.parametrize("status", Status)
def test_every_status_is_one_of_the_specification(status: Status) -> None:
    assert written(record(status=status))["status"] == status


def test_house_has_all_fields_of_an_address_and_a_point() -> None:
    (found,) = places(meeting(venue=replace(VENUE, key="9pqr7k2m", access_facts={"lift": False}, directions="Ring twice")))

    where = found["location"]
    (address,), (fact,) = where["addresses"], where["accessibility"]
    assert (where["id"], where["latitude"], where["longitude"]) == (str(made(Kind.HOUSE, "9pqr7k2m")), 48.148161, 17.106742)
    assert (where["name"], where["description"], found["location_id"]) == ("Dom kultúry", "Ring twice", where["id"])
    assert {name: value for name, value in address.items() if not name.endswith("id")} == {
        "address_1": "Obchodná 5",
        "address_2": "Staré Mesto",
        "city": "Bratislava",
        "state_province": "",
        "postal_code": "811 06",
        "country": "SK",
        "address_type": "physical",
    }
    assert (fact["description"], fact["details"]) == ("No lift", "lift: no")


def test_area_has_neither_address_nor_point() -> None:
    (found,) = places(meeting(venue=AREA))

    assert found["location"] == {
        "id": str(made(Kind.AREA, "7k2m9pqr")),
        "location_type": "physical",
        "name": "Vlčince, Žilina",
    }
    assert [one["name"] for one in found["service_areas"]] == ["Vlčince, Žilina"]


def test_meeting_in_both_ways_is_at_two_locations() -> None:
    known = {"attendance": Attendance.HYBRID, "online_url": "https://example.org/room", "phone": "+421 2 1", "access_notes": "Id 1"}

    here, there = places(meeting(rule(), **known))

    assert [one["location"]["location_type"] for one in (here, there)] == ["physical", "virtual"]
    assert there["location"] == {
        "id": str(made(Kind.VIRTUAL, "7k2m9pqr")),
        "location_type": "virtual",
        "url": "https://example.org/room",
        "name": "Nádej",
        "description": "Id 1",
    }
    assert ("phones" in here, [one["number"] for one in there["phones"]]) == (False, ["+421 2 1"])
    ids = [one["id"] for place in (here, there) for one in (place, *place["schedules"])]
    assert len(set(ids)) == len(ids) == 4


def test_what_is_lost_of_a_meeting_in_both_ways_is_lost_once() -> None:
    losses: list[Loss] = []
    found = meeting(attendance=Attendance.HYBRID, other_codes=("QQ",))

    list(at_locations(found, OPTIONS, losses.append))

    assert [loss.code.value for loss in losses] == ["other_code", "summer_time"]


def test_meeting_from_home_has_no_place() -> None:
    (found,) = places(meeting(attendance=Attendance.PHONE, venue=None, phone="+421 2 1"))

    assert found["location"]["location_type"] == "virtual"
    assert "url" not in found["location"]


def test_fellowship_is_an_organization_by_its_slug() -> None:
    parent = made(Kind.BODY, "4fz7mcqa")
    fellowship = OrganizationRecord(
        slug="aa", name="Alcoholics Anonymous", alternate_name="AA", description="People", parent=parent
    )

    found = organization(fellowship)

    assert faults("organization", found) == []
    assert (found["id"], found["parent_organization_id"]) == (str(named("organization", "aa")), str(parent))


def test_house_known_only_by_its_name_has_that_for_an_address() -> None:
    named_only = VenueRecord(key="9pqr7k2m", name="Dom", city="Žilina", country="SK")

    (address,) = location(meeting(venue=named_only), OPTIONS, is_virtual=False)["addresses"]

    assert address["address_1"] == "Dom"
