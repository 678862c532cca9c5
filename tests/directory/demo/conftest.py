"""The demo world for the tests that look at it: made once for all of them."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker, Settings

from directory.demo.building import build
from tests.directory.demo.ground import DEMO_DAY, ground, settle


@pytest.fixture(scope="package")
def demo_world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The demo world as of `DEMO_DAY`."""
    with django_db_blocker.unblock(), ground():
        build(DEMO_DAY)
        settle()
        yield


@pytest.fixture
def demo_site(settings: Settings) -> None:
    """A site that says on every page that its meetings are invented."""
    settings.SITE_IS_DEMO = True
