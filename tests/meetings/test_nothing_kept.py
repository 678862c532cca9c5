"""What is kept for the next visitor says nothing of the words that somebody typed, nor of where they are."""

import pytest
from django.test import Client

from history import keeping
from meetings.models import SearchEntry
from tests.meetings.visits import today_meeting

pytestmark = pytest.mark.django_db


def all_that_is_kept() -> str:
    return repr([keeping._of_versions[0].kinds, keeping._of_vocabularies[0].kinds])


@pytest.mark.parametrize("page", ["/en/meetings/", "/en/meetings/map/", "/en/pick/", "/en/link/"])
def test_words_are_forgotten_with_the_page(client: Client, page: str) -> None:
    today_meeting()

    response = client.get(f"{page}?q=kvetinkova")

    assert response.status_code == 200
    assert "kvetinkova" in response.content.decode()
    assert "kvetinkova" not in all_that_is_kept()


def test_a_point_is_forgotten_with_the_page(client: Client) -> None:
    today_meeting()

    assert client.get("/en/meetings/?at=48.37,17.58").status_code == 200

    assert SearchEntry.objects.exists()
    assert "form" in all_that_is_kept()
    assert "48.37" not in all_that_is_kept()
    assert "17.58" not in all_that_is_kept()
