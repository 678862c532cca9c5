"""The holiday wizard: days, the dates on them in one's care, what is chosen, a preview, one entry in the history."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.care import MembershipRole
from history.models import ChangeKind, Revision
from interchange.records import Frequency
from languages.dates import day_text
from meetings.actions import save_exception
from meetings.kinds import ExceptionKind, MeetingStatus
from meetings.models import Occurrence, ScheduleException, ScheduleRule
from tests.meetings.world import ROAD, make_rule, make_venue
from tests.upkeep.holiday_world import (
    CHRISTMAS,
    DAYS,
    FIRST,
    IN_DECEMBER,
    SECOND,
    SECOND_DAY,
    THIRD,
    WIZARD,
    Hall,
    browser_of,
    make_coordinator,
    meeting_in,
)
from tests.workplace.forms import Controls
from upkeep.models import HolidayDecision

pytestmark = pytest.mark.django_db

ADDRESS = f"{WIZARD}?days={DAYS}"


@pytest.fixture
def hall() -> Hall:
    return Hall()


@pytest.fixture
def eva(hall: Hall) -> Client:
    return browser_of(hall.coordinator)


def key(rule: ScheduleRule, day: date = CHRISTMAS) -> str:
    return f"{rule.pk}-{day:%Y%m%d}"


def decide(eva: Client, address: str = ADDRESS, **given: str) -> str:
    """Preview and save, as a browser would; gives the last page."""
    preview = eva.post(address, given)
    controls = Controls()
    controls.feed(preview.content.decode())
    sent = {name: values for name, values in controls.sent.items() if name not in {"csrfmiddlewaretoken"}}
    return eva.post(address, {**sent, "save": "1"}, follow=True).content.decode()


def exceptions() -> list[tuple[int | None, str, date, int | None]]:
    return list(ScheduleException.objects.order_by("rule").values_list("rule", "kind", "first_on", "to_minute"))


def test_wizard_lists_the_dates_in_ones_care_and_only_counts_those_of_others(hall: Hall, eva: Client) -> None:
    page = eva.get(ADDRESS).content.decode()

    assert page.count('type="radio"') == 2 * 4
    assert "Nádej" in page
    assert "Klub" not in page
    assert "1 more meeting in this hall is in the care of others. It is not changed." in page


def test_all_undecided_are_cancelled_in_one_entry_of_the_history(hall: Hall, eva: Client) -> None:
    entries = Revision.objects.count()

    decide(eva, rest="cancelled", reason__en="Christmas")

    assert exceptions() == [
        (hall.first.pk, "cancelled", CHRISTMAS, None),
        (hall.second.pk, "cancelled", SECOND_DAY, None),
    ]
    assert Revision.objects.count() == entries + 1
    newest = Revision.objects.order_by("-pk")[0]
    assert (newest.by, newest.note) == (hall.coordinator, "Christmas: 2 dates decided")
    assert [change.kind for change in newest.changes.all()] == [ChangeKind.CREATED] * 2
    assert Occurrence.objects.filter(status="cancelled").count() == 2
    assert str(ScheduleException.objects.all()[0].reason) == "Christmas"


def test_nothing_is_kept_before_the_preview_is_accepted(hall: Hall, eva: Client) -> None:
    preview = eva.post(ADDRESS, {"rest": "cancelled"}).content.decode()

    assert "Nádej · Dom kultúry, Žilina" in preview
    assert f"{day_text(CHRISTMAS)}, 18:00: does not meet" in preview
    assert exceptions() == []


def test_meets_leaves_no_exception_and_is_not_asked_again(hall: Hall, eva: Client) -> None:
    decide(eva, **{f"d{key(hall.first)}": "meets"})

    assert exceptions() == []
    assert list(HolidayDecision.objects.values_list("rule", "on")) == [(hall.first.pk, CHRISTMAS)]
    assert "stays: meets" in eva.get(ADDRESS).content.decode()


def test_special_time_moves_that_date_only(hall: Hall, eva: Client) -> None:
    decide(eva, **{f"d{key(hall.first)}": "time", f"t{key(hall.first)}": "10:30"})

    assert exceptions() == [(hall.first.pk, "moved", CHRISTMAS, 630)]


def test_a_time_typed_without_a_tick_is_meant(hall: Hall, eva: Client) -> None:
    decide(eva, **{f"d{key(hall.first)}": "", f"t{key(hall.first)}": "10:30"})

    assert exceptions() == [(hall.first.pk, "moved", CHRISTMAS, 630)]


def test_a_special_time_without_a_time_is_asked_for(hall: Hall, eva: Client) -> None:
    page = eva.post(ADDRESS, {f"d{key(hall.first)}": "time", f"t{key(hall.first)}": "late"}).content.decode()

    assert "1 time cannot be read. Write it as in 18:30." in page
    assert exceptions() == []


def test_what_stands_is_shown_and_can_be_changed(hall: Hall, eva: Client) -> None:
    decide(eva, **{f"d{key(hall.first)}": "cancelled"})

    assert "stays: does not meet" in eva.get(ADDRESS).content.decode()
    decide(eva, **{f"d{key(hall.first)}": "time", f"t{key(hall.first)}": "12:00"})
    assert exceptions() == [(hall.first.pk, "moved", CHRISTMAS, 720)]
    decide(eva, **{f"d{key(hall.first)}": "meets"})
    assert exceptions() == []
    assert HolidayDecision.objects.count() == 1
    decide(eva, **{f"d{key(hall.first)}": "cancelled"})
    assert exceptions() == [(hall.first.pk, "cancelled", CHRISTMAS, None)]
    assert HolidayDecision.objects.count() == 0


def test_meets_holds_over_a_longer_break_which_stays(hall: Hall, eva: Client) -> None:
    longer = ScheduleException(
        venue=hall.venue,
        kind=ExceptionKind.CANCELLED,
        first_on=CHRISTMAS - timedelta(days=4),
        last_on=CHRISTMAS + timedelta(days=9),
    )
    save_exception(longer, by=None, source=ROAD)

    decide(eva, **{f"d{key(hall.first)}": "meets"})

    longer.refresh_from_db()
    assert (longer.first_on, longer.last_on) == (CHRISTMAS - timedelta(days=4), CHRISTMAS + timedelta(days=9))
    of_rule = Occurrence.objects.filter(rule=hall.first, local_date=CHRISTMAS).exclude(status="cancelled")
    assert [row.starts_at.hour for row in of_rule] == [17]  # 18:00 in Bratislava
    page = eva.get(ADDRESS).content.decode()
    assert page.count("stays: meets") == 1
    assert page.count("stays: does not meet") == 1


def test_all_that_was_decided_can_be_undone(hall: Hall, eva: Client) -> None:
    page = decide(eva, rest="cancelled", **{f"d{key(hall.first)}": "meets"})
    address = f"/admin/history/revision/{Revision.objects.order_by('-pk')[0].pk}/undo/"
    assert address in page
    controls = Controls()
    controls.feed(eva.get(address).content.decode())

    eva.post(address, controls.sent)

    assert exceptions() == []
    assert HolidayDecision.objects.count() == 0


def test_a_day_button_decides_that_day_only(hall: Hall, eva: Client) -> None:
    decide(eva, rest=f"cancelled:{SECOND_DAY:%Y%m%d}")

    assert exceptions() == [(hall.second.pk, "cancelled", SECOND_DAY, None)]


def test_a_hall_button_decides_that_hall_only(hall: Hall, eva: Client) -> None:
    elsewhere = make_venue(name="Fara")
    meeting_in(hall.body, elsewhere, "Úsvit", FIRST)

    decide(eva, rest=f"cancelled:{CHRISTMAS:%Y%m%d}-v{hall.venue.pk}")

    assert exceptions() == [(hall.first.pk, "cancelled", CHRISTMAS, None)]


def test_single_choices_win_over_the_button_for_the_rest(hall: Hall, eva: Client) -> None:
    decide(eva, rest="cancelled", **{f"d{key(hall.first)}": "meets"})

    assert exceptions() == [(hall.second.pk, "cancelled", SECOND_DAY, None)]
    assert HolidayDecision.objects.count() == 1


def test_a_foreign_date_in_the_form_finds_nothing(hall: Hall, eva: Client) -> None:
    page = eva.post(ADDRESS, {f"d{key(hall.foreign)}": "cancelled"}).content.decode()

    assert "Nothing was chosen yet" in page
    assert exceptions() == []


def test_what_changed_after_the_preview_is_shown_again(hall: Hall, eva: Client) -> None:
    preview = eva.post(ADDRESS, {"rest": "cancelled"})
    controls = Controls()
    controls.feed(preview.content.decode())
    meeting_in(hall.body, hall.venue, "Úsvit", THIRD)

    page = eva.post(ADDRESS, {**controls.sent, "save": "1"}).content.decode()

    assert "Something was changed meanwhile, so nothing was saved." in page
    assert "Úsvit" in page
    assert exceptions() == []


@pytest.mark.parametrize("role", [MembershipRole.READER, MembershipRole.CONFIRMER, MembershipRole.MODERATOR])
def test_wizard_is_for_who_may_edit(hall: Hall, role: MembershipRole) -> None:
    eva = browser_of(make_coordinator(hall.body, role, name="jana"))

    assert eva.get(ADDRESS).status_code == 403
    assert eva.post(ADDRESS, {"rest": "cancelled"}).status_code == 403


def test_meetings_that_do_not_meet_anyway_are_left_out(hall: Hall, eva: Client) -> None:
    hall.first.meeting.status = MeetingStatus.PAUSED
    hall.first.meeting.save()

    assert eva.get(ADDRESS).content.decode().count('type="radio"') == 1 * 4


def test_a_marathon_on_that_date_alone_was_decided_when_it_was_entered(hall: Hall, eva: Client) -> None:
    make_rule(hall.first.meeting, frequency=Frequency.ONCE, weekday=None, first_on=CHRISTMAS, start_minute=1200)

    decide(eva, rest="cancelled")

    assert [rule for rule, *_rest in exceptions()] == [hall.first.pk, hall.second.pk]


def test_a_meeting_over_midnight_counts_by_the_day_on_which_it_begins(hall: Hall, eva: Client) -> None:
    late = meeting_in(hall.body, hall.venue, "Noc", (FIRST - 1) % 7, start_minute=1410, duration_minutes=150)  # 23:30 to 02:00

    page = eva.get(ADDRESS).content.decode()

    assert f"d{late.pk}-" not in page


@pytest.mark.parametrize(
    "query",
    [
        "days=x",
        "days=2026-12-26/2026-12-24",
        "days=2026-12-24",
        "first=2026-13-01",
        "last=2026-12-24",
        "first=2020-01-01",
        "page=x",
        "first=2026-12-01&last=2027-12-01",
        "days=0001-01-01/0001-01-02",
        "days=9999-12-31/9999-12-31",
        "days=%00",
    ],
)
def test_days_that_cannot_be_read_show_the_form_again(hall: Hall, eva: Client, query: str) -> None:
    answer = eva.get(f"{WIZARD}?{query}")

    assert answer.status_code == 200
    assert 'name="d' + str(hall.first.pk) not in answer.content.decode()


def test_first_screen_says_what_is_not_decided_and_leads_there(hall: Hall, eva: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: IN_DECEMBER)

    page = eva.get("/admin/").content.decode()

    assert "Christmas: 2 meetings are not decided yet" in page
    assert f"/admin/holidays/?days={DAYS.replace('/', '%2F')}" in page


def test_the_same_questions_are_asked_for_two_meetings_and_for_twelve(hall: Hall, eva: Client) -> None:
    eva.get(ADDRESS)  # what is kept for the next request is asked for once
    with CaptureQueriesContext(connection) as few:
        eva.get(ADDRESS)
    for number in range(10):
        rule = meeting_in(hall.body, hall.venue, f"Skupina {number}", SECOND)
        make_rule(rule.meeting, weekday=FIRST)

    with CaptureQueriesContext(connection) as many:
        eva.get(ADDRESS)

    assert len(many) == len(few)
