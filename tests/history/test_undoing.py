"""Putting back a whole entry."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from groups.actions import save_group
from groups.models import Contact
from history.actions import delete, save
from history.models import Change, Revision
from history.road import WORKPLACE
from history.standing import Values, standing
from history.tracking import tracking
from history.undo_plan import UndoPlan, What, Why, plan_undo
from history.undo_words import plan_in_words
from history.undoing import undo
from meetings.actions import save_exception, save_meeting, save_rule
from meetings.bulk import set_status
from meetings.kinds import MeetingStatus
from meetings.models import Format, Meeting, Occurrence, ScheduleException, ScheduleRule, SearchEntry
from tests.history.world import last_entry, make_holder
from tests.meetings.world import ROAD, TODAY, make_group, make_meeting, make_rule, make_venue

pytestmark = pytest.mark.django_db

LEFT_OUT = {"search_text", "latitude", "longitude"}


def stored(*rows: models.Model) -> list[Values]:
    """How rows stand in the database."""
    return [standing(type(row), [row.pk]).get(row.pk, {}) for row in rows]


def make_format(slug: str = "discussion") -> Format:
    return save(Format(slug=slug, name={"en": slug}, category="structure"), by=None, source=ROAD)


def acts(undoing: UndoPlan) -> dict[str, What]:
    return {step.model.__name__: step.what for step in undoing.acts}


def obstacles(undoing: UndoPlan) -> dict[str, dict[Why, list[str]]]:
    return {step.model.__name__: dict(step.obstacles) for step in undoing.steps if step.obstacles}


def test_a_changed_row_stands_as_before() -> None:
    meeting = make_meeting(notes={"sk": "Zvoniť"})
    meeting.formats.add(make_format())
    before = stored(meeting)
    with tracking(meeting, by=None, source=ROAD):
        meeting.name, meeting.notes = "Iná", {"sk": "Klopať"}
        save_meeting(meeting, by=None, source=ROAD)
        meeting.formats.set([make_format("speaker")])

    undo(last_entry(), by=None, source=ROAD)

    assert stored(meeting) == before
    assert not Format.objects.filter(slug="speaker").exists()


def test_it_is_an_entry_of_its_own() -> None:
    user = User.objects.create_superuser("admin@example.org", display_name="Eva")
    meeting = make_meeting()
    meeting.name = "Iná"
    save_meeting(meeting, by=None, source=ROAD)
    undone = last_entry()

    done = undo(undone, by=user, source=WORKPLACE)

    assert (done, done.by, done.road, done.note) == (last_entry(), user, "workplace", f"Put back: {undone}")
    assert Change.objects.get(revision=done).fields["name"] == ["Iná", "Nádej"]


def test_nobody_vouches_by_putting_back() -> None:
    holder = User.objects.create_superuser("admin@example.org")
    meeting = make_meeting()
    with tracking(by=None, source=ROAD) as tracker:
        set_status([meeting.pk], MeetingStatus.PAUSED, ended_on=None, tracker=tracker)

    undo(last_entry(), by=holder, source=WORKPLACE)

    meeting.refresh_from_db()
    assert (meeting.status, meeting.confirmed_on, meeting.confirmations.count()) == ("published", None, 0)


def test_a_vouching_that_belonged_to_it_goes_too() -> None:
    holder = User.objects.create_superuser("admin@example.org")
    meeting = make_meeting()
    meeting.name = "Iná"
    save_meeting(meeting, by=holder, source=WORKPLACE)
    assert meeting.confirmed_on == timezone.localdate()

    undo(last_entry(), by=holder, source=WORKPLACE)

    again = Meeting.objects.get()
    assert (again.name, again.confirmed_on, again.confirmed_by) == ("Nádej", None, "")


def test_what_was_deleted_is_there_again_with_its_key_and_all_that_went_along() -> None:
    meeting = make_meeting()
    meeting.formats.add(make_format())
    rule = make_rule(meeting, frequency="monthly_by_weekday", ordinals=(1,))
    exception = save_exception(ScheduleException(rule=rule, kind="cancelled", first_on=TODAY, last_on=TODAY), by=None, source=ROAD)
    before, dates = stored(meeting, rule, exception), set(Occurrence.objects.values_list("rule", "epoch_minute", "status"))
    delete(Meeting.objects.get(pk=meeting.pk), by=None, source=ROAD)
    assert stored(meeting, rule, exception) == [{}, {}, {}]

    undo(last_entry(), by=None, source=ROAD)

    assert stored(meeting, rule, exception) == before
    assert set(Occurrence.objects.values_list("rule", "epoch_minute", "status")) == dates
    assert SearchEntry.objects.filter(meeting=meeting).exists()


def test_what_was_made_goes_with_what_hangs_on_it() -> None:
    with tracking(by=None, source=ROAD):
        meeting = make_meeting()
        make_rule(meeting)

    undo(last_entry(), by=None, source=ROAD)

    assert (Meeting.objects.count(), ScheduleRule.objects.count(), SearchEntry.objects.count()) == (0, 0, 0)


def test_another_row_gives_its_place_back() -> None:
    """A role is once for a person: what took its place goes first."""
    group = make_group()
    holder = make_holder("Jana", group=group)
    first = holder.memberships.get()
    with tracking(by=None, source=ROAD):
        delete(first, by=None, source=ROAD)
        second = save(type(first)(user=holder, group=group, role="editor", ends_on=first.ends_on), by=None, source=ROAD)

    undo(last_entry(), by=None, source=ROAD)

    assert [one.pk for one in holder.memberships.all()] != [second.pk]
    assert holder.memberships.get().starts_on == first.starts_on


def test_what_somebody_changed_later_stays() -> None:
    meeting = make_meeting()
    meeting.name, meeting.phone = "Iná", "+421 1"
    save_meeting(meeting, by=None, source=ROAD)
    undone = last_entry()
    meeting.name = "Tretia"
    save_meeting(meeting, by=None, source=ROAD)

    undoing = plan_undo(undone)
    undo(undone, by=None, source=ROAD)

    meeting.refresh_from_db()
    assert obstacles(undoing) == {"Meeting": {Why.CHANGED_LATER: ["name"]}}
    assert (meeting.name, meeting.phone) == ("Tretia", "")


def test_all_of_it_is_put_back_where_that_is_asked_for() -> None:
    meeting = make_meeting()
    meeting.name = "Iná"
    save_meeting(meeting, by=None, source=ROAD)
    undone = last_entry()
    meeting.name = "Tretia"
    save_meeting(meeting, by=None, source=ROAD)

    undo(undone, by=None, source=ROAD, only_clear=False)

    meeting.refresh_from_db()
    assert meeting.name == "Nádej"


def test_what_was_made_stays_where_something_was_added_since() -> None:
    with tracking(by=None, source=ROAD):
        meeting = make_meeting()
        make_rule(meeting)
    undone = last_entry()
    make_rule(meeting, weekday=4)

    undo(undone, by=None, source=ROAD)

    assert [rule.weekday for rule in ScheduleRule.objects.all()] == [4]
    assert plan_undo(undone).acts == []
    assert {name: set(found) for name, found in obstacles(plan_undo(undone)).items()} == {
        "Meeting": {Why.IN_USE},
        "Group": {Why.IN_USE},
        "Venue": {Why.IN_USE},
        "Fellowship": {Why.IN_USE},
    }


def test_a_venue_moves_back_before_the_new_one_goes() -> None:
    meeting = make_meeting()
    old = meeting.venue
    with tracking(by=None, source=ROAD):
        meeting.venue = make_venue(name="Nový dom")
        save_meeting(meeting, by=None, source=ROAD)

    undo(last_entry(), by=None, source=ROAD)

    meeting.refresh_from_db()
    assert (meeting.venue, type(meeting.venue).objects.count()) == (old, 1)


def test_what_is_not_kept_cannot_come_back_and_that_is_said() -> None:
    group = make_group()
    save(Contact(group=group, kind="web", value="https://example.org"), by=None, source=ROAD)
    with tracking(by=None, source=ROAD):
        delete(group, by=None, source=ROAD)
    reader = User.objects.create_superuser("admin@example.org")

    said = plan_in_words(plan_undo(last_entry()), to=reader)
    undo(last_entry(), by=None, source=ROAD)

    assert [(row.kind, row.name, row.happens) for row in said.rows] == [("Group", "Nádej", "is made again")]
    assert said.stays == (
        "the group, web page – number or address: the history does not keep what this said, so it cannot come back.",
    )
    assert Contact.objects.count() == 0


def test_what_a_rule_of_ours_forbids_is_refused_as_a_whole() -> None:
    meeting = make_meeting()
    rule = make_rule(meeting)
    first, second = make_group("Prvá", status="ended"), make_group("Druhá")
    first.successor = second
    save_group(first, by=None, source=ROAD)
    with tracking(by=None, source=ROAD):
        first.successor = None
        save_group(first, by=None, source=ROAD)
        rule.start_minute = 600
        save_rule(rule, by=None, source=ROAD)
    undone = last_entry()
    first.status = "active"
    save_group(first, by=None, source=ROAD)

    with pytest.raises(ValidationError) as refused:
        undo(undone, by=None, source=ROAD)

    rule.refresh_from_db()
    assert refused.value.messages == ["Prvá – Only a group that has ended goes on as another."]
    assert rule.start_minute == 600


@pytest.mark.parametrize("count", [1, 3])
def test_a_plan_takes_the_same_queries_for_any_number(count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    group = make_group()
    meetings = [make_meeting(f"Stretnutie {number}", group=group).pk for number in range(count)]
    with tracking(by=None, source=ROAD) as tracker:
        set_status(meetings, MeetingStatus.PAUSED, ended_on=None, tracker=tracker)
    undone = last_entry()

    with django_assert_num_queries(3):
        undoing = plan_undo(undone)

    assert len(undoing.acts) == count


def test_put_back_twice_is_as_before_the_first() -> None:
    meeting = make_meeting()
    meeting.name = "Iná"
    save_meeting(meeting, by=None, source=ROAD)
    undo(last_entry(), by=None, source=ROAD)

    undo(last_entry(), by=None, source=ROAD)

    meeting.refresh_from_db()
    assert meeting.name == "Iná"


def test_putting_back_what_stands_so_already_leaves_no_entry() -> None:
    meeting = make_meeting()
    meeting.name = "Iná"
    save_meeting(meeting, by=None, source=ROAD)
    undone = last_entry()
    undo(undone, by=None, source=ROAD)
    count = Revision.objects.count()

    undo(undone, by=None, source=ROAD)

    assert Revision.objects.count() == count
    assert acts(plan_undo(undone)) == {}


def test_a_holiday_for_many_is_undone_at_once() -> None:
    rules = [make_rule(make_meeting(f"Stretnutie {number}")) for number in range(3)]
    with tracking(by=None, source=ROAD):
        for rule in rules:
            day = TODAY + timedelta(days=30)
            save_exception(ScheduleException(rule=rule, kind="cancelled", first_on=day, last_on=day), by=None, source=ROAD)

    undo(last_entry(), by=None, source=ROAD)

    assert ScheduleException.objects.count() == 0
