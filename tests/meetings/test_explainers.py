"""The pages that explain: there in every language, complete, true to the settings, and linked among themselves."""

import re
from html.parser import HTMLParser

import pytest
from django.conf import settings as site
from django.test import Client
from django.utils import translation
from pytest_django import DjangoAssertNumQueries, Settings

from meetings.views.explainers import EXPLAINERS
from tests.meetings.visits import page

pytestmark = pytest.mark.django_db
LANGUAGES = [code for code, _name in site.LANGUAGES]
FOREIGN = [code for code in LANGUAGES if code != "en"]
SLUGS = [one.slug for one in EXPLAINERS]
TEXT = re.compile(r"[A-Za-z]{2,}")
# Words that one of our languages shares with English.
SAME_EVERYWHERE = {"Sponsor", "Australia", "Austria"}


class Article(HTMLParser):
    """The pieces of text and the links inside <main>; without names in a language of their own, and those of other sites."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.links: list[str] = []
        self.depth = self.foreign = 0
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.depth += tag == "main"
        self.foreign = self.foreign + 1 if self.foreign or (self.depth and given.keys() & {"lang", "rel"}) else 0
        if self.depth and tag == "a":
            self.links.append(given.get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag == "main"
        self.foreign = max(0, self.foreign - 1)

    def handle_data(self, data: str) -> None:
        text = " ".join(data.split())
        if self.depth and not self.foreign and TEXT.search(text):
            self.texts.append(text)


def addresses(language: str) -> list[str]:
    return [f"/{language}/about/", *(f"/{language}/about/{slug}/" for slug in SLUGS)]


@pytest.mark.parametrize("address", [address for language in LANGUAGES for address in addresses(language)])
def test_an_explainer_is_there_with_one_heading_in_its_language(client: Client, address: str) -> None:
    response = client.get(address)

    content = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="{address[1:3]}">' in content
    assert content.count("<h1>") == 1


@pytest.mark.parametrize("slug", ["", *(f"{slug}/" for slug in SLUGS)])
@pytest.mark.parametrize("language", FOREIGN)
def test_nothing_is_left_in_english(client: Client, language: str, slug: str) -> None:
    english = set(Article(page(client, f"/en/about/{slug}")).texts)

    told = set(Article(page(client, f"/{language}/about/{slug}")).texts)

    assert told
    assert {text for text in told & english if text not in SAME_EVERYWHERE} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_leads_somewhere(client: Client, language: str) -> None:
    links = {link for address in addresses(language) for link in Article(page(client, address)).links if link.startswith("/")}

    assert f"/{language}/about/first-meeting/" in links
    assert {link: client.get(link).status_code for link in links if "/admin/" not in link} == {
        link: 200 for link in links if "/admin/" not in link
    }


def test_the_index_names_every_explainer(client: Client) -> None:
    links = Article(page(client, "/sk/about/")).links

    assert sorted(links) == sorted(f"/sk/about/{slug}/" for slug in SLUGS)


@pytest.mark.parametrize(
    ("query", "searches"),
    [
        ("", ["/sk/meetings/?who=family", "/sk/meetings/?who=young"]),
        ("?discreet=1", ["/sk/meetings/?who=family&discreet=1", "/sk/meetings/?who=young&discreet=1"]),
    ],
)
def test_families_are_led_to_what_they_may_attend(client: Client, query: str, searches: list[str]) -> None:
    links = Article(page(client, f"/sk/about/for-families/{query}")).links

    assert [link for link in links if "who=" in link] == searches


@pytest.mark.parametrize(("slug", "is_sensitive"), [("for-families", True), ("first-meeting", False)])
def test_the_page_for_families_can_be_left_at_once(client: Client, slug: str, is_sensitive: bool) -> None:
    content = page(client, f"/en/about/{slug}/")

    assert ("data-leave" in content) is is_sensitive


def test_an_unknown_explainer_is_not_there(client: Client) -> None:
    assert client.get("/en/about/nothing/").status_code == 404


def test_is_it_true_reckons_with_the_site_s_days(client: Client, settings: Settings) -> None:
    settings.CONFIRMED_DAYS, settings.DUE_DAYS, settings.ARCHIVED_DAYS = 33, 77, 111

    content = page(client, "/en/about/is-it-true/")

    for said in ("within the last 33 days", "Until 77 days after", "more than 111 days without", "Reports count for 14 days"):
        assert said in content


def test_days_are_counted_as_each_language_counts(client: Client, settings: Settings) -> None:
    settings.CONFIRMED_DAYS = 3

    assert "za posledné 3 dni" in page(client, "/sk/about/is-it-true/")


@pytest.mark.parametrize("slug", SLUGS)
def test_an_explainer_asks_the_database_only_whether_anything_has_changed(
    client: Client, slug: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):  # the number of the last revision, for the ETag
        client.get(f"/en/about/{slug}/")


def test_an_unchanged_explainer_is_not_sent_twice(client: Client) -> None:
    first = client.get("/sk/about/privacy/")

    assert client.get("/sk/about/privacy/", headers={"if-none-match": first.headers["ETag"]}).status_code == 304


def test_every_number_is_shown_with_the_pages_that_state_it(client: Client) -> None:
    content = page(client, "/en/about/crisis-lines/")

    assert 'href="tel:0800800566"' in content
    assert "https://www.humanisti.sk/2024/05/25/medzinarodny-den-nezvestnych-deti/" in content
    assert "Read there on 22 November 2026." in content


def test_the_site_s_own_country_comes_first(client: Client, settings: Settings) -> None:
    settings.SITE_COUNTRY = "PL"

    with translation.override("en"):
        headings = re.findall(r"<h2>([^<]+)</h2>", page(client, "/en/about/crisis-lines/"))

    assert headings[:2] == ["Poland", "Australia"]
