"""What means nothing in an address is left out, named to whoever asked, and named again where a search is sent on."""

import pytest
from django.test import Client

from tests.meetings.visits import page

pytestmark = pytest.mark.django_db

BAD = [
    ("at=999,999", "at=999,999"),
    ("at=nan,nan", "at=nan,nan"),
    ("within=0", "within=0"),
    ("within=-5", "within=-5"),
    ("within=201", "within=201"),
    ("beyond=-1", "beyond=-1"),
    ("page=0", "page=0"),
    ("page=-3", "page=-3"),
    ("from=25:00", "from=25:00"),
    ("until=7pm", "until=7pm"),
    ("date=2026-02-30", "date=2026-02-30"),
    ("when=someday", "when=someday"),
    ("who=robot", "who=robot"),
    ("how=carrier-pigeon", "how=carrier-pigeon"),
    ("topic=no-such", "topic=no-such"),
    ("tz=Mars", "tz=Mars"),
    ("colour=red", "colour"),
    ("place=no-such-town", "place=no-such-town"),
]


@pytest.mark.parametrize(("query", "named"), BAD)
def test_a_page_names_what_it_left_out(client: Client, query: str, named: str) -> None:
    content = page(client, f"/en/meetings/?{query}&when=today")

    assert f"<code>{named}</code>" in content or query.startswith("when=")
    assert page(client, f"/en/meetings/?{query}").count("<code>") == 1


@pytest.mark.parametrize(("query", "named"), [one for one in BAD if not one[0].startswith("page=")])
@pytest.mark.parametrize("form", ["json", "ics"])
def test_a_feed_names_it_as_a_problem(client: Client, form: str, query: str, named: str) -> None:
    response = client.get(f"/meetings.{form}?{query}")

    assert response.status_code == 400
    assert response.json()["parameters"] == [named]


def test_of_very_much_that_means_nothing_some_is_named_and_the_rest_counted(client: Client) -> None:
    content = page(client, "/en/meetings/?" + "&".join(f"x{number}=1" for number in range(3000)))

    assert content.count("<code>") == 10
    assert "and 2990 more" in content


def test_a_value_that_cannot_be_shown_is_not(client: Client) -> None:
    content = page(client, "/en/meetings/?when=%00%1B&colour%E2%80%AE=1")

    assert "<code>when=\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}</code>" in content
    assert "\x00" not in content
    assert "\u202e" not in content


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("near=zilina&when=someday", "/en/meetings/?place=zilina&when=someday"),
        ("near=zilina&colour=red&who=me", "/en/meetings/?place=zilina&who=me&colour="),
        ("near=zilina&when=today&when=bad&page=0", "/en/meetings/?place=zilina&when=bad&page=0"),
        ("near=&within=0", "/en/meetings/?within=0"),
        ("at=49.223145,18.739412&when=someday", "/en/meetings/?at=49.22,18.74&when=someday"),
    ],
)
def test_what_was_left_out_goes_along_where_a_search_is_sent_on(client: Client, gazetteer: None, query: str, address: str) -> None:
    response = client.get(f"/en/meetings/?{query}")

    assert response.headers["Location"] == address
    assert response.headers["Cache-Control"] == "no-store"
    assert "<code>" in page(client, address)
