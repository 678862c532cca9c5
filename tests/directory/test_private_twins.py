"""Two worlds that differ only in what is hidden answer alike, to the byte: no order, count, distance or date tells it either."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from groups.models import Contact, Resource
from history.actions import save
from imports.models import HeldText
from meetings.actions import save_meeting, save_venue
from meetings.models import Meeting
from places.models import Place, Venue
from tests.directory.private_walk import orders, pages, told
from tests.directory.private_world import World, make_world
from tests.meetings.world import ROAD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("gazetteer", "_one_minute")]
SIGNED = re.compile(r'name="(shown|basis)" value="[^"]*"|"next":"[^"]*"')
OTHER = {
    "name": "A",
    "street": "B 1",
    "address_text": "C",
    "postal_code": "01001",
    "region": "D",
    "entrance": "E",
    "floor": "F",
    "bell": "",
    "sign": "G",
    "ask_for": "",
    "directions": {},
}


@pytest.fixture
def _one_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock stands still, so that nothing differs but the worlds."""
    moment = timezone.now().replace(second=30)
    monkeypatch.setattr(timezone, "now", lambda: moment)


@pytest.fixture
def world() -> World:
    return make_world()


def answers(client: Client, world: World) -> dict[str, str]:
    """What every address answers; without its validators and the cursor of the change feed, which say only that something has
    changed somewhere, and without the time at which a form was shown."""
    found = {address: without_validators(told(client, address)) for address in [*pages(world, "sk"), *orders(world)]}
    return {address: SIGNED.sub("", text) for address, text in found.items()}


def without_validators(text: str) -> str:
    return "\n".join(line for line in text.split("\n") if not line.startswith(("ETag: ", "Last-Modified: ")))


def change(venue: Venue, **fields: object) -> None:
    for name, value in {**OTHER, **fields}.items():
        setattr(venue, name, value)
    save_venue(venue, by=None, source=ROAD)


def another_house_in_the_area(world: World) -> None:
    """On the other side of the street, within the kilometre that is told."""
    change(world.area, latitude=49.21422, longitude=18.75722, precision="street", is_unconnected_host=True)


def another_house_in_the_town(world: World) -> None:
    """In another district, kilometres away, with another way in."""
    district = Place.objects.exclude(name="Žilina").within(world.area.point, 15).order_by("pk").last()  # type: ignore[arg-type]
    facts = {"district": "H", "last_stop": "I", "hearing_loop": False, "step_free": True, "lift": True, "place": district}
    change(world.contact, latitude=49.26111, longitude=18.79111, **facts)


def the_house_without_coordinates(world: World) -> None:
    change(world.contact, latitude=None, longitude=None, district="")


def other_contacts(world: World) -> None:
    for contact in Contact.objects.exclude(is_public=True, consent_until=None):
        contact.value = "+421 2 1" if contact.kind == "phone" else "other@example.org"
        save(contact, by=None, source=ROAD)


def another_draft(world: World) -> None:
    draft: Meeting = world.draft
    draft.name, draft.venue, draft.notes = "Iná", world.contact, {}
    save_meeting(draft, by=None, source=ROAD)


def other_notes_of_what_is_not_shown(world: World) -> None:
    unpublished = Resource.objects.get(is_published=False)
    unpublished.name = {"en": "Else"}
    save(unpublished, by=None, source=ROAD)
    HeldText.objects.update(text="")


CHANGES: list[Callable[[World], None]] = [
    another_house_in_the_area,
    another_house_in_the_town,
    the_house_without_coordinates,
    other_contacts,
    another_draft,
    other_notes_of_what_is_not_shown,
]


@pytest.mark.parametrize("differ", CHANGES, ids=lambda differ: differ.__name__)
def test_what_is_hidden_makes_no_difference(client: Client, world: World, differ: Callable[[World], None]) -> None:
    before = answers(client, world)

    differ(world)

    after = answers(client, world)
    assert {address: after[address] for address in before if before[address] != after[address]} == {}


def test_what_is_not_hidden_makes_one(client: Client, world: World) -> None:
    """The twins are told apart by what everyone may know: the town of a house."""
    before = answers(client, world)

    change(world.contact, city="Martin")

    after = answers(client, world)
    assert sum(before[address] != after[address] for address in before) > len(before) / 4
