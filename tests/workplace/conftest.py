"""Who works in the workplace."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.care import MembershipRole
from accounts.models import User
from groups.models import Group, ServiceBody
from tests.workplace.roles import give_role

SignIn = Callable[..., Client]


@pytest.fixture
def coordinator() -> User:
    return User.objects.create_superuser("coordinator@example.org", "not-a-real-password", display_name="Koordinátorka")


@pytest.fixture
def workplace(coordinator: User) -> Client:
    client = Client()
    client.force_login(coordinator)
    return client


@pytest.fixture
def sign_in(db: None) -> SignIn:
    """The browser of somebody with a role on a service body or group, this year; without one of somebody who has none."""

    def signed_in(role: MembershipRole = MembershipRole.EDITOR, *, on: ServiceBody | Group | None = None) -> Client:
        user = User.objects.create_user(f"helper-{User.objects.count()}@example.org", "not-a-real-password")
        if on is not None:
            give_role(user, role, on)
        client = Client()
        client.force_login(user)
        return client

    return signed_in
