"""Merging: two listings are one meeting. Both addresses stay alive, and nothing that matters is lost."""

import json
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from history.models import Revision
from history.undoing import undo
from interchange.records import Attendance
from meetings.actions import confirm, end_meeting, report, save_exception, save_meeting
from meetings.kinds import ConfirmedBy, ExceptionKind, MeetingStatus, ReportKind
from meetings.merging import merge_meetings
from meetings.models import Meeting, ScheduleException, SearchEntry
from meetings.plan import picked, plan
from tests.meetings.visits import address_of, today_meeting
from tests.meetings.world import ROAD, WEDNESDAY, make_group, make_meeting, make_rule

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def merge(kept: Meeting, merged: Meeting) -> Meeting:
    stays = merge_meetings(kept, merged, on=TODAY, by=None, source=ROAD)
    kept.refresh_from_db()
    merged.refresh_from_db()
    return stays


def file_report(meeting: Meeting, network: str) -> None:
    kind = ReportKind.WRONG_TIME
    report(meeting, kind=kind, on=TODAY, about_date=None, network_hash=network, by=None, source=ROAD)


def cancelled(days: int, **anchor: object) -> ScheduleException:
    day = TODAY + timedelta(days=days)
    exception = ScheduleException(kind=ExceptionKind.CANCELLED, first_on=day, last_on=day, **anchor)
    return save_exception(exception, by=None, source=ROAD)


@pytest.mark.parametrize("language", ["en", "pl", "sk"])
def test_the_address_of_a_merged_meeting_leads_to_the_one_that_stays(client: Client, language: str) -> None:
    kept, merged = today_meeting("Nádej"), today_meeting("Nadej")

    merge(kept, merged)

    response = client.get(f"{address_of(merged, language)}?discreet=1")
    assert (response.status_code, response["Location"]) == (301, f"{address_of(kept, language)}?discreet=1")
    assert client.get(f"/{language}/meetings/{merged.public_id}/")["Location"] == address_of(kept, language)
    assert client.get(address_of(kept, language)).status_code == 200


def test_the_address_of_a_merged_meeting_does_not_lead_to_a_draft(client: Client) -> None:
    kept, merged = today_meeting("Nádej"), today_meeting("Nadej")
    merge(kept, merged)
    kept.status, kept.name = MeetingStatus.DRAFT, "Secret"
    save_meeting(kept, by=None, source=ROAD)

    response = client.get(address_of(merged))

    assert (response.status_code, response.headers.get("Location")) == (404, None)


@pytest.mark.parametrize("page", ["report", "suggest"])
def test_what_is_sent_about_a_merged_meeting_reaches_the_one_that_stays(client: Client, page: str) -> None:
    kept, merged = today_meeting("Nádej"), today_meeting("Nadej")

    merge(kept, merged)

    response = client.get(f"/en/{page}/{merged.public_id}/")
    assert (response.status_code, response["Location"]) == (301, f"/en/{page}/{kept.public_id}/")


def test_a_feed_of_picked_meetings_shows_the_one_that_stays_once(client: Client) -> None:
    kept, merged, other = today_meeting("Nádej"), today_meeting("Nadej"), today_meeting("Svetlo")

    merge(kept, merged)

    def names(*meetings: Meeting) -> list[str]:
        found = client.get(f"/meetings.json?ids={','.join(one.public_id for one in meetings)}").getvalue()
        return [one["name"] for one in json.loads(found)]

    assert names(merged) == ["Nádej"]
    assert names(other, merged, kept) == ["Svetlo", "Nádej"]
    calendar = client.get(f"/meetings.ics?ids={merged.public_id}").getvalue().decode()
    assert calendar.count("BEGIN:VEVENT") == 1
    assert f"UID:{kept.rules.get().uid}" in calendar


def test_a_plan_with_a_merged_meeting_shows_the_one_that_stays_once() -> None:
    kept, merged = today_meeting("Nádej"), today_meeting("Nadej")

    merge(kept, merged)

    shown = plan(picked([f"{merged.public_id},{kept.public_id}"]), now=timezone.now())
    assert [line.meeting.name for section in shown.sections for line in section.lines] == ["Nádej"]
    assert (shown.ids, shown.left_out) == (kept.public_id, [])


def test_a_merged_meeting_is_found_by_no_search() -> None:
    kept, merged = today_meeting("Nádej"), today_meeting("Nadej")

    merge(kept, merged)

    assert set(SearchEntry.objects.values_list("meeting", flat=True)) == {kept.pk}


def test_merging_once_more_leads_all_addresses_to_the_last() -> None:
    first, second, third = (make_meeting(name) for name in ("A", "B", "C"))

    merge(second, first)
    merge(third, second)

    first.refresh_from_db()
    assert (first.merged_into, second.merged_into, third.merged_into) == (third, third, None)


