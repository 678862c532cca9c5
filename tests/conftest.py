"""What every test may ask for."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from history.keeping import forget
from places.gazetteer.loading import load
from places.models import LoadedCountry
from tests.mail import Mailbox, mail_server

GAZETTEER = ("AT", "CZ", "GB", "PL", "SK")


@pytest.fixture(scope="session")
def _gazetteer_in_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock():
        load(countries=GAZETTEER)


@pytest.fixture
def gazetteer(_gazetteer_in_database: None, db: None) -> None:
    """The real places of five countries, loaded once a session; again after a test that empties the database."""
    if not LoadedCountry.objects.exists():
        load(countries=GAZETTEER)


@pytest.fixture(scope="session", autouse=True)
def _as_on_a_plain_machine() -> Iterator[None]:
    """No TLS in front, style sheets as they lie in static/, passwords hashed quickly; before any server of a test starts."""
    with override_settings(
        SECURE_SSL_REDIRECT=False,
        SECURE_HSTS_SECONDS=0,
        SESSION_COOKIE_SECURE=False,
        CSRF_COOKIE_SECURE=False,
        STORAGES={**settings.STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}},
        REQUIRE_SECOND_FACTOR=False,
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ):
        yield


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """What one test's pages have kept is not shown to another, whose revisions have the same numbers."""
    forget()


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    """Mail goes through a real SMTP server, and here it arrived."""
    with mail_server() as arrived:
        yield arrived
