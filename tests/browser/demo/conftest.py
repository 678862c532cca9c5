"""The demo world of today on a server of its own, made once for all tests that only look at it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.test import override_settings
from django.test.testcases import LiveServerThread
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from directory.demo.building import build
from tests.browser.demo.pages import pages
from tests.directory.demo.ground import ground, settle


@dataclass(frozen=True, slots=True)
class Site:
    """Where the demo world is, and one page of each type."""

    url: str
    pages: dict[str, str]

    def address(self, name: str, language: str = "sk") -> str:
        return f"{self.url}/{language}/{self.pages[name]}"


@pytest.fixture(scope="package")
def site(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The server reads over the connection of the tests: nothing is committed, and all is taken back at the end."""
    if connection.vendor != "sqlite":
        pytest.skip("a server can read over the connection of the tests on SQLite only")
    static = tmp_path_factory.mktemp("static")
    with django_db_blocker.unblock(), as_in_production(static), ground():
        build(timezone.localdate())
        settle()
        with serving() as url:
            yield Site(url, pages())


@contextmanager
def as_in_production(static: Path) -> Iterator[None]:
    """A demo site whose static files are collected, named by their content and compressed, as visitors get them."""
    files = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    storages = {**settings.STORAGES, "staticfiles": files}
    with override_settings(SITE_IS_DEMO=True, STATIC_ROOT=static, STORAGES=storages):
        call_command("collectstatic", interactive=False, verbosity=0)
        yield


@contextmanager
def serving() -> Iterator[str]:
    """The address of a server; its static files come from WhiteNoise, not from Django's finders as in `live_server`."""
    shared = connections[DEFAULT_DB_ALIAS]
    shared.inc_thread_sharing()
    server = LiveServerThread(
        "localhost",
        as_it_is,  # type: ignore[arg-type]
        connections_override={shared.alias: shared},
    )
    server.daemon = True
    server.start()
    server.is_ready.wait()
    yield f"http://{server.host}:{server.port}"
    server.terminate()
    shared.dec_thread_sharing()


def as_it_is(handler: WSGIHandler) -> WSGIHandler:
    return handler
