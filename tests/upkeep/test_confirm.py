"""The mailed link: opening it does nothing, its buttons act once, and it dies with what it stands on."""

from datetime import timedelta

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone

from accounts.care import MembershipRole
from accounts.models import User
from groups.kinds import BodyKind
from groups.models import Group
from history.models import Revision
from meetings.kinds import MeetingStatus
from meetings.models import Confirmation, Meeting
from tests.mail import Mailbox
from tests.meetings.visits import address_of, page
from tests.meetings.world import make_group
from tests.upkeep.holding_world import aged_meeting, days_ago, give_role, links, make_body, make_holder, now
from upkeep.confirm_links import CONFIRM, confirm_token, stop_token
from upkeep.digests import send_digests
from upkeep.models import Ask, Digest, Suggestion
from upkeep.views import confirm

pytestmark = pytest.mark.django_db


def asked(user: User, meeting: Meeting) -> str:
    """The address of the link that was mailed to somebody about a listing."""
    digest, _is_new = Digest.objects.get_or_create(user=user, week=days_ago(0), defaults={"sent_at": now()})
    ask = Ask.objects.create(meeting=meeting, user=user, stage=76, since=days_ago(80), digest=digest)
    return f"/confirm/{confirm_token(ask)}"


@pytest.fixture
def group() -> Group:
    return make_group("Nádej")


@pytest.fixture
def holder(group: Group) -> User:
    return make_holder(on=group)


@pytest.fixture
def meeting(group: Group) -> Meeting:
    return aged_meeting(80, group=group)


def test_mailed_link_confirms_for_the_group(mailbox: Mailbox, client: Client, holder: User, meeting: Meeting) -> None:
    send_digests(now())
    address = links(mailbox.wait_for())[0]

    answer = client.post(address, {"act": "true"})

    meeting.refresh_from_db()
    assert (answer.status_code, answer.headers["Location"]) == (303, address)
    assert (meeting.confirmed_on, meeting.confirmed_by) == (timezone.localdate(), "group")
    assert list(Confirmation.objects.values_list("role", "road", "by")) == [("group", "mail", holder.pk)]
    assert "by the group" in page(client, address_of(meeting))


def test_opening_a_link_changes_nothing(client: Client, holder: User, meeting: Meeting) -> None:
    address = asked(holder, meeting)
    before = Revision.objects.count()

    answers = [getattr(client, method)(f"{address}{rest}") for rest in ("", "/changed", "/ended") for method in ("get", "head")]

    meeting.refresh_from_db()
    assert [answer.status_code for answer in answers] == [200] * 6
    assert (meeting.confirmed_on, meeting.status, Revision.objects.count()) == (days_ago(80), "published", before)


def test_page_is_nobodys_to_keep_and_sets_no_cookie(client: Client, holder: User, meeting: Meeting) -> None:
    answer = client.get(asked(holder, meeting))

    kept = [answer.headers[name] for name in ("Cache-Control", "X-Robots-Tag", "Referrer-Policy", "Content-Language")]
    assert kept == ["no-store", "noindex", "no-referrer", "en"]
    assert not answer.cookies


def test_page_is_in_the_language_of_its_holder(client: Client, group: Group, meeting: Meeting) -> None:
    answer = client.get(asked(make_holder(on=group, language="sk"), meeting), headers={"Accept-Language": "pl"})

    assert answer.headers["Content-Language"] == "sk"
    assert "Každý utorok" in answer.content.decode()


def test_hidden_house_is_not_on_the_page(client: Client, group: Group, holder: User) -> None:
    hidden = aged_meeting(80, group=group, visibility="on_contact")

    content = page(client, asked(holder, hidden))

    assert "Hlavná" not in content
    assert "Contact the group for the address." in content


def test_each_act_works_once(client: Client, holder: User, meeting: Meeting) -> None:
    address = asked(holder, meeting)

    for _time in range(2):
        client.post(address, {"act": "true"})

    assert Confirmation.objects.count() == 1
    assert "Thank you" in page(client, address)


def test_thanks_say_when_the_next_question_comes_and_lead_to_the_next_listing(
    client: Client, group: Group, holder: User, meeting: Meeting
) -> None:
    address, other = asked(holder, meeting), asked(holder, aged_meeting(80, group=group, name="Druhá"))
    client.post(address, {"act": "true"})

    content = page(client, address)

    assert f'href="{other}"' in content
    assert "We ask again around" in content
    client.post(other, {"act": "true"})
    assert "That was all of this mail." in page(client, other)


