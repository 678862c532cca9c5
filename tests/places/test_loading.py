"""Loading the gazetteer into the database, again and again."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from places.gazetteer.loading import Loaded, load
from places.models import LoadedCountry, Place, PlaceName, PostalCode, Venue
from tests.places.conftest import WriteGazetteer, place_line

UTOPIA = place_line(
    names={"sk": "Utópia"},
    other_keys=("nowhere city",),
    village_keys=("little utopia",),
    codes=("11111", "11112"),
    population=40_000,
)
ATLANTIS = place_line(id=900_000_002, slug="atlantis", name="Atlantis", country="XB", population=300)

pytestmark = pytest.mark.django_db


def names_of(place_id: int) -> dict[str, int]:
    return dict(PlaceName.objects.filter(place=place_id).values_list("key", "weight"))


def test_load_fills_all_tables(write_gazetteer: WriteGazetteer) -> None:
    loaded = load(path=write_gazetteer(UTOPIA, ATLANTIS))

    utopia = Place.objects.get(slug="utopia")
    assert loaded == Loaded(places=2, names=4, codes=2)
    assert (utopia.name, utopia.names, utopia.country, utopia.region) == ("Utopia", {"sk": "Utópia"}, "XA", "Nowhere")
    assert set(PostalCode.objects.filter(place=utopia).values_list("country", "key")) == {("XA", "11111"), ("XA", "11112")}


def test_names_weigh_what_they_stand_for(write_gazetteer: WriteGazetteer) -> None:
    load(path=write_gazetteer(UTOPIA, ATLANTIS))

    assert names_of(UTOPIA.id) == {"utopia": 40_000, "nowhere city": 4_000, "little utopia": 100}
    assert names_of(ATLANTIS.id) == {"atlantis": 500}


def test_load_of_the_same_file_changes_nothing(write_gazetteer: WriteGazetteer) -> None:
    path = write_gazetteer(UTOPIA, ATLANTIS)
    load(path=path)
    before = list(PlaceName.objects.filter(country__in=("XA", "XB")).order_by("id").values_list("id", "key"))

    again = load(path=path)

    assert again == Loaded()
    assert list(PlaceName.objects.filter(country__in=("XA", "XB")).order_by("id").values_list("id", "key")) == before


def test_load_of_some_countries_leaves_the_others_for_later(write_gazetteer: WriteGazetteer) -> None:
    path = write_gazetteer(UTOPIA, ATLANTIS)

    first = load(path=path, countries=["XB"])
    rest = load(path=path)

    assert (first.places, rest.places) == (1, 1)
    assert set(LoadedCountry.objects.filter(country__startswith="X").values_list("country", flat=True)) == {"XA", "XB"}


def test_newer_file_changes_all_but_slug_and_what_points_there(write_gazetteer: WriteGazetteer) -> None:
    load(path=write_gazetteer(UTOPIA))
    venue = Venue.objects.create(name="House", place_id=UTOPIA.id)
    newer = place_line(slug="utopia-xa", name="New Utopia", population=50_000, codes=("22222",))

    load(path=write_gazetteer(newer, name="newer.xz"))

    utopia = Place.objects.get(id=UTOPIA.id)
    venue.refresh_from_db()
    assert (utopia.slug, utopia.name, utopia.population) == ("utopia", "New Utopia", 50_000)
    assert venue.place == utopia
    assert names_of(UTOPIA.id) == {"new utopia": 50_000}
    assert list(PostalCode.objects.filter(place=utopia).values_list("key", flat=True)) == ["22222"]


def test_place_that_left_the_file_stays_and_keeps_its_slug(write_gazetteer: WriteGazetteer) -> None:
    load(path=write_gazetteer(UTOPIA))
    usurper = place_line(id=900_000_003, slug="utopia")

    load(path=write_gazetteer(usurper, name="newer.xz"))

    assert Place.objects.get(slug="utopia").id == UTOPIA.id
    assert Place.objects.get(id=usurper.id).slug == "utopia-900000003"
    assert "utopia" in names_of(UTOPIA.id)


def test_broken_file_changes_nothing(write_gazetteer: WriteGazetteer, tmp_path: Path) -> None:
    whole = write_gazetteer(*(place_line(id=910_000_000 + number, slug=f"u{number}") for number in range(2_000))).read_bytes()
    broken = tmp_path / "broken.xz"
    broken.write_bytes(whole[: len(whole) // 2])

    with pytest.raises(EOFError):
        load(path=broken)

    assert not Place.objects.filter(country="XA").exists()


def test_command_says_what_it_did(write_gazetteer: WriteGazetteer) -> None:
    path = write_gazetteer(UTOPIA, ATLANTIS)
    first, second = StringIO(), StringIO()

    call_command("load_places", file=path, stdout=first)
    call_command("load_places", file=path, stdout=second)

    assert first.getvalue().startswith("Loading the gazetteer: 2 places.\nLoaded 2 places, 4 names, 2 postal codes in ")
    assert second.getvalue() == "The gazetteer is up to date.\n"


def test_command_refuses_an_unknown_country(write_gazetteer: WriteGazetteer) -> None:
    with pytest.raises(CommandError, match="no places in QQ"):
        call_command("load_places", "--countries", "xa,qq", file=write_gazetteer(UTOPIA), stdout=StringIO())
