"""Who may put an entry back."""

import pytest
from django.core.exceptions import ValidationError

from accounts.models import User
from groups.actions import save_group
from history.road import WORKPLACE
from history.tracking import tracking
from history.undo_plan import plan_undo
from history.undoing import may_undo, undo
from meetings.actions import save_meeting
from meetings.bulk import set_status
from meetings.kinds import MeetingStatus
from tests.history.world import last_entry, make_body, make_holder
from tests.meetings.world import ROAD, make_group, make_meeting

pytestmark = pytest.mark.django_db


def test_only_whoever_has_all_of_it_in_their_care_may() -> None:
    body, other = make_body(), make_body("Iná")
    mine, theirs = make_meeting(group=make_group(service_body=body)), make_meeting(group=make_group("B", service_body=other))
    holder, of_both = make_holder("mine", service_body=body), User.objects.create_superuser("admin@example.org")
    with tracking(by=None, source=ROAD) as tracker:
        set_status([mine.pk, theirs.pk], MeetingStatus.PAUSED, ended_on=None, tracker=tracker)

    undoing = plan_undo(last_entry())

    assert (may_undo(undoing, holder), may_undo(undoing, of_both)) == (False, True)


def test_what_was_moved_to_others_is_not_put_back_by_whoever_had_it() -> None:
    here, there = make_body("Tu"), make_body("Tam")
    group = make_group(service_body=here)
    meeting = make_meeting(group=group)
    had, has = make_holder("had", service_body=here), make_holder("has", service_body=there)
    meeting.name = "Iná"
    save_meeting(meeting, by=None, source=ROAD)
    edited = last_entry()
    group.service_body = there
    save_group(group, by=None, source=ROAD)
    moved = last_entry()

    assert [may_undo(plan_undo(edited), user) for user in (had, has)] == [False, True]
    with pytest.raises(ValidationError, match="Both service bodies have to be in your care"):
        undo(moved, by=has, source=WORKPLACE)


def test_readers_may_not() -> None:
    group = make_group()
    reader = make_holder("reader", role="reader", group=group)
    group.name = "Iná"
    save_group(group, by=None, source=ROAD)

    assert may_undo(plan_undo(last_entry()), reader) is False
