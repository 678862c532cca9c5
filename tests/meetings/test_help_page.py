"""Other help: found by country, kind and topic; only what is published, sourced and public."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from groups.models import Contact, Resource, Topic
from history.actions import save
from meetings import help_page
from places.models import Visibility
from tests.meetings.visits import page, queries
from tests.meetings.world import ROAD, make_venue

pytestmark = pytest.mark.django_db


def make_help(name: str, **fields: object) -> Resource:
    known = {
        "kind": "counselling",
        "country": "SK",
        "is_published": True,
        "checked_on": timezone.localdate(),
        "source_url": "https://example.org/source",
    }
    return save(Resource(name={"en": name}, **{**known, **fields}), by=None, source=ROAD)


def make_contact(resource: Resource, value: str, **fields: object) -> Contact:
    known = {"kind": "phone", "is_public": True, "consent_on": timezone.localdate()}
    return save(Contact(resource=resource, value=value, **{**known, **fields}), by=None, source=ROAD)


def shown(client: Client, query: str, *names: str) -> list[bool]:
    content = page(client, f"/en/help/{query}")
    return [f">{name}</h3>" in content for name in names]


def test_help_says_what_it_is_where_from_and_when_it_was_checked(client: Client) -> None:
    make_help("Open Hand", languages=("sk", "hu"), website="https://example.org/hand", about={"en": "Talks."})

    content = page(client, "/en/help/")

    for text in (
        '<h2 id="kind-1">Counselling</h2>',
        "Talks.",
        "<p>Slovakia</p>",
        "Language: Slovak and Hungarian",
        'href="https://example.org/hand" rel="noreferrer noopener">Website (leaves this site)',
        'href="https://example.org/source" rel="noreferrer noopener">Where this was found (leaves this site)',
        "Checked on ",
    ):
        assert text in content


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", [True, True, True]),
        ("?country=sk", [True, False, True]),
        ("?country=PL", [False, True, True]),
        ("?kind=online-forum", [False, False, True]),
        ("?topic=alcohol", [True, False, False]),
        ("?topic=substances", [True, False, False]),
        ("?country=pl&topic=alcohol", [False, False, False]),
        ("?country=at", [False, False, True]),
    ],
)
def test_parameters_narrow_the_list(client: Client, query: str, expected: list[bool]) -> None:
    branch = save(Topic(slug="substances", name={"en": "Substances"}), by=None, source=ROAD)
    topic = save(Topic(slug="alcohol", name={"en": "Alcohol"}, parent=branch), by=None, source=ROAD)
    make_help("Slovak").topics.add(topic)
    make_help("Polish", country="PL")
    make_help("Everywhere", country="", kind="online_forum")

    assert shown(client, query, "Slovak", "Polish", "Everywhere") == expected


def test_what_cannot_be_understood_is_named_and_left_out(client: Client) -> None:
    make_help("Open Hand")

    content = page(client, "/en/help/?kind=wizard&country=zz&colour=red&topic=%00%3Cb%3E")

    assert "Open Hand" in content
    for text in ("kind=wizard", "country=zz", "colour", "&lt;b&gt;"):
        assert f"{text}</code>" in content


def test_discretion_is_no_filter(client: Client) -> None:
    make_help("Open Hand")

    content = page(client, "/en/help/?discreet=1")

    assert "<title>Calendar</title>" in content
    assert "<code>" not in content


def test_a_thousand_parameters_are_named_briefly(client: Client) -> None:
    query = "&".join(f"p{number}={'x' * 20}" for number in range(1000))

    assert page(client, f"/en/help/?{query}").count("<code>") == help_page.MOST_IGNORED


def test_help_that_is_a_draft_or_has_no_source_is_not_shown(client: Client) -> None:
    make_help("Draft", is_published=False)
    make_help("Hearsay", source_url="")

    assert shown(client, "", "Draft", "Hearsay") == [False, False]


def test_only_public_contacts_are_shown(client: Client) -> None:
    resource = make_help("Open Hand")
    yesterday = timezone.localdate() - timedelta(days=1)
    make_contact(resource, "+421 2 1111")
    make_contact(resource, "+421 2 2222", is_public=False)
    make_contact(resource, "+421 2 3333", consent_on=yesterday, consent_until=yesterday)

    content = page(client, "/en/help/")

    assert 'href="tel:+42121111"' in content
    assert ("2222" in content, "3333" in content) == (False, False)


@pytest.mark.parametrize("visibility", [Visibility.AREA_ONLY, Visibility.ON_CONTACT])
def test_a_hidden_house_is_not_told(client: Client, visibility: str) -> None:
    make_help("Shelter", venue=make_venue(name="Secret villa", street="Secret 7", visibility=visibility))

    content = page(client, "/en/help/")

    assert "Žilina, Slovakia" in content
    assert "Secret" not in content


def test_nothing_found_leads_on(client: Client) -> None:
    content = page(client, "/sk/help/?kind=helpline")

    assert '<a href="/sk/help/">' in content
    assert '<a href="/sk/meetings/">' in content


def test_the_list_has_a_bound(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(help_page, "MOST", 2)
    for number in range(3):
        make_help(f"Help {number}")

    content = page(client, "/en/help/")

    assert content.count("</h3>") == 2
    assert "There is more than fits on this page" in content


def test_the_page_asks_as_much_for_many_as_for_one(client: Client) -> None:
    asked = []
    for number in range(3):
        make_contact(make_help(f"Help {number}", venue=make_venue()), f"+421 2 {number}")
        asked.append(queries(client, "/en/help/"))

    assert asked == [asked[0]] * 3
