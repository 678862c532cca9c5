"""What every test may ask for."""

import pytest
from pytest_django import DjangoDbBlocker, Settings

from places.gazetteer.loading import load
from places.models import LoadedCountry

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


@pytest.fixture(autouse=True)
def _as_on_a_plain_machine(settings: Settings) -> None:
    """No TLS in front, style sheets as they lie in static/, passwords hashed quickly."""
    settings.SECURE_SSL_REDIRECT = False
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
