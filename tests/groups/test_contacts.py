"""A contact is public as long as its owner agrees, and no day longer."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.care import MembershipRole
from accounts.models import User
from groups.kinds import ContactKind
from groups.models import Contact, Membership
from history.actions import delete, save
from tests.meetings.visits import address_of, page, today_meeting
from tests.meetings.world import ROAD, make_group

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
NUMBER = "+421 900 555 111"


def day(days: int) -> Any:
    return timezone.localdate() + timedelta(days=days)


def make_contact(**fields: Any) -> Contact:
    known = {"kind": ContactKind.PHONE, "value": NUMBER, "is_public": True, "consent_on": day(-10)}
    group = fields.pop("group", None) or make_group()
    return save(Contact(group=group, **{**known, **fields}), by=None, source=ROAD)


def make_term(contact_group: Any, *, starts: int = -10, ends: int = 10) -> Membership:
    user = User.objects.create_user("jana@example.org", "not-a-real-password")
    term = Membership(user=user, group=contact_group, role=MembershipRole.EDITOR, starts_on=day(starts), ends_on=day(ends))
    return save(term, by=None, source=ROAD)


@pytest.mark.parametrize(
    ("fields", "is_shown"),
    [
        ({}, True),
        ({"consent_until": TODAY}, True),
        ({"consent_until": TODAY - timedelta(days=1)}, False),
        ({"consent_on": TODAY + timedelta(days=1)}, False),
        ({"is_public": False}, False),
    ],
)
def test_contact_is_public_while_its_owner_agrees(client: Client, fields: dict[str, Any], is_shown: bool) -> None:
    contact = make_contact(**fields)

    content = page(client, address_of(today_meeting(group=contact.group)))

    assert (NUMBER in content) is is_shown


@pytest.mark.parametrize(("starts", "ends", "count"), [(-10, 0, 1), (-10, -1, 0), (1, 10, 1)])
def test_contact_is_public_until_the_term_is_over(starts: int, ends: int, count: int) -> None:
    group = make_group()
    make_contact(group=group, term=make_term(group, starts=starts, ends=ends))

    assert Contact.objects.public(timezone.localdate()).count() == count


def test_contact_goes_with_a_term_that_is_taken_away() -> None:
    group = make_group()
    term = make_term(group)
    make_contact(group=group, term=term)

    delete(term, by=None, source=ROAD)

    assert Contact.objects.count() == 0


def test_private_mailbox_takes_messages_without_being_public() -> None:
    make_contact(kind=ContactKind.MAIL, value="nadej@example.org", is_public=False, takes_messages=True)
    today = timezone.localdate()

    assert (Contact.objects.public(today).count(), Contact.objects.taking_messages(today).count()) == (0, 1)
