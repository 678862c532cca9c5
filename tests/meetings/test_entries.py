"""The index that searches ask knows of every change at once, and of nothing that is not for everyone."""

from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from groups.actions import save_group
from groups.kinds import GroupStatus, Serves
from groups.models import Topic
from history.actions import save
from history.tracking import tracking
from interchange.records import Attendance, Frequency
from meetings.actions import save_exception, save_meeting, save_rule, save_venue
from meetings.answers import find
from meetings.bulk import vouch
from meetings.kinds import ExceptionKind, MeetingStatus
from meetings.models import Meeting, NameWord, ScheduleException, SearchEntry, ZoneInUse
from meetings.search import MeetingSearch
from meetings.windows import When
from places.distance import Point
from places.models import Visibility
from tests.meetings.world import NOW, ROAD, TODAY, ZILINA, make_group, make_meeting, make_rule, make_venue

pytestmark = pytest.mark.django_db
ANYTHING = MeetingSearch(when=When.ANY, kind=("all",))


def found(search: MeetingSearch = ANYTHING, centre: Point | None = None, *, now: datetime = NOW) -> list[str]:
    names = dict(Meeting.objects.values_list("pk", "name"))
    return [names[one.meeting] for one in find(search, now=now, centre=centre) if one.is_vouched]


def marks_of(meeting: Meeting) -> set[str]:
    return {mark for entry in SearchEntry.objects.filter(meeting=meeting) for mark in entry.marks}


@pytest.mark.parametrize("status", [MeetingStatus.DRAFT, MeetingStatus.PAUSED, MeetingStatus.ENDED])
def test_only_published_meetings_have_entries(status: MeetingStatus) -> None:
    meeting = make_meeting()
    make_rule(meeting)

    meeting.status = status
    save_meeting(meeting, by=None, source=ROAD)

    assert not SearchEntry.objects.exists()


def test_meetings_of_a_group_that_pauses_have_none_and_come_back() -> None:
    group = make_group()
    make_rule(make_meeting(group=group))

    group.status = GroupStatus.PAUSED
    save_group(group, by=None, source=ROAD)
    paused = found()
    group.status = GroupStatus.ACTIVE
    save_group(group, by=None, source=ROAD)

    assert paused == []
    assert found() == ["Nádej"]


def test_a_venue_that_is_hidden_says_nothing_of_itself() -> None:
    venue = make_venue(step_free=True)
    meeting = make_meeting(venue=venue)
    make_rule(meeting)

    venue.visibility = Visibility.ON_CONTACT
    save_venue(venue, by=None, source=ROAD)

    assert "v:step_free" not in marks_of(meeting)
    assert SearchEntry.objects.get().latitude != ZILINA[0]


def test_a_venue_that_moves_takes_its_meetings_with_it() -> None:
    venue = make_venue()
    make_rule(make_meeting(venue=venue))

    venue.latitude, venue.longitude = 48.15, 17.11
    save_venue(venue, by=None, source=ROAD)

    assert found(centre=Point(48.15, 17.11)) == ["Nádej"]
    assert found(centre=Point(*ZILINA)) == []


def test_the_topics_of_a_group_count_instead_of_those_of_its_fellowship() -> None:
    own, theirs = (save(Topic(slug=slug, name={"en": slug}), by=None, source=ROAD) for slug in ("gambling", "alcohol"))
    group = make_group()
    group.fellowship.topics.add(theirs)
    make_rule(make_meeting(group=group))

    with tracking(group, by=None, source=ROAD):
        group.topics.set([own])

    assert found(MeetingSearch(topic=("gambling",), when=When.ANY)) == ["Nádej"]
    assert found(MeetingSearch(topic=("alcohol",), when=When.ANY)) == []


def test_a_fellowship_that_changes_its_topics_is_found_by_them_at_once() -> None:
    topic = save(Topic(slug="alcohol", name={"en": "Alcohol"}), by=None, source=ROAD)
    group = make_group(serves=Serves.PERSON_CONCERNED)
    make_rule(make_meeting(group=group))

    group.fellowship.topics.add(topic)

    assert found(MeetingSearch(topic=("alcohol",), when=When.ANY)) == ["Nádej"]


def test_a_closed_date_is_found_again_after_the_closure_is_taken_back() -> None:
    now, today = timezone.now(), timezone.localdate()
    rule = make_rule(make_meeting(listed_on=today))
    closure = ScheduleException(kind=ExceptionKind.CANCELLED, first_on=today, last_on=today + timedelta(days=20), rule=rule)

    save_exception(closure, by=None, source=ROAD)
    closed = found(MeetingSearch(), now=now)
    with tracking(closure, by=None, source=ROAD):
        closure.delete()

    assert closed == []
    assert found(MeetingSearch(), now=now) == ["Nádej"]


def test_a_source_that_lists_a_meeting_again_makes_it_vouched_for() -> None:
    meeting = make_meeting(listed_on=TODAY - timedelta(days=300))
    make_rule(meeting)
    before = found()

    vouch([meeting.pk], on=TODAY, listed_by="tests")

    assert before == []
    assert found() == ["Nádej"]


def test_an_earlier_listing_does_not_hide_a_later_confirmation() -> None:
    meeting = make_meeting(confirmed_on=TODAY, confirmed_by="group")
    make_rule(meeting)

    vouch([meeting.pk], on=TODAY - timedelta(days=300), listed_by="tests")

    assert found() == ["Nádej"]


def test_upkeep_writes_entries_that_are_missing() -> None:
    make_rule(make_meeting(listed_on=timezone.localdate()))
    SearchEntry.objects.all().delete()

    call_command("upkeep", stdout=StringIO())

    assert found(MeetingSearch(when=When.ANY, unconfirmed=True)) == ["Nádej"]


def test_an_untouched_meeting_keeps_its_entries() -> None:
    meeting = make_meeting()
    make_rule(meeting)
    before = list(SearchEntry.objects.values_list("pk", flat=True))

    save_meeting(meeting, by=None, source=ROAD)

    assert list(SearchEntry.objects.values_list("pk", flat=True)) == before


def test_online_meetings_are_nowhere() -> None:
    meeting = make_meeting(attendance=Attendance.ONLINE)
    save_rule(make_rule(meeting, frequency=Frequency.ALWAYS_OPEN, weekday=None, start_minute=None), by=None, source=ROAD)

    assert list(SearchEntry.objects.values_list("latitude", "x", "is_online", "is_remote")) == [(None, None, True, True)]
    assert found(centre=Point(*ZILINA)) == []


def test_a_zone_is_asked_only_where_it_has_meetings() -> None:
    make_rule(make_meeting(venue=make_venue((51.5, -0.13))), zone="Europe/London")
    make_rule(make_meeting())

    bounds = dict(ZoneInUse.objects.values_list("zone", "north"))

    assert bounds == {"Europe/London": 51.5, "Europe/Bratislava": ZILINA[0]}


def test_words_of_hidden_houses_are_not_learnt() -> None:
    make_rule(make_meeting(venue=make_venue(name="Charita", visibility=Visibility.ON_CONTACT)))

    assert not NameWord.objects.filter(word="charita").exists()
    assert NameWord.objects.filter(word="nadej").exists()
