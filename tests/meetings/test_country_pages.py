"""The pages of the countries: towns with their numbers, and what is there besides."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from groups.models import Resource
from history.actions import save
from interchange.records import Attendance
from meetings import country_pages
from places.models import Place, Visibility
from tests.meetings.visits import page, queries, today_meeting
from tests.meetings.world import ROAD, make_group, make_venue

pytestmark = pytest.mark.django_db
KRAKOW, NOWA_HUTA, KOSICE = (50.0614, 19.9366), (50.0716, 20.0374), (48.7164, 21.2611)


def towns(client: Client, address: str) -> list[tuple[str, str]]:
    """The slugs of the towns of a page with their numbers, in their order."""
    found = re.findall(r'/places/([^/]+)/">[^<]*</a> <span class="quiet">(\d+)', page(client, address))
    return [(slug, number) for slug, number in found]


def test_the_countries_with_meetings_are_listed(client: Client, gazetteer: None) -> None:
    today_meeting("A")
    today_meeting("B")
    today_meeting("C", venue=make_venue(KRAKOW, city="Kraków", country="PL"))

    content = page(client, "/sk/countries/")

    assert re.findall(r'/sk/countries/(\w\w)/">([^<]+)</a>', content) == [("pl", "Poľsko"), ("sk", "Slovensko")]
    assert "2 stretnutia" in content


def test_towns_are_listed_by_name_with_their_numbers(client: Client, gazetteer: None) -> None:
    today_meeting("A")
    today_meeting("B")
    today_meeting("C", venue=make_venue(KOSICE, city="Košice"))

    assert towns(client, "/en/countries/sk/") == [("kosice", "1"), ("zilina", "2")]


def test_a_house_in_a_district_belongs_to_the_town_of_its_address(client: Client, gazetteer: None) -> None:
    today_meeting("A", venue=make_venue(KRAKOW, city="Kraków", country="PL"))
    district = today_meeting("B", venue=make_venue(NOWA_HUTA, city="Krakow", country="PL"))

    assert Place.objects.filter(venues__meetings=district).exclude(slug="krakow").exists()
    assert towns(client, "/en/countries/pl/") == [("krakow", "2")]


def test_a_hidden_house_is_counted_by_its_town_only(client: Client, gazetteer: None) -> None:
    today_meeting("A", venue=make_venue(NOWA_HUTA, city="Kraków", country="PL", visibility=Visibility.ON_CONTACT))
    today_meeting("B", venue=make_venue(NOWA_HUTA, city="", country="PL", visibility=Visibility.ON_CONTACT))

    assert towns(client, "/en/countries/pl/") == [("krakow", "1")]


def test_a_name_that_is_far_away_is_not_the_house_s_town(client: Client, gazetteer: None) -> None:
    today_meeting("A", venue=make_venue(KOSICE, city="Žilina"))

    assert [slug for slug, _number in towns(client, "/en/countries/sk/")] == ["kosice"]


def test_towns_beyond_the_bound_are_counted(client: Client, gazetteer: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(country_pages, "MOST_TOWNS", 1)
    today_meeting("A")
    today_meeting("B")
    today_meeting("C", venue=make_venue(KOSICE, city="Košice"))

    assert towns(client, "/en/countries/sk/") == [("zilina", "2")]
    assert "There are meetings in one smaller town as well" in page(client, "/en/countries/sk/")


def test_fellowships_online_meetings_and_help_are_those_of_the_country(client: Client, gazetteer: None) -> None:
    today_meeting("Here")
    today_meeting("There", venue=make_venue(KRAKOW, city="Kraków", country="PL"), group=make_group("Na", fellowship="na"))
    today_meeting("In Slovak", attendance=Attendance.ONLINE, languages=("sk",))
    today_meeting("In Polish", attendance=Attendance.ONLINE, languages=("pl",))
    for name, country in (("Slovak help", "SK"), ("Polish help", "PL"), ("Help for all", "")):
        known = {"kind": "counselling", "is_published": True, "checked_on": timezone.localdate(), "website": "https://example.org/"}
        save(Resource(name={"en": name}, country=country, **known), by=None, source=ROAD)

    content = page(client, "/en/countries/sk/")

    seen = ("/fellowships/aa/", "/fellowships/na/", "In Slovak", "In Polish", "Slovak help", "Polish help", "Help for all")
    assert [text in content for text in seen] == [True, False, True, False, True, False, True]


def test_a_country_without_meetings_says_so_and_is_not_for_search_engines(client: Client) -> None:
    content = page(client, "/en/countries/fr/")

    assert "No meeting is known to us in this country yet." in content
    assert '<meta name="robots" content="noindex">' in content


def test_capital_letters_lead_to_the_address_in_small_ones(client: Client) -> None:
    response = client.get("/sk/countries/SK/")

    assert (response.status_code, response.headers["Location"]) == (301, "/sk/countries/sk/")


@pytest.mark.parametrize("code", ["zz", "slovakia", "x", "1"])
def test_a_country_that_there_is_not_leads_to_the_search(client: Client, code: str) -> None:
    response = client.get(f"/sk/countries/{code}/")

    assert response.status_code == 404
    assert 'name="near"' in response.content.decode()


@pytest.mark.parametrize(("many", "told"), [(1, [("zilina", "1")]), (100, [("zilina", "2")])])
def test_only_where_there_are_many_their_number_is_kept_for_minutes(
    client: Client, gazetteer: None, monkeypatch: pytest.MonkeyPatch, many: int, told: list[tuple[str, str]]
) -> None:
    monkeypatch.setattr(country_pages, "MANY", many)
    today_meeting("A")
    assert towns(client, "/en/countries/sk/") == [("zilina", "1")]
    today_meeting("B")

    assert towns(client, "/en/countries/sk/") == told


@pytest.mark.parametrize("address", ["/en/countries/", "/en/countries/sk/"])
def test_a_page_asks_as_much_for_many_as_for_one(client: Client, gazetteer: None, address: str) -> None:
    asked = []
    for slug in ("zilina", "kosice", "nitra"):
        place = Place.objects.get(slug=slug)
        venue = make_venue((place.latitude, place.longitude), city=place.name)
        today_meeting(f"In {slug}", venue=venue, group=make_group(slug, fellowship=slug))
        today_meeting(f"Online {slug}", attendance=Attendance.ONLINE, languages=("sk",))
        asked.append(queries(client, address))

    assert asked == [asked[0]] * 3
