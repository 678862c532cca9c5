"""The switch for the mails about one's listings, on one's own page about signing in."""

import pytest
from django.test import Client

from accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def hana() -> User:
    return User.objects.create_user(email="hana@example.org", password="a long enough password")


def test_the_mails_are_stopped_and_come_again(hana: User) -> None:
    client = Client()
    client.force_login(hana)

    client.post("/accounts/reminders/", {"stop": "1"})
    after_stopping = User.objects.get().wants_reminders
    client.post("/accounts/reminders/", {"again": "1"})

    assert [after_stopping, User.objects.get().wants_reminders] == [False, True]


def test_opening_the_address_changes_nothing(hana: User) -> None:
    client = Client()
    client.force_login(hana)

    response = client.get("/accounts/reminders/")

    assert (response.status_code, User.objects.get().wants_reminders) == (405, True)


def test_a_stranger_changes_nothing(hana: User) -> None:
    Client().post("/accounts/reminders/", {"stop": "1"})

    assert User.objects.get().wants_reminders is True
