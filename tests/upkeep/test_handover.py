"""Handover: roles go from one person to the next on a day, and access with them."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.care import MembershipRole, Right, may
from accounts.models import User
from groups.kinds import ContactKind
from groups.models import Contact, Group, Membership
from history.actions import save
from history.models import Revision
from history.road import RoadKind
from tests.meetings.visits import queries
from tests.meetings.world import ROAD, make_group, make_meeting
from tests.upkeep.people import at_work, in_days, make_person, make_term
from tests.workplace.roles import make_body
from upkeep.inviting import link as link_of
from upkeep.models import Invitation

pytestmark = pytest.mark.django_db
NEW = {"display_name": "Eva", "password": "dlhe-a-tajne-heslo"}


@pytest.fixture
def group() -> Group:
    return make_group("Nádej", service_body=make_body())


@pytest.fixture
def jana() -> User:
    return make_person("Jana")


@pytest.fixture
def term(group: Group, jana: User) -> Membership:
    return make_term(jana, group)


def plan_address(*terms: Membership) -> str:
    return reverse("admin:handover_plan") + "?" + "&".join(f"role={term.pk}" for term in terms)


def form(**given: Any) -> dict[str, Any]:
    return {"successor": "", "email": "eva@example.org", "language": "en", "ends_on": in_days(365).isoformat(), **given}


def make_contact(term: Membership, value: str = "+421 900 111 222", **fields: Any) -> Contact:
    known = {"kind": ContactKind.PHONE, "is_public": True, "consent_on": timezone.localdate(), "group": term.group, "term": term}
    return save(Contact(value=value, **{**known, **fields}), by=None, source=ROAD)


def public(group: Group, days: int = 0) -> list[str]:
    return list(group.contacts.public(in_days(days)).order_by("pk").values_list("value", flat=True))


@pytest.fixture
def tomorrow() -> Iterator[Any]:
    """The clock of the site, to be moved: `tomorrow.start()`."""
    now = timezone.now() + timedelta(days=1)
    yield patch("django.utils.timezone.now", lambda: now)
    patch.stopall()


def link_in(client: Client, address: str, data: dict[str, Any]) -> str:
    """The link in the mail that goes to whoever is invited."""
    client.post(address, data)
    return link_of(Invitation.objects.latest("pk")).removeprefix("http://localhost:8000")


def test_an_invited_successor_takes_over_and_the_old_access_ends_that_day(jana: User, group: Group, term: Membership) -> None:
    link = link_in(at_work(jana), plan_address(term), form())
    newcomer = Client()

    newcomer.post(link, NEW)

    term.refresh_from_db()
    new = Membership.objects.get(user__email="eva@example.org")
    assert (term.ends_on, new.starts_on, new.ends_on) == (timezone.localdate(), timezone.localdate(), in_days(365))
    assert new.role == MembershipRole.EDITOR
    assert newcomer.get(reverse("admin:index")).status_code == 200


def test_until_the_invitation_is_taken_nothing_changes(jana: User, group: Group, term: Membership) -> None:
    at_work(jana).post(plan_address(term), form())

    term.refresh_from_db()
    assert (term.ends_on, Membership.objects.count()) == (in_days(100), 1)


def test_a_browser_that_is_still_signed_in_gets_nothing_the_day_after(
    jana: User, group: Group, term: Membership, tomorrow: Any
) -> None:
    make_meeting(group=group)
    browser = at_work(jana)
    Client().post(link_in(browser, plan_address(term), form()), NEW)
    assert browser.get(reverse("admin:index")).status_code == 200

    tomorrow.start()
    answers = {address: browser.get(address).status_code for address in every_address(group, term)}

    assert {code for address, code in answers.items()} <= {302, 403, 404}, answers
    assert {browser.post(address).status_code for address in answers} <= {302, 403, 404}
    assert not may(jana, Right.VIEW, group)


def every_address(group: Group, term: Membership) -> list[str]:
    """The lists and forms of all models of the workplace, and its own pages."""
    models = [f"admin:{model._meta.app_label}_{model._meta.model_name}" for model in admin.site._registry]
    pages = ["index", "handover", "handover_plan", "handover_checklist", "orphans", "welcome"]
    about = [reverse(f"admin:{page}", args=["group", group.public_id]) for page in ("team", "invite")]
    rows = [reverse(f"{model}_change", args=[1]) for model in models]
    lists = [reverse(f"{model}_changelist") for model in models]
    own = [reverse("admin:term", args=[term.pk]), plan_address(term)]
    return [*lists, *rows, *(reverse(f"admin:{page}") for page in pages), *about, *own]


def test_a_handover_on_a_day_begins_and_ends_on_it(jana: User, group: Group, term: Membership) -> None:
    link = link_in(at_work(jana), plan_address(term), form(starts_on=in_days(20).isoformat()))
    newcomer = Client()

    newcomer.post(link, NEW)

    term.refresh_from_db()
    new = Membership.objects.get(user__email="eva@example.org")
    assert (term.ends_on, new.starts_on) == (in_days(20), in_days(20))
    assert not may(new.user, Right.VIEW, group)
    assert may(jana, Right.EDIT, group)


def test_somebody_who_is_there_takes_over_at_once(jana: User, group: Group, term: Membership) -> None:
    marek = make_person("Marek")
    make_term(marek, group, MembershipRole.CONFIRMER)

    page = at_work(jana).post(plan_address(term), form(successor=str(marek.pk), email="")).content.decode()

    term.refresh_from_db()
    assert "Marek has your role" in page
    assert may(marek, Right.EDIT, group)
    assert term.ends_on == timezone.localdate()
    entry = Revision.objects.latest("pk")
    assert (entry.by, entry.road, entry.changes.count()) == (jana, RoadKind.WORKPLACE, 2)


def test_several_roles_are_one_link(jana: User, group: Group, term: Membership) -> None:
    other = make_term(jana, make_group("Druhá"))
    link = link_in(at_work(jana), plan_address(term, other), form())

    Client().post(link, NEW)

    taken = Membership.objects.filter(user__email="eva@example.org").order_by("pk")
    assert [one.group_id for one in taken] == [term.group_id, other.group_id]
    assert list(Membership.objects.filter(user=jana).values_list("ends_on", flat=True)) == [timezone.localdate()] * 2


def test_contacts_end_with_the_term_but_for_those_taken_over(jana: User, group: Group, term: Membership) -> None:
    make_contact(term)
    mailbox = make_contact(term, "skupina@example.org", kind=ContactKind.MAIL)
    link = link_in(at_work(jana), plan_address(term), form(contacts=[mailbox.pk]))

    Client().post(link, NEW)

    mailbox.refresh_from_db()
    assert mailbox.term == Membership.objects.get(user__email="eva@example.org")
    assert public(group, days=1) == ["skupina@example.org"]


def test_a_contact_taken_over_on_a_later_day_is_public_all_the_time(jana: User, group: Group, term: Membership) -> None:
    mailbox = make_contact(term, "skupina@example.org", kind=ContactKind.MAIL)
    given = form(contacts=[mailbox.pk], starts_on=in_days(20).isoformat())

    Client().post(link_in(at_work(jana), plan_address(term), given), NEW)

    assert [public(group, days=days) for days in (0, 19, 20, 21, 365, 366)] == [["skupina@example.org"]] * 5 + [[]]


def test_contacts_of_another_group_cannot_be_taken_along(jana: User, term: Membership) -> None:
    strange = make_contact(make_term(make_person("Iná"), make_group("Iná skupina")))

    response = at_work(jana).post(plan_address(term), form(contacts=[strange.pk]))

    strange.refresh_from_db()
    assert strange.term_id != term.pk
    assert not Invitation.objects.filter(contacts=strange).exists()
    assert response.status_code == 200


def test_somebody_from_elsewhere_cannot_be_chosen(jana: User, term: Membership) -> None:
    stranger = make_person("Iná")
    make_term(stranger, make_group("Iná skupina"))

    response = at_work(jana).post(plan_address(term), form(successor=str(stranger.pk), email=""))

    assert list(response.context["form"].errors) == ["successor"]
    assert stranger.memberships.count() == 1


def test_the_role_of_somebody_else_cannot_be_handed_over(jana: User, group: Group, term: Membership) -> None:
    other = make_term(make_person("Marek"), group)

    response = at_work(jana).post(plan_address(other), form())

    assert response.headers["Location"] == reverse("admin:handover")
    assert not Invitation.objects.exists()


def test_who_may_not_invite_is_told_who_does(jana: User, group: Group) -> None:
    term = make_term(jana, group, MembershipRole.MODERATOR)
    browser = at_work(jana)

    page = browser.get(reverse("admin:handover")).content.decode()
    browser.post(plan_address(term), form())

    assert "ask one to invite your successor" in page
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"email": ""}, "email"),
        ({"email": "jana@example.org"}, "email"),
        ({"starts_on": "2020-01-01"}, "starts_on"),
        ({"starts_on": in_days(110).isoformat()}, "starts_on"),
        ({"ends_on": "2020-01-01"}, "ends_on"),
        ({"ends_on": ""}, "ends_on"),
        ({"starts_on": in_days(9).isoformat(), "ends_on": in_days(5).isoformat()}, "__all__"),
        ({"successor": "x"}, "successor"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(jana: User, term: Membership, given: dict[str, str], field: str) -> None:
    response = at_work(jana).post(plan_address(term), form(**given))

    assert field in response.context["form"].errors
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("asked", ["", "?role=", "?role=x", "?role=999999", f"?role={9**40}"])
def test_without_a_role_of_ones_own_the_wizard_begins_anew(jana: User, term: Membership, asked: str) -> None:
    browser = at_work(jana)

    answers = [browser.get(reverse(f"admin:handover_{page}") + asked) for page in ("plan", "checklist")]

    assert [answer.headers["Location"] for answer in answers] == [reverse("admin:handover")] * 2


def test_the_checklist_says_what_the_successor_needs(jana: User, group: Group, term: Membership) -> None:
    make_meeting("Streda", group=group)
    make_contact(term)
    make_term(make_person("Marek"), group, MembershipRole.CONFIRMER)

    page = at_work(jana).get(f"{reverse('admin:handover_checklist')}?role={term.pk}")

    found = page.context["checklist"]
    assert found.roles == ("editor, Nádej",)
    assert [(one.name, one.status) for one in found.listings] == [("Streda", "published")]
    assert found.contacts == ("the group, telephone: +421 900 111 222",)
    assert found.others == ("Marek: confirmer, Nádej",)
    assert all(address not in page.content.decode() for address in ("jana@example.org", "marek@example.org"))


def test_the_checklist_takes_the_same_queries_for_any_number(jana: User, group: Group, term: Membership) -> None:
    browser, address = at_work(jana), f"{reverse('admin:handover_checklist')}?role={term.pk}"
    counted = []

    for number in range(3):
        make_meeting(f"Stretnutie {number}", group=group)
        make_term(make_person(f"Marek{number}"), group)
        make_contact(term, f"+421 900 000 00{number}")
        queries(browser, address)
        counted.append(queries(browser, address))

    assert counted == counted[:1] * 3
