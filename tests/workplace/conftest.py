"""Who works in the workplace."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from accounts.models import User

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
    """The browser of somebody who may use the workplace, with these permissions and no others."""

    def signed_in(*permissions: str) -> Client:
        user = User.objects.create_user("helper@example.org", "not-a-real-password", is_staff=True)
        user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
        client = Client()
        client.force_login(user)
        return client

    return signed_in
