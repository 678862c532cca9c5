"""The page for those who write programs, and its OpenAPI document."""

import html
import json
import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation
from jsonschema import Draft202012Validator

from feeds.api.examples import sections
from feeds.asking import NOT_IN_FEEDS, FeedForm
from feeds.urls import urlpatterns
from meetings.filters import FIELDS
from tests.feeds.visits import SEARCHES, whole
from tests.meetings.visits import page, today_meeting

pytestmark = pytest.mark.django_db
SITE = "http://testserver"
EXAMPLES = [example for section in sections(SITE) for example in section.examples]


def document(client: Client) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(client.get("/api/openapi.json").content)
    return found


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.address.removeprefix(SITE))
def test_every_example_answers_as_it_says(client: Client, example: Any) -> None:
    today_meeting()

    response = client.get(example.address.removeprefix(SITE).replace("lang=&", "").replace("&lang=en-us", ""))

    assert (response.status_code, response.headers["Content-Type"].startswith(example.content_type)) == (200, True)
    assert len(whole(response)) > 1


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_page_names_every_example_in_every_language(client: Client, language: str) -> None:
    with translation.override(language):
        wanted = [example.address for section in sections(SITE) for example in section.examples]

    shown = re.findall(r"<code>(.*?)</code>", page(client, f"/{language}/api/"))

    assert [html.unescape(address) for address in shown] == wanted


def test_address_without_language_leads_to_the_readers(client: Client) -> None:
    response = client.get("/api/", headers={"Accept-Language": "sk, en;q=0.5"})

    assert (response.status_code, response.headers["Location"], response.headers["Vary"]) == (302, "/sk/api/", "Accept-Language")


def test_document_names_every_feed(client: Client) -> None:
    assert set(document(client)["paths"]) == {*SEARCHES, "/changes"}


def test_document_names_every_parameter_that_feeds_read(client: Client) -> None:
    for address in SEARCHES:
        named = {one["name"] for one in document(client)["paths"][address]["get"]["parameters"]}
        assert named == {*FIELDS, *FeedForm.base_fields} - set(NOT_IN_FEEDS)


def test_schemas_of_the_document_are_schemas(client: Client) -> None:
    found = document(client)

    for path in found["paths"].values():
        for parameter in path["get"]["parameters"]:
            Draft202012Validator.check_schema(parameter["schema"])


def test_pages_of_others_may_read_the_document(client: Client) -> None:
    headers = client.get("/api/openapi.json").headers

    assert headers["Access-Control-Allow-Origin"] == "*"
    assert headers["Content-Type"] == "application/vnd.oai.openapi+json;version=3.1"


def test_pages_lead_programs_to_the_feed_and_to_the_document(client: Client) -> None:
    links = re.findall(r'<link rel="(alternate|service-desc)" type="([^"]+)"[^>]* href="([^"]+)"', page(client, "/sk/"))

    assert ("alternate", "application/json", "/meetings.json?when=any") in links
    assert ("service-desc", "application/vnd.oai.openapi+json", "/api/openapi.json") in links


def test_all_addresses_of_feeds_have_names() -> None:
    assert {"meetings_geojson", "meetings_atom", "changes", "openapi"} <= {str(getattr(one, "name", "")) for one in urlpatterns}