def test_end_is_asked_for_once_more(client: Client, group: Group, meeting: Meeting) -> None:
    address = asked(make_holder(on=group, role=MembershipRole.EDITOR), meeting)

    first = client.post(address, {"act": "ended"})
    meeting.refresh_from_db()
    still = meeting.status
    client.post(first.headers["Location"])

    meeting.refresh_from_db()
    assert (still, meeting.status, meeting.ended_on) == ("published", MeetingStatus.ENDED, timezone.localdate())
    assert client.get(address_of(meeting)).status_code == 410
    assert "The meeting is taken off all lists." in page(client, address)
    client.post(address, {"act": "true"})
    assert Confirmation.objects.count() == 0


def test_confirmer_does_not_end_a_meeting_but_suggests_it(client: Client, holder: User, meeting: Meeting) -> None:
    address = asked(holder, meeting)

    for _time in range(2):
        client.post(f"{address}/ended")

    meeting.refresh_from_db()
    assert (meeting.status, Suggestion.objects.get().proposed) == ("published", {"meeting-has_ended": "yes"})
    assert "Nothing is public yet." in page(client, address)


def test_link_dies_when_the_holder_changes(client: Client, group: Group, holder: User, meeting: Meeting) -> None:
    address = asked(holder, meeting)
    holder.memberships.update(ends_on=days_ago(1))

    answer = client.post(address, {"act": "true"})

    assert (answer.status_code, Confirmation.objects.count()) == (410, 0)
    assert meeting.name not in answer.content.decode()


def test_link_dies_when_the_group_goes_to_others(client: Client, meeting: Meeting) -> None:
    body = make_body()
    holder = make_holder("redaktor", on=body)
    Group.objects.filter(pk=meeting.group_id).update(service_body=body)
    address = asked(holder, meeting)
    Group.objects.filter(pk=meeting.group_id).update(service_body=make_body("Iná"))

    assert client.get(address).status_code == 410


def test_link_dies_with_the_account_and_with_its_address(client: Client, holder: User, meeting: Meeting) -> None:
    address = asked(holder, meeting)
    User.objects.filter(pk=holder.pk).update(email="nova@example.org")
    moved = client.get(address).status_code
    User.objects.filter(pk=holder.pk).update(email=holder.email, is_active=False)

    assert (moved, client.get(address).status_code) == (410, 410)


@pytest.mark.parametrize(("days", "status"), [(44, 200), (46, 410)])
def test_link_expires_45_days_after_its_mail(client: Client, holder: User, meeting: Meeting, days: int, status: int) -> None:
    address = asked(holder, meeting)
    Digest.objects.update(claimed_at=now() - timedelta(days=days))

    assert client.get(address).status_code == status


def test_nothing_but_our_own_links_open_anything(client: Client, holder: User, meeting: Meeting) -> None:
    address = asked(holder, meeting)
    ask = Ask.objects.get()
    forged = [
        address[:-1],
        "/confirm/1",
        "/confirm/%00",
        f"/confirm/{stop_token(holder)}",
        f"/confirm/{signing.Signer(salt=CONFIRM).sign_object([ask.pk, 'x'])}",
        f"/confirm/stop/{confirm_token(ask)}",
    ]

    assert [client.get(one).status_code for one in forged] == [410] * len(forged)


def test_office_vouches_as_the_office(client: Client) -> None:
    office = make_body(kind=BodyKind.NATIONAL_OFFICE)
    holder = make_holder(on=make_body("Okres", parent=office))
    meeting = aged_meeting(80, group=make_group(service_body=holder.memberships.get().service_body))
    client.post(asked(holder, meeting), {"act": "true"})
    clerk = make_holder("uradnik", on=office)

    client.post(asked(clerk, meeting), {"act": "true"})

    assert sorted(Confirmation.objects.values_list("role", flat=True)) == ["coordinator", "office"]


def test_language_of_a_dead_link_is_the_browsers(client: Client) -> None:
    answer = client.get("/confirm/nothing", headers={"Accept-Language": "sk"})

    assert answer.headers["Content-Language"] == "sk"
    assert answer.status_code == confirm.GONE


def test_group_role_counts_before_that_on_a_body(client: Client) -> None:
    office = make_body(kind=BodyKind.NATIONAL_OFFICE)
    group = make_group(service_body=office)
    holder = make_holder(on=office, role=MembershipRole.EDITOR)
    give_role(holder, group)

    client.post(asked(holder, aged_meeting(80, group=group)), {"act": "true"})

    assert Confirmation.objects.get().role == "group"
