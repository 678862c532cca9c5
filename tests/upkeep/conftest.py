"""A body, and whoever moderates what is suggested about its listings."""

import pytest

from accounts.models import User
from groups.models import ServiceBody
from tests.upkeep.moderating import person
from tests.workplace.roles import make_body


@pytest.fixture
def here() -> ServiceBody:
    return make_body("Intergrupa Sever")


@pytest.fixture
def moderator(here: ServiceBody) -> User:
    return person("Moderátorka", here)
