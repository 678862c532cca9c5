"""No log says who looked for what, not even where something breaks."""

import logging
from collections.abc import Iterator
from io import StringIO
from runpy import run_path

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from gunicorn.config import Config  # type: ignore[import-untyped]

from directory import urls

SECRET = "Tajna"


def breaking(request: HttpRequest) -> HttpResponse:
    raise ValueError(request.GET["near"])


urlpatterns = [path("breaking/", breaking, name="breaking"), *urls.urlpatterns]
handler404, handler500 = urls.handler404, urls.handler500


@pytest.fixture
def written() -> Iterator[StringIO]:
    """What Django's handler writes, as it is set up in the settings."""
    console = next(handler for handler in logging.getLogger("django").handlers if handler.name == "console")
    assert isinstance(console, logging.StreamHandler)
    stream = StringIO()
    before = console.setStream(stream)
    yield stream
    console.setStream(before)


@pytest.mark.urls(__name__)
def test_a_page_that_breaks_logs_where_but_not_what_was_asked(written: StringIO) -> None:
    client = Client(raise_request_exception=False)

    response = client.get("/breaking/", {"near": SECRET})

    log = written.getvalue()
    assert response.status_code == 500
    assert "500 breaking" in log
    assert "in breaking" in log
    assert log.endswith("ValueError\n")
    assert [secret for secret in (SECRET, "near=", "/breaking") if secret in log] == []


def test_an_address_that_is_none_is_logged_without_it(written: StringIO) -> None:
    Client().get(f"/sk/{SECRET}/", {"near": SECRET})

    assert written.getvalue().endswith("WARNING django.request 404 no such route\n")


def test_the_servers_own_errors_do_not_say_what_was_asked() -> None:
    logger = run_path(str(settings.BASE_DIR / "gunicorn.conf.py"))["logger_class"](Config())
    stream = StringIO()
    logger.error_log.addHandler(logging.StreamHandler(stream))

    try:
        raise ValueError(SECRET)
    except ValueError:
        logger.exception("Error handling request %s %s", "GET", f"/sk/search?near={SECRET}")
    logger.error("Worker (pid:%s) was sent %s!", 7, "SIGKILL")

    log = stream.getvalue()
    assert log.startswith("Error handling request\n")
    assert "ValueError" in log
    assert "Worker (pid:7) was sent SIGKILL!" in log
    assert SECRET not in log
