"""In whose care a row was when it was changed, and who therefore finds the change."""

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.care import in_care
from groups.actions import save_group
from groups.models import Contact
from history.actions import delete, save
from history.models import Change, ChangeKind, Revision
from history.tracking import tracking
from meetings.actions import save_exception, save_meeting
from meetings.bulk import set_status
from meetings.kinds import MeetingStatus
from meetings.models import Meeting, ScheduleException
from tests.history.world import latest, make_body, make_holder
from tests.meetings.world import ROAD, TODAY, make_group, make_meeting, make_rule

pytestmark = pytest.mark.django_db


def test_what_is_made_and_changed_remembers_group_and_body() -> None:
    body = make_body()
    group = make_group(service_body=body)
    meeting = make_meeting(group=group)
    rule = make_rule(meeting)
    save(Contact(group=group, kind="web", value="https://example.org"), by=None, source=ROAD)
    save_exception(ScheduleException(rule=rule, kind="cancelled", first_on=TODAY, last_on=TODAY), by=None, source=ROAD)

    kinds = ("group", "meeting", "schedulerule", "contact", "scheduleexception")
    anchors = {(latest(kind).about_group, latest(kind).about_body) for kind in kinds}

    assert anchors == {(group.pk, body.pk)}


def test_a_venue_and_a_vocabulary_are_in_nobodys_care() -> None:
    make_meeting()

    assert {(latest(kind).about_group, latest(kind).about_body) for kind in ("venue", "fellowship")} == {(None, None)}


def test_rows_deleted_with_another_remember_in_whose_care_they_were() -> None:
    body = make_body()
    meeting = make_meeting(group=make_group(service_body=body))
    make_rule(meeting)

    delete(meeting, by=None, source=ROAD)

    left = Change.objects.filter(kind=ChangeKind.DELETED)
    assert {(one.content_type.model, one.about_group, one.about_body) for one in left} == {
        ("meeting", meeting.group_id, body.pk),
        ("schedulerule", meeting.group_id, body.pk),
    }


def test_what_is_moved_is_found_by_both_sides() -> None:
    here, there = make_body("Tu"), make_body("Tam")
    group = make_group(service_body=here)
    mine, theirs = make_holder("mine", service_body=here), make_holder("theirs", service_body=there)
    group.service_body = there
    save_group(group, by=None, source=ROAD)

    moved = Revision.objects.latest("pk")

    assert in_care(Revision, mine).first() == moved
    assert in_care(Revision, theirs).first() == moved


def test_the_history_of_a_deleted_group_is_found_by_the_body_above() -> None:
    top = make_body("Región")
    group = make_group(service_body=make_body(parent=top))
    holder = make_holder("top", service_body=top)

    delete(group, by=None, source=ROAD)

    assert in_care(Change, holder).filter(kind=ChangeKind.DELETED).get().label == group.name


def test_nobody_finds_what_others_take_care_of() -> None:
    mine, others = make_group("Moja"), make_group("Cudzia")
    holder = make_holder("holder", group=mine)
    save(Contact(group=others, kind="web", value="https://example.org"), by=None, source=ROAD)

    assert {change.about_group for change in in_care(Change, holder)} == {mine.pk}
    assert in_care(Revision, holder).count() == 2  # the group was made, the role was given


def test_in_bulk_it_is_asked_once_for_a_model(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    body = make_body()
    several = [make_meeting(f"Stretnutie {number}", group=make_group(service_body=body)).pk for number in range(3)]

    with tracking(by=None, source=ROAD) as tracker:
        for meeting in Meeting.objects.filter(pk__in=several):
            tracker.changed(meeting, {"notes": ""}, {"notes": "x"})
        with django_assert_num_queries(1):
            tracker.place()

    assert {change.about_body for change in Revision.objects.latest("pk").changes.all()} == {body.pk}


def test_a_bulk_action_remembers_it_too() -> None:
    body = make_body()
    meeting = make_meeting(group=make_group(service_body=body))

    with tracking(by=None, source=ROAD) as tracker:
        set_status([meeting.pk], MeetingStatus.PAUSED, ended_on=None, tracker=tracker)

    assert (latest("meeting").about_group, latest("meeting").about_body) == (meeting.group_id, body.pk)


def test_what_is_moved_in_bulk_is_found_by_both_sides_too() -> None:
    here, there = make_body("Tu"), make_body("Tam")
    group = make_group(service_body=here)
    group.service_body = there

    with tracking(by=None, source=ROAD) as tracker:
        tracker.changed(group, {"service_body_id": here.pk}, {"service_body_id": there.pk})

    assert (latest("group").about_group, latest("group").about_body) == (group.pk, here.pk)


def test_a_change_beyond_the_row_costs_no_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    """What is loaded says in whose care a new row is."""
    meeting = make_meeting(group=make_group(service_body=make_body()))
    loaded = Meeting.objects.select_related("group").get(pk=meeting.pk)

    with tracking(by=None, source=ROAD) as tracker, django_assert_num_queries(0):
        tracker.created([loaded])

    assert latest("meeting").about_body == meeting.group.service_body_id


def test_a_meeting_saved_again_keeps_its_anchor() -> None:
    meeting = make_meeting(group=make_group(service_body=make_body()))
    meeting.notes = {"sk": "Zvoniť"}

    save_meeting(meeting, by=None, source=ROAD)

    assert latest("meeting").about_body == meeting.group.service_body_id
