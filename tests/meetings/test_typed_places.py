"""A place as visitors type it: found in spite of slips, asked for where it may be several, and kept in no address."""

import pytest
from django.test import Client

from tests.meetings.visits import page, today_meeting

pytestmark = pytest.mark.django_db


def test_a_typed_place_does_not_stay_in_the_address(client: Client, gazetteer: None) -> None:
    response = client.get("/sk/meetings/?near=zilina&who=me")

    assert (response.status_code, response.headers["Location"]) == (303, "/sk/meetings/?place=zilina&who=me")
    assert response.headers["Cache-Control"] == "no-store"


def test_a_place_that_may_be_several_is_asked_for(client: Client, gazetteer: None) -> None:
    response = client.get("/en/meetings/?near=Lipnica&when=any")

    content = page(client, response.headers["Location"])
    assert (response.status_code, response.headers["Cache-Control"]) == (303, "no-store")
    assert "near=" not in response.headers["Location"]
    assert "Which place do you mean?" in content
    assert "/en/meetings/?place=lipnica-pl-podkarpackie&amp;when=any" in content


def test_an_unknown_place_is_no_dead_end(client: Client, gazetteer: None) -> None:
    response = client.get("/en/meetings/?near=qqqqqqqqqq")

    assert (response.status_code, response.headers["Location"]) == (303, "/en/meetings/which/?among=")
    assert "We do not know this place" in page(client, response.headers["Location"])


def test_coordinates_are_rounded_to_a_kilometre(client: Client) -> None:
    response = client.get("/en/meetings/?at=49.223145,18.739412")

    assert response.headers["Location"] == "/en/meetings/?at=49.22,18.74"
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("Zilna", "zilina"),
        ("Banska Bistrica", "banska-bystrica"),
        ("Krakw", "krakow"),
        ("Londýn", "london"),
        ("Warsawa", "warszawa"),
        ("Žylina", "zilina"),
    ],
)
def test_a_slip_in_a_place_is_forgiven(client: Client, gazetteer: None, typed: str, slug: str) -> None:
    response = client.get("/sk/meetings/", {"near": typed})

    assert response.headers["Location"] == f"/sk/meetings/?place={slug}"


@pytest.mark.parametrize(("typed", "slug"), [("Liptoský Mikulašš", "liptovsky-mikulas"), ("Bratizlaf", "bratislava")])
def test_several_slips_offer_the_likeliest_spellings(client: Client, gazetteer: None, typed: str, slug: str) -> None:
    response = client.get("/sk/meetings/", {"near": typed, "who": "me"}, follow=True)

    assert f'href="/sk/meetings/?place={slug}&amp;who=me"' in response.content.decode()
    assert typed not in response.request["QUERY_STRING"]


def test_of_a_place_that_nobody_knows_nothing_keeps_what_was_typed(client: Client, gazetteer: None) -> None:
    typed = client.get("/en/meetings/?near=qqqqqqqqqq&when=bad")

    content = client.get(typed.headers["Location"]).content.decode()
    assert typed.headers["Cache-Control"] == "no-store"
    assert "qqqqqqqqqq" not in typed.headers["Location"] + content
    assert "<code>when=bad</code>" in content
    assert 'href="/en/meetings/?when=bad"' in content


def test_what_was_typed_does_not_go_along_to_another_address(client: Client) -> None:
    meeting = today_meeting()

    response = client.get(f"/en/meetings/{meeting.public_id}/?near=Hlavn%C3%A1+1&discreet=1")

    assert response.headers["Location"] == f"/en/meetings/{meeting.public_id}/{meeting.slug}/?discreet=1"


def test_of_two_places_that_were_typed_neither_stays(client: Client, gazetteer: None) -> None:
    response = client.get("/en/meetings/?near=Hlavn%C3%A1+1&near=zilina")

    assert response.headers["Location"] == "/en/meetings/?place=zilina"