def test_reports_that_wait_move_on_and_those_that_are_answered_stay() -> None:
    kept, merged = today_meeting("Nádej"), today_meeting("Nadej")
    file_report(merged, "first")
    confirm(merged, on=TODAY, role=ConfirmedBy.GROUP, by=None, source=ROAD)
    Meeting.objects.filter(pk=merged.pk).update(confirmed_on=None, confirmed_by="")
    file_report(kept, "second")
    file_report(merged, "third")

    merge(kept, merged)

    assert sorted(kept.reports.values_list("network_hash", flat=True)) == ["second", "third"]
    assert list(merged.reports.values_list("network_hash", flat=True)) == ["first"]
    assert kept.reported_on is not None


def test_the_later_word_on_either_holds_for_the_one_that_stays() -> None:
    kept, merged = make_meeting("Nádej", listed_on=TODAY - timedelta(days=9)), make_meeting("Nadej", listed_on=TODAY)
    Meeting.objects.filter(pk=merged.pk).update(listed_by="AA Slovensko")
    confirm(kept, on=TODAY - timedelta(days=3), role=ConfirmedBy.GROUP, by=None, source=ROAD)
    confirm(merged, on=TODAY - timedelta(days=30), role=ConfirmedBy.OFFICE, by=None, source=ROAD)

    merge(kept, merged)

    assert (kept.listed_on, kept.listed_by) == (TODAY, "AA Slovensko")
    assert (kept.confirmed_on, kept.confirmed_by) == (TODAY - timedelta(days=3), ConfirmedBy.GROUP)
    assert merged.confirmations.count() == 1


def test_coming_dates_that_differ_move_on_where_they_can_be() -> None:
    kept, merged = make_meeting("Nádej"), make_meeting("Nadej")
    own = make_rule(kept, start_minute=1080)
    same, other = make_rule(merged, start_minute=1090), make_rule(merged, weekday=WEDNESDAY)
    on_meeting, on_rule = cancelled(7, meeting=merged), cancelled(14, rule=same)
    past, elsewhere = cancelled(-7, meeting=merged), cancelled(15, rule=other)
    cancelled(21, meeting=kept)
    known = cancelled(21, meeting=merged)

    merge(kept, merged)

    rows = {row.pk: (row.meeting_id, row.rule_id) for row in ScheduleException.objects.all()}
    assert (rows[on_meeting.pk], rows[on_rule.pk]) == ((kept.pk, None), (None, own.pk))
    assert (rows[past.pk], rows[known.pk]) == ((merged.pk, None), (merged.pk, None))
    assert rows[elsewhere.pk] == (None, other.pk)


def test_a_merging_is_one_entry_and_can_be_put_back(client: Client) -> None:
    kept, merged, alias = (today_meeting(name) for name in ("Nádej", "Nadej", "Stara"))
    merge(merged, alias)
    file_report(merged, "first")
    cancelled(7, meeting=merged)
    before = Revision.objects.count()

    merge(kept, merged)
    assert Revision.objects.count() == before + 1
    undo(Revision.objects.latest("pk"), by=None, source=ROAD)

    for row in (kept, merged, alias):
        row.refresh_from_db()
    assert (merged.status, merged.ended_on, merged.merged_into) == (MeetingStatus.PUBLISHED, None, None)
    assert (alias.merged_into, kept.status) == (merged, MeetingStatus.PUBLISHED)
    assert (merged.reports.count(), merged.exceptions.count()) == (1, 1)
    assert client.get(address_of(merged)).status_code == 200
    assert SearchEntry.objects.filter(meeting=merged).exists()


def test_only_meetings_that_run_are_merged() -> None:
    runs, ended = make_meeting("Nádej"), make_meeting("Nadej")
    end_meeting(ended, on=TODAY, by=None, source=ROAD)

    for kept, merged in ((runs, ended), (ended, runs), (runs, runs)):
        with pytest.raises(ValidationError, match="Only two meetings that are listed now can be merged"):
            merge(kept, merged)


def test_what_was_merged_is_not_listed_by_itself() -> None:
    kept, merged = make_meeting("Nádej"), make_meeting("Nadej")
    merge(kept, merged)
    merged.status, merged.ended_on = MeetingStatus.PUBLISHED, None

    with pytest.raises(ValidationError, match="was merged into another"):
        merged.full_clean()
    with pytest.raises(IntegrityError):
        Meeting.objects.filter(pk=merged.pk).update(status=MeetingStatus.PUBLISHED, ended_on=None)


def test_an_online_meeting_is_merged_with_its_room() -> None:
    group = make_group()
    kept = make_meeting("Nádej", group=group, attendance=Attendance.ONLINE)
    merged = make_meeting("Nadej", group=group, attendance=Attendance.ONLINE)

    assert merge(kept, merged) == kept
