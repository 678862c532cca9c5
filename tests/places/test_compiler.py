"""Making the shipped gazetteer."""

import gzip
import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from places.distance import Point
from places.gazetteer.compiler.grid import Grid
from places.gazetteer.compiler.names import folded_names
from places.gazetteer.compiler.postcodes import PostOffice, code_key, town_keys
from places.gazetteer.compiler.regions import abbreviation, region_names
from places.gazetteer.compiler.slugs import SlugWish, share_out
from places.gazetteer.compiler.sources import PostalRow, SourcePlace, read_known_names, read_source_places
from places.gazetteer.file import PlaceLine, read_places


def source_place(place_id: int, name: str, **changes: object) -> SourcePlace:
    values: dict[str, object] = {
        "country": "SK", "region_code": "02", "population": 1000, "latitude": 48.0, "longitude": 17.0, "zone": "Europe/Bratislava",
        "other_names": (), **changes,
    }  # fmt: skip
    return SourcePlace(id=place_id, name=name, **values)  # type: ignore[arg-type]


BRATISLAVA = source_place(1, "Bratislava", population=423_737, latitude=48.148, longitude=17.107)
STARE_MESTO = source_place(2, "Staré Mesto", population=46_080, latitude=48.150, longitude=17.090)
KOSICE = source_place(3, "Košice", region_code="03", population=225_044, latitude=48.714, longitude=21.258)
TOWNS = [BRATISLAVA, STARE_MESTO, KOSICE]


def row(code: str, town: str, latitude: float = 48.15, longitude: float = 17.09, region: str = "Bratislava") -> PostalRow:
    return PostalRow("SK", code, town, region, Point(latitude, longitude))


def wish(place_id: int, name: str, country: str, population: int, region: str = "", *other_names: str) -> SlugWish:
    return SlugWish(place_id, name, other_names, country, region, population)


# Names


def test_alternate_names_are_folded_once_each() -> None:
    wien = source_place(1, "Vienna", other_names=("Wien", "WIEN", "Відень", "Viedeň", ""))

    assert folded_names([wien]) == {1: {"vienna", "wien", "відень", "vieden"}}


def test_transcriptions_and_notes_are_dropped() -> None:
    wien = source_place(1, "Vienna", other_names=("wei ye na", "fyyna", "peaൾttava", "Vindo [a. 1140]", "s-Wien"))

    assert folded_names([wien]) == {1: {"vienna", "s wien"}}


def test_station_code_stays_unless_a_place_is_called_so() -> None:
    new_york = source_place(1, "New York City", other_names=("NYC", "ADA"))
    ada = source_place(2, "Ada")

    assert folded_names([new_york, ada]) == {1: {"new york city", "nyc"}, 2: {"ada"}}


def test_letter_alone_is_dropped_and_a_picture_kept() -> None:
    tsu = source_place(1, "Tsu", other_names=("T", "津"))

    assert folded_names([tsu]) == {1: {"tsu", "津"}}


def test_copied_population_stays_with_the_best_known_of_two_namesakes(tmp_path: Path) -> None:
    town = {"name": "Komárno", "countrycode": "SK", "admin1code": "04", "population": 32_287, "timezone": "Europe/Bratislava"}
    cities = {
        "1": {**town, "geonameid": 1, "latitude": 48.1, "longitude": 18.3, "alternatenames": ["Komarno"]},
        "2": {**town, "geonameid": 2, "latitude": 47.8, "longitude": 18.1, "alternatenames": ["Komarno", "Révkomárom"]},
    }
    (tmp_path / "cities.json").write_text(json.dumps(cities))

    populations = {place.id: place.population for place in read_source_places(tmp_path / "cities.json")}

    assert populations == {1: 0, 2: 32_287}


def test_known_names_name_every_place_once_and_only_where_it_differs() -> None:
    known = read_known_names()

    assert known[2761369].local == "Wien"
    assert all(names.local or names.also for names in known.values())
    assert not any(names.local in names.exonyms.values() for names in known.values())


# Postal codes


@pytest.mark.parametrize(
    ("code", "key"),
    [
        ("811 01", "81101"),
        ("30-059", "30059"),
        ("LV-5101", "5101"),
        ("L-4968", "4968"),
        ("97491 CEDEX", "97491"),
        ("SW1A", "sw1a"),
        ("AD100", "ad100"),
    ],
)
def test_code_key_is_the_bare_code(code: str, key: str) -> None:
    assert code_key(code) == key


def test_town_keys_go_from_the_district_to_the_town() -> None:
    assert town_keys("Praha 10-Žižkov") == ["praha 10 zizkov", "zizkov", "praha 10", "praha"]


def test_code_lies_in_the_named_district_then_the_named_town_then_the_nearest_place() -> None:
    office = PostOffice(TOWNS, folded_names(TOWNS))
    rows = [row("811 01", "Bratislava-Staré Mesto"), row("821 01", "Bratislava-Ružinov"), row("900 01", "Modra", 48.33, 17.31)]

    assert office.places_of_codes(rows) == {"81101": STARE_MESTO.id, "82101": BRATISLAVA.id, "90001": BRATISLAVA.id}


def test_namesake_far_away_is_not_the_town_of_a_code() -> None:
    office = PostOffice(TOWNS, folded_names(TOWNS))

    assert office.places_of_codes([row("811 01", "Košice")]) == {"81101": STARE_MESTO.id}


