"""The lists and pages of entries in the workplace, and putting a whole entry back."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from groups.models import Group
from history.models import Revision
from history.tracking import tracking
from history.undoing import undo_address
from meetings.actions import save_meeting
from meetings.bulk import set_status
from meetings.kinds import MeetingStatus
from meetings.models import Meeting
from places.models import Visibility
from tests.history.world import last_entry, make_body, make_holder
from tests.meetings.world import ROAD, make_group, make_meeting, make_venue

pytestmark = pytest.mark.django_db

LIST = reverse("admin:history_revision_changelist")


@pytest.fixture
def editor() -> User:
    return make_holder("Jana", service_body=make_body())


def at_work(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def own_group(user: User, name: str = "Nádej") -> Group:
    return make_group(name, service_body=user.memberships.get().service_body)


def paused(*meetings: Meeting) -> Revision:
    with tracking(by=None, source=ROAD) as tracker:
        set_status([meeting.pk for meeting in meetings], MeetingStatus.PAUSED, ended_on=None, tracker=tracker)
    return last_entry()


def entry_address(entry: Revision) -> str:
    return reverse("admin:history_revision_change", args=[entry.pk])


def page_text(client: Client, where: str) -> str:
    return " ".join(client.get(where).content.decode().split())


def test_a_bulk_action_is_shown_and_put_back(editor: User) -> None:
    meetings = [make_meeting(f"Stretnutie {number}", group=own_group(editor)) for number in range(3)]
    entry = paused(*meetings)
    client = at_work(editor)

    shown = page_text(client, undo_address(entry))
    answer = client.post(undo_address(entry))

    assert shown.count("Status: from “paused” to “published”") == 3
    assert {meeting.status for meeting in Meeting.objects.all()} == {"published"}
    assert (answer.headers["Location"], last_entry().by) == (entry_address(last_entry()), editor)


def test_looking_changes_nothing(editor: User) -> None:
    entry = paused(make_meeting(group=own_group(editor)))

    at_work(editor).get(undo_address(entry))

    assert last_entry() == entry


def test_an_entry_about_others_too_is_an_administrators(editor: User) -> None:
    mine, theirs = make_meeting("Moje", group=own_group(editor)), make_meeting("Cudzie", group=make_group("Cudzia"))
    entry = paused(mine, theirs)
    client = at_work(editor)

    shown = page_text(client, undo_address(entry))
    client.post(undo_address(entry))

    assert "Not everything that this entry changed is in your care." in shown
    assert "Cudzie" not in shown
    assert last_entry() == entry


def test_an_entry_about_others_is_not_there(editor: User) -> None:
    entry = paused(make_meeting("Cudzie", group=make_group("Cudzia")))
    client = at_work(editor)

    answers = [client.get(where).status_code for where in (undo_address(entry), entry_address(entry))]

    assert (answers, client.post(undo_address(entry)).status_code, last_entry()) == ([404, 404], 404, entry)


def test_the_list_and_the_page_of_an_entry_tell_only_of_ones_own(editor: User) -> None:
    mine, theirs = make_meeting("Moje", group=own_group(editor)), make_meeting("Cudzie", group=make_group("Cudzia"))
    entry = paused(mine, theirs)
    client = at_work(editor)

    page = page_text(client, entry_address(entry))
    listed = client.get(LIST).context["cl"].result_list
    changes = client.get(reverse("admin:history_change_changelist")).context["cl"].result_list

    assert ("Meeting <b>Moje</b> – changed" in page, "Cudzie" in page) == (True, False)
    assert entry in listed
    assert "Cudzie" not in [change.label for change in changes]


def test_what_stays_is_said(editor: User) -> None:
    meeting = make_meeting(group=own_group(editor))
    entry = paused(meeting)
    meeting.refresh_from_db()
    meeting.status = "draft"
    save_meeting(meeting, by=None, source=ROAD)

    page = page_text(at_work(editor), undo_address(entry))

    assert "Nádej – status: was changed later, and stays as it is." in page
    assert "There is nothing to put back" in page


def test_an_entry_of_a_large_import_is_not_put_back_at_once(editor: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("history.undo_plan.MOST", 1)
    entry = paused(*(make_meeting(f"Stretnutie {number}", group=own_group(editor)) for number in range(2)))
    client = at_work(editor)

    shown = page_text(client, undo_address(entry))
    client.post(undo_address(entry))

    assert "This entry changed too many rows to be put back in one go." in shown
    assert last_entry() == entry


def test_the_road_of_a_confirmer_ends_before_putting_back() -> None:
    body = make_body()
    confirmer = make_holder("Peter", role="confirmer", service_body=body)
    entry = paused(make_meeting(group=make_group(service_body=body)))
    client = at_work(confirmer)

    assert "Meeting <b>Nádej</b> – changed" in page_text(client, entry_address(entry))
    client.post(undo_address(entry))

    assert last_entry() == entry


def test_what_a_listing_said_while_it_was_others_does_not_come_back() -> None:
    body = make_body()
    others, shelter = make_group("Cudzia"), make_venue(street="Tajná 7", visibility=Visibility.ON_CONTACT)
    make_meeting("Ostáva", group=others, venue=shelter)
    meeting = make_meeting(group=others, venue=shelter)
    meeting.venue = make_venue()
    save_meeting(meeting, by=None, source=ROAD)
    left = last_entry()
    meeting.group = make_group(service_body=body)
    save_meeting(meeting, by=None, source=ROAD)
    where = reverse("admin:meetings_meeting_put_back", args=[meeting.pk, left.pk])
    change = left.changes.get(content_type__model="meeting")
    client = Client()
    client.force_login(make_holder("Jana", service_body=body))

    answer = client.post(f"{where}?change={change.pk}&field=venue_id")

    meeting.refresh_from_db()
    assert (answer.status_code, meeting.venue == shelter) == (404, False)
