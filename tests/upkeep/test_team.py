"""Who keeps a group or service body: the page, and how terms last longer or end."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.care import MembershipRole, Right, may
from accounts.models import User
from groups.models import Group, Membership
from history.models import Revision
from history.road import RoadKind
from tests.meetings.visits import queries
from tests.meetings.world import make_group
from tests.upkeep.people import at_work, in_days, make_person, make_term
from tests.workplace.roles import make_body
from upkeep.charges import team_address

pytestmark = pytest.mark.django_db


@pytest.fixture
def group() -> Group:
    return make_group("Nádej", service_body=make_body())


@pytest.fixture
def jana() -> User:
    return make_person("Jana")


@pytest.fixture
def term(group: Group, jana: User) -> Membership:
    return make_term(jana, group)


def page(who: User, group: Group) -> str:
    return at_work(who).get(team_address(group)).content.decode()


def test_editors_see_addresses_and_readers_see_names(group: Group, jana: User, term: Membership) -> None:
    marek = make_person("Marek")
    make_term(marek, group, MembershipRole.READER)

    seen = {who.display_name: page(who, group) for who in (jana, marek)}

    assert "marek@example.org" in seen["Jana"]
    assert "jana@example.org" not in seen["Marek"]
    assert "Jana" in seen["Marek"]


def test_somebody_without_a_name_is_not_called_by_the_address(group: Group, term: Membership) -> None:
    marek = make_person("Marek")
    make_term(marek, group, MembershipRole.READER)
    User.objects.filter(display_name="Jana").update(display_name="")

    assert "jana@" not in page(marek, group)


def test_the_team_of_others_is_not_found(group: Group, term: Membership) -> None:
    stranger = make_person("Iná")
    make_term(stranger, make_group("Iná skupina"))

    assert at_work(stranger).get(team_address(group)).status_code == 404
    assert at_work(stranger).get(reverse("admin:team", args=["venue", group.public_id])).status_code == 404


def test_one_holder_is_advised_to_find_a_second(group: Group, jana: User, term: Membership) -> None:
    alone = page(jana, group)
    make_term(make_person("Marek"), group, MembershipRole.CONFIRMER)

    together = page(jana, group)

    assert ("Two are better" in alone, "Two are better" in together) == (True, False)


def test_roles_of_bodies_above_and_ended_ones_are_told_apart(group: Group, jana: User, term: Membership) -> None:
    assert group.service_body
    make_term(make_person("Office"), group.service_body)
    make_term(make_person("Former"), group, begins=-90, days=-9)
    make_term(make_person("Long-ago"), group, begins=-900, days=-400)

    team = at_work(jana).get(team_address(group)).context["team"]

    assert [[one.name for one in terms] for terms in (team.terms, team.above, team.ended)] == [["Jana"], ["Office"], ["Former"]]
    assert team.above[0].email == ""


def test_a_term_is_prolonged_with_an_entry(group: Group, jana: User, term: Membership) -> None:
    response = at_work(jana).post(reverse("admin:term", args=[term.pk]), {"ends_on": in_days(730).isoformat()})

    term.refresh_from_db()
    assert (response.headers["Location"], term.ends_on) == (team_address(group), in_days(730))
    entry = Revision.objects.latest("pk")
    assert (entry.by, entry.road) == (jana, RoadKind.WORKPLACE)


@pytest.mark.parametrize("days", [-1, 731])
def test_a_term_lasts_two_years_at_most(jana: User, term: Membership, days: int) -> None:
    response = at_work(jana).post(reverse("admin:term", args=[term.pk]), {"ends_on": in_days(days).isoformat()})

    term.refresh_from_db()
    assert list(response.context["form"].errors) == ["ends_on"]
    assert term.ends_on == in_days(100)


def test_an_ended_role_gives_nothing_from_that_moment(group: Group, jana: User, term: Membership) -> None:
    marek = make_person("Marek")
    other = make_term(marek, group)
    still_signed_in = at_work(marek)

    at_work(jana).post(reverse("admin:end_term", args=[other.pk]))

    assert not may(marek, Right.VIEW, group)
    assert still_signed_in.get(team_address(group)).status_code in {302, 403}


def test_a_role_that_began_today_can_end_today(group: Group, jana: User, term: Membership) -> None:
    other = make_term(make_person("Marek"), group, begins=0)

    at_work(jana).post(reverse("admin:end_term", args=[other.pk]))

    other.refresh_from_db()
    assert other.ends_on < timezone.localdate()


def test_the_last_editor_is_warned_before_they_go(group: Group, jana: User, term: Membership) -> None:
    address = reverse("admin:term", args=[term.pk])
    alone = at_work(jana).get(address).content.decode()
    make_term(make_person("Marek"), group)

    together = at_work(jana).get(address).content.decode()

    assert ("You are the last editor" in alone, "You are the last editor" in together) == (True, False)


def test_who_ends_their_own_role_is_thanked(jana: User, term: Membership) -> None:
    browser = at_work(jana)

    response = browser.post(reverse("admin:end_term", args=[term.pk]))

    assert "Thank you" in response.content.decode()
    assert browser.get(reverse("admin:index")).status_code != 200


@pytest.mark.parametrize("role", [MembershipRole.MODERATOR, MembershipRole.CONFIRMER, MembershipRole.READER])
def test_only_editors_change_terms(group: Group, term: Membership, role: str) -> None:
    marek = make_person("Marek")
    own = make_term(marek, group, role)
    browser = at_work(marek)
    given = {"ends_on": in_days(300).isoformat()}

    answers = [browser.post(reverse(f"admin:{page}", args=[one.pk]), given) for page in ("term", "end_term") for one in (own, term)]

    assert [answer.status_code for answer in answers] == [404] * 4


def test_an_editor_of_a_group_changes_no_term_on_the_body_above(group: Group, jana: User, term: Membership) -> None:
    assert group.service_body
    above = make_term(make_person("Office"), group.service_body)

    response = at_work(jana).post(reverse("admin:end_term", args=[above.pk]))

    above.refresh_from_db()
    assert (response.status_code, above.ends_on) == (404, in_days(100))


def test_nothing_is_done_by_opening_an_address(jana: User, term: Membership) -> None:
    assert at_work(jana).get(reverse("admin:end_term", args=[term.pk])).status_code == 405


def test_the_page_takes_the_same_queries_for_any_number(group: Group, jana: User, term: Membership) -> None:
    assert group.service_body
    browser, counted = at_work(jana), []

    for number in range(3):
        make_term(make_person(f"Marek{number}"), group)
        make_term(make_person(f"Office{number}"), group.service_body)
        make_term(make_person(f"Former{number}"), group, begins=-90, days=-9)
        queries(browser, team_address(group))
        counted.append(queries(browser, team_address(group)))

    assert counted == counted[:1] * 3
