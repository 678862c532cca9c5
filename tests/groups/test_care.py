"""Who has what in their care, held against a plain account of it, on drawn trees of bodies, groups and roles."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from accounts.care import ROLES_WITH, MembershipRole, Right, care_of, in_care
from accounts.models import User
from groups.kinds import BodyKind
from groups.models import Group, Membership, ServiceBody
from meetings.models import Meeting, ScheduleRule
from tests.meetings.world import TODAY, make_fellowship, make_group, make_meeting, make_rule
from tests.workplace.roles import give_role, make_body

BODIES, GROUPS = 5, 5


@dataclass(frozen=True, slots=True)
class Told:
    """A role as it is drawn: on the n-th body, or else on the n-th group; its term in days from today."""

    role: MembershipRole
    is_on_body: bool
    number: int
    starts: int
    ends: int


roles = st.builds(
    lambda role, is_on_body, number, starts, length: Told(role, is_on_body, number, starts, starts + length),
    st.sampled_from(MembershipRole),
    st.booleans(),
    st.integers(0, 4),
    st.integers(-3, 2),
    st.integers(0, 4),
)
# Above each body one with a lower number, or none; of each group a body, or none.
parents = st.tuples(*(st.none() if number == 0 else st.none() | st.integers(0, number - 1) for number in range(BODIES)))
homes = st.tuples(*(st.none() | st.integers(0, BODIES - 1) for _number in range(GROUPS)))


def above(parents: tuple[int | None, ...], body: int | None) -> set[int]:
    """A body and all above it."""
    found: set[int] = set()
    while body is not None:
        found.add(body)
        body = parents[body]
    return found


def cared_for(parents: tuple[int | None, ...], homes: tuple[int | None, ...], told: list[Told], right: Right) -> set[int]:
    """The numbers of the groups in care, by walking the tree for each."""
    now = [one for one in told if one.starts <= 0 <= one.ends and one.role in ROLES_WITH[right]]
    return {
        number
        for number, home in enumerate(homes)
        if any(one.number in above(parents, home) if one.is_on_body else one.number == number for one in now)
    }


class CareAgreesTest(TestCase):
    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(parents=parents, homes=homes, told=st.lists(roles, max_size=4), right=st.sampled_from(Right))
    def test_care_is_what_the_tree_says(
        self, parents: tuple[int | None, ...], homes: tuple[int | None, ...], told: list[Told], right: Right
    ) -> None:
        bodies: list[ServiceBody] = []
        for parent in parents:
            bodies.append(make_body("Oblasť", under=None if parent is None else bodies[parent]))
        groups = [make_group(str(number), service_body=None if home is None else bodies[home]) for number, home in enumerate(homes)]
        user = User.objects.create_user(f"u{User.objects.count()}@example.org")
        given_roles: set[tuple[str, bool, int]] = set()
        for one in told:
            if (one.role, one.is_on_body, one.number) in given_roles:
                continue
            given_roles.add((one.role, one.is_on_body, one.number))
            on = bodies[one.number] if one.is_on_body else groups[one.number]
            days = {"starts_on": day(one.starts), "ends_on": day(one.ends)}
            give_role(user, one.role, on, **days)

        found = set(Group.objects.filter(care_of(user, right, today=TODAY).of_groups()))

        kept = [one for index, one in enumerate(told) if key(one) not in {key(other) for other in told[:index]}]
        assert found == {groups[number] for number in cared_for(parents, homes, kept, right)}


def key(told: Told) -> tuple[str, bool, int]:
    """What may be given once."""
    return (told.role, told.is_on_body, told.number)


def day(days: int) -> date:
    return TODAY + timedelta(days=days)


@pytest.mark.django_db
@pytest.mark.parametrize("role", MembershipRole)
def test_each_role_has_the_rights_that_it_names(role: MembershipRole) -> None:
    body = make_body("Oblasť")
    meeting = make_meeting(group=make_group(service_body=body))
    rule = make_rule(meeting)
    user = User.objects.create_user("u@example.org")
    give_role(user, role, body)

    rights = {right for right in Right if in_care(Meeting, user, right).exists()}

    assert rights == {right for right in Right if role in ROLES_WITH[right]}
    assert {right for right in Right if in_care(ScheduleRule, user, right).filter(pk=rule.pk).exists()} == rights


@pytest.mark.django_db
def test_a_closed_account_has_nothing_in_its_care() -> None:
    body = make_body("Oblasť")
    make_group(service_body=body)
    user = User.objects.create_user("u@example.org", is_active=False)
    give_role(user, MembershipRole.EDITOR, body)

    assert not care_of(user, Right.VIEW)
    assert not in_care(Group, user).exists()


@pytest.mark.django_db
def test_a_body_beside_ones_own_is_not_taken_for_one_below_it() -> None:
    """Paths are compared whole: /1/ is not the beginning of /12/."""
    bodies = [make_body("Oblasť", kind=BodyKind.REGION) for _number in range(12)]
    user = User.objects.create_user("u@example.org")
    give_role(user, MembershipRole.EDITOR, bodies[0])

    assert set(in_care(ServiceBody, user)) == {bodies[0]}


@pytest.mark.django_db
def test_an_administrator_has_everything_in_their_care() -> None:
    group = make_group(fellowship=make_fellowship().slug)
    admin = User.objects.create_superuser("admin@example.org", "not-a-real-password")

    assert set(in_care(Group, admin, Right.EDIT)) == {group}
    assert not Membership.objects.exists()
