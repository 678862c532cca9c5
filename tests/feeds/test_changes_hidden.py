"""What is hidden does not make a listing turn up in the change feed either."""

from collections.abc import Callable

import pytest
from django.test import Client

from meetings.actions import save_venue
from meetings.models import Meeting
from places.models import Visibility
from tests.directory.private_walk import secrets_in
from tests.directory.private_world import World, make_world
from tests.directory.test_private_twins import CHANGES
from tests.feeds.mirror import Mirror, whole
from tests.meetings.world import ROAD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("gazetteer")]


@pytest.mark.parametrize("differ", CHANGES, ids=lambda differ: differ.__name__)
def test_a_change_of_what_is_hidden_is_told_to_no_mirror(client: Client, differ: Callable[[World], None]) -> None:
    world = make_world()
    mirror = Mirror(client).poll()

    differ(world)

    assert mirror.poll().told == []
    assert mirror.listings == whole(client)


def test_of_a_house_told_only_as_an_area_a_new_district_is_told(client: Client) -> None:
    world = make_world()
    mirror = Mirror(client).poll()

    world.area.district = "Solinky"
    save_venue(world.area, by=None, source=ROAD)

    told = {item["id"] for item in mirror.poll().told}
    assert told >= set(Meeting.objects.published().filter(venue=world.area).values_list("public_id", flat=True)) != set()
    assert mirror.listings == whole(client)


def test_a_house_that_is_hidden_takes_its_address_out_of_every_mirror(client: Client) -> None:
    world = make_world()
    world.area.visibility = Visibility.PUBLIC
    save_venue(world.area, by=None, source=ROAD)
    mirror = Mirror(client).poll()
    before = secrets_in(str(mirror.listings))

    world.area.visibility = Visibility.AREA_ONLY
    save_venue(world.area, by=None, source=ROAD)
    mirror.poll()

    assert (bool(before), secrets_in(str(mirror.listings))) == (True, [])
