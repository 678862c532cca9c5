"""Places are looked up in the workplace as they are typed, among millions of names."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from places.models import Place
from tests.workplace.forms import address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("gazetteer")]


def found(client: Client, text: str) -> list[str]:
    return [place.name for place in client.get(address(Place(), "changelist"), {"q": text}).context["cl"].result_list]


@pytest.mark.parametrize("text", ["Žilina", "zilina", "ŽILI"])
def test_a_place_is_found_however_it_is_typed(workplace: Client, text: str) -> None:
    assert found(workplace, text)[0] == "Žilina"


@pytest.mark.parametrize("text", ["", "–"])
def test_nothing_typed_lists_the_largest(workplace: Client, text: str) -> None:
    assert found(workplace, text)[0] == "London"


def test_a_venue_is_given_its_place_by_typing(workplace: Client) -> None:
    asked = {"term": "Žilin", "app_label": "places", "model_name": "venue", "field_name": "place"}

    offered = workplace.get(reverse("admin:autocomplete"), asked).json()["results"]

    assert "Žilina" in [place["text"] for place in offered]


def test_no_search_looks_inside_names(workplace: Client) -> None:
    with CaptureQueriesContext(connection) as captured:
        found(workplace, "Žilina")

    assert not [query["sql"] for query in captured if "LIKE" in query["sql"]]
