"""What may not be told is in no answer of any public address: a walk through all of them, over a world full of secrets."""

from urllib.parse import quote

import pytest
from django.test import Client

from meetings.actions import save_meeting, save_venue
from meetings.kinds import MeetingStatus
from places.models import Visibility
from tests.directory.private_walk import LANGUAGES, SEARCHED, orders, pages, parameters, route_names, secrets_in, told
from tests.directory.private_world import World, make_world
from tests.meetings.world import ROAD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("gazetteer")]


@pytest.fixture
def world() -> World:
    return make_world()


def test_no_page_in_any_language_tells_a_secret(client: Client, world: World) -> None:
    telling = {address: found for address in pages(world, *LANGUAGES) if (found := secrets_in(told(client, address)))}

    assert telling == {}


def test_no_search_tells_a_secret(client: Client, world: World) -> None:
    telling = {address: found for address in [*parameters(world), *orders(world)] if (found := secrets_in(told(client, address)))}

    assert telling == {}


def test_the_walk_finds_what_is_told(client: Client, world: World) -> None:
    """The secrets are there to be found: where nothing hides them, page, search and feed tell them."""
    world.area.visibility = Visibility.PUBLIC
    save_venue(world.area, by=None, source=ROAD)
    world.draft.status = MeetingStatus.PUBLISHED
    save_meeting(world.draft, by=None, source=ROAD)

    telling = {address.partition("?")[0] for address in [*pages(world, "en"), *orders(world)] if secrets_in(told(client, address))}

    hidden_too = {"/meetings.ics", "/meetings.json", "/en/selection/", "/en/places/zilina/", "/en/help/"}
    assert hidden_too <= telling


def test_the_walk_knows_the_addresses_that_search() -> None:
    assert set(SEARCHED) <= set(route_names())


@pytest.mark.parametrize("address", ["/sk/meetings/?when=any&q={}", "/meetings.json?when=any&q={}", "/meetings.ics?when=any&q={}"])
@pytest.mark.parametrize(
    "word", ["Qzxwname", "Qzxwstreet", "qzxwstree", "Qzxwdistrict", "Qzxwstop", "Qzxwdraft", "Qzxwpasscode", "99988"]
)
def test_a_secret_word_is_found_no_more_than_one_that_nobody_knows(client: Client, world: World, address: str, word: str) -> None:
    unknown = "y" * len(word)

    known, other = (told(client, address.format(quote(asked))) for asked in (word, unknown))

    assert without_validator(known).replace(word, "…") == without_validator(other).replace(unknown, "…")


@pytest.mark.parametrize("address", ["/sk/meetings/?when=any&venue={}", "/meetings.json?when=any&venue={}"])
def test_a_hidden_house_is_found_no_more_than_one_that_there_is_not(client: Client, world: World, address: str) -> None:
    unknown = "2222222x"
    other = without_validator(told(client, address.format(unknown))).replace(unknown, "…")

    for house in (world.area, world.contact):
        found = without_validator(told(client, address.format(house.public_id)))
        assert found.replace(house.public_id, "…") == other


def test_a_draft_is_no_more_there_than_what_there_is_not(client: Client, world: World) -> None:
    unknown = "2222222x"
    there, not_there = (without_validator(told(client, f"/sk/meetings/{one}/x/")) for one in (world.draft.public_id, unknown))

    assert there.replace(world.draft.public_id, "…") == not_there.replace(unknown, "…")


def without_validator(text: str) -> str:
    """An answer without its ETag, which is another one for every address."""
    return "\n".join(line for line in text.split("\n") if not line.startswith("ETag: "))
