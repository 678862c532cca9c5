"""Who may see and do what in the workplace."""

from urllib.parse import urljoin

import pytest
from django.db import models
from django.test import Client

from accounts.models import User
from history.models import Revision
from meetings.models import Confirmation, Report
from places.models import Place, Visibility
from tests.meetings.world import TODAY, make_meeting, make_venue
from tests.workplace.conftest import SignIn
from tests.workplace.forms import address, filled_in

pytestmark = pytest.mark.django_db


def make_row(model: type[models.Model]) -> models.Model:
    if model is Place:
        return Place.objects.create(
            pk=-1, slug="dolna", name="Dolná", country="SK", latitude=49, longitude=19, zone="Europe/Bratislava"
        )
    if model is Confirmation:
        return Confirmation.objects.create(meeting=make_meeting(), on=TODAY, role="coordinator", road="workplace")
    return Report.objects.create(meeting=make_meeting(), on=TODAY, kind="other")


@pytest.mark.parametrize("view", ["change", "history"])
def test_without_permission_neither_a_row_nor_its_history_is_shown(sign_in: SignIn, workplace: Client, view: str) -> None:
    venue = make_venue(visibility=Visibility.ON_CONTACT)
    workplace.post(address(venue), filled_in(workplace, address(venue), street="Tajná 7"))

    response = sign_in().get(address(venue, view))

    assert response.status_code == 403
    assert "Tajná" not in response.content.decode()


def test_who_may_view_rows_may_view_their_history(sign_in: SignIn, workplace: Client) -> None:
    venue = make_venue()
    workplace.post(address(venue), filled_in(workplace, address(venue), street="Nová 7"))

    page = sign_in("view_venue").get(address(venue, "history")).content.decode()

    assert "from “Hlavná 1” to “Nová 7”" in page


@pytest.mark.parametrize("model", [Place, Confirmation, Report])
def test_rows_that_are_never_typed_in_are_not_deleted_either(workplace: Client, model: type[models.Model]) -> None:
    row = make_row(model)
    selected = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}

    response = workplace.post(address(row, "delete"), {"post": "yes"})
    workplace.post(address(row, "changelist"), selected)

    assert response.status_code == 403
    assert model._default_manager.filter(pk=row.pk).exists()


def test_the_history_is_not_deleted(workplace: Client) -> None:
    make_meeting()
    entry = Revision.objects.latest("pk")

    workplace.post(address(entry, "delete"), {"post": "yes"})

    assert Revision.objects.filter(pk=entry.pk).exists()


def test_nobody_makes_themselves_an_administrator(sign_in: SignIn) -> None:
    client = sign_in("view_user", "change_user")
    helper = User.objects.get()

    client.post(address(helper), filled_in(client, address(helper), display_name="Pomocník", is_superuser="on"))

    helper.refresh_from_db()
    assert (helper.display_name, helper.is_superuser, helper.is_staff) == ("Pomocník", False, True)


def test_an_administrator_says_who_may_work_here(workplace: Client) -> None:
    user = User.objects.create_user("helper@example.org", "not-a-real-password")

    workplace.post(address(user), filled_in(workplace, address(user), is_staff="on"))

    user.refresh_from_db()
    assert user.is_staff


@pytest.mark.parametrize("view", ["../password/", "../delete/", ""])
def test_the_account_of_an_administrator_is_theirs_only(sign_in: SignIn, coordinator: User, view: str) -> None:
    client = sign_in("view_user", "change_user", "delete_user")
    password = {"password1": "another-long-one-7", "password2": "another-long-one-7", "usable_password": "true"}

    client.post(urljoin(address(coordinator), view), {"post": "yes", "email": "mine@example.org", **password})

    kept = User.objects.get(pk=coordinator.pk)
    assert kept.email == coordinator.email
    assert kept.check_password("not-a-real-password")
