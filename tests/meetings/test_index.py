"""The index is right at once after an edit anywhere, and says no more than needs to be said."""

from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from groups.actions import save_group, save_service_body
from groups.kinds import BodyKind
from groups.models import ServiceBody
from history.actions import delete
from interchange.records import Attendance, Frequency
from meetings.actions import save_exception, save_meeting, save_rule, save_venue
from meetings.index import move_horizon
from meetings.kinds import ExceptionKind
from meetings.models import Meeting, Occurrence, ScheduleException, ScheduleRule
from places.models import Visibility
from tests.meetings.world import ROAD, make_group, make_meeting, make_rule, make_venue

pytestmark = pytest.mark.django_db


def next_weekday(weekday: int) -> date:
    today = timezone.localdate()
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def rows(rule: ScheduleRule) -> list[tuple[date, str]]:
    return list(Occurrence.objects.filter(rule=rule).order_by("epoch_minute", "status").values_list("local_date", "status"))


def closed(first: date, last: date | None = None, **anchor: Any) -> ScheduleException:
    exception = ScheduleException(kind=ExceptionKind.CANCELLED, first_on=first, last_on=last or first, **anchor)
    return save_exception(exception, by=None, source=ROAD)


def test_a_plainly_weekly_rule_needs_no_rows() -> None:
    assert rows(make_rule(make_meeting())) == []


def test_other_rules_are_indexed_a_year_ahead() -> None:
    rule = make_rule(make_meeting(), frequency=Frequency.MONTHLY_BY_WEEKDAY, ordinals=(-1,))

    dates = [day for day, _status in rows(rule)]
    assert len(dates) in {13, 14}
    assert max(dates) > timezone.localdate() + timedelta(days=330)


def test_a_changed_rule_is_indexed_anew() -> None:
    rule = make_rule(make_meeting(), frequency=Frequency.MONTHLY_BY_WEEKDAY, ordinals=(-1,))
    rule.frequency, rule.ordinals = Frequency.WEEKLY, ()

    save_rule(rule, by=None, source=ROAD)

    assert rows(rule) == []


def test_a_cancelled_date_of_a_weekly_rule_is_indexed_with_the_one_after_it() -> None:
    rule = make_rule(make_meeting(), weekday=2)
    day = next_weekday(2)

    closed(day, rule=rule)

    assert rows(rule) == [(day, "cancelled"), (day + timedelta(days=7), "scheduled")]


def test_a_moved_date_is_its_regular_time_cancelled_and_its_new_one() -> None:
    rule = make_rule(make_meeting(), weekday=2)
    day = next_weekday(2)
    moved = ScheduleException(rule=rule, kind=ExceptionKind.MOVED, first_on=day, last_on=day, to_on=day + timedelta(days=1))

    save_exception(moved, by=None, source=ROAD)

    assert rows(rule) == [(day, "cancelled"), (day + timedelta(days=1), "moved"), (day + timedelta(days=7), "scheduled")]


def test_an_exception_taken_back_leaves_nothing() -> None:
    rule = make_rule(make_meeting(), weekday=2)
    exception = closed(next_weekday(2), rule=rule)

    delete(exception, by=None, source=ROAD)

    assert rows(rule) == []


def test_an_exception_put_on_another_rule_frees_the_first() -> None:
    meeting = make_meeting()
    first, second = make_rule(meeting, weekday=2), make_rule(meeting, weekday=2, start_minute=600)
    exception = closed(next_weekday(2), rule=first)
    exception.rule = second

    save_exception(exception, by=None, source=ROAD)

    assert (rows(first), len(rows(second))) == ([], 2)


def test_an_exception_years_ahead_is_indexed_at_once() -> None:
    rule = make_rule(make_meeting(), weekday=2)
    day = next_weekday(2) + timedelta(weeks=104)

    closed(day, rule=rule)

    assert (day, "cancelled") in rows(rule)


