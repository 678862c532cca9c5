"""Changes of many listings: what each does, to whom, and that it is one entry which can be undone."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.care import MembershipRole
from groups.kinds import BodyKind
from groups.models import Membership, ServiceBody
from history.actions import save
from history.models import Revision
from interchange.records import Attendance
from meetings.kinds import MeetingStatus
from meetings.models import Meeting, ScheduleException
from meetings.sentences import rule_sentence
from tests.meetings.world import ROAD, make_meeting, make_rule, make_venue
from tests.upkeep.bulk_visits import do, in_days, preview
from tests.upkeep.holiday_world import SECOND, Hall, browser_of, make_coordinator

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall() -> Hall:
    return Hall()


@pytest.fixture
def eva(hall: Hall) -> Client:
    return browser_of(hall.coordinator)


def test_list_shows_what_one_may_edit(hall: Hall, eva: Client) -> None:
    page = eva.get("/admin/bulk/").content.decode()

    assert page.count('name="ids"') == 2
    assert "2 meetings in your care" in page
    assert "Klub" not in page


def test_move_changes_ones_own_meetings_and_no_other_in_the_hall(hall: Hall, eva: Client) -> None:
    fara = make_venue(name="Fara")
    entries = Revision.objects.count()

    page = do(eva, "move", hall.first.meeting, hall.second.meeting, hall.foreign.meeting, chosen=fara.public_id)

    assert sorted(Meeting.objects.filter(venue=fara).values_list("name", flat=True)) == ["Nádej", "Svetlo"]
    assert Meeting.objects.get(name="Klub").venue == hall.venue
    assert Revision.objects.count() == entries + 1
    newest = Revision.objects.order_by("-pk")[0]
    assert (newest.by, newest.note) == (hall.coordinator, "Another venue: 2 meetings")
    assert "Another venue: 2 meetings" in page


def test_move_is_found_by_the_new_address_and_confirms(hall: Hall, eva: Client) -> None:
    fara = make_venue((48.15, 17.11), name="Fara", city="Bratislava")

    do(eva, "move", hall.first.meeting, chosen=fara.public_id)

    moved = Meeting.objects.get(pk=hall.first.meeting.pk)
    assert (moved.latitude, moved.longitude) == (48.15, 17.11)
    assert "bratislava" in moved.search_text
    assert (moved.confirmed_on, moved.confirmed_by) == (timezone.localdate(), "coordinator")


def test_move_for_a_time_leaves_the_meeting_where_it_is(hall: Hall, eva: Client) -> None:
    fara = make_venue(name="Fara")

    do(eva, "move", hall.first.meeting, chosen=fara.public_id, first=in_days(7), last=in_days(20))

    exception = ScheduleException.objects.get()
    assert (exception.meeting, exception.kind, exception.to_venue) == (hall.first.meeting, "moved", fara)
    assert Meeting.objects.get(pk=hall.first.meeting.pk).venue == hall.venue


def test_move_says_which_stay_and_why(hall: Hall, eva: Client) -> None:
    online = make_meeting("Sieť", group=hall.first.meeting.group, attendance=Attendance.ONLINE)

    page = preview(eva, "move", hall.first.meeting, online, chosen=hall.venue.public_id)

    assert "It is there already." in page
    assert "It takes place online or by telephone." in page
    assert 'name="save"' not in page


def test_a_building_is_looked_for_by_words(hall: Hall, eva: Client) -> None:
    make_venue(name="Fara", city="Martin")
    make_venue(name="Škola", city="Martin")

    page = preview(eva, "move", hall.first.meeting, look_for="martin", find="1")

    assert "Fara, Hlavná 1, Martin" in page
    assert "Škola, Hlavná 1, Martin" in page
    assert "Dom kultúry, Hlavná 1, Žilina" not in page


def test_start_moves_by_minutes(hall: Hall, eva: Client) -> None:
    make_rule(hall.first.meeting, weekday=SECOND, start_minute=600)

    page = preview(eva, "start", hall.first.meeting, by_minutes="30")
    do(eva, "start", hall.first.meeting, by_minutes="30")

    assert f"{rule_sentence(hall.first.recurrence)}: will start at 18:30" in page
    assert set(hall.first.meeting.rules.values_list("start_minute", flat=True)) == {630, 1110}


def test_start_moves_to_a_time(hall: Hall, eva: Client) -> None:
    do(eva, "start", hall.first.meeting, hall.second.meeting, to_minute="17:00")

    assert set(Meeting.objects.filter(group__service_body=hall.body).values_list("rules__start_minute", flat=True)) == {1020}


def test_start_does_not_move_into_another_day(hall: Hall, eva: Client) -> None:
    page = preview(eva, "start", hall.first.meeting, by_minutes="400")

    assert "It would start on another day." in page


def test_break_once_is_an_exception_of_each(hall: Hall, eva: Client) -> None:
    do(eva, "break", hall.first.meeting, hall.second.meeting, first=in_days(1), last=in_days(40), reason__en="Summer")

    found = ScheduleException.objects.order_by("meeting").values_list("meeting", "kind")
    assert list(found) == [(hall.first.meeting.pk, "cancelled"), (hall.second.meeting.pk, "cancelled")]


def test_break_every_year_is_the_pause_of_the_rules(hall: Hall, eva: Client) -> None:
    year = timezone.localdate().year + 1

    do(eva, "break", hall.first.meeting, first=f"{year}-07-01", last=f"{year}-08-31", every_year="on")

    hall.first.refresh_from_db()
    assert (hall.first.pause_from, hall.first.pause_until) == (701, 831)
    assert ScheduleException.objects.count() == 0


def test_closure_acts_only_in_ones_care(hall: Hall, eva: Client) -> None:
    page = preview(eva, "closure", chosen=hall.venue.public_id, first=in_days(1), last=in_days(14))
    do(eva, "closure", chosen=hall.venue.public_id, first=in_days(1), last=in_days(14))

    assert "Klub" not in page
    exception = ScheduleException.objects.get()
    assert (exception.venue, exception.in_care_of) == (hall.venue, hall.body)
    assert set(hall.first.occurrences.filter(status="cancelled").values_list("status", flat=True)) == {"cancelled"}
    assert hall.foreign.occurrences.count() == 0


def test_closure_by_who_keeps_one_group_acts_on_its_meetings(hall: Hall) -> None:
    user = make_coordinator(hall.other_body, MembershipRole.READER, name="jana")
    today = timezone.localdate()
    term = Membership(
        user=user, group=hall.second.meeting.group, role=MembershipRole.EDITOR, starts_on=today, ends_on=today + timedelta(days=9)
    )
    save(term, by=None, source=ROAD)

    do(browser_of(user), "closure", chosen=hall.venue.public_id, first=in_days(1), last=in_days(14))

    exception = ScheduleException.objects.get()
    assert (exception.meeting, exception.venue) == (hall.second.meeting, None)


def test_publish_and_pause(hall: Hall, eva: Client) -> None:
    do(eva, "pause", hall.first.meeting)
    assert Meeting.objects.get(pk=hall.first.meeting.pk).status == MeetingStatus.PAUSED

    do(eva, "publish", hall.first.meeting)

    published = Meeting.objects.get(pk=hall.first.meeting.pk)
    assert (published.status, published.confirmed_on) == (MeetingStatus.PUBLISHED, timezone.localdate())


def test_publish_refuses_what_says_no_time(hall: Hall, eva: Client) -> None:
    draft = make_meeting("Nová", group=hall.first.meeting.group, status=MeetingStatus.DRAFT)

    page = preview(eva, "publish", draft)

    assert "Nothing says yet when it meets." in page


def test_body_needs_both_sides(hall: Hall, eva: Client) -> None:
    page = preview(eva, "body", hall.first.meeting, chosen=hall.other_body.public_id)

    assert "Is this right?" not in page
    hall.first.meeting.group.refresh_from_db()
    assert hall.first.meeting.group.service_body == hall.body


def test_nothing_is_given_to_a_clinic_that_one_may_only_name_as_a_host(hall: Hall, eva: Client) -> None:
    clinic = save(ServiceBody(name="Nemocnica", kind=BodyKind.CLINIC), by=None, source=ROAD)

    do(eva, "body", hall.first.meeting, chosen=clinic.public_id)

    hall.first.meeting.group.refresh_from_db()
    assert hall.first.meeting.group.service_body == hall.body


def test_who_keeps_the_group_alone_does_not_take_it_from_its_body(hall: Hall) -> None:
    group = hall.first.meeting.group
    jana = make_coordinator(hall.other_body, name="jana")
    save(Membership(user=jana, group=group, role=MembershipRole.EDITOR, ends_on=timezone.localdate()), by=None, source=ROAD)

    page = preview(browser_of(jana), "body", hall.first.meeting, chosen=hall.other_body.public_id)
    do(browser_of(jana), "body", hall.first.meeting, chosen=hall.other_body.public_id)

    group.refresh_from_db()
    assert "Both service bodies have to be in your care" in page
    assert group.service_body == hall.body


def test_body_moves_the_group_with_all_its_meetings(hall: Hall, eva: Client) -> None:
    term = Membership(
        user=hall.coordinator,
        service_body=hall.other_body,
        role=MembershipRole.EDITOR,
        ends_on=timezone.localdate() + timedelta(days=9),
    )
    save(term, by=None, source=ROAD)
    make_meeting("Nádej v piatok", group=hall.first.meeting.group)

    page = preview(eva, "body", hall.first.meeting, chosen=hall.other_body.public_id)
    do(eva, "body", hall.first.meeting, chosen=hall.other_body.public_id)

    assert "1 more meeting of the group goes along" in page
    hall.first.meeting.group.refresh_from_db()
    assert hall.first.meeting.group.service_body == hall.other_body
