"""Every public page: it sets no cookie, asks nobody else, may be kept for a minute, and is in the language of its path."""

import re

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import Settings

from tests.meetings.visits import page

pytestmark = pytest.mark.django_db
EVERY_PAGE = ["/en/", "/pl/", "/sk/", "/sk/meetings/", "/en/meetings/?who=family", "/en/nothing/"]


@pytest.mark.parametrize("address", EVERY_PAGE)
def test_a_visitor_gets_no_cookie(client: Client, address: str) -> None:
    response = client.get(address)

    assert not response.cookies
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "script" not in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("address", EVERY_PAGE)
def test_a_page_asks_nobody_else_for_anything(client: Client, address: str) -> None:
    content = page(client, address)

    assert 'src="http' not in content
    assert 'rel="stylesheet" href="/static/' in content
    assert all(script.startswith('<script src="/static/') for script in re.findall(r"<script[^>]*>[^<]*", content))
    assert " style=" not in content


@pytest.mark.parametrize("address", [one for one in EVERY_PAGE if "nothing" not in one])
def test_a_page_may_be_kept_by_a_cache_for_a_minute(client: Client, address: str) -> None:
    response = client.get(address)

    assert response.headers["Cache-Control"] == "public, max-age=60, stale-while-revalidate=60"
    assert "Cookie" not in response.headers.get("Vary", "")


def test_an_unchanged_page_is_not_sent_twice(client: Client) -> None:
    first = client.get("/sk/")

    assert client.get("/sk/", headers={"if-none-match": first.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize(
    ("accepted", "language"), [("sk,en;q=0.5", "sk"), ("pl-PL", "pl"), ("fr, de;q=0.9", "en"), ("", "en"), ("*;q=x", "en")]
)
def test_the_root_leads_to_the_reader_s_language(client: Client, accepted: str, language: str) -> None:
    response = client.get("/", headers={"accept-language": accepted})

    assert response.headers["Location"] == f"/{language}/"
    assert "Accept-Language" in response.headers["Vary"]


def test_a_page_does_not_depend_on_the_reader_s_language(client: Client) -> None:
    assert page(client, "/sk/") == client.get("/sk/", headers={"accept-language": "pl"}).content.decode()


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_an_error_page_is_in_the_language_of_the_path(client: Client, language: str) -> None:
    response = client.get(f"/{language}/nothing/")

    assert response.status_code == 404
    assert f'<html lang="{language}">' in response.content.decode()
    assert f'action="/{language}/meetings/"' in response.content.decode()


def test_only_reading_is_allowed(client: Client) -> None:
    assert client.post("/en/meetings/").status_code == 405


def test_a_demo_says_so_on_every_page(client: Client, settings: Settings) -> None:
    settings.SITE_IS_DEMO = True

    for address in EVERY_PAGE:
        assert "This is a demo." in page(client, address) or not address.startswith("/en")
