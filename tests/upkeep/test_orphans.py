"""Groups that nobody looks after, and terms that end: told in time, to the body above."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.care import MembershipRole
from accounts.models import User
from groups.kinds import GroupStatus
from groups.models import Group, ServiceBody
from tests.meetings.visits import queries
from tests.meetings.world import make_group, make_meeting
from tests.upkeep.people import at_work, make_person, make_term
from tests.workplace.roles import make_body
from upkeep.duty_terms import orphaned, own_terms_ending, terms_below_ending
from upkeep.orphans import orphan_lines, orphaned_groups

pytestmark = pytest.mark.django_db


@pytest.fixture
def body() -> ServiceBody:
    return make_body()


@pytest.fixture
def office(body: ServiceBody) -> User:
    office = make_person("Office")
    make_term(office, body)
    return office


def listed(name: str, body: ServiceBody | None, **fields: Any) -> Group:
    group = make_group(name, service_body=body, **fields)
    make_meeting(name, group=group)
    return group


def found(user: User) -> list[str]:
    return [group.name for group in orphaned_groups(user, timezone.localdate())]


def test_a_group_without_anybody_is_told_to_the_body_above(body: ServiceBody, office: User) -> None:
    listed("Nádej", body)

    assert found(office) == ["Nádej"]
    assert orphan_lines(office, timezone.localdate()) == ["Nádej: nobody looks after it"]


@pytest.mark.parametrize(("days", "is_told"), [(30, True), (31, False)])
def test_a_term_that_ends_within_thirty_days_makes_an_orphan(body: ServiceBody, office: User, days: int, is_told: bool) -> None:
    make_term(make_person("Jana"), listed("Nádej", body), days=days)

    assert found(office) == (["Nádej"] if is_told else [])


@pytest.mark.parametrize(
    ("role", "is_told"),
    [
        (MembershipRole.EDITOR, False),
        (MembershipRole.CONFIRMER, False),
        (MembershipRole.MODERATOR, True),
        (MembershipRole.READER, True),
    ],
)
def test_who_only_reads_or_moderates_does_not_look_after_it(body: ServiceBody, office: User, role: str, is_told: bool) -> None:
    make_term(make_person("Jana"), listed("Nádej", body), role)

    assert found(office) == (["Nádej"] if is_told else [])


def test_a_successor_who_begins_later_counts(body: ServiceBody, office: User) -> None:
    group = listed("Nádej", body)
    make_term(make_person("Jana"), group, days=5)
    make_term(make_person("Eva"), group, begins=5, days=300)

    assert found(office) == []


def test_a_closed_account_looks_after_nothing(body: ServiceBody, office: User) -> None:
    make_term(make_person("Jana", is_active=False), listed("Nádej", body))

    assert found(office) == ["Nádej"]


def test_groups_that_do_not_meet_and_those_elsewhere_are_not_told(body: ServiceBody, office: User) -> None:
    make_group("Bez stretnutí", service_body=body)
    listed("Skončila", body, status=GroupStatus.ENDED)
    listed("Inde", make_body("Iná"))
    listed("Bez strechy", None)

    assert found(office) == []


def test_an_editor_of_the_group_alone_is_not_the_body_above(body: ServiceBody) -> None:
    jana = make_person("Jana")
    make_term(jana, listed("Nádej", body), days=5)

    assert found(jana) == []


def test_an_administrator_sees_those_without_a_body(body: ServiceBody) -> None:
    listed("Bez strechy", None)

    assert found(make_person("Admin", is_superuser=True)) == ["Bez strechy"]


def test_ones_own_term_is_told_in_time(body: ServiceBody) -> None:
    jana, today = make_person("Jana"), timezone.localdate()
    group = make_group("Nádej", service_body=body)
    make_term(jana, group, days=31)
    nothing_yet = own_terms_ending(jana, today)
    make_term(jana, group, MembershipRole.MODERATOR, days=30)

    told = own_terms_ending(jana, today)

    assert nothing_yet is None
    assert told is not None
    assert (told.count, told.address) == (1, reverse("admin:handover"))
    assert told.sentence.startswith("Your term for Nádej ends on ")


def test_terms_below_are_told_to_the_body_above_and_to_nobody_else(body: ServiceBody, office: User) -> None:
    jana, marek, today = make_person("Jana"), make_person("Marek"), timezone.localdate()
    group = listed("Nádej", body)
    make_term(jana, group, days=9)
    make_term(marek, group)

    told = terms_below_ending(office, today)

    assert told is not None
    assert told.count == 1
    assert "jana" not in f"{told}".lower()
    assert terms_below_ending(marek, today) is None
    assert orphaned(office, today) is None


def test_the_report_leads_to_who_keeps_each(body: ServiceBody, office: User) -> None:
    group = listed("Nádej", body)

    page = at_work(office).get(reverse("admin:orphans")).content.decode()

    assert f'href="{reverse("admin:team", args=["group", group.public_id])}"' in page


@pytest.mark.parametrize("asked", ["?page=x", "?page=99", "?page=-1"])
def test_a_page_that_is_not_there_is_another(office: User, asked: str) -> None:
    assert at_work(office).get(reverse("admin:orphans") + asked).status_code == 200


def test_the_report_takes_the_same_queries_for_any_number(body: ServiceBody, office: User) -> None:
    browser, address, counted = at_work(office), reverse("admin:orphans"), []

    for number in range(3):
        make_term(make_person(f"Jana{number}"), listed(f"Nádej {number}", body), days=9)
        queries(browser, address)
        counted.append(queries(browser, address))

    assert counted == counted[:1] * 3
