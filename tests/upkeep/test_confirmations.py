"""Confirmations in the workplace: what waits for whom, all at once, and by telephone."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.care import MembershipRole
from accounts.models import User
from groups.models import Group
from history.models import Revision
from meetings.models import Confirmation, Meeting
from tests.meetings.visits import page
from tests.meetings.world import make_group
from tests.upkeep.holding_world import aged_meeting, days_ago, make_body, make_holder
from upkeep.duty_confirmations import confirmations_due
from upkeep.queues import queue_of

pytestmark = pytest.mark.django_db
LIST = "/admin/confirmations/"


def browser_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def names(user: User) -> list[str]:
    return sorted(queue_of(user, timezone.localdate()).values_list("name", flat=True))


@pytest.fixture
def group() -> Group:
    return make_group("Nádej")


def test_own_groups_listings_wait_from_day_76(group: Group) -> None:
    holder = make_holder(on=group)
    for days, name in ((75, "Ešte nie"), (76, "Už"), (None, "Nikdy")):
        aged_meeting(days, group=group, name=name)
    aged_meeting(200, name="Cudzia")

    assert names(holder) == ["Nikdy", "Už"]


def test_body_waits_until_those_nearer_were_asked_in_vain() -> None:
    region = make_body("Región")
    district = make_body("Okres", parent=region)
    held, alone = make_group("Držaná", service_body=district), make_group("Sama", service_body=region)
    make_holder("skupina", on=held)
    in_district, in_region = make_holder("okres", on=district), make_holder("region", on=region)
    for days, group, name in ((90, held, "Nová"), (104, held, "Stará"), (90, alone, "Voľná")):
        aged_meeting(days, group=group, name=name)
    aged_meeting(90, group=make_group("V okrese", service_body=district), name="V okrese")

    assert names(in_district) == ["Stará", "V okrese"]
    assert names(in_region) == ["Stará", "Voľná"]


def test_administrator_sees_what_nobody_holds(group: Group) -> None:
    make_holder(on=group)
    aged_meeting(90, group=group, name="Držaná")
    aged_meeting(90, name="Voľná")

    assert names(User.objects.create_superuser("admin@example.org", "x")) == ["Voľná"]


def test_duty_counts_and_leads_to_the_list(group: Group) -> None:
    holder = make_holder(on=group)
    meeting = aged_meeting(90, group=group)

    duty = confirmations_due(holder, timezone.localdate())

    assert duty is not None
    assert (duty.sentence, duty.address, duty.count) == ("1 listing waits for a confirmation", LIST, 1)
    assert duty.examples == (("Nádej", reverse("admin:confirm_meeting", args=[meeting.public_id])),)
    assert confirmations_due(make_holder("iny", on=make_group("Iná")), timezone.localdate()) is None


def test_all_ticked_are_confirmed_as_one_entry(group: Group) -> None:
    holder = make_holder(on=group)
    ticked = [aged_meeting(90, group=group, name=f"Skupina {number}") for number in range(3)]
    foreign = aged_meeting(90, name="Cudzia")
    before = Revision.objects.count()

    browser_of(holder).post(LIST, {"meetings": [one.public_id for one in (*ticked, foreign)]})

    assert Revision.objects.count() - before == 1
    assert set(Confirmation.objects.values_list("meeting", "role", "road")) == {(one.pk, "group", "workplace") for one in ticked}
    assert names(holder) == []


def test_list_can_be_narrowed_to_a_group_and_widened_to_all() -> None:
    body = make_body()
    first, second = make_group("Prvá", service_body=body), make_group("Druhá", service_body=body)
    make_holder("skupina", on=first)
    holder = make_holder(on=body)
    for group in (first, second):
        aged_meeting(90, group=group, name=f"{group.name} večer")
    client = browser_of(holder)

    waiting, everything, narrowed = (page(client, f"{LIST}{query}") for query in ("", "?all=1", f"?all=1&group={first.public_id}"))

    assert ["Prvá večer" in one for one in (waiting, everything, narrowed)] == [False, True, True]
    assert ["Druhá večer" in one for one in (waiting, everything, narrowed)] == [True, True, False]
    assert client.get(f"{LIST}?group=%00&page=x").status_code == 200


def test_coordinator_enters_what_the_group_said_on_the_telephone() -> None:
    body = make_body()
    meeting = aged_meeting(90, group=make_group(service_body=body))
    client = browser_of(make_holder(on=body))
    address = f"{LIST}{meeting.public_id}/"

    page(client, address)
    client.post(address, {"road": "phone"})
    client.post(address)

    meeting.refresh_from_db()
    assert sorted(Confirmation.objects.values_list("role", "road")) == [("coordinator", "workplace"), ("group", "phone")]
    assert meeting.confirmed_on == timezone.localdate()


@pytest.mark.parametrize("role", [MembershipRole.READER, None])
def test_nobody_confirms_what_is_not_theirs(group: Group, role: MembershipRole | None) -> None:
    user = make_holder(on=group, role=role) if role else make_holder(on=make_group("Iná"))
    meeting = aged_meeting(90, group=group)

    answer = browser_of(user).post(f"{LIST}{meeting.public_id}/", {"road": "phone"})

    assert (answer.status_code, Confirmation.objects.count()) == (404, 0)


def test_button_leads_back_to_where_it_stood_and_nowhere_else(group: Group) -> None:
    client = browser_of(make_holder(on=group))
    address = f"{LIST}{aged_meeting(90, group=group).public_id}/"

    ours = client.post(address, headers={"Referer": "http://testserver/admin/meetings/meeting/"})
    foreign = client.post(address, headers={"Referer": "https://example.org/"})

    assert ours.headers["Location"] == "http://testserver/admin/meetings/meeting/"
    assert foreign.headers["Location"] == LIST


def queries(client: Client) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get(LIST)
    return len(asked)


def test_list_asks_the_same_number_of_questions_for_one_and_for_three(group: Group) -> None:
    client = browser_of(make_holder(on=group))
    aged_meeting(90, group=group)
    client.get(LIST)
    few = queries(client)
    for number in range(2):
        aged_meeting(90 + number, group=group, name=f"Ďalšia {number}")

    assert queries(client) == few


def test_longest_waiting_come_first(group: Group) -> None:
    client = browser_of(make_holder(on=group))
    for days in (80, 300, None):
        aged_meeting(days, group=group, name=f"Vek {days}")
    Meeting.objects.filter(name="Vek 300").update(listed_on=days_ago(100), listed_by="zdroj")

    content = page(client, LIST)

    places = [content.index(f"<strong>{name}") for name in ("Vek None", "Vek 300", "Vek 80")]
    assert places == sorted(places)
