"""The history of a row in the workplace, and putting back from there."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from groups.models import Group
from history.actions import save
from history.models import Change, Revision
from history.road import WORKPLACE
from history.undoing import undo_address
from meetings.actions import save_meeting, save_rule, save_venue
from meetings.models import Meeting, ScheduleRule
from places.models import Visibility
from tests.history.world import last_entry, latest, make_body, make_holder
from tests.meetings.world import ROAD, make_group, make_meeting, make_rule, make_venue
from tests.workplace.forms import address

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> User:
    return make_holder("Jana", service_body=make_body())


def at_work(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def own_group(user: User, name: str = "Nádej") -> Group:
    return make_group(name, service_body=user.memberships.get().service_body)


def rename(meeting: Meeting, name: str, by: User | None = None) -> Revision:
    meeting.name = name
    save_meeting(meeting, by=by, source=WORKPLACE if by else ROAD)
    return last_entry()


def put_back_address(row: Meeting | ScheduleRule, entry: Revision, **asked: object) -> str:
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    page = f"admin:meetings_{row._meta.model_name}_put_back"
    return reverse(page, args=[row.pk, entry.pk]) + (f"?{query}" if query else "")


def page_text(client: Client, where: str) -> str:
    return " ".join(client.get(where).content.decode().split())


def test_a_meetings_history_tells_of_its_rules_and_house_too(editor: User) -> None:
    meeting = make_meeting(group=own_group(editor))
    rule = make_rule(meeting)
    rule.weekday, rule.start_minute = 4, 1110
    save_rule(rule, by=editor, source=WORKPLACE)

    page = page_text(at_work(editor), address(meeting, "history"))

    assert "· Jana · the workplace" in page
    assert "Schedule rule <b>Nádej: Every Friday, 18:30 to 20:00</b> – changed" in page
    assert "Weekday: from “Tuesday” to “Friday”" in page
    assert "Starts: from “18:00” to “18:30”" in page
    assert "Venue <b>Dom, Hlavná 1, Žilina</b> – created" in page


def test_a_rule_that_is_gone_is_still_told_of(editor: User) -> None:
    meeting = make_meeting(group=own_group(editor))
    rule = make_rule(meeting)
    client = at_work(editor)
    client.post(address(rule, "delete"), {"post": "yes"})

    page = page_text(client, address(meeting, "history"))

    assert "deleted; it said last" in page
    assert "Starts: “18:00”" in page


def test_a_field_is_put_back(editor: User) -> None:
    meeting = make_meeting(group=own_group(editor))
    meeting.phone = "+421 1"
    entry = rename(meeting, "Iná")
    client = at_work(editor)
    where = put_back_address(meeting, entry, change=latest("meeting").pk, field="name")

    shown = page_text(client, where)
    answer = client.post(where)

    meeting.refresh_from_db()
    assert "Name: from “Iná” to “Nádej”" in shown
    assert "+421 1" not in shown
    assert (answer.headers["Location"], meeting.name, meeting.phone) == (address(meeting, "history"), "Nádej", "+421 1")
    assert (last_entry().by, last_entry().note) == (editor, "Put back: Iná")


def test_looking_changes_nothing(editor: User) -> None:
    meeting = make_meeting(group=own_group(editor))
    entry = rename(meeting, "Iná")

    at_work(editor).get(put_back_address(meeting, entry))

    meeting.refresh_from_db()
    assert (meeting.name, last_entry()) == ("Iná", entry)


def test_a_whole_entry_is_put_back_with_the_rule_that_went(editor: User) -> None:
    meeting = make_meeting(group=own_group(editor))
    rule = make_rule(meeting)
    client = at_work(editor)
    client.post(address(rule, "delete"), {"post": "yes"})

    client.post(put_back_address(meeting, last_entry()))

    assert meeting.rules.get() == rule


def test_what_is_refused_says_why(editor: User) -> None:
    group = own_group(editor)
    group.status = "ended"
    group.successor = own_group(editor, "Nová")
    group.save()
    meeting = make_meeting(group=own_group(editor, "Tretia"), status="ended", ended_on="2026-01-01")
    meeting.ended_on = None
    entry = rename(meeting, "Iná")
    meeting.status = "published"
    save_meeting(meeting, by=None, source=ROAD)

    page = at_work(editor).post(put_back_address(meeting, entry)).content.decode()

    meeting.refresh_from_db()
    assert "Iná – Only an ended meeting has a date on which it ended." in page
    assert meeting.name == "Iná"


def test_a_reader_sees_the_history_and_puts_nothing_back() -> None:
    body = make_body()
    reader = make_holder("Peter", role="reader", service_body=body)
    meeting = make_meeting(group=make_group(service_body=body))
    entry = rename(meeting, "Iná")
    client = at_work(reader)

    page = page_text(client, address(meeting, "history"))

    assert "Name: from “Nádej” to “Iná”" in page
    assert "Put this back" not in page
    assert client.post(put_back_address(meeting, entry)).status_code == 403
    assert last_entry() == entry


def test_the_history_of_others_is_not_there(editor: User) -> None:
    meeting = make_meeting(group=make_group("Cudzia"))
    entry = rename(meeting, "Iná")
    client = at_work(editor)

    answers = [client.get(one).status_code for one in (address(meeting, "history"), put_back_address(meeting, entry))]

    assert answers == [404, 404]
    assert client.post(put_back_address(meeting, entry)).status_code == 404
    assert last_entry() == entry


def test_an_entry_about_another_row_is_not_put_back_from_here(editor: User) -> None:
    mine, theirs = make_meeting(group=own_group(editor)), make_meeting(group=make_group("Cudzia"))
    entry = rename(theirs, "Iná")

    answer = at_work(editor).post(put_back_address(mine, entry, change=latest("meeting").pk))

    assert (answer.status_code, last_entry()) == (404, entry)


@pytest.mark.parametrize("change", ["x", "-1", "0", "²", "9" * 40])
def test_a_wrong_key_is_not_found(editor: User, change: str) -> None:
    meeting = make_meeting(group=own_group(editor))
    entry = rename(meeting, "Iná")

    assert at_work(editor).get(put_back_address(meeting, entry, change=change)).status_code == 404


def test_a_house_where_others_meet_is_told_of_and_not_put_back(editor: User) -> None:
    venue = make_venue()
    meeting = make_meeting(group=own_group(editor), venue=venue)
    make_meeting("Cudzie", group=make_group("Cudzia"), venue=venue)
    client = at_work(User.objects.create_superuser("admin@example.org"))
    venue.entrance = "Z dvora"
    save_venue(venue, by=None, source=ROAD)
    entry = last_entry()

    page = page_text(at_work(editor), address(meeting, "history"))

    assert "Entrance: now “Z dvora”, was empty" in page
    assert put_back_address(meeting, entry) not in page
    assert at_work(editor).post(put_back_address(meeting, entry)).status_code == 404
    assert client.get(put_back_address(meeting, entry)).status_code == 200


def test_a_hidden_house_of_others_is_not_named(editor: User) -> None:
    meeting = make_meeting(group=own_group(editor))
    hidden = make_venue(name="Tajný dom", visibility=Visibility.ON_CONTACT)
    make_meeting("Cudzie", group=make_group("Cudzia"), venue=hidden)
    meeting.venue = hidden
    save_meeting(meeting, by=None, source=ROAD)
    meeting.venue = make_venue(name="Iný dom")
    save_meeting(meeting, by=None, source=ROAD)

    page = page_text(at_work(editor), address(meeting, "history"))

    assert "Tajný" not in page
    assert "Venue: from “(gone, or in the care of others)” to “Iný dom, Hlavná 1, Žilina”" in page


def test_nobodys_mail_address_is_shown_to_coordinators(editor: User) -> None:
    nameless = User.objects.create_superuser("eva.novakova@example.org")
    meeting = make_meeting(group=own_group(editor))
    rename(meeting, "Iná", by=nameless)

    page = page_text(at_work(editor), address(meeting, "history"))

    assert "eva.novakova" not in page
    assert f"somebody without a name (no. {nameless.pk})" in page
    assert "eva.novakova@example.org" in page_text(at_work(nameless), address(meeting, "history"))


def test_roles_are_put_back_by_administrators_only(editor: User) -> None:
    """Else a term that is over could be begun again from the history."""
    group = own_group(editor)
    role = make_holder("Peter", group=group).memberships.get()
    role.ends_on = "2026-01-02"
    save(role, by=None, source=ROAD)
    entry = last_entry()
    where = reverse("admin:groups_group_put_back", args=[group.pk, entry.pk])

    page = page_text(at_work(editor), address(group, "history"))
    answers = [at_work(editor).post(one).status_code for one in (where, undo_address(entry))]

    role.refresh_from_db()
    assert ("Until: from “1 January 2099” to “2 January 2026”" in page, where in page) == (True, False)
    assert (answers, last_entry(), str(role.ends_on)) == ([404, 200], entry, "2026-01-02")


def test_a_page_has_25_entries(editor: User) -> None:
    meeting = make_meeting(group=own_group(editor))
    for number in range(30):
        rename(meeting, f"Stretnutie {number}")
    client = at_work(editor)

    first, second = (client.get(address(meeting, "history"), {"page": page}).content.decode() for page in (1, 2))

    assert (first.count('<li class="entry">'), second.count('<li class="entry">')) == (25, 7)  # with those that made it


def test_it_takes_the_same_queries_for_any_number(editor: User) -> None:
    meeting = make_meeting(group=own_group(editor))
    rule = make_rule(meeting)
    client = at_work(editor)

    def queries_with_one_more(number: int) -> int:
        rename(meeting, f"Stretnutie {number}", by=editor)
        rule.weekday = number
        save_rule(rule, by=editor, source=WORKPLACE)
        meeting.group = own_group(editor, f"Skupina {number}")
        save_meeting(meeting, by=editor, source=WORKPLACE)
        with CaptureQueriesContext(connection) as done:
            client.get(address(meeting, "history"))
        return len(done)

    _cold, first, *others = [queries_with_one_more(number) for number in (0, 2, 3, 4, 5)]

    assert others == [first, first, first]


def test_administrators_erase_values_and_the_history_says_so(editor: User) -> None:
    admin = User.objects.create_superuser("admin@example.org", display_name="Eva")
    meeting = make_meeting(group=own_group(editor), notes={"sk": "Volať 0900 123 456"})
    meeting.notes = {}
    rename(meeting, "Iná")
    where = reverse("admin:meetings_meeting_erase", args=[meeting.pk])

    assert at_work(editor).post(where).status_code == 403
    at_work(admin).post(where)

    page = page_text(at_work(editor), address(meeting, "history"))
    assert not any("0900" in str(change.fields) for change in Change.objects.all())
    assert "· Eva · the workplace" in page
    assert "values erased from the history" in page
    assert "Notes: changed; what it says is not kept here" in page
