"""Finding a listing among all that somebody keeps: by names, addresses and public ids, folded, with a slip of the finger."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from groups.models import Group
from meetings.models import Meeting
from tests.meetings.world import FRIDAY, make_group, make_meeting, make_rule, make_venue
from tests.workplace.conftest import SignIn
from tests.workplace.forms import address
from tests.workplace.roles import make_body

pytestmark = pytest.mark.django_db
LIST = address(Meeting(), "changelist")


def found(client: Client, **asked: Any) -> set[str]:
    """The names that the list shows."""
    page = client.get(LIST, asked).content.decode()
    return set(re.findall(r'field-name"><a [^>]*>([^<]*)</a>', page))


@pytest.fixture
def listings() -> dict[str, Meeting]:
    fara = make_venue(name="Fara", street="Kostolná 7", city="Martin")
    secret = make_venue(name="Byt", street="Tajná 3", city="Žilina", visibility="on_contact")
    return {
        "Nádej": make_meeting("Nádej", group=make_group("Nádej")),
        "Svetlo": make_meeting("Svetlo", group=make_group("Svetlo"), venue=fara),
        "Ticho": make_meeting("Ticho", group=make_group("Ticho"), venue=secret, status="draft"),
    }


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("nadej", {"Nádej"}),
        ("NÁDEJ", {"Nádej"}),
        ("nadje", {"Nádej"}),
        ("svetol", {"Svetlo"}),
        ("kostolna", {"Svetlo"}),
        ("kostolna svetlo", {"Svetlo"}),
        ("tajna", {"Ticho"}),
        ("tajnaa", {"Ticho"}),
        ("zilina", {"Nádej", "Ticho"}),
        ("nepoznam", set()),
        ("'; --", {"Nádej", "Svetlo", "Ticho"}),
    ],
)
def test_a_listing_is_found(workplace: Client, listings: dict[str, Meeting], typed: str, names: set[str]) -> None:
    assert found(workplace, q=typed) == names


def test_a_public_id_finds_its_listing(workplace: Client, listings: dict[str, Meeting]) -> None:
    assert found(workplace, q=listings["Svetlo"].public_id.upper()) == {"Svetlo"}


def test_only_what_is_in_ones_care_is_found(sign_in: SignIn) -> None:
    mine = make_body("Naša")
    make_meeting("Naše", group=make_group("G1", service_body=mine))
    make_meeting("Cudzie", group=make_group("G2", service_body=make_body("Iná")))
    editor = sign_in(on=mine)

    assert (found(editor), found(editor, q="cudzie")) == ({"Naše"}, set())


def test_the_list_is_narrowed_by_state_day_and_body(workplace: Client) -> None:
    today, body = timezone.localdate(), make_body("Naša")
    ages = {"Overené": 10, "Treba": 120, "Staré": 200}
    for name, age in ages.items():
        make_meeting(name, group=make_group(name), listed_on=today - timedelta(days=age))
    Group.objects.filter(name="Treba").update(service_body=body)
    make_meeting("Hlásené", group=make_group("H"), reported_on=today)
    make_rule(Meeting.objects.get(name="Staré"), weekday=FRIDAY)

    states = {state: found(workplace, state=state) for state in ("confirmed", "due", "unconfirmed", "reported", "draft")}

    assert states == {
        "confirmed": {"Overené"},
        "due": {"Treba"},
        "unconfirmed": {"Staré"},
        "reported": {"Hlásené"},
        "draft": set(),
    }
    assert found(workplace, day=str(FRIDAY)) == {"Staré"}
    assert found(workplace, body=body.public_id) == {"Treba"}


@pytest.mark.parametrize("asked", [{"state": "x"}, {"day": "9"}, {"body": "x"}, {"q": "x" * 3000}, {"q": "\x00"}, {"p": "x"}])
def test_nonsense_is_no_error(workplace: Client, listings: dict[str, Meeting], asked: dict[str, str]) -> None:
    assert workplace.get(LIST, asked).status_code in {200, 302}


def test_a_line_says_when_where_and_how_sure_we_are(workplace: Client) -> None:
    make_rule(make_meeting())

    page = workplace.get(LIST).content.decode()

    told = re.findall(r'class="field-(?:when|venue nowrap|state)">(?:<a [^>]*>)?([^<]*)', page)
    assert told[:2] == ["Every Tuesday, 18:00 to 19:30", "Dom, Hlavná 1, Žilina"]


def test_the_first_screen_finds_a_listing(workplace: Client) -> None:
    page = workplace.get("/admin/").content.decode()

    assert f'role="search" action="{LIST}"' in page
