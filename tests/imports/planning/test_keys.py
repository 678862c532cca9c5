"""By which keys groups and venues are shared."""

from dataclasses import replace

import pytest

from imports.planning.keys import group_key, is_service_area, venue_key
from tests.interchange.feeds import OPTIONS, record

AL_ANON = replace(OPTIONS, code_set="al-anon")


@pytest.mark.parametrize("name", ["District 07", "District TBD", "Area 12", "Intergroup", "Oblasť 3", "Distrito No. 5", "Okręg 4"])
def test_districts_are_no_groups(name: str) -> None:
    assert is_service_area(name)


@pytest.mark.parametrize("name", ["District Nine Survivors", "Sunrise", "Area of Hope", "", "Nádej 7"])
def test_names_of_groups_are_no_districts(name: str) -> None:
    assert not is_service_area(name)


def test_records_with_one_group_name_share_the_group() -> None:
    assert group_key(record(group="Nádej", day=1)) == group_key(record(group="NÁDEJ", day=2, name="Iné"))


def test_a_groups_id_tells_more_than_its_name() -> None:
    assert group_key(record(group="Nádej", group_id=1)) != group_key(record(group="Nádej", group_id=2))
    assert group_key(record(group="Nádej", group_id=1)) == group_key(record(group="Nová nádej", group_id=1))


def test_without_a_group_name_and_place_of_the_meeting_tell() -> None:
    assert group_key(record(day=1)) == group_key(record(day=2))
    assert group_key(record()) != group_key(record(location="Knižnica"))
    assert group_key(record()) != group_key(record(name="Iná"))


def test_groups_of_one_district_are_told_apart() -> None:
    first, second = record(group="District 07"), record(group="District 07", name="Iná")

    assert group_key(first) != group_key(second)


def test_online_groups_without_a_name_are_told_apart_by_their_link() -> None:
    links = [record(conference_url=f"https://zoom.us/j/{number}", approximate="yes") for number in (1, 2)]

    assert group_key(links[0]) != group_key(links[1])


def test_young_peoples_groups_are_groups_of_their_own() -> None:
    from_al_anon = record(group="Nádej")

    assert group_key(from_al_anon) != group_key(record(group="Nádej", options=AL_ANON, types=["Y"]))


def test_one_address_is_one_venue() -> None:
    one, other = record(day=1).venue, record(day=2, name="Iná", latitude=48.2).venue

    assert one
    assert other
    assert venue_key(one) == venue_key(other)


def test_another_way_in_is_another_venue() -> None:
    one, other = record(location_notes="Prízemie").venue, record(location_notes="2. poschodie").venue

    assert one
    assert other
    assert venue_key(one) != venue_key(other)
