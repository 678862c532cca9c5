"""What the workplace refuses it refuses in plain words: nothing is half done, and nothing that was typed is lost."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.test import Client

from accounts.models import User
from groups.actions import save_service_body
from groups.kinds import BodyKind
from groups.models import Group, Membership, ServiceBody
from history import tracking
from history.actions import save
from history.models import Revision
from history.refusals import with_fields
from history.tracking import Touched
from meetings.kinds import FormatCategory
from meetings.models import Confirmation, Format, Meeting, ScheduleRule
from places.models import Venue
from tests.meetings.world import ROAD, make_group, make_meeting, make_venue
from tests.workplace.forms import address, filled_in

pytestmark = pytest.mark.django_db


def role(number: int, user: User) -> dict[str, Any]:
    prefix = f"memberships-{number}"
    return {
        f"{prefix}-user": user.pk,
        f"{prefix}-role": "editor",
        f"{prefix}-starts_on": "2026-01-01",
        f"{prefix}-ends_on": "2028-01-01",
    }


def make_body() -> ServiceBody:
    return save_service_body(ServiceBody(name="Intergrupa Žilina", kind=BodyKind.INTERGROUP), by=None, source=ROAD)


def let_another_be_quicker(monkeypatch: pytest.MonkeyPatch) -> None:
    """The database refuses, as where somebody else changed the same at the same moment."""

    def contradict(touched: Touched) -> None:
        raise IntegrityError

    monkeypatch.setattr(tracking, "listeners", [contradict])


def test_a_role_given_twice_comes_back_with_what_was_typed(workplace: Client, coordinator: User) -> None:
    body = make_body()
    before = Revision.objects.count()
    twice = {"memberships-TOTAL_FORMS": "2", **role(0, coordinator), **role(1, coordinator)}

    response = workplace.post(address(body), filled_in(workplace, address(body), name="Nový názov", **twice))

    assert response.context["adminform"].form.non_field_errors() == ["This person already has this role here."]
    assert [form["role"].value() for form in response.context["inline_admin_formsets"][1].formset] == ["editor", "editor"]
    assert "Nový názov" in response.content.decode()
    assert not Membership.objects.exists()
    assert Revision.objects.count() == before


def test_a_refused_new_row_can_be_saved_once_it_is_right(workplace: Client, coordinator: User) -> None:
    new = {"name": "Nová", "kind": "intergroup", "memberships-TOTAL_FORMS": "2", **role(0, coordinator)}
    page = address(ServiceBody(), "add")
    workplace.post(page, filled_in(workplace, page, **new, **role(1, coordinator)))

    workplace.post(page, filled_in(workplace, page, **new))

    assert [body.memberships.count() for body in ServiceBody.objects.all()] == [1]


def test_a_role_may_take_the_place_of_one_that_is_deleted_with_it(workplace: Client, coordinator: User) -> None:
    body = make_body()
    workplace.post(address(body), filled_in(workplace, address(body), **{"memberships-TOTAL_FORMS": "1"}, **role(0, coordinator)))
    old = Membership.objects.get()
    again = {"memberships-TOTAL_FORMS": "2", "memberships-0-DELETE": "on", **role(1, coordinator)}

    workplace.post(address(body), filled_in(workplace, address(body), **again))

    assert Membership.objects.get().pk != old.pk


def test_what_the_database_refuses_comes_back_as_well(workplace: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    group = make_group()
    let_another_be_quicker(monkeypatch)

    response = workplace.post(address(group), filled_in(workplace, address(group), name="Nový názov"))

    told = ["Not saved: this contradicts something that is already there."]
    assert response.context["adminform"].form.non_field_errors() == told
    assert "Nový názov" in response.content.decode()
    assert Group.objects.get().name == "Nádej"


def test_messages_away_from_their_field_name_it() -> None:
    error = ValidationError({"zone": ["Not a known time zone."], "meeting": ["Choose one."], "__all__": ["Give the first date."]})

    sentences = with_fields(error, ScheduleRule)

    assert sentences == ["time zone: Not a known time zone.", "meeting: Choose one.", "Give the first date."]


def test_a_row_that_others_need_stays_and_they_are_named(workplace: Client) -> None:
    group = make_meeting("Streda").group

    response = workplace.post(address(group, "delete"), {"post": "yes"})

    (needing,) = response.context["protected"]
    assert ">Streda</a>" in needing
    assert Group.objects.filter(pk=group.pk).exists()


@pytest.mark.parametrize("view", ["delete", "changelist"])
def test_a_deletion_that_the_database_refuses_is_none_and_that_is_said(
    workplace: Client, monkeypatch: pytest.MonkeyPatch, view: str
) -> None:
    venues = [make_venue(name="Jeden"), make_venue(name="Druhý")]
    data = {"action": "delete_selected", "_selected_action": [venue.pk for venue in venues], "post": "yes"}
    let_another_be_quicker(monkeypatch)

    response = workplace.post(address(venues[0], view), data, follow=True)

    assert [str(message) for message in response.context["messages"]] == [
        "Nothing was deleted: something else could not stand without it."
    ]
    assert Venue.objects.count() == 2


def test_a_meeting_is_deleted_with_its_confirmations(workplace: Client) -> None:
    meeting = make_meeting()
    Confirmation.objects.create(meeting=meeting, on=date(2026, 11, 1), role="coordinator", road="workplace")

    workplace.post(address(meeting, "delete"), {"post": "yes"})

    assert not Meeting.objects.exists()


def test_a_format_in_use_stays(workplace: Client) -> None:
    meeting = make_meeting()
    used = save(Format(slug="discussion", category=FormatCategory.STRUCTURE, name={"en": "Discussion"}), by=None, source=ROAD)
    meeting.formats.add(used)

    response = workplace.post(address(used, "delete"), {"post": "yes"}, follow=True)

    assert "Nothing was deleted" in response.content.decode()
    assert list(meeting.formats.all()) == [used]
