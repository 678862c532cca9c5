"""Error pages: a sentence that helps, the search and the crisis lines, in the language of the path and without the database."""

import pytest
from django.conf import settings
from django.core.exceptions import BadRequest
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path
from pytest_django import DjangoAssertNumQueries, Settings

from directory.errors import BusyMiddleware, error_page
from directory.urls import urlpatterns as site_urls

STATUSES = (400, 403, 404, 405, 410, 429, 500, 503)
LANGUAGES = [code for code, _name in settings.LANGUAGES]


def busy(_request: HttpRequest) -> HttpResponse:
    raise OperationalError("canceling statement due to statement timeout: SELECT secret")


def bad(_request: HttpRequest) -> HttpResponse:
    raise BadRequest


def broken(_request: HttpRequest) -> HttpResponse:
    raise RuntimeError("secret")


urlpatterns = [path("sk/busy/", busy), path("sk/bad/", bad), path("sk/broken/", broken), *site_urls]
handler400 = "directory.errors.bad_request"
handler404 = "directory.errors.not_found"
handler500 = "directory.errors.server_error"


@pytest.mark.django_db
@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_error_page_helps_without_asking_the_database(
    status: int, language: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    request = RequestFactory().get(f"/{language}/meetings/")

    with django_assert_num_queries(0):
        response = error_page(request, status)

    content = response.content.decode()
    assert response.status_code == status
    assert f'<html lang="{language}">' in content
    assert content.count("<h1>") == 1
    assert f'action="/{language}/meetings/" method="get"' in content
    assert 'name="near"' in content
    assert 'href="tel:112"' in content
    assert 'href="tel:116111"' in content


@pytest.mark.django_db
@pytest.mark.parametrize("path_info", ["/nothing/", "/xx/nothing/", "/meetings.json"])
def test_outside_the_languages_an_error_is_told_in_the_site_s(settings: Settings, path_info: str) -> None:
    settings.LANGUAGE_CODE = "sk"

    response = error_page(RequestFactory().get(path_info), 404)

    assert '<html lang="sk">' in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "status"), [("/sk/busy/", 503), ("/sk/bad/", 400), ("/sk/broken/", 500), ("/sk/nothing/", 404)]
)
def test_what_fails_is_told_in_the_language_of_the_page(client: Client, settings: Settings, address: str, status: int) -> None:
    settings.ROOT_URLCONF = __name__
    client.raise_request_exception = False

    response = client.get(address)

    content = response.content.decode()
    assert response.status_code == status
    assert '<html lang="sk">' in content
    assert "secret" not in content
    assert "SELECT" not in content


@pytest.mark.django_db
def test_a_busy_site_asks_to_come_back_and_is_kept_by_no_cache() -> None:
    request = RequestFactory().get("/sk/meetings/")

    response = BusyMiddleware(busy).process_exception(request, OperationalError())

    assert response is not None
    assert response.headers["Retry-After"] == "60"
    assert response.headers["Cache-Control"] == "no-store"


def test_only_the_database_makes_the_site_busy() -> None:
    request = RequestFactory().get("/sk/meetings/")

    assert BusyMiddleware(busy).process_exception(request, ValueError()) is None