def test_code_of_several_towns_lies_in_the_largest() -> None:
    office = PostOffice(TOWNS, folded_names(TOWNS))

    assert office.places_of_codes([row("811 01", "Staré Mesto"), row("811 01", "Bratislava")]) == {"81101": BRATISLAVA.id}


def test_villages_lead_to_the_town_they_name_or_the_nearest() -> None:
    office = PostOffice(TOWNS, folded_names(TOWNS))
    rows = [row("821 01", "Bratislava-Ružinov"), row("900 01", "Chorvátsky Grob", 48.23, 17.29), row("1", "Daleko", 49.5, 19)]

    assert office.villages(rows) == {BRATISLAVA.id: {"bratislava ruzinov", "ruzinov", "chorvatsky grob"}}


def test_region_is_called_as_most_rows_say_with_its_towns_accents() -> None:
    rows = [row("1", "Košice", 48.71, 21.25, "Kosice"), row("2", "Košice", 48.71, 21.25, "Kosice"), row("3", "Bratislava")]

    assert region_names(TOWNS, rows, PostOffice(TOWNS, folded_names(TOWNS))) == {"02": "Bratislava", "03": "Košice"}


@pytest.mark.parametrize(
    ("country", "code", "letters"), [("US", "IL", "IL"), ("CA", "08", "ON"), ("SK", "02", ""), ("CH", "ZH", "ZH")]
)
def test_abbreviation_is_letters_or_nothing(country: str, code: str, letters: str) -> None:
    assert abbreviation(country, code) == letters


def test_grid_finds_the_nearest_over_empty_cells() -> None:
    grid = Grid(TOWNS)

    assert grid.nearest(Point(48.2, 16.0)) == STARE_MESTO
    assert grid.nearest(Point(-60.0, 100.0)) == KOSICE
    assert Grid([]).nearest(Point(0, 0)) is None


# Slugs


def test_bare_slug_is_for_the_place_that_dominates() -> None:
    slugs = share_out([wish(1, "Žilina", "SK", 81_000), wish(2, "Žilina", "CZ", 600)], {})

    assert slugs == {1: "zilina", 2: "zilina-cz"}


def test_nobody_has_the_bare_slug_where_nobody_dominates() -> None:
    wishes = [
        wish(1, "Springfield", "US", 170_000, "MO"),
        wish(2, "Springfield", "US", 114_000, "IL"),
        wish(3, "Springfield", "US", 700, "IL"),
        wish(4, "Springfield", "GB", 900),
    ]

    assert share_out(wishes, {}) == {
        1: "springfield-us-mo",
        2: "springfield-us-il",
        3: "springfield-us-3",
        4: "springfield-gb",
    }


def test_exonym_of_a_large_town_is_not_a_small_ones_bare_slug() -> None:
    slugs = share_out([wish(1, "Moskva", "RU", 10_000_000, "", "Moscow"), wish(2, "Moscow", "US", 25_000, "ID")], {})

    assert slugs == {1: "moskva", 2: "moscow-us"}


def test_frozen_slugs_stay_though_a_larger_namesake_comes() -> None:
    assert share_out([wish(1, "Nitra", "SK", 80_000), wish(2, "Nitra", "CZ", 900_000)], {1: "nitra"}) == {1: "nitra", 2: "nitra-cz"}


def test_name_without_latin_letters_has_a_slug_too() -> None:
    assert share_out([wish(7, "城郊", "CN", 1000)], {}) == {7: "place-cn-7"}


# The command


def build(tmp_path: Path, name: str) -> Path:
    cities = {
        "3060972": {
            "geonameid": 3060972, "name": "Bratislava", "countrycode": "SK", "admin1code": "02", "population": 423_737,
            "timezone": "Europe/Bratislava", "latitude": 48.148, "longitude": 17.107, "alternatenames": ["Pressburg", "Bratislava"],
        }
    }  # fmt: skip
    codes = {"country_code": "SK", "postal_code": "821 01", "city": "Bratislava-Ružinov", "state": "Bratislava", "latitude": 48.15,
             "longitude": 17.15}  # fmt: skip
    (tmp_path / "cities.json").write_text(json.dumps(cities))
    with gzip.open(tmp_path / "codes.gz", "wt") as file:
        file.write(json.dumps(codes) + "\n\n")
    out = tmp_path / name
    call_command("build_gazetteer", tmp_path / "cities.json", tmp_path / "codes.gz", out=out, forget_slugs=True, stdout=StringIO())
    return out


def test_command_puts_everything_together(tmp_path: Path) -> None:
    lines = list(read_places(build(tmp_path, "gazetteer.xz")))

    assert lines == [
        PlaceLine(
            id=3060972,
            slug="bratislava",
            name="Bratislava",
            country="SK",
            region_code="02",
            region="Bratislavský kraj",
            population=423_737,
            latitude=48.148,
            longitude=17.107,
            zone="Europe/Bratislava",
            names={"hu": "Pozsony", "pl": "Bratysława", "uk": "Братислава"},
            other_keys=("nove mesto", "pressburg", "raca", "ruzinov"),
            village_keys=("bratislava ruzinov",),
            codes=("82101",),
        )
    ]


def test_command_writes_the_same_bytes_twice(tmp_path: Path) -> None:
    assert build(tmp_path, "one.xz").read_bytes() == build(tmp_path, "two.xz").read_bytes()
