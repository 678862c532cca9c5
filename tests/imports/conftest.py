"""What the tests of imports may ask for."""

from ipaddress import ip_network

import pytest
from django.test import Client
from pytest_django import Settings

from accounts.models import User


@pytest.fixture
def this_machine(settings: Settings) -> None:
    """Feeds may be fetched from 127.0.0.1, and from no other address that is not public."""
    settings.FETCH_PRIVATE_NETWORKS = [ip_network("127.0.0.1/32")]


@pytest.fixture
def workplace(client: Client) -> Client:
    """A browser in which a coordinator who may do everything is signed in."""
    client.force_login(User.objects.create_superuser("coordinator@example.org", "not-a-real-password"))
    return client
