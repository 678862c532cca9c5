"""Who may see and do what in the workplace."""

from urllib.parse import urljoin

import pytest
from django.db import models
from django.test import Client

from accounts.care import MembershipRole
from accounts.models import User
from groups.models import Membership
from history.models import Revision
from history.road import WORKPLACE
from meetings.actions import confirm
from meetings.kinds import ConfirmedBy
from meetings.models import Confirmation, Report
from places.models import Place, Visibility
from tests.meetings.world import TODAY, make_group, make_meeting, make_venue
from tests.workplace.conftest import SignIn
from tests.workplace.forms import address, filled_in
from tests.workplace.roles import give_role, make_body

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
def test_without_a_role_neither_a_row_nor_its_history_is_shown(sign_in: SignIn, workplace: Client, view: str) -> None:
    venue = make_venue(visibility=Visibility.ON_CONTACT)
    workplace.post(address(venue), filled_in(workplace, address(venue), street="Tajná 7"))

    response = sign_in().get(address(venue, view), follow=True)

    assert "Tajná" not in response.content.decode()


def test_a_reader_sees_the_history_of_what_is_in_their_care(sign_in: SignIn, workplace: Client) -> None:
    body = make_body("Oblasť")
    venue = make_venue()
    make_meeting(group=make_group(service_body=body), venue=venue)
    workplace.post(address(venue), filled_in(workplace, address(venue), street="Nová 7"))

    page = sign_in(MembershipRole.READER, on=body).get(address(venue, "history")).content.decode()

    assert "Nová 7" in page


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


def test_nobody_but_administrators_sees_accounts(sign_in: SignIn, coordinator: User) -> None:
    client = sign_in(on=make_body("Oblasť"))

    seen = [client.get(address(coordinator, page)) for page in ("changelist", "add", "change", "delete")]
    client.post(address(coordinator), {"email": "mine@example.org", "is_superuser": "on"})

    assert [page.status_code for page in seen] == [403] * 4
    assert User.objects.get(pk=coordinator.pk).email == coordinator.email


def test_a_reader_is_told_no_mail_address_of_who_works_beside_them(sign_in: SignIn) -> None:
    body = make_body("Oblasť")
    meeting = make_meeting(group=make_group(service_body=body))
    nameless = User.objects.create_user("tajna.adresa@example.org")
    term = give_role(nameless, MembershipRole.EDITOR, body)
    confirm(meeting, on=TODAY, role=ConfirmedBy.COORDINATOR, by=nameless, source=WORKPLACE)
    reader = sign_in(MembershipRole.READER, on=body)

    pages = [address(term, "changelist"), address(term), address(body), address(meeting), address(meeting, "history")]

    assert [page for page in pages if "tajna.adresa" in reader.get(page).content.decode()] == []


def test_nobody_finds_out_by_searching_whose_a_mail_address_is(sign_in: SignIn) -> None:
    body = make_body("Oblasť")
    give_role(User.objects.create_user("tajna.adresa@example.org", display_name="Nora"), MembershipRole.EDITOR, body)
    reader = sign_in(MembershipRole.READER, on=body)

    by_address, by_name = (
        reader.get(address(Membership(), "changelist"), {"q": text}).content.decode() for text in ("tajna.adresa", "nora")
    )

    assert ("Nora" in by_address, "Nora" in by_name) == (False, True)


def test_an_administrator_says_who_may_work_here(workplace: Client) -> None:
    user = User.objects.create_user("helper@example.org", "not-a-real-password")

    workplace.post(address(user), filled_in(workplace, address(user), is_superuser="on"))

    user.refresh_from_db()
    assert user.is_superuser


def test_an_administrators_password_is_theirs_only(sign_in: SignIn, coordinator: User) -> None:
    client = sign_in(on=make_body("Oblasť"))
    password = {"password1": "another-long-one-7", "password2": "another-long-one-7", "usable_password": "true"}

    client.post(urljoin(address(coordinator), "../password/"), password)

    assert User.objects.get(pk=coordinator.pk).check_password("not-a-real-password")
