"""The search form: every question that a search can answer is asked, and what was chosen stays chosen."""

import re

import pytest
from django.test import Client

from meetings.filters import FIELDS
from tests.meetings.visits import page, today_meeting

pytestmark = pytest.mark.django_db
BY_LINK = {"place", "at", "group", "body", "venue", "country", "page", "discreet"}  # chosen elsewhere, and kept in hidden inputs


def test_every_parameter_can_be_asked_for(client: Client) -> None:
    content = page(client, "/en/")

    asked = set(re.findall(r'<(?:input|select)[^>]* name="([\w-]+)"', content))
    assert asked == set(FIELDS) - BY_LINK


@pytest.mark.parametrize(
    "control",
    [
        '<option value="7" selected>7 km</option>',
        '<option value="uk" selected>',
        '<option value="women" selected>Women</option>',
        '<option value="step-free" selected>Step-free access</option>',
        '<option value="twelve-step" selected>',
        '<option value="education" selected>Education</option>',
        'name="date" id="id_date" value="2026-12-24"',
        'name="from" id="id_from" value="17:00"',
        'name="until" id="id_until" value="20:30"',
        'name="tz" id="id_tz" value="Europe/London"',
        'name="q" id="id_q" value="nadej"',
        'id="id_unconfirmed" checked',
    ],
)
def test_what_was_chosen_stays_chosen(client: Client, control: str) -> None:
    query = (
        "beyond=7&language=uk&audience=women&facility=step-free&method=twelve-step&kind=education&date=2026-12-24"
        "&from=17:00&until=20:30&tz=Europe/London&q=nadej&unconfirmed=1"
    )

    assert control in page(client, f"/en/meetings/?{query}")


def test_several_values_of_one_question_are_not_lost(client: Client) -> None:
    content = page(client, "/en/meetings/?audience=women&audience=men")

    assert '<select name="audience" id="id_audience" multiple>' in content
    assert content.count(" selected>Women</option>") == content.count(" selected>Men</option>") == 1


def test_a_search_can_be_taken_along_whole_and_in_its_language(client: Client) -> None:
    today_meeting()

    content = page(client, "/sk/meetings/?who=me&page=2")

    assert re.findall(r'<a [^>]*href="(/meetings\.[^"]*)"', content) == [
        "/meetings.ics?who=me&amp;lang=sk",
        "/meetings.csv?who=me&amp;lang=sk",
        "/meetings.json?who=me&amp;lang=sk",
    ]


def test_nothing_is_not_offered_to_take_along(client: Client) -> None:
    assert re.findall(r'<a [^>]*href="/meetings\.', page(client, "/sk/meetings/?who=me")) == []


def test_what_is_typed_stands_for_nothing_else_in_the_form(client: Client) -> None:
    content = client.get("/en/meetings/", {"q": "\ue001\ue002\ue003<b>", "body": "abc"}).content.decode()

    assert 'value="\ue001\ue002\ue003&lt;b&gt;"' in content
    assert content.count('<input type="hidden" name="body" value="abc">') == 1


def test_a_country_goes_along_with_what_is_typed(client: Client) -> None:
    content = page(client, "/en/meetings/?country=CZ")

    assert '<input type="hidden" name="country" value="cz">' in content
    assert "Only: Czechia" in content
