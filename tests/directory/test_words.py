"""Words that are not a page's own: the name of a site that has none, and the nouns in the workplace."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "name"),
    [("en", "Self-help groups"), ("cs", "Svépomocné skupiny"), ("pl", "Grupy samopomocowe"), ("sk", "Svojpomocné skupiny")],
)
def test_a_site_without_a_name_is_called_what_it_is(client: Client, language: str, name: str) -> None:
    page = client.get(f"/{language}/").content.decode()

    assert f"{name}</title>" in page


def test_workplace_declines_no_noun_wrongly(client: Client) -> None:
    client.force_login(get_user_model().objects.create_superuser("a@example.org", "x", language="sk"))

    page = client.get("/admin/groups/group/add/", headers={"accept-language": "sk"}).content.decode()

    assert "Pridať: skupina" in page
