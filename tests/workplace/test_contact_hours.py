"""Opening hours in the workplace: a line of text, understood or answered with an example."""

from typing import Any

import pytest
from django.test import Client

from groups.models import Contact, Group
from history.actions import save
from history.models import Change, ChangeKind
from tests.meetings.world import ROAD, make_group
from tests.workplace.forms import address, filled_in

pytestmark = pytest.mark.django_db


def line_form(workplace: Client, group: Group, opening: str) -> dict[str, Any]:
    """The form of a group with one more contact."""
    return filled_in(
        workplace,
        address(group),
        **{
            "contacts-TOTAL_FORMS": "1",
            "contacts-0-role": "helpline",
            "contacts-0-kind": "phone",
            "contacts-0-value": "+421 2 555 111",
            "contacts-0-opening": opening,
        },
    )


def test_coordinator_writes_hours_in_a_line_of_text(workplace: Client) -> None:
    group = make_group()

    workplace.post(address(group), line_form(workplace, group, "Mo-Fr 9-17, 18-19; Sa 10-12"))

    contact = Contact.objects.get()
    assert contact.opening == "Mo-Fr 09:00-17:00,18:00-19:00; Sa 10:00-12:00"
    assert 'value="Mon-Fri 09:00-17:00,18:00-19:00; Sat 10:00-12:00"' in workplace.get(address(group)).content.decode()


def test_history_names_that_the_hours_changed_and_not_what_they_were(workplace: Client) -> None:
    contact = Contact(group=make_group(), kind="phone", role="helpline", value="+421 2 555 111", opening="Mo 09:00-17:00")
    save(contact, by=None, source=ROAD)
    contact.opening = "Mo 10:00-17:00"

    save(contact, by=None, source=ROAD)

    changes = Change.objects.filter(content_type__model="contact", kind=ChangeKind.CHANGED)
    assert [set(change.fields) for change in changes] == [{"opening"}]
    assert not [change for change in changes if "17:00" in str(change.fields)]


def test_mistake_is_said_with_an_example_and_stays_in_the_form(workplace: Client) -> None:
    group = make_group()

    content = workplace.post(address(group), line_form(workplace, group, "weekdays")).content.decode()

    assert "“weekdays” is not understood. Write days and hours like this: Mon-Fri 09:00-17:00; Sat 10:00-12:00." in content
    assert 'value="weekdays"' in content
    assert Contact.objects.count() == 0
