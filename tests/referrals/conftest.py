"""What the tests of this room share."""

from typing import Any

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def _keys(tmp_path: Any, settings: Settings) -> None:
    """The keys by which networks are counted, of this test only."""
    settings.NETWORK_KEYS_FILE = tmp_path / "keys.json"
