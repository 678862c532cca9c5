"""Where a venue is, when its coordinates are missing, wrong or shared by everybody."""

from pathlib import Path

import pytest

from imports.applying.locating import Locator
from interchange.records import VenueRecord
from places.models import Precision, Venue
from tests.imports.world import codes, entries, make_source, run
from tests.interchange.feeds import item

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("gazetteer")]

NO_COORDINATES = {"latitude": ..., "longitude": ...}


def only_venue() -> Venue:
    """The one venue there is."""
    return Venue.objects.select_related("place").get()


def place_name(venue: Venue) -> str:
    """The name of its place, "" where it has none."""
    return venue.place.name if venue.place else ""


def test_a_venue_is_in_the_town_that_its_address_names(tmp_path: Path) -> None:
    run(tmp_path, make_source(), item())

    assert (place_name(only_venue()), only_venue().precision) == ("Bratislava", Precision.EXACT)


@pytest.mark.parametrize("coordinates", [NO_COORDINATES, {"latitude": 0, "longitude": 0}, {"latitude": "", "longitude": None}])
def test_without_coordinates_it_is_shown_at_the_middle_of_its_town(tmp_path: Path, coordinates: dict[str, object]) -> None:
    noted = run(tmp_path, make_source(), item(**coordinates))

    venue = only_venue()
    assert venue.place
    assert (venue.latitude, venue.longitude, venue.precision) == (venue.place.latitude, venue.place.longitude, Precision.AREA)
    assert "placed_by_town" in codes(noted)


def test_coordinates_that_many_addresses_share_are_not_used(tmp_path: Path) -> None:
    noted = run(tmp_path, make_source(), *entries(20, latitude=10.5, longitude=20.5))

    assert set(Venue.objects.values_list("precision", "place__name")) == {(Precision.AREA, "Bratislava")}
    assert not Venue.objects.filter(latitude=10.5).exists()
    assert noted.problems.get(code="coordinates_shared").count == 20


def test_the_zone_of_a_town_is_that_of_its_rules(tmp_path: Path) -> None:
    address = "Floriańska 5, 31-019 Kraków, Poland"
    source = make_source(zone="UTC")

    run(tmp_path, source, item(timezone=..., formatted_address=address, **NO_COORDINATES))

    assert (place_name(only_venue()), only_venue().zone) == ("Kraków", "Europe/Warsaw")


def test_a_town_that_nobody_knows_leaves_a_meeting_off_the_map(tmp_path: Path) -> None:
    noted = run(tmp_path, make_source(), item(formatted_address="Hlavná 5, 811 06 Nikdevsko, Slovakia", **NO_COORDINATES))

    assert (only_venue().place, only_venue().latitude, only_venue().precision) == (None, None, Precision.AREA)
    assert "place_unknown" in codes(noted)


def test_a_town_that_nobody_knows_has_the_zone_of_its_country(tmp_path: Path) -> None:
    unknown = {"formatted_address": "Hlavná 5, 811 06 Nikdevsko, Slovakia", "timezone": ..., **NO_COORDINATES}

    noted = run(tmp_path, make_source(zone="UTC"), item(**unknown))

    assert only_venue().zone == "Europe/Bratislava"
    assert "zone_assumed" not in codes(noted)


def test_a_town_of_a_country_that_is_not_loaded_is_not_looked_for_elsewhere() -> None:
    located = Locator(set()).locate(VenueRecord(city="Cambridge", country="US"))

    assert located.place is None


def test_of_two_towns_of_one_name_the_one_at_the_coordinates_is_meant() -> None:
    in_slovakia = VenueRecord(city="Komárno", latitude=47.7637, longitude=18.1263)

    located = Locator(set()).locate(in_slovakia)

    assert located.place
    assert (located.place.name, located.place.country) == ("Komárno", "SK")


def test_without_a_town_the_nearest_place_is_taken() -> None:
    located = Locator(set()).locate(VenueRecord(name="Dom", latitude=49.2231, longitude=18.7394))

    assert located.place
    assert located.place.slug == "zilina"


def test_a_place_in_another_country_is_never_taken() -> None:
    located = Locator(set()).locate(VenueRecord(name="Dom", country="HU", latitude=47.7637, longitude=18.1263))

    assert (located.place, located.zone) == (None, "Europe/Bratislava")


def test_a_town_is_asked_for_once(django_assert_num_queries: pytest.FixtureRequest) -> None:
    locator = Locator(set())
    venue = VenueRecord(city="Žilina", country="SK")
    locator.locate(venue)

    with django_assert_num_queries(0):  # type: ignore[operator]
        locator.locate(venue)
