"""What protects a visitor from whoever looks over the shoulder: the quick exit, and pages that do not say what they are."""

import re

import pytest
from django.test import Client
from pytest_django import Settings

from groups.kinds import Serves
from groups.models import Topic
from tests.meetings.visits import address_of, page, today_meeting
from tests.meetings.world import make_group

pytestmark = pytest.mark.django_db
HOUSE = "M6 27V15L16 6l10 9v12z"  # in the icon of the site
EXIT = re.compile(r'<a class="leave[^"]*" href="([^"]+)" rel="noreferrer noopener"')


@pytest.mark.parametrize("query", ["who=family", "who=young", "topic=sex-and-love"])
def test_results_that_could_harm_have_a_quick_exit(client: Client, settings: Settings, query: str) -> None:
    settings.QUICK_EXIT_URL = "https://weather.example/"
    Topic.objects.create(slug="sex-and-love", name={"en": "Sex and love"}, is_sensitive=True)

    content = page(client, f"/en/meetings/?{query}")

    assert EXIT.findall(content) == ["https://weather.example/"]


@pytest.mark.parametrize("query", ["", "who=me", "topic=alcohol"])
def test_other_results_have_none(client: Client, query: str) -> None:
    Topic.objects.create(slug="alcohol", name={"en": "Alcohol"})

    assert EXIT.findall(page(client, f"/en/meetings/?{query}")) == []


@pytest.mark.parametrize(
    ("serves", "exits"),
    [(Serves.RELATIVES, 1), (Serves.MINORS, 1), (Serves.PERSON_CONCERNED, 0)],
)
def test_a_meeting_for_relatives_or_minors_has_a_quick_exit(client: Client, serves: Serves, exits: int) -> None:
    meeting = today_meeting(group=make_group(serves=serves))

    assert len(EXIT.findall(page(client, address_of(meeting)))) == exits


def test_a_meeting_on_a_sensitive_topic_has_a_quick_exit(client: Client) -> None:
    meeting = today_meeting()
    meeting.group.topics.add(Topic.objects.create(slug="hiv", name={"en": "HIV"}, is_sensitive=True))

    assert len(EXIT.findall(page(client, address_of(meeting)))) == 1


@pytest.mark.parametrize("address", ["/en/", "/en/meetings/", "/en/nothing/"])
def test_a_discreet_page_does_not_say_what_it_is(client: Client, settings: Settings, address: str) -> None:
    settings.SITE_NAME = "Help for drinkers"

    content = page(client, f"{address}?discreet=1")

    assert "<title>Calendar</title>" in content
    assert HOUSE not in content
    assert "Help for drinkers" not in content


def test_other_pages_show_the_icon_of_the_site(client: Client) -> None:
    assert HOUSE in page(client, "/en/")


def test_a_meeting_s_page_is_discreet_too(client: Client) -> None:
    meeting = today_meeting()

    assert "<title>Calendar</title>" in page(client, f"{address_of(meeting)}?discreet=1")


def test_discretion_is_kept_along_the_way_without_a_cookie(client: Client) -> None:
    meeting = today_meeting()

    content = page(client, "/en/meetings/?who=me&discreet=1")

    for link in (
        f"{address_of(meeting)}?discreet=1",
        "/sk/meetings/?who=me&amp;discreet=1",
        "/en/meetings/?discreet=1",
        "/en/?discreet=1",
    ):
        assert f'href="{link}"' in content
    assert '<input type="hidden" name="discreet" value="1">' in content


def test_discretion_is_no_filter_of_the_search(client: Client) -> None:
    assert 'class="chips"' not in page(client, "/en/meetings/?discreet=1")


@pytest.mark.parametrize(
    ("query", "switched"),
    [("", "?discreet=1"), ("?who=me", "?who=me&amp;discreet=1"), ("?who=me&discreet=1", "?who=me"), ("?discreet=1", "?")],
)
def test_the_footer_switches_discretion(client: Client, query: str, switched: str) -> None:
    content = page(client, f"/en/meetings/{query}")

    assert re.findall(r'bottom__switch" href="([^"]*)"', content) == [switched]


def test_switching_does_not_repeat_a_typed_place(client: Client, gazetteer: None) -> None:
    content = client.get("/en/meetings/?near=Lipnica&who=me", follow=True).content.decode()

    (switch,) = re.findall(r'bottom__switch" href="([^"]*)"', content)
    assert switch.endswith("&amp;who=me&amp;discreet=1")
    assert "Lipnica" not in switch
