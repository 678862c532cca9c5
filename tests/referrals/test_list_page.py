"""What stands on a list today: picked meetings, those its search finds, and others in the place of those that are gone."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from groups.actions import save_group
from groups.kinds import GroupStatus, Serves
from interchange.records import Attendance
from meetings.actions import save_meeting, save_rule
from meetings.kinds import MeetingStatus
from meetings.merging import merge_meetings
from places.models import Visibility
from referrals.kinds import Concern, Note
from referrals.list_page import contents, entries
from referrals.standing import fingerprint, loaded
from tests.meetings.world import NOW, ROAD, TODAY, ZILINA, make_group
from tests.referrals.world import end, make_list, make_weekly, move

pytestmark = pytest.mark.django_db


def names(meetings: Any) -> list[str]:
    return [one.name for one in meetings]


def test_entries_are_the_picked_ones_in_their_order_then_what_the_search_finds() -> None:
    first, second, third = make_weekly("Prvá"), make_weekly("Druhá"), make_weekly("Tretia")
    made = make_list(second, first, search="q=Tretia")

    found = entries(made, NOW)

    assert [(one.meeting.name, one.concern, one.listed is None) for one in found] == [
        ("Druhá", None, False),
        ("Prvá", None, False),
        ("Tretia", None, True),
    ]
    assert third.pk == found[2].meeting.pk


def test_entries_are_found_in_a_fixed_number_of_queries() -> None:
    gone = [make_weekly(f"Preč {number}") for number in range(4)]
    for number in range(5):
        make_weekly(f"Ďalšia {number}")
        make_weekly(f"Iná {number}")
    small, large = make_list(gone[0], search="q=Ďalšia"), make_list(*gone, search="q=Ďalšia")
    for meeting in gone:
        end(meeting)

    with CaptureQueriesContext(connection) as few:
        entries(small, NOW)
    with CaptureQueriesContext(connection) as many:
        found = entries(large, NOW)

    assert len(many) == len(few)
    assert [len(one.alternatives) for one in found] == [3, 3, 3, 3, 0, 0, 0, 0, 0]


def test_ended_meeting_gives_way_to_the_three_nearest_for_the_same_people() -> None:
    gone = make_weekly("Preč")
    for name, away in (("Štvrtá", 0.04), ("Tretia", 0.03), ("Prvá", 0.01), ("Druhá", 0.02)):
        make_weekly(name, at=(ZILINA[0] + away, ZILINA[1]))
    make_weekly("Rodinná", group=make_group("Rodina", fellowship="al-anon", serves=Serves.RELATIVES))
    make_weekly("Nahlásená", at=(ZILINA[0] + 0.001, ZILINA[1]), reported_on=TODAY)
    make_weekly("Ženská", audiences_only=["women"])
    made = make_list(gone)
    end(gone)

    found = entries(made, NOW)[0]

    assert (found.concern, found.is_gone, names(found.alternatives)) == (Concern.ENDED, True, ["Prvá", "Druhá", "Tretia"])


def test_alternatives_are_online_where_there_is_nothing_near() -> None:
    gone = make_weekly("Preč", languages=["sk"])
    make_weekly("Z domu", attendance=Attendance.ONLINE, languages=["sk"])
    make_weekly("From home", attendance=Attendance.ONLINE, languages=["en"])
    made = make_list(gone)
    end(gone)

    assert names(entries(made, NOW)[0].alternatives) == ["Z domu"]


def test_alternatives_are_not_those_on_the_list() -> None:
    gone, stays = make_weekly("Preč"), make_weekly("Ostáva")
    made = make_list(gone, stays)
    end(gone)

    assert [one.alternatives for one in entries(made, NOW)] == [(), ()]


def test_merged_meeting_is_the_one_that_stayed() -> None:
    merged, kept = make_weekly("Zlúčená"), make_weekly("Zostala")
    made, both = make_list(merged), make_list(merged, kept)

    merge_meetings(kept, merged, on=TODAY, by=None, source=ROAD)

    assert [(one.meeting.name, one.concern) for one in entries(made, NOW)] == [("Zostala", Concern.CHANGED)]
    assert names(one.meeting for one in entries(both, NOW)) == ["Zostala"]


@pytest.mark.parametrize(
    ("status", "concern"),
    [(MeetingStatus.DRAFT, Concern.UNLISTED), (MeetingStatus.PAUSED, Concern.PAUSED), (MeetingStatus.ENDED, Concern.ENDED)],
)
def test_status_of_a_meeting_is_told(status: MeetingStatus, concern: Concern) -> None:
    meeting = make_weekly("Nádej")
    made = make_list(meeting)

    meeting.status = status
    save_meeting(meeting, by=None, source=ROAD)

    assert [one.concern for one in entries(made, NOW)] == [concern]


def test_group_that_ended_ends_its_meetings() -> None:
    meeting = make_weekly("Nádej")
    made = make_list(meeting)

    meeting.group.status = GroupStatus.ENDED
    save_group(meeting.group, by=None, source=ROAD)

    assert [one.concern for one in entries(made, NOW)] == [Concern.ENDED]


def test_meeting_without_dates_counts_as_paused() -> None:
    meeting = make_weekly("Nádej")
    made = make_list(meeting)
    rule = meeting.rules.get()

    rule.valid_until = TODAY - timedelta(days=1)
    save_rule(rule, by=None, source=ROAD)

    assert [one.concern for one in entries(made, NOW)] == [Concern.PAUSED]


def test_changed_place_is_told_and_the_notes_wait_until_somebody_looks() -> None:
    meeting = make_weekly("Nádej")
    made = make_list(meeting)
    made.listed_meetings.update(notes=[Note.STEP_FREE], text="Vchod z dvora")
    before = entries(made, NOW)[0]

    move(meeting, "Iná 2")
    after = entries(made, NOW)[0]

    assert (before.concern, before.notes, before.text) == (None, (Note.STEP_FREE,), "Vchod z dvora")
    assert (after.concern, after.notes, after.text) == (Concern.CHANGED, (), "")


def test_changed_time_is_told() -> None:
    meeting = make_weekly("Nádej")
    made = make_list(meeting)
    rule = meeting.rules.get()

    rule.start_minute = 1140
    save_rule(rule, by=None, source=ROAD)

    assert [one.concern for one in entries(made, NOW)] == [Concern.CHANGED]


def test_new_name_is_no_change_that_matters() -> None:
    meeting = make_weekly("Nádej")
    made = make_list(meeting)

    meeting.name = "Nová nádej"
    save_meeting(meeting, by=None, source=ROAD)

    assert [one.concern for one in entries(made, NOW)] == [None]


@pytest.mark.parametrize(("visibility", "tells"), [("public", True), ("area_only", False), ("on_contact", False)])
def test_fingerprint_says_nothing_of_a_hidden_street(visibility: str, *, tells: bool) -> None:
    meeting = make_weekly("Nádej", visibility=Visibility(visibility))
    before = fingerprint(loaded([meeting.pk], NOW)[meeting.pk])

    move(meeting, "Tajná 7")

    assert (fingerprint(loaded([meeting.pk], NOW)[meeting.pk]) != before) is tells


@pytest.mark.parametrize(
    ("fields", "concern"),
    [
        ({"reported_on": TODAY}, Concern.REPORTED),
        ({"listed_on": TODAY - timedelta(days=900)}, Concern.STALE),
        ({}, None),
    ],
)
def test_doubts_about_a_meeting_are_told(fields: dict[str, Any], concern: Concern | None) -> None:
    made = make_list(make_weekly("Nádej", **fields))

    assert [one.concern for one in entries(made, NOW)] == [concern]


def test_search_that_finds_nothing_is_told() -> None:
    make_weekly("Nádej", listed_on=TODAY - timedelta(days=900))
    searches = ("q=Nikde", "q=Nádej", "topic=unknown")

    assert [contents(make_list(search=search), NOW).search_concern for search in searches] == [
        Concern.EMPTY,
        Concern.STALE,
        Concern.EMPTY,
    ]
    assert entries(make_list(search="topic=unknown"), NOW) == []
