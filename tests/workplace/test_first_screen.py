"""The first screen of the workplace: what needs whoever is at work, and nothing else."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.care import MembershipRole, Right
from imports.kinds import Outcome
from imports.models import ImportRun
from meetings.models import Meeting
from tests.workplace.conftest import SignIn
from tests.workplace.roles import make_body
from tests.workplace.scope_world import make_side
from upkeep.workplace import WAYS

pytestmark = pytest.mark.django_db
FIRST = "/admin/"


def sentences(client: Client) -> list[str]:
    return [duty.sentence for duty in client.get(FIRST).context["duties"]]


def test_nothing_to_do_is_said(sign_in: SignIn) -> None:
    client = sign_in(MembershipRole.READER, on=make_body("Oblasť"))

    page = client.get(FIRST)

    assert page.context["duties"] == []
    assert "Nothing needs you now." in page.content.decode()


def test_everything_that_needs_an_editor_is_there_and_leads_somewhere(gazetteer: None) -> None:
    side = make_side("Mojezxq")
    Meeting.objects.filter(pk=side.meeting.pk).update(confirmed_on=None, listed_on=None)
    ImportRun.objects.update(outcome=Outcome.WAITING)
    client = Client()
    client.force_login(side.editor)

    duties = client.get(FIRST).context["duties"]

    assert len(duties) >= 4
    assert {client.get(duty.address).status_code for duty in duties} == {200}
    assert {client.get(address).status_code for duty in duties for _text, address in duty.examples} == {200}


def test_duties_are_ones_own(gazetteer: None) -> None:
    make_side("Cudziezxq")
    mine = make_side("Mojezxq")
    client = Client()
    client.force_login(mine.editor)

    page = client.get(FIRST).content.decode()

    assert "Cudziezxq" not in page


def test_an_import_that_waits_needs_its_body(gazetteer: None) -> None:
    side = make_side("Mojezxq")
    ImportRun.objects.update(outcome=Outcome.WAITING)
    client = Client()
    client.force_login(side.editor)

    assert "1 import waits for your decision" in sentences(client)
    assert "1 text of an import seemed personal" in sentences(client)


def test_a_list_that_cannot_be_read_is_told_until_it_can(gazetteer: None) -> None:
    side = make_side("Mojezxq")
    ImportRun.objects.update(outcome=Outcome.REFUSED)
    client = Client()
    client.force_login(side.editor)
    broken = sentences(client)
    ImportRun.objects.create(source=ImportRun.objects.get().source, road="command", outcome=Outcome.APPLIED)

    assert "1 list cannot be read at the moment" in broken
    assert "1 list cannot be read at the moment" not in sentences(client)


@pytest.mark.parametrize("role", MembershipRole)
def test_the_ways_at_the_top_are_open_to_who_is_shown_them(sign_in: SignIn, role: MembershipRole) -> None:
    client = sign_in(role, on=make_body("Oblasť"))

    ways = client.get(FIRST).context["ways"]

    assert {client.get(address).status_code for address, _label in ways} == {200}
    assert (reverse("admin:holidays") in dict(ways)) is (role == MembershipRole.EDITOR)


def test_every_way_names_a_page() -> None:
    assert reverse(f"admin:{WAYS[0][1]}") == FIRST
    assert {right for right, _name, _label in WAYS} == set(Right)


def test_who_has_no_role_does_not_enter(sign_in: SignIn) -> None:
    response = sign_in().get(FIRST)

    assert response.status_code == 302
    assert "login" in response["Location"]


def test_the_first_screen_is_small(gazetteer: None) -> None:
    side = make_side("Mojezxq")
    client = Client()
    client.force_login(side.editor)

    assert len(client.get(FIRST).content) < 40_000
