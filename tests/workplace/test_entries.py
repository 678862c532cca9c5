"""An entry of the history leads to all that it did, a page at a time."""

import re

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from groups.models import Group
from history.models import Change, ChangeKind, Revision
from history.road import RoadKind
from tests.meetings.world import make_group
from tests.workplace.conftest import SignIn
from tests.workplace.forms import address, filled_in

pytestmark = pytest.mark.django_db


def make_entry(rows: int) -> Revision:
    """An import that made so many groups."""
    entry = Revision.objects.create(road=RoadKind.IMPORT, road_name="oc-aa")
    kind = ContentType.objects.get_for_model(Group)
    Change.objects.bulk_create(
        Change(revision=entry, kind=ChangeKind.CREATED, content_type=kind, object_id=number, label=f"Skupina {number}")
        for number in range(rows)
    )
    return entry


def changes_of(client: Client, entry: Revision) -> str:
    """The address to which the page of an entry leads."""
    page = client.get(address(entry)).content.decode()
    return str(re.findall(r'href="([^"]*/history/change/[^"]*)"', page)[0])


def test_an_entry_leads_to_its_changes_and_to_no_others(workplace: Client) -> None:
    entry = make_entry(2)
    make_group("Iná")

    shown = workplace.get(changes_of(workplace, entry)).context["cl"].result_list

    assert [change.label for change in shown] == ["Skupina 1", "Skupina 0"]


def test_a_change_says_what_was_and_what_is(workplace: Client) -> None:
    group = make_group()
    workplace.post(address(group), filled_in(workplace, address(group), name="Nový názov"))

    page = workplace.get(address(Change.objects.get(label="Nový názov"))).content.decode()

    assert "<div>Name: from “Nádej” to “Nový názov”</div>" in page


@pytest.mark.parametrize("rows", [1, 120])
def test_a_long_entry_takes_a_page_at_a_time(
    workplace: Client, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    listed = changes_of(workplace, make_entry(rows))

    with django_assert_num_queries(4):
        shown = workplace.get(listed).context["cl"].result_list

    assert len(shown) == min(rows, 50)


def test_who_has_no_role_sees_no_changes(sign_in: SignIn) -> None:
    entry = make_entry(1)

    response = sign_in().get(address(Change(), "changelist"), {"revision__id__exact": entry.pk})

    assert response.status_code == 302
