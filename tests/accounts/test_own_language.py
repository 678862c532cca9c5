"""The language in which one works, on one's own page about signing in."""

import pytest
from django.test import Client

from accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def hana() -> User:
    return User.objects.create_user(email="hana@example.org", password="a long enough password")


@pytest.fixture
def client_of_hana(hana: User) -> Client:
    client = Client()
    client.force_login(hana)
    return client


def test_the_chosen_language_is_that_of_the_page_from_then_on(client_of_hana: Client) -> None:
    response = client_of_hana.post("/accounts/language/", {"language": "sk"}, follow=True)

    assert (User.objects.get().language, response.headers["Content-Language"]) == ("sk", "sk")


@pytest.mark.parametrize("unknown", ["", "xx", "sk\x00", "sk" * 5000])
def test_an_unknown_language_changes_nothing(client_of_hana: Client, unknown: str) -> None:
    response = client_of_hana.post("/accounts/language/", {"language": unknown})

    assert (response.status_code, User.objects.get().language) == (302, "")


def test_a_stranger_changes_nothing(hana: User) -> None:
    Client().post("/accounts/language/", {"language": "sk"})

    assert User.objects.get().language == ""
