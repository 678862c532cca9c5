"""What coordinators have changed by hand stays, until the feed changes that part itself."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from groups.actions import save_group
from groups.models import Group
from history.actions import delete
from imports.models import Disagreement, SourceMeeting
from meetings.actions import end_meeting, save_exception, save_meeting, save_rule, save_venue
from meetings.kinds import ExceptionKind, MeetingStatus
from meetings.models import Meeting, ScheduleException, ScheduleRule
from places.models import Venue, Visibility
from tests.imports.world import entries, figures, make_source, only_meeting, run
from tests.interchange.feeds import item
from tests.meetings.world import ROAD, make_meeting

pytestmark = pytest.mark.django_db


def test_a_changed_name_stays_while_the_record_is_the_same(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, item())
    rename("Ráno v dome kultúry")

    second = run(tmp_path, source, item())

    assert (figures(second), only_meeting().name) == ((0, 0, 1, 0, 0), "Ráno v dome kultúry")


def rename(name: str) -> None:
    """A coordinator renames the meeting."""
    meeting = only_meeting()
    meeting.name = name
    save_meeting(meeting, by=None, source=ROAD)


def test_a_changed_name_stays_when_only_the_times_change(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, item())
    rename("Ráno v dome kultúry")

    run(tmp_path, source, item(time="06:30"))

    assert (only_meeting().name, ScheduleRule.objects.get().start_minute) == ("Ráno v dome kultúry", 390)


def test_a_changed_name_stays_when_the_feed_changes_what_it_says_of_it_until_a_person_decides(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, item())
    rename("Ráno v dome kultúry")

    run(tmp_path, source, item(name="Skoré ráno"))

    assert only_meeting().name == "Ráno v dome kultúry"
    assert Disagreement.objects.get().theirs == {"name": "Skoré ráno"}


def test_a_venue_set_right_stays_when_the_notes_change(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, item())
    venue = Venue.objects.get()
    venue.latitude, venue.bell = 48.2, "Klub"
    save_venue(venue, by=None, source=ROAD)

    run(tmp_path, source, item(notes="Nové"))

    assert list(Venue.objects.values_list("latitude", "bell")) == [(48.2, "Klub")]


def test_a_hidden_venue_stays_hidden_when_its_address_is_corrected(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, item())
    venue = Venue.objects.get()
    venue.visibility = Visibility.ON_CONTACT
    save_venue(venue, by=None, source=ROAD)

    run(tmp_path, source, item(formatted_address="Obchodná 7, 811 06 Bratislava, Slovakia"))

    meeting = only_meeting()
    assert meeting.venue
    assert (meeting.venue.street, meeting.effective_visibility) == ("Obchodná 7", Visibility.ON_CONTACT)


def test_a_rule_keeps_its_id_and_its_exceptions(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, item(day=[1, 3]))
    monday, wednesday = ScheduleRule.objects.order_by("weekday")
    day = timezone.localdate() + timedelta(days=7)
    closure = ScheduleException(kind=ExceptionKind.CANCELLED, first_on=day, last_on=day, rule=monday)
    save_exception(closure, by=None, source=ROAD)

    run(tmp_path, source, item(day=[1, 4], time="08:00"))

    kept = list(ScheduleRule.objects.order_by("weekday").values_list("pk", "weekday", "start_minute"))
    assert kept == [(monday.pk, 0, 480), (wednesday.pk, 3, 480)]
    assert ScheduleException.objects.get().rule_id == monday.pk


def test_a_day_more_and_a_day_less(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, item(day=1))
    first = ScheduleRule.objects.get()

    run(tmp_path, source, item(day=[1, 5]))
    assert list(ScheduleRule.objects.values_list("weekday", flat=True)) == [0, 4]

    run(tmp_path, source, item(day=1))
    assert ScheduleRule.objects.get() == first


def test_a_meeting_that_a_coordinator_ended_stays_ended(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, item(), *entries(4))
    meeting = Meeting.objects.get(source_links__key="ranna-skupina")
    end_meeting(meeting, on=timezone.localdate(), by=None, source=ROAD)

    run(tmp_path, source, *entries(4))
    run(tmp_path, source, item(), *entries(4))
    run(tmp_path, source, item(conference_url="https://zoom.us/j/1", name="Iný názov"), *entries(4))

    meeting.refresh_from_db()
    assert (meeting.status, meeting.attendance, meeting.name) == (MeetingStatus.ENDED, "hybrid", "Iný názov")


def test_a_meeting_that_a_coordinator_deleted_stays_away(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, item(), *entries(4))
    delete(Meeting.objects.get(source_links__key="ranna-skupina"), by=None, source=ROAD)

    second = run(tmp_path, source, item(name="Iný názov"), *entries(4))
    third = run(tmp_path, source, *entries(4))

    assert (figures(second), figures(third)) == ((0, 0, 5, 0, 0), (0, 0, 4, 0, 0))
    assert Meeting.objects.count() == 4


def test_a_shared_venue_is_not_changed_for_one_of_its_meetings(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, item(location_notes="1. poschodie"), item(slug="iná", day=3, location_notes="1. poschodie"))

    run(tmp_path, source, item(location_notes="Prízemie"), item(slug="iná", day=3, location_notes="1. poschodie"))

    links = SourceMeeting.objects.values_list("key", "meeting__venue__directions")
    assert dict(links) == {"ranna-skupina": {"und": "Prízemie"}, "iná": {"und": "1. poschodie"}}


def test_a_shared_venue_is_changed_with_all_of_its_meetings(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, item(location_notes="1. poschodie"), item(slug="iná", day=3, location_notes="1. poschodie"))
    venue = Venue.objects.get()

    run(tmp_path, source, item(location_notes="Prízemie"), item(slug="iná", day=3, location_notes="Prízemie"))

    assert list(Venue.objects.values_list("pk", "directions")) == [(venue.pk, {"und": "Prízemie"})]


def test_a_venue_used_by_others_is_not_changed_by_an_import(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, item(location_notes="1. poschodie"))
    shared = Venue.objects.get()
    make_meeting("Al-Anon", venue=shared)

    run(tmp_path, source, item(location_notes="Prízemie"))

    shared.refresh_from_db()
    assert str(shared.directions) == "1. poschodie"


def test_a_renamed_group_keeps_its_id(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, item(group="Nádej"), item(group="Nádej", slug="iná", day=3))
    group = Group.objects.get()

    run(tmp_path, source, item(group="Nová nádej"), item(group="Nová nádej", slug="iná", day=3))

    assert list(Group.objects.values_list("pk", "name")) == [(group.pk, "Nová nádej")]


def test_a_meeting_that_leaves_its_group_leaves_it_as_it_is(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, item(group="Nádej"), item(group="Nádej", slug="iná", day=3))

    run(tmp_path, source, item(group="Ráno"), item(group="Nádej", slug="iná", day=3))

    assert sorted(Meeting.objects.values_list("source_links__key", "group__name")) == [("iná", "Nádej"), ("ranna-skupina", "Ráno")]


def test_a_text_of_a_coordinator_about_the_group_stays(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, item(group="Nádej"))
    group = Group.objects.get()
    group.about = {"sk": "Od roku 1990."}
    save_group(group, by=None, source=ROAD)

    run(tmp_path, source, item(group="Nádej", name="Iný názov", time="09:00"))

    assert Group.objects.get().about == {"sk": "Od roku 1990."}


def test_a_meeting_that_becomes_one_of_young_people_shows_less(tmp_path: Path) -> None:
    source = make_source()
    source.fellowship.code_set = "al-anon"
    source.fellowship.save()
    run(tmp_path, source, item(types=["O"]))

    run(tmp_path, source, item(types=["Y"]))

    assert only_meeting().visibility == Visibility.AREA_ONLY


def test_a_yes_that_the_feed_takes_back_is_not_known_any_more(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, item(types=["X"]), *entries(1, types=["X"]))

    run(tmp_path, source, item(types=["O"]), *entries(1, types=["X"]))

    assert set(Venue.objects.values_list("street", "step_free")) == {("Obchodná 5", None), ("Obchodná 1", True)}


def test_a_meeting_that_moves_online_has_no_venue_any_more(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, item())

    run(tmp_path, source, item(types=["O", "TC"], conference_url="https://zoom.us/j/1"))

    meeting = only_meeting()
    assert (meeting.attendance, meeting.venue, meeting.latitude) == ("online", None, None)


def test_what_our_own_rules_do_not_allow_is_rejected_alone(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, item(), *entries(1))
    Meeting.objects.filter(source_links__key="m0").update(kind="of-a-former-version")

    second = run(tmp_path, source, item(name="Iný"), *entries(1, notes="Nové", time="09:00", end_time="10:00"))

    assert figures(second) == (0, 1, 0, 1, 0)
    problem = second.problems.get()
    assert (problem.code, problem.key, problem.rejects) == ("listing_refused", "m0", True)
    assert "of-a-former-version" in problem.value
    assert list(ScheduleRule.objects.values_list("start_minute", flat=True)) == [420, 420]


def test_rules_without_a_zone_follow_their_place(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, item(timezone=...))

    run(tmp_path, source, item(timezone=..., latitude=51.5, longitude=-0.12, location="Hall"))

    assert ScheduleRule.objects.get().zone == "Europe/London"


def test_a_rule_set_right_stays_when_only_the_place_changes(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, item())
    rule = ScheduleRule.objects.get()
    rule.duration_minutes = 90
    save_rule(rule, by=None, source=ROAD)

    run(tmp_path, source, item(location="Knižnica"))

    assert ScheduleRule.objects.get().duration_minutes == 90
