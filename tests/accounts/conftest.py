"""Who signs in, and how."""

import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client

from accounts.models import User

PASSWORD = "a-long-enough-one-7"


@pytest.fixture(autouse=True)
def _no_attempts_yet(db: None) -> None:
    """The table of attempts is no model: a test that empties the database leaves it as it is."""
    cache.clear()


@pytest.fixture
def person() -> User:
    """An administrator who has a password and nothing else."""
    return User.objects.create_superuser("Eva@example.org", PASSWORD, display_name="Eva")


@pytest.fixture
def signed_in(client: Client, person: User) -> Client:
    sign_in(client)
    return client


def sign_in(client: Client, email: str = "eva@example.org", password: str = PASSWORD) -> None:
    client.post("/accounts/login/", {"login": email, "password": password})


def code_of_now(secret: str) -> str:
    """What an authenticator app shows at this moment (RFC 6238, half minutes)."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
