"""What may not be told is in no answer to any question, and is not found by asking for it."""

from collections.abc import Iterator

import pytest
from django.test import Client

from feeds.bmlt.columns import COLUMNS
from feeds.bmlt.describing import FIELD_KEYS
from tests.directory.private_walk import secrets_in, told
from tests.directory.private_world import AREA_AT, CONTACT_AT, World, make_world
from tests.feeds.bmlt.visits import INTERFACE, found

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("gazetteer")]
WORDS = ("Qzxwname", "Qzxwstreet", "Qzxwdistrict", "Qzxwdraft", "Qzxwpasscode", "Qzxwregion", "99988")


@pytest.fixture
def world() -> World:
    return make_world()


def questions() -> Iterator[str]:
    """Every question, with what may tell most."""
    yield from ("GetFormats&show_all=1", "GetFormats", "GetServiceBodies", "GetServerInfo", "GetCoverageArea", "GetFieldKeys")
    yield from (f"GetFieldValues&meeting_key={key}" for key in FIELD_KEYS)
    for language in ("en", "sk", "pl"):
        yield from (
            f"GetSearchResults&{more}&lang_enum={language}" for more in ("get_used_formats=1", "loss=1", "get_formats_only")
        )
    yield from (f"GetSearchResults&sort_keys={key}" for key in COLUMNS)
    for north, east in (AREA_AT, CONTACT_AT):
        yield from (f"GetSearchResults&lat_val={north}&long_val={east}&geo_width={width}" for width in (0.0001, 1, 30, -1, -50))
    yield "GetSearchResults&StringSearchIsAnAddress=1&SearchString=Vlčince"


def test_no_answer_tells_a_secret(client: Client, world: World) -> None:
    addresses = [f"{INTERFACE}/json/?switcher={question}" for question in questions()]
    addresses.append(f"{INTERFACE}/tsml/?switcher=GetSearchResults")

    telling = {address: secrets for address in addresses if (secrets := secrets_in(told(client, address)))}

    assert telling == {}


@pytest.mark.parametrize("word", WORDS)
def test_secret_word_finds_nothing(client: Client, world: World, word: str) -> None:
    assert found(client, f"SearchString={word}") == []
    assert [found(client, f"meeting_key={key}&meeting_key_value={word}") for key in COLUMNS] == [[]] * len(COLUMNS)


def test_hidden_house_is_no_nearer_to_its_own_point_than_to_that_of_its_area(client: Client, world: World) -> None:
    """Whoever measures from many points learns the point of the area, which is told anyway."""
    north, east = AREA_AT
    at_house = {one["id_bigint"]: one for one in found(client, f"lat_val={north}&long_val={east}&geo_width=100")}
    hidden = [one for one in at_house.values() if one["location_street"] == ""]

    assert hidden
    assert all(float(one["distance_in_km"]) > 0.1 for one in hidden if one["latitude"])