def test_a_venue_s_closure_acts_on_all_its_meetings() -> None:
    venue = make_venue()
    rules = [make_rule(make_meeting(venue=venue), weekday=2) for _number in range(2)]

    closed(next_weekday(2), venue=venue)

    assert [len(rows(rule)) for rule in rules] == [2, 2]


def test_a_venue_s_closure_acts_only_within_the_care_it_was_entered_for() -> None:
    venue = make_venue()
    body = save_service_body(ServiceBody(name="Žilina", kind=BodyKind.REGION), by=None, source=ROAD)
    ours = make_rule(make_meeting(venue=venue, group=make_group(service_body=body)), weekday=2)
    theirs = make_rule(make_meeting(venue=venue), weekday=2)

    closed(next_weekday(2), venue=venue, in_care_of=body)

    assert (len(rows(ours)), rows(theirs)) == (2, [])


def test_a_body_s_closure_reaches_the_bodies_under_it() -> None:
    top = save_service_body(ServiceBody(name="Slovensko", kind=BodyKind.NATIONAL_OFFICE), by=None, source=ROAD)
    under = save_service_body(ServiceBody(name="Žilina", kind=BodyKind.REGION, parent=top), by=None, source=ROAD)
    rule = make_rule(make_meeting(group=make_group(service_body=under)), weekday=2)

    closed(next_weekday(2), service_body=top)

    assert len(rows(rule)) == 2


def test_a_meeting_that_moves_house_leaves_the_closure_behind() -> None:
    venue = make_venue()
    meeting = make_meeting(venue=venue)
    rule = make_rule(meeting, weekday=2)
    closed(next_weekday(2), venue=venue)
    meeting.venue = make_venue()

    save_meeting(meeting, by=None, source=ROAD)

    assert rows(rule) == []


def test_a_group_that_joins_a_body_is_closed_with_it() -> None:
    body = save_service_body(ServiceBody(name="Žilina", kind=BodyKind.REGION), by=None, source=ROAD)
    group = make_group()
    rule = make_rule(make_meeting(group=group), weekday=2)
    closed(next_weekday(2), service_body=body)
    group.service_body = body

    save_group(group, by=None, source=ROAD)

    assert len(rows(rule)) == 2


def test_a_body_that_comes_under_another_is_closed_with_it() -> None:
    top = save_service_body(ServiceBody(name="Slovensko", kind=BodyKind.NATIONAL_OFFICE), by=None, source=ROAD)
    body = save_service_body(ServiceBody(name="Žilina", kind=BodyKind.REGION), by=None, source=ROAD)
    rule = make_rule(make_meeting(group=make_group(service_body=body)), weekday=2)
    closed(next_weekday(2), service_body=top)
    body.parent = top

    save_service_body(body, by=None, source=ROAD)

    assert len(rows(rule)) == 2


def found_at(**fields: Any) -> tuple[float | None, float | None]:
    meeting = make_meeting(venue=make_venue((49.223145, 18.739412)), **fields)
    return meeting.latitude, meeting.longitude


def test_a_public_meeting_is_found_where_it_is() -> None:
    assert found_at() == (49.223145, 18.739412)


def test_an_area_only_meeting_is_found_to_a_kilometre() -> None:
    assert found_at(visibility=Visibility.AREA_ONLY) == (49.22, 18.74)


def test_a_meeting_on_contact_is_found_in_its_town(gazetteer: None) -> None:
    meeting = make_meeting(venue=make_venue((49.2401, 18.7601)), visibility=Visibility.ON_CONTACT)

    assert meeting.venue
    assert meeting.venue.place
    assert meeting.point == meeting.venue.place.point


def test_a_meeting_on_contact_in_an_unknown_town_is_found_to_ten_kilometres() -> None:
    nowhere = make_venue((1.2345, 2.3456))  # the Gulf of Guinea

    meeting = make_meeting(venue=nowhere, visibility=Visibility.ON_CONTACT)

    assert (meeting.latitude, meeting.longitude) == (1.2, 2.3)


