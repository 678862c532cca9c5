"""Text to place, on the real places of five countries. What needs the whole world is in test_whole_gazetteer.py."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from places.distance import Point
from places.gazetteer import Answer, complete, find, nearest, to_choose_from
from places.models import Place

pytestmark = pytest.mark.usefixtures("gazetteer")


def ask(text: str, *, country: str = "SK", language: str = "sk") -> Answer:
    return find(text, country=country, language=language)


def certain_slug(text: str, *, country: str = "SK", language: str = "sk") -> str:
    place = ask(text, country=country, language=language).certain
    return place.slug if place else ""


def slugs(answer: Answer) -> list[str]:
    return [place.slug for place in answer.candidates]


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("zilina", "zilina"),
        ("ŽILINA ", "zilina"),
        ("lodz", "lodz"),
        ("Presporok", "bratislava"),
        ("Viedeň", "wien"),
        ("Breslau", "wroclaw"),
        ("Варшава", "warszawa"),
        ("Nowa Huta", "krakow"),
        ("Vlčince", "zilina"),
        ("Špania Dolina", "stare-hory"),
        ("Praha 4", "praha"),
        ("Kolín", "kolin"),
    ],
)
def test_name_is_found_in_any_language_and_spelling(text: str, slug: str) -> None:
    assert certain_slug(text) == slug
    assert not ask(text).was_corrected


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("811 01", "stare-mesto"),
        ("81101", "stare-mesto"),
        ("SK-811 01", "stare-mesto"),
        ("30-059", "krakow"),
        ("SW1A", "city-of-westminster"),
        ("sw1a 1aa", "city-of-westminster"),
        ("1010", "innere-stadt-at-wien"),
    ],
)
def test_postal_code_is_found_as_it_is_written(text: str, slug: str) -> None:
    assert certain_slug(text) == slug


@pytest.mark.parametrize(
    ("text", "country", "slug"),
    [("03601", "SK", "martin-sk"), ("04001", "SK", "kosice"), ("03601", "PL", "warszawa"), ("04001", "PL", "warszawa")],
)
@pytest.mark.parametrize("language", ["sk", "pl"])
def test_code_that_the_site_country_has_is_its_own(text: str, country: str, slug: str, language: str) -> None:
    assert certain_slug(text, country=country, language=language) == slug
    assert not ask(text, country=country, language=language).was_corrected


def test_town_beside_a_code_outweighs_who_else_has_the_code() -> None:
    assert certain_slug("03601 Martin", country="PL", language="pl") == "martin-sk"
    assert certain_slug("03601 Warszawa", country="SK") == "warszawa"


@pytest.mark.parametrize(("text", "slug"), [("811 99", "stare-mesto"), ("00-950", "warszawa")])
def test_unknown_postal_code_is_taken_to_lie_by_its_neighbour(text: str, slug: str) -> None:
    assert certain_slug(text) == slug
    assert ask(text).was_corrected


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Hlavná 5, 010 01 Žilina", "zilina"),
        ("Hlavná 5 010 01 Žilina", "zilina"),
        ("Hlavná ulica 5, Žilina", "zilina"),
        ("dom kultúry Martin", "martin-sk"),
        ("ul. Nowy Świat 5, 00-029 Warszawa, Polska", "warszawa"),
        ("Kraków, ul. Długa 12", "krakow"),
        ("1010 Wien", "wien"),
    ],
)
def test_town_or_code_of_an_address_is_used(text: str, slug: str) -> None:
    assert certain_slug(text) == slug


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Žilina, Slovensko", "zilina"),
        ("Žilina, Czechia", "zilina-cz"),
        ("Nová Ves nad Žitavou SK", "nova-ves-nad-zitavou"),
        ("Lamač, Bratislava", "lamac"),
        ("Bratislava - Ružinov", "bratislava"),
        ("Łódź Bałuty", "lodz"),
        ("Newport, Wales", "newport"),
        ("Staré Město, Zlínský kraj", "stare-mesto-cz-zlinsky-kraj"),
    ],
)
def test_country_region_or_larger_town_says_which(text: str, slug: str) -> None:
    assert certain_slug(text) == slug


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Zilna", "zilina"),
        ("Zliina", "zilina"),
        ("Ziilina", "zilina"),
        ("Žolina", "zilina"),
        ("Bratislva", "bratislava"),
        ("Варшва", "warszawa"),
        ("Zilna, Slovensko", "zilina"),
        ("Hlavná 5, Bratislva", "bratislava"),
        ("Bratisl", "bratislava"),
    ],
)
def test_slip_of_one_letter_is_forgiven_and_said(text: str, slug: str) -> None:
    assert certain_slug(text) == slug
    assert ask(text).was_corrected


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Liptosky Mikulaš", "liptovsky-mikulas"),  # Slovaks called Mikołów Mikuláš
        ("Liptosky Mikulaš, Slovensko", "liptovsky-mikulas"),
        ("Hlavná 5, Liptosky Mikulaš", "liptovsky-mikulas"),
        ("Bansk Bystrica", "banska-bystrica"),  # and not the village of Bystrica
        ("Spišska Nov Ves", "spisska-nova-ves"),
    ],
)
def test_what_all_the_words_nearly_name_goes_before_what_one_of_them_names(text: str, slug: str) -> None:
    assert certain_slug(text) == slug
    assert ask(text).was_corrected


@pytest.mark.parametrize(("text", "slug"), [("Liptoski Mikulas", "liptovsky-mikulas"), ("Spiska Nove Ves", "spisska-nova-ves")])
def test_two_slips_are_asked_about_though_one_word_is_a_name(text: str, slug: str) -> None:
    answer = ask(text)

    assert answer.certain is None
    assert to_choose_from(text, answer, country="SK", language="sk")[0].slug == slug


@pytest.mark.parametrize(
    ("text", "slug"),
    [("Nová 12 Štrba", "strba"), ("Mikołów", "mikolow"), ("Mikuláš", "mikolow"), ("Krzyż Wilkopolski", "krzyz-wielkopolski")],
)
def test_words_before_the_name_leave_it_certain(text: str, slug: str) -> None:
    assert certain_slug(text) == slug


def test_ambiguous_name_asks_likeliest_first() -> None:
    answer = ask("Nové Mesto")

    assert answer.certain is None
    assert slugs(answer)[:2] == ["bratislava", "nove-mesto-nad-vahom"]


@pytest.mark.parametrize(("country", "slug"), [("SK", "kosice"), ("CZ", "kosice")])
def test_large_town_is_certain_though_a_village_at_home_has_its_name(country: str, slug: str) -> None:
    assert certain_slug("Košice", country=country) == slug


@pytest.mark.parametrize(("country", "slug"), [("SK", "trnava"), ("PL", "trnava")])
def test_site_in_another_country_finds_the_same_large_town(country: str, slug: str) -> None:
    assert certain_slug("Trnava", country=country, language="pl") == slug


def test_site_country_decides_between_namesakes() -> None:
    assert certain_slug("Poruba", country="CZ", language="cs") == "ostrava"
    assert slugs(ask("Poruba", country="SK"))[:2] == ["ostrava", "poruba"]
    assert certain_slug("Poruba", country="SK") == ""


def test_first_word_of_a_name_at_home_is_enough() -> None:
    assert certain_slug("Dubnica") == "dubnica-nad-vahom"
    assert certain_slug("Spišská Nová") == "spisska-nova-ves"


def test_reader_finds_a_place_by_the_name_their_language_has_for_it() -> None:
    assert certain_slug("Posen", country="AT", language="de") == "poznan"


@pytest.mark.parametrize("text", ["", "  ", "🙂🙂🙂", "\0", "\0" * 300, "-", "x" * 5000, "\ud800", "%' OR 1=1 --" * 50, "1" * 5000])
def test_garbage_is_answered_with_nothing_certain(text: str) -> None:
    assert ask(text).certain is None


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60))
def test_any_text_is_answered(text: str) -> None:
    answer = ask(text)

    assert answer.certain is None or answer.certain == answer.candidates[0]


@pytest.mark.parametrize(
    ("text", "queries"),
    [
        ("zilina", 1),
        ("811 01", 1),
        ("03601", 1),
        ("30059", 1),
        ("Žilina, Slovensko", 2),
        ("Hlavná 5, 010 01 Žilina", 3),
        ("Bratislva", 4),
    ],
)
def test_questions_to_the_database_are_few(text: str, queries: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(queries):
        ask(text)


def test_limit_bounds_the_candidates() -> None:
    assert len(find("Nová Ves", country="SK", language="sk", limit=3).candidates) == 3


def completed(prefix: str) -> list[str]:
    return [place.slug for place in complete(prefix, country="SK", language="sk")]


def test_complete_offers_home_and_large_towns_first() -> None:
    assert completed("Bra")[:1] == ["bratislava"]
    assert completed("wars")[0] == "warszawa"
    assert completed("žil") == [*completed("zil")]


@pytest.mark.parametrize("prefix", ["", " ", "\0", "🙂", "x" * 5000, "%", "zzzzzz"])
def test_complete_of_nothing_is_nothing(prefix: str) -> None:
    assert completed(prefix) == []


def test_complete_asks_once(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        complete("bra", country="SK", language="sk")


@pytest.mark.parametrize("make_point", [lambda place: place.point, lambda place: Point(place.latitude + 0.01, place.longitude)])
def test_nearest_is_the_place_at_the_point(make_point: Callable[[Place], Point]) -> None:
    zilina = Place.objects.get(slug="zilina")

    assert nearest(make_point(zilina)) == zilina


def test_nearest_is_nothing_far_from_everything() -> None:
    assert nearest(Point(40.0, -40.0)) is None
    assert nearest(Point(90.0, 0.0)) is None
