"""An editor of one body finds nothing of another's: not by any address, list, search, choice, action or form of the workplace."""

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from django.contrib import admin
from django.db import models
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, reverse

from accounts.care import MembershipRole, Right, choosable, in_care
from accounts.models import User
from groups.kinds import BodyKind
from groups.models import Group
from meetings.models import Meeting
from places.models import Visibility
from tests.meetings.world import make_group, make_meeting, make_venue
from tests.workplace.forms import address, filled_in
from tests.workplace.roles import give_role, make_body
from tests.workplace.scope_world import KINDS_IN_CARE, Side, as_stored, make_side

pytestmark = pytest.mark.django_db
MINE, THEIRS = "Mojezxq", "Cudziezxq"
# What leads out of the workplace, or ends the session.
NOT_WALKED = {"logout", "jsi18n"}


@pytest.fixture
def theirs(gazetteer: None) -> Side:
    return make_side(THEIRS)


@pytest.fixture
def mine(theirs: Side) -> Side:
    return make_side(MINE)


@pytest.fixture
def client(mine: Side) -> Client:
    client = Client()
    client.force_login(mine.editor)
    return client


def named_pages(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[tuple[str, list[str]]]:
    """Every named address of the workplace with the names of what stands in it."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from named_pages(pattern.url_patterns)
        elif pattern.name and pattern.name not in NOT_WALKED:
            yield f"admin:{pattern.name}", list(pattern.pattern.converters) or ["?"] * pattern.pattern.regex.groups


def values_for(side: Side) -> list[str]:
    """Whatever of a side may stand in an address."""
    rows = side.rows
    public = [str(row.public_id) for row in rows if hasattr(row, "public_id")]
    return sorted({str(row.pk) for row in rows}) + public + [str(getattr(row, "key", "")) for row in rows if hasattr(row, "key")]


def addresses_with(side: Side) -> Iterator[str]:
    """Every address of the workplace that can be made with what belongs to a side."""
    words = ["group", "servicebody", "body", "meeting"]
    for name, parameters in named_pages(admin.site.get_urls()):
        if not parameters:
            yield reverse(name)
            continue
        for given in product([*values_for(side), *words], repeat=len(parameters)):
            try:
                yield reverse(name, args=given)
            except NoReverseMatch:
                continue


def test_every_model_of_the_workplace_has_a_scope_or_is_an_administrators(mine: Side, theirs: Side) -> None:
    seen = {model for model, page in admin.site._registry.items() if in_care(model, mine.editor).exists()}

    assert {*KINDS_IN_CARE} & {*admin.site._registry} <= seen


@pytest.mark.parametrize("right", Right)
@pytest.mark.parametrize("kind", KINDS_IN_CARE)
def test_rows_of_others_are_in_nobody_elses_care(mine: Side, theirs: Side, kind: type[models.Model], right: Right) -> None:
    foreign = theirs.row(kind)

    assert not in_care(kind, mine.editor, right).filter(pk=foreign.pk).exists()
    assert not choosable(kind, mine.editor).filter(pk=foreign.pk).exists()


def test_no_address_shows_anything_of_others(client: Client, theirs: Side) -> None:
    told = [
        found
        for found in addresses_with(theirs)
        if (page := client.get(found)).status_code == 500 or THEIRS in page.content.decode(errors="replace")
    ]

    assert told == []


def test_nothing_of_others_is_changed_by_any_address(client: Client, theirs: Side) -> None:
    before = as_stored(theirs)
    for found in addresses_with(theirs):
        client.post(found, {"post": "yes", "name": "Prepísané", "action": "delete_selected", "accept": "1", "confirm": "1"})

    assert as_stored(theirs) == before


@pytest.mark.parametrize("kind", KINDS_IN_CARE)
def test_lists_and_searches_show_nothing_of_others(client: Client, theirs: Side, kind: type[models.Model]) -> None:
    if kind not in admin.site._registry:
        pytest.skip("not in the workplace")
    listed = address(kind(), "changelist")

    pages = [client.get(listed), client.get(listed, {"q": THEIRS[:-1]}), client.get(listed, {"q": str(theirs.row(kind).pk)})]

    assert not [page for page in pages if THEIRS in page.content.decode()]


def autocompletes() -> Iterator[tuple[str, str, str]]:
    """Every field of the workplace that offers rows of its own accord."""
    for model, page in admin.site._registry.items():
        owners: list[tuple[type[models.Model], Any]] = [(model, page), *((inline.model, inline) for inline in page.inlines)]
        for owner, where in owners:
            for name in where.autocomplete_fields:
                yield owner._meta.app_label, owner._meta.model_name or "", name


@pytest.mark.parametrize("field", sorted(set(autocompletes())))
def test_no_choice_offers_anything_of_others(client: Client, theirs: Side, field: tuple[str, str, str]) -> None:
    asked = dict(zip(("app_label", "model_name", "field_name"), field, strict=True))

    page = client.get(reverse("admin:autocomplete"), {**asked, "term": THEIRS[:-1]})

    assert page.status_code in {200, 403}
    assert THEIRS not in page.content.decode()


@pytest.mark.parametrize("kind", KINDS_IN_CARE)
def test_no_action_of_a_list_touches_anything_of_others(client: Client, theirs: Side, kind: type[models.Model]) -> None:
    if kind not in admin.site._registry:
        pytest.skip("not in the workplace")
    before = as_stored(theirs)
    page = admin.site._registry[kind]

    for action in ["delete_selected", *(getattr(one, "__name__", one) for one in page.actions or ())]:
        ticked = {"action": str(action), "_selected_action": [str(theirs.row(kind).pk)], "post": "yes", "index": "0"}
        client.post(address(kind(), "changelist"), ticked)
        client.post(address(kind(), "changelist"), {**ticked, "select_across": "1"})

    assert as_stored(theirs) == before


def test_a_listing_is_not_given_to_another_body(client: Client, mine: Side, theirs: Side) -> None:
    moved = filled_in(client, address(mine.group), service_body=str(theirs.body.pk))

    client.post(address(mine.group), moved)

    assert Group.objects.get(pk=mine.group.pk).service_body == mine.body


@pytest.mark.parametrize("goal", ["", "clinic"])
def test_who_keeps_a_group_alone_leaves_it_in_its_body(mine: Side, goal: str) -> None:
    clinic = make_body("Nemocnica", kind=BodyKind.CLINIC)
    keeper = User.objects.create_user("keeper@example.org")
    give_role(keeper, MembershipRole.EDITOR, mine.group)
    browser = Client()
    browser.force_login(keeper)

    browser.post(address(mine.group), filled_in(browser, address(mine.group), service_body=str(clinic.pk) if goal else ""))

    assert Group.objects.get(pk=mine.group.pk).service_body == mine.body


def test_a_meeting_is_not_given_to_a_group_of_others(client: Client, mine: Side, theirs: Side) -> None:
    client.post(address(mine.meeting), filled_in(client, address(mine.meeting), group=str(theirs.group.pk)))

    assert Meeting.objects.get(pk=mine.meeting.pk).group == mine.group


def test_a_hidden_house_of_others_cannot_be_chosen(client: Client, mine: Side, theirs: Side) -> None:
    client.post(address(mine.meeting), filled_in(client, address(mine.meeting), venue=str(theirs.venue.pk)))

    assert Meeting.objects.get(pk=mine.meeting.pk).venue == mine.venue


def test_a_rule_of_others_is_not_reached_through_ones_own_meeting(client: Client, mine: Side, theirs: Side) -> None:
    before = as_stored(theirs)
    sent = filled_in(client, address(mine.meeting))
    changed: dict[str, Any] = {key: str(theirs.rule.pk) for key in sent if key.startswith("rules-") and key.endswith("-id")}

    client.post(address(mine.meeting), {**sent, **changed})

    assert as_stored(theirs) == before


def test_a_house_where_others_meet_too_is_looked_at_and_not_changed(client: Client, mine: Side, theirs: Side) -> None:
    shared = make_venue(name="Spoločný dom", visibility=Visibility.PUBLIC)
    make_meeting(group=mine.group, venue=shared)
    make_meeting(group=theirs.group, venue=shared)

    client.post(address(shared), {"name": "Iný dom", "visibility": "public", "precision": "exact"})

    shared.refresh_from_db()
    assert shared.name == "Spoločný dom"
    assert "Spoločný dom" in client.get(address(shared)).content.decode()


def test_a_role_on_a_body_covers_all_under_it(gazetteer: None) -> None:
    above = make_body("Krajina")
    region = make_side(MINE, under=above)
    chief = make_side("Krajinazxq").editor
    client = Client()
    client.force_login(chief)
    before = in_care(Meeting, chief).filter(pk=region.meeting.pk).exists()
    chief.memberships.update(service_body=above)

    seen = MINE in client.get(address(region.meeting)).content.decode()

    assert (before, seen) == (False, True)


def test_a_group_without_a_body_is_an_administrators(client: Client, mine: Side) -> None:
    alone = make_group("Samazxq")

    page = client.get(address(alone), follow=True)

    assert "Samazxq" not in page.content.decode().replace(str(alone.pk), "")
