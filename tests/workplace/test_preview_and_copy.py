"""From the form of a meeting: the public page as it would be, and a copy on another day."""

import pytest
from django.test import Client
from django.urls import reverse

from history.models import Revision
from meetings.models import Confirmation, Meeting
from places.models import Venue
from tests.meetings.world import make_group, make_meeting, make_rule
from tests.workplace.forms import address, filled_in

pytestmark = pytest.mark.django_db
ADD = "admin:meetings_meeting_add"


def test_the_preview_is_the_public_page_and_nothing_is_kept(workplace: Client, client: Client) -> None:
    meeting = make_meeting()
    make_rule(meeting)
    before = (Revision.objects.count(), Confirmation.objects.count())
    data = filled_in(workplace, address(meeting), name="Iný názov", **{"rules-0-start_minute": "17:00"})

    response = workplace.post(reverse("admin:meetings_meeting_preview", args=[meeting.pk]), data)

    page = response.content.decode()
    assert "<h1>Iný názov</h1>" in page
    assert "17:00 to 19:30" in page
    assert "This is a preview." in page
    assert ("no-store" in response.headers["Cache-Control"], response.headers["X-Robots-Tag"]) == (True, "noindex")
    assert (Revision.objects.count(), Confirmation.objects.count()) == before
    assert Meeting.objects.get().name == "Nádej"
    assert "17:00" not in client.get(reverse("meeting", args=[meeting.public_id, meeting.slug])).content.decode()


def test_a_new_meeting_is_previewed_as_well(workplace: Client) -> None:
    given = {
        "name": "Streda",
        "group": make_group().pk,
        "attendance": "in_person",
        "venue-city": "Žilina",
        "rules-0-how": "by_appointment",
    }

    page = workplace.post(reverse("admin:meetings_meeting_add_preview"), filled_in(workplace, reverse(ADD), **given))

    assert "<h1>Streda</h1>" in page.content.decode()
    assert (Meeting.objects.count(), Venue.objects.count()) == (0, 0)


def test_a_copy_stands_on_another_day_as_a_draft(workplace: Client) -> None:
    meeting = make_meeting()
    rule = make_rule(meeting, access="closed")
    before = Revision.objects.count()
    given = {"name": "Nádej v piatok", "rule": rule.pk, "weekday": "4", "start_minute": "17:00"}

    response = workplace.post(reverse("admin:meetings_meeting_copy", args=[meeting.pk]), given)

    twin = Meeting.objects.exclude(pk=meeting.pk).get()
    assert response.headers["Location"] == address(twin)
    assert (twin.status, twin.confirmed_on, twin.listed_by, twin.venue, twin.group) == (
        "draft",
        None,
        "",
        meeting.venue,
        meeting.group,
    )
    copied = twin.rules.get()
    assert (copied.weekday, copied.start_minute, copied.duration_minutes, copied.access) == (4, 1020, 90, "closed")
    assert twin.public_id != meeting.public_id
    assert copied.uid != rule.uid
    assert Revision.objects.count() == before + 1
