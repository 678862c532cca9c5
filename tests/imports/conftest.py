"""What the tests of imports may ask for."""

from ipaddress import ip_network

import pytest
from pytest_django import Settings


@pytest.fixture
def this_machine(settings: Settings) -> None:
    """Feeds may be fetched from 127.0.0.1, and from no other address that is not public."""
    settings.FETCH_PRIVATE_NETWORKS = [ip_network("127.0.0.1/32")]
