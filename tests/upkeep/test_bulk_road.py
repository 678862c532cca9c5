"""The road of every change of many listings: preview, one entry, undo; whose meetings, bad input, how many questions."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.care import MembershipRole
from history.models import Revision
from meetings.models import Meeting, ScheduleException
from tests.meetings.world import make_venue
from tests.upkeep.bulk_visits import do, in_days, preview
from tests.upkeep.holiday_world import FIRST, Hall, browser_of, make_body, make_coordinator, meeting_in
from tests.workplace.forms import Controls

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall() -> Hall:
    return Hall()


@pytest.fixture
def eva(hall: Hall) -> Client:
    return browser_of(hall.coordinator)


def test_what_changed_after_the_preview_is_shown_again(hall: Hall, eva: Client) -> None:
    controls = Controls()
    controls.feed(preview(eva, "start", hall.first.meeting, by_minutes="30"))
    hall.first.start_minute = 600
    hall.first.save()

    page = eva.post("/admin/bulk/start/", {**controls.sent, "save": "1"}).content.decode()

    assert "Something was changed meanwhile, so nothing was saved." in page
    hall.first.refresh_from_db()
    assert hall.first.start_minute == 600


CASES: list[tuple[str, Callable[[Hall], dict[str, str]]]] = [
    ("move", lambda hall: {"chosen": make_venue(name="Fara").public_id}),
    ("start", lambda hall: {"by_minutes": "30"}),
    ("break", lambda hall: {"first": in_days(1), "last": in_days(40)}),
    ("pause", lambda hall: {}),
]


@pytest.mark.parametrize(("what", "given"), CASES)
def test_foreign_ids_find_nothing(hall: Hall, eva: Client, what: str, given: Callable[[Hall], dict[str, str]]) -> None:
    page = preview(eva, what, hall.foreign.meeting, **given(hall))

    assert "1 of the meetings is not in your care, or no longer there. It is left out." in page
    assert "Klub" not in page


@pytest.mark.parametrize(("what", "given"), CASES)
def test_each_change_can_be_undone(hall: Hall, eva: Client, what: str, given: Callable[[Hall], dict[str, str]]) -> None:
    before = as_it_stands(hall)

    page = do(eva, what, hall.first.meeting, **given(hall))
    assert as_it_stands(hall) != before
    newest = Revision.objects.order_by("-pk")[0]
    undo = f"/admin/history/revision/{newest.pk}/undo/"
    assert undo in page
    controls = Controls()
    controls.feed(eva.get(undo).content.decode())
    eva.post(undo, controls.sent)

    assert as_it_stands(hall) == before


def as_it_stands(hall: Hall) -> tuple[object, ...]:
    """All that the changes change."""
    meeting = Meeting.objects.get(pk=hall.first.meeting.pk)
    rule = meeting.rules.get()
    dates = list(ScheduleException.objects.values_list("meeting", "first_on", "last_on"))
    return (meeting.venue_id, meeting.status, meeting.latitude, rule.start_minute, rule.pause_from, dates)


@pytest.mark.parametrize("what", ["move", "start", "break", "publish", "pause", "body", "closure"])
@pytest.mark.parametrize(
    "given",
    [
        {},
        {"ids": "%00,\x00,x"},
        {"first": "x", "last": "9999-99-99", "chosen": "\x00", "look_for": "\x00", "by_minutes": "x", "to_minute": "25:00"},
        {"first": "9999-12-31", "last": "9999-12-31", "chosen": "1", "by_minutes": "99999999999999999999", "save": "1"},
        {"first": "2026-12-31", "last": "2020-12-31", "by_minutes": "1", "to_minute": "12:00", "fingerprint": "x", "save": "1"},
    ],
)
def test_bad_input_changes_nothing_and_fails_nothing(hall: Hall, eva: Client, what: str, given: dict[str, str]) -> None:
    entries = Revision.objects.count()

    answer = eva.post(f"/admin/bulk/{what}/", {"ids": hall.first.meeting.public_id, **given})

    assert answer.status_code == 200
    assert Revision.objects.count() == entries


def test_the_list_of_meetings_leads_to_the_change(hall: Hall, eva: Client) -> None:
    ticked = {"action": "bulk_pause", "_selected_action": [hall.first.meeting.pk, hall.foreign.meeting.pk]}

    answer = eva.post("/admin/meetings/meeting/", ticked)

    assert answer["Location"] == f"/admin/bulk/pause/?ids={hall.first.meeting.public_id}"


def test_an_unknown_change_is_not_found(eva: Client) -> None:
    assert eva.get("/admin/bulk/delete/").status_code == 404


def test_what_somebody_did_is_shown_to_nobody_else(hall: Hall, eva: Client) -> None:
    do(eva, "pause", hall.first.meeting)
    newest = Revision.objects.order_by("-pk")[0]
    other = browser_of(make_coordinator(hall.body, name="jana"))

    assert other.get(f"/admin/bulk/done/{newest.pk}/").status_code == 404


@pytest.mark.parametrize("role", [MembershipRole.READER, MembershipRole.CONFIRMER, MembershipRole.MODERATOR])
def test_bulk_is_for_who_may_edit(hall: Hall, role: MembershipRole) -> None:
    browser = browser_of(make_coordinator(hall.body, role, name="jana"))

    assert browser.get("/admin/bulk/").status_code == 403
    assert browser.post("/admin/bulk/pause/", {"ids": hall.first.meeting.public_id}).status_code == 403


def test_all_of_a_list_are_meant_by_one_tick(hall: Hall, eva: Client) -> None:
    page = eva.get("/admin/bulk/pause/?all=1&q=svet").content.decode()

    assert "Svetlo" in page
    assert "Nádej" not in page


def test_the_list_is_narrowed_by_body_and_venue(hall: Hall, eva: Client) -> None:
    below = make_body("Pod ňou", parent=hall.body)
    elsewhere = meeting_in(below, make_venue(name="Fara"), "Úsvit", FIRST)

    by_body = eva.get(f"/admin/bulk/?body={below.public_id}").content.decode()
    by_venue = eva.get(f"/admin/bulk/?venue={hall.venue.public_id}").content.decode()
    by_body_above = eva.get(f"/admin/bulk/?body={hall.body.public_id}").content.decode()

    assert ticks(by_body) == [elsewhere.meeting.public_id]
    assert ticks(by_venue) == [hall.first.meeting.public_id, hall.second.meeting.public_id]
    assert len(ticks(by_body_above)) == 3


def ticks(page: str) -> list[str]:
    """The public ids of the meetings in the list."""
    return re.findall(r'name="ids" value="(\w+)"', page)


def test_saving_twelve_asks_no_more_than_saving_two(hall: Hall, eva: Client) -> None:
    few = asked_for(eva, hall.first.meeting, hall.second.meeting)
    meetings = [meeting_in(hall.body, hall.venue, f"Skupina {number}", FIRST).meeting for number in range(12)]

    many = asked_for(eva, *meetings)

    assert many == few


def asked_for(eva: Client, *meetings: Meeting) -> int:
    """How many questions it takes to move the start of these meetings."""
    controls = Controls()
    controls.feed(preview(eva, "start", *meetings, by_minutes="15"))
    with CaptureQueriesContext(connection) as asked:
        eva.post("/admin/bulk/start/", {**controls.sent, "save": "1"})
    return len(asked)
