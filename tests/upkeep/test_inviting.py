"""Inviting: who may give which role to whom, and until when."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.care import MembershipRole
from accounts.models import User
from groups.models import Group
from tests.meetings.world import make_group
from tests.upkeep.people import at_work, in_days, make_invitation, make_person, make_term
from tests.workplace.roles import make_body
from upkeep.charges import team_address
from upkeep.inviting import forget_old_invitations, link
from upkeep.models import Invitation

pytestmark = pytest.mark.django_db


def address(invitation: Invitation) -> str:
    return link(invitation).removeprefix("http://localhost:8000")


def invite_address(group: Group) -> str:
    return reverse("admin:invite", args=["group", group.public_id])


def form(**given: Any) -> dict[str, Any]:
    return {"email": "Eva@Example.org", "role": "confirmer", "language": "en", "ends_on": in_days(365).isoformat(), **given}


@pytest.fixture
def group() -> Group:
    return make_group("Nádej", service_body=make_body())


@pytest.fixture
def editor(group: Group) -> User:
    editor = make_person("Jana")
    make_term(editor, group)
    return editor


@pytest.mark.parametrize("role", [MembershipRole.MODERATOR, MembershipRole.CONFIRMER, MembershipRole.READER])
def test_only_editors_invite(group: Group, role: str) -> None:
    person = make_person("Marek")
    make_term(person, group, role)

    response = at_work(person).post(invite_address(group), form(role="reader"))

    assert response.status_code == 404
    assert not Invitation.objects.exists()
    with pytest.raises(PermissionDenied):
        make_invitation(person, group)


def test_an_editor_of_a_group_gives_no_role_on_the_body_above(group: Group, editor: User) -> None:
    body = group.service_body
    assert body

    response = at_work(editor).post(reverse("admin:invite", args=["body", body.public_id]), form())

    assert response.status_code == 404
    with pytest.raises(PermissionDenied):
        make_invitation(editor, body)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"email": "nobody"}, "email"),
        ({"email": "jana@example.org"}, "email"),
        ({"role": "superuser"}, "role"),
        ({"language": "xx"}, "language"),
        ({"ends_on": in_days(740).isoformat()}, "ends_on"),
        ({"ends_on": in_days(-1).isoformat()}, "ends_on"),
        ({"ends_on": "9999999-01-01"}, "ends_on"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(group: Group, editor: User, given: dict[str, str], field: str) -> None:
    response = at_work(editor).post(invite_address(group), form(**given))

    assert list(response.context["form"].errors) == [field]
    assert not Invitation.objects.exists()


def test_nobody_is_invited_twice_to_the_same(group: Group, editor: User) -> None:
    make_invitation(editor, group)

    with pytest.raises(ValidationError, match="invited already"):
        make_invitation(editor, group, "EVA@example.org")


def test_whoever_has_the_role_is_not_invited_to_it(group: Group, editor: User) -> None:
    make_term(make_person("Eva"), group)

    with pytest.raises(ValidationError, match="already has this role"):
        make_invitation(editor, group)


def test_nobody_writes_to_everybody(group: Group, editor: User) -> None:
    for number in range(50):
        make_invitation(editor, group, f"eva{number}@example.org")

    with pytest.raises(ValidationError, match="still open"):
        make_invitation(editor, group)


def test_an_invitation_is_open_no_longer_than_the_right_of_whoever_invites(group: Group) -> None:
    editor = make_person("Jana")
    make_term(editor, group, days=3)

    assert make_invitation(editor, group).open_until == in_days(3)


def test_a_role_that_ended_begins_anew(group: Group, editor: User) -> None:
    eva = make_person("Eva")
    old = make_term(eva, group, begins=-90, days=-30)
    invitation = make_invitation(editor, group)

    at_work(eva).post(address(invitation))

    old.refresh_from_db()
    assert (old.starts_on, old.ends_on) == (timezone.localdate(), in_days(365))


def test_old_invitations_are_forgotten_with_their_addresses(group: Group, editor: User) -> None:
    kept = [make_invitation(editor, group, f"eva{number}@example.org") for number in range(2)]
    old, withdrawn = (make_invitation(editor, group, f"ina{number}@example.org") for number in range(2))
    Invitation.objects.filter(pk__in=[kept[1].pk]).update(open_until=in_days(-30))
    Invitation.objects.filter(pk=old.pk).update(open_until=in_days(-31))
    Invitation.objects.filter(pk=withdrawn.pk).update(withdrawn_at=timezone.now() - timedelta(days=32))

    forgotten = forget_old_invitations(timezone.localdate())

    assert (forgotten, list(Invitation.objects.order_by("pk"))) == (2, kept)


def test_the_list_of_invitations_is_for_editors_there(group: Group, editor: User) -> None:
    make_invitation(editor, group)
    moderator, elsewhere = make_person("Marek"), make_person("Iná")
    make_term(moderator, group, MembershipRole.MODERATOR)
    make_term(elsewhere, make_group("Iná skupina"))
    address = reverse("admin:upkeep_invitation_changelist")

    seen = {who.display_name: b"eva@example.org" in at_work(who).get(address).content for who in (editor, moderator, elsewhere)}

    assert seen == {"Jana": True, "Marek": False, "Iná": False}


def test_taking_back_is_for_editors_there(group: Group, editor: User) -> None:
    invitation = make_invitation(editor, group)
    elsewhere = make_person("Iná")
    make_term(elsewhere, make_group("Iná skupina"))
    take_back = reverse("admin:withdraw", args=[invitation.pk])

    refused = at_work(elsewhere).post(take_back)
    done = at_work(editor).post(take_back)

    assert (refused.status_code, done.headers["Location"]) == (404, team_address(group))
    invitation.refresh_from_db()
    assert invitation.withdrawn_at is not None


def test_forms_about_roles_are_protected_against_strange_pages(group: Group, editor: User) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(editor)
    invitation = make_invitation(editor, group)

    answers = [
        browser.post(where).status_code
        for where in (invite_address(group), reverse("admin:withdraw", args=[invitation.pk]), address(invitation))
    ]

    assert answers == [403, 403, 403]
