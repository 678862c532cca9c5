"""Places and what is done to them."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from places.actions import save_place
from places.gazetteer import find
from places.gazetteer.ranking import Candidate, Hit, Reader, certain_one, likeliest_first
from places.models import Place, PlaceName, PostalCode


def place(**changes: object) -> Place:
    values = {
        "name": "Wien",
        "names": {"sk": "Viedeň", "en": "Vienna"},
        "country": "AT",
        "latitude": 48.2,
        "longitude": 16.4,
        **changes,
    }
    return Place(**values)


@pytest.mark.parametrize(
    ("language", "name"), [("sk", "Viedeň"), ("en", "Vienna"), ("en-gb", "Vienna"), ("pl", "Wien"), ("de", "Wien")]
)
def test_place_is_called_as_the_reader_or_its_people_call_it(language: str, name: str) -> None:
    with override(language):
        assert str(place()) == name


def test_owners_place_is_found_by_its_names(db: None) -> None:
    hut = save_place(
        place(slug="chata", name="Chata pod Horou", names={"en": "Mountain Hut"}, country="SK", zone="Europe/Bratislava")
    )

    assert hut.id == -1
    assert find("chata pod horou", country="SK", language="sk").certain == hut
    assert find("Mountain hut", country="SK", language="sk").certain == hut


def test_owners_place_is_not_found_by_a_name_it_lost(db: None) -> None:
    hut = save_place(place(slug="chata", name="Chata", names={}))
    second = save_place(place(slug="druha", name="Druhá", names={}))
    hut.name = "Chalupa"

    save_place(hut)

    assert second.id == -2
    assert set(PlaceName.objects.filter(place__id__lt=0).values_list("key", flat=True)) == {"chalupa", "druha"}


@pytest.mark.usefixtures("gazetteer")
def test_place_of_geonames_keeps_its_other_names() -> None:
    bratislava = Place.objects.get(slug="bratislava")
    bratislava.names["xx"] = "Fialôčkovo"

    save_place(bratislava)

    assert find("Presporok", country="SK", language="sk").certain == bratislava
    assert find("Fialôčkovo", country="SK", language="sk").certain == bratislava


# Ranking


def hit(place_id: int, weight: int, country: str = "PL", *, is_guess: bool = False, **changes: object) -> Hit:
    return Hit(place(id=place_id, country=country, **changes), "lipsko", weight, is_guess)


def ranked_ids(*hits: Hit, country: str = "US", language: str = "en") -> list[int]:
    return [candidate.place.id for candidate in likeliest_first(hits, Reader(country, language))]


def test_larger_place_is_likelier_and_each_comes_once() -> None:
    assert ranked_ids(hit(1, 10), hit(2, 500), hit(1, 20)) == [2, 1]


def test_home_language_and_the_readers_own_name_make_likelier() -> None:
    small, large = hit(1, 100, "CZ", names={}), hit(2, 300, "DE", names={"sk": "Lipsko"})

    assert ranked_ids(small, large) == [2, 1]
    assert ranked_ids(small, large, country="CZ") == [1, 2]
    assert ranked_ids(small, large, language="cs") == [1, 2]
    assert ranked_ids(small, large, country="CZ", language="sk") == [2, 1]


def test_guess_is_less_likely_than_what_is_called_so() -> None:
    assert ranked_ids(hit(1, 100), hit(2, 1000, is_guess=True)) == [1, 2]


def test_certain_is_who_is_far_likelier_than_any_other_elsewhere() -> None:
    town = Candidate(place(id=1), 500.0, is_guess=False)
    village_far_away = Candidate(place(id=2, latitude=10), 101.0, is_guess=False)
    hamlet_far_away = Candidate(place(id=3, latitude=10), 99.0, is_guess=False)
    district = Candidate(place(id=4, latitude=48.3), 400.0, is_guess=False)

    assert certain_one([]) is None
    assert certain_one([town, village_far_away]) is None
    assert certain_one([town, district, hamlet_far_away]) == town.place


# The benchmark


@pytest.mark.usefixtures("gazetteer")
def test_benchmark_measures_each_kind_of_question() -> None:
    out = StringIO()

    call_command("bench_places", questions=5, json=True, stdout=out)

    figures = json.loads(out.getvalue())
    assert set(figures) == {"exact name", "postal code", "prefix", "slip", "address", "nearest"}
    assert all(0 < figure["median_ms"] <= figure["p95_ms"] for figure in figures.values())


def test_benchmark_of_nothing_says_what_to_do(db: None) -> None:
    for model in (PlaceName, PostalCode, Place):
        model.objects.all().delete()

    with pytest.raises(CommandError, match="load_places"):
        call_command("bench_places", stdout=StringIO())
