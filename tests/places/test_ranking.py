"""Which of several places a postal code means, and how far countries are from each other."""

import pytest

from places.gazetteer.countries import FAR, NEIGHBOURS, borders_between
from places.gazetteer.ranking import Hit, Reader, certain_one, likeliest_first
from places.models import Place

SLOVAK = Reader("SK", "sk")


def coded(country: str, weight: int, *, is_guess: bool = False) -> Hit:
    """A place of that country, each a degree from the next, with the code 1030."""
    number = ord(country[0]) - ord("A") + 26 * (ord(country[1]) - ord("A"))
    place = Place(id=number, name=country, country=country, latitude=0, longitude=number % 180)
    return Hit(place, "1030", weight, is_guess=is_guess, is_code=True)


def countries(*hits: Hit, reader: Reader = SLOVAK) -> list[str]:
    return [candidate.place.country for candidate in likeliest_first(hits, reader)]


def test_code_at_home_is_certain_however_large_the_others() -> None:
    candidates = likeliest_first([coded("KR", 10_000_000), coded("US", 9_000_000), coded("CZ", 1_000_000), coded("SK", 0)], SLOVAK)

    certain = certain_one(candidates)

    assert certain
    assert certain.country == "SK"


def test_code_only_guessed_at_home_is_not_its_own() -> None:
    assert countries(coded("SK", 20_000, is_guess=True), coded("AT", 50_000)) == ["AT", "SK"]


def test_codes_of_near_countries_come_before_those_of_far_ones() -> None:
    assert countries(coded("AU", 5_000_000), coded("SI", 50_000), coded("AT", 50_000)) == ["AT", "SI", "AU"]


def test_far_city_is_no_likelier_for_its_size() -> None:
    seoul, sydney = likeliest_first([coded("KR", 10_000_000), coded("AU", 200_000)], SLOVAK)

    assert seoul.likelihood == sydney.likelihood


def test_american_code_is_known_everywhere() -> None:
    assert countries(coded("KR", 10_000_000), coded("UA", 50_000), coded("US", 700_000)) == ["US", "UA", "KR"]


def test_code_of_a_country_of_the_readers_language_is_likelier() -> None:
    hits = (coded("CZ", 20_000), coded("PL", 10_000))

    assert countries(*hits) == ["CZ", "PL"]
    assert countries(*hits, reader=Reader("SK", "pl")) == ["PL", "CZ"]


@pytest.mark.parametrize(
    ("one", "other", "borders"),
    [("SK", "SK", 0), ("SK", "AT", 1), ("SK", "DE", 2), ("SK", "FR", FAR), ("SK", "KR", FAR), ("NZ", "AU", FAR), ("NZ", "NZ", 0)],
)
def test_borders_between_countries_are_counted_to_two(one: str, other: str, borders: int) -> None:
    assert (borders_between(one, other), borders_between(other, one)) == (borders, borders)


def test_neighbours_are_neighbours_of_each_other() -> None:
    pairs = {(one, other) for one, others in NEIGHBOURS.items() for other in others.split()}

    assert pairs == {(other, one) for one, other in pairs}
