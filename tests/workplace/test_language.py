"""In which language the workplace speaks."""

import pytest
from django.test import Client

from accounts.models import User
from tests.workplace.forms import address, filled_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("chosen", "spoken"), [("sk", "sk"), ("", "pl"), ("tlh", "pl")])
def test_the_workplace_speaks_the_chosen_language_or_else_the_browsers(
    workplace: Client, coordinator: User, chosen: str, spoken: str
) -> None:
    User.objects.filter(pk=coordinator.pk).update(language=chosen)

    response = workplace.get("/admin/", headers={"accept-language": "pl"})

    assert response.headers["Content-Language"] == spoken
    assert f'<html lang="{spoken}"' in response.content.decode()


def test_a_public_page_speaks_the_language_of_its_address_to_coordinators_too(workplace: Client, coordinator: User) -> None:
    User.objects.filter(pk=coordinator.pk).update(language="sk")

    response = workplace.get("/pl/")

    assert response.headers["Content-Language"] == "pl"
    assert "Cookie" not in response.headers.get("Vary", "")


def test_a_language_is_chosen_among_those_of_the_site(workplace: Client, coordinator: User) -> None:
    refused = workplace.post(address(coordinator), filled_in(workplace, address(coordinator), language="tlh"))
    workplace.post(address(coordinator), filled_in(workplace, address(coordinator), language="sk"))

    coordinator.refresh_from_db()
    assert list(refused.context["adminform"].form.errors) == ["language"]
    assert coordinator.language == "sk"


@pytest.mark.parametrize(("accepted", "said"), [("sk", "Na túto stránku nemáte prístup"), ("pl", "Nie masz dostępu do tej strony")])
def test_a_form_without_its_token_gets_our_page(accepted: str, said: str) -> None:
    strict = Client(enforce_csrf_checks=True)

    response = strict.post("/admin/login/", {"username": "a", "password": "b"}, headers={"accept-language": accepted})

    assert response.status_code == 403
    assert f"<h1>{said}" in response.content.decode()
