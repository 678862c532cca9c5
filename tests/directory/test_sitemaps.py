"""The site map, and what a page tells search engines of itself."""

import re
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from directory import sitemaps
from groups.kinds import GroupStatus
from meetings.kinds import MeetingStatus
from places.models import Visibility
from tests.meetings.visits import page, today_meeting
from tests.meetings.world import make_fellowship, make_group, make_meeting, make_venue

pytestmark = pytest.mark.django_db
NAMESPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def tree(client: Client, path: str) -> ET.Element:
    response = client.get(path)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/xml")
    return ET.fromstring(response.getvalue())  # noqa: S314  # our own


def addresses(client: Client, path: str) -> list[str]:
    return [str(one.text).removeprefix("http://testserver") for one in tree(client, path).iterfind(".//s:loc", NAMESPACE)]


def test_every_file_of_the_index_can_be_read(client: Client, gazetteer: None) -> None:
    today_meeting("Nádej")

    files = addresses(client, "/sitemap.xml")

    assert files == ["/sitemap-pages-all.xml", "/sitemap-places-sk.xml", "/sitemap-meeting-0.xml", "/sitemap-group-0.xml"]
    assert all(addresses(client, file) for file in files)


def test_every_address_is_a_page_that_calls_itself_the_canonical_one(client: Client, gazetteer: None) -> None:
    today_meeting("Nádej", group=make_group("Nádej"))

    listed = [address for file in addresses(client, "/sitemap.xml") for address in addresses(client, file)]

    assert len(listed) == len(set(listed))
    for address in listed:
        assert f'<link rel="canonical" href="http://testserver{address}">' in page(client, address)


def test_an_address_names_itself_in_every_language(client: Client, settings: Settings) -> None:
    make_fellowship("aa")

    entry = next(one for one in tree(client, "/sitemap-pages-all.xml") if "/sk/fellowships/aa/" in str(one[0].text))

    languages = [code for code, _name in settings.LANGUAGES]
    assert [one.get("hreflang") for one in entry.iterfind("x:link", NAMESPACE)] == languages
    assert entry[1].get("href") == f"http://testserver/{languages[0]}/fellowships/aa/"


def test_only_what_is_published_is_listed(client: Client) -> None:
    shown = today_meeting("Shown")
    make_meeting("Draft", status=MeetingStatus.DRAFT)
    make_meeting("Paused group", group=make_group("Paused", status=GroupStatus.PAUSED))

    listed = addresses(client, "/sitemap-meeting-0.xml")

    assert {address.split("/")[3] for address in listed} == {shown.public_id}


def test_a_town_with_nothing_but_hidden_houses_is_not_listed(client: Client, gazetteer: None) -> None:
    today_meeting("Quiet", venue=make_venue(visibility=Visibility.ON_CONTACT))

    assert addresses(client, "/sitemap-places-sk.xml") == []


def test_a_file_has_at_most_so_many_addresses(client: Client, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "MOST_ADDRESSES", len(settings.LANGUAGES))
    made = [today_meeting(f"Nádej {number}") for number in range(3)]

    files = [file for file in addresses(client, "/sitemap.xml") if "meeting" in file]
    found = [address for file in files for address in addresses(client, file)]

    assert len(found) == 3 * len(settings.LANGUAGES)
    assert {address.split("/")[3] for address in found} == {one.public_id for one in made}


@pytest.mark.parametrize("count", [1, 3])
def test_a_file_asks_as_much_for_many_as_for_one(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        today_meeting(f"Nádej {number}")

    with django_assert_num_queries(1):
        client.get("/sitemap-meeting-0.xml").getvalue()


@pytest.mark.parametrize("name", ["pages-1", "places-slovakia", "meeting-x", "meeting-99999999", "meeting--1", "user-0"])
def test_a_file_that_there_is_not_is_not_found(client: Client, name: str) -> None:
    assert client.get(f"/sitemap-{name}.xml").status_code == 404


def test_robots_are_told_where_the_map_is_but_not_on_a_demo(client: Client, settings: Settings) -> None:
    assert "Sitemap: http://testserver/sitemap.xml\n" in page(client, "/robots.txt")

    settings.SITE_IS_DEMO = True

    assert page(client, "/robots.txt") == "User-agent: *\nDisallow: /\n"


def test_an_indexable_page_names_itself_in_every_language(client: Client, settings: Settings) -> None:
    content = page(client, "/sk/topics/")

    languages = [code for code, _name in settings.LANGUAGES]
    found = re.findall(r'<link rel="alternate" hreflang="(\w+)" href="([^"]+)">', content)
    assert found == [(code, f"http://testserver/{code}/topics/") for code in languages]
    assert content.count('rel="canonical"') == 1
    assert "noindex" not in content


@pytest.mark.parametrize("address", ["/sk/help/?kind=helpline", "/sk/topics/?page=2", "/sk/nothing/", "/sk/places/nowhere/"])
def test_a_page_that_narrows_something_or_is_none_is_not_for_search_engines(client: Client, address: str) -> None:
    content = page(client, address)

    assert '<meta name="robots" content="noindex">' in content
    assert 'rel="canonical"' not in content