def test_an_online_meeting_is_nowhere() -> None:
    meeting = make_meeting(attendance=Attendance.ONLINE)

    assert meeting.point is None


def test_a_venue_made_less_visible_takes_its_meetings_along() -> None:
    meeting = make_meeting(venue=make_venue((49.223145, 18.739412), name="Charita"))
    assert meeting.venue
    meeting.venue.visibility = Visibility.AREA_ONLY

    save_venue(meeting.venue, by=None, source=ROAD)

    stored = Meeting.objects.get()
    assert (stored.latitude, stored.longitude) == (49.22, 18.74)
    assert "charita" not in stored.search_text


def test_a_renamed_group_is_found_by_its_new_name() -> None:
    meeting = make_meeting("Utorok", group=make_group("Nádej"))
    meeting.group.name = "Žriedlo"

    save_group(meeting.group, by=None, source=ROAD)

    assert Meeting.objects.get().search_text.startswith("utorok zriedlo")


def test_the_horizon_moves_on_with_time() -> None:
    rule = make_rule(make_meeting(), frequency=Frequency.MONTHLY_BY_WEEKDAY, ordinals=(1,))
    plain = make_rule(make_meeting("Iné", group=make_group("Iná")))
    closure = closed(next_weekday(plain.weekday or 0), rule=plain)
    in_half_a_year = timezone.localdate() + timedelta(days=183)

    looked_at = move_horizon(today=in_half_a_year)

    days = [day for day, _status in rows(rule)]
    assert (min(days) > in_half_a_year - timedelta(days=63), max(days) > in_half_a_year + timedelta(days=330)) == (True, True)
    assert (looked_at, rows(plain)) == (2, [])
    assert ScheduleException.objects.get() == closure


@pytest.mark.parametrize("anchor", ["rule", "meeting", "venue", "service_body", "parent"])
def test_a_closure_and_a_rule_entered_at_once_meet_when_the_horizon_moves(anchor: str) -> None:
    top = save_service_body(ServiceBody(name="Slovensko", kind=BodyKind.NATIONAL_OFFICE), by=None, source=ROAD)
    body = save_service_body(ServiceBody(name="Žilina", kind=BodyKind.REGION, parent=top), by=None, source=ROAD)
    meeting = make_meeting(group=make_group(service_body=body))
    rule = make_rule(meeting, weekday=2)
    make_rule(make_meeting("Iné", group=make_group("Iná")), weekday=2)
    anchors = {"rule": rule, "meeting": meeting, "venue": meeting.venue, "service_body": body, "parent": top}
    day = next_weekday(2)
    anchored = {"service_body" if anchor == "parent" else anchor: anchors[anchor]}
    ScheduleException.objects.create(kind=ExceptionKind.CANCELLED, first_on=day, last_on=day, **anchored)  # seen by no action

    looked_at = move_horizon()

    assert (looked_at, rows(rule)) == (1, [(day, "cancelled"), (day + timedelta(days=7), "scheduled")])


def test_the_horizon_leaves_rules_alone_whose_exceptions_are_past() -> None:
    rule = make_rule(make_meeting(), weekday=2)
    past = timezone.localdate() - timedelta(days=60)
    ScheduleException.objects.create(kind=ExceptionKind.CANCELLED, first_on=past, last_on=past, rule=rule)

    assert move_horizon() == 0


def test_moving_the_horizon_on_the_same_day_writes_nothing() -> None:
    make_rule(make_meeting(), frequency=Frequency.MONTHLY_BY_WEEKDAY, ordinals=(1,))
    before = list(Occurrence.objects.order_by("pk").values())

    call_command("upkeep", stdout=StringIO())

    assert list(Occurrence.objects.order_by("pk").values()) == before
