"""The weekly plan of hand-picked meetings: what is in it, what is left out and why, and what it never shows."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from groups.actions import save_group
from groups.kinds import GroupStatus, Serves
from interchange.records import Access, Attendance, Frequency
from meetings.actions import end_meeting, save_exception, save_meeting
from meetings.kinds import ExceptionKind, MeetingStatus
from meetings.models import Meeting, ScheduleException
from meetings.plan import MOST, Plan, picked, plan
from places.models import Visibility
from tests.meetings.visits import page, today_meeting
from tests.meetings.world import FRIDAY, NOW, ROAD, TUESDAY, WEDNESDAY, index_as_of, make_group, make_meeting, make_rule, make_venue

pytestmark = pytest.mark.django_db


def address(*meetings: Meeting, language: str = "en") -> str:
    return f"/{language}/selection/?ids={','.join(one.public_id for one in meetings)}"


def plan_of(*meetings: Meeting, now: datetime = NOW) -> Plan:
    return plan(picked([",".join(one.public_id for one in meetings)]), now=now)


def told(shown: Plan) -> list[tuple[str, list[tuple[str, str]]]]:
    """Each section with the times and names of its lines."""
    return [(section.label, [(line.time, line.meeting.name) for line in section.lines]) for section in shown.sections]


def reasons(shown: Plan) -> list[tuple[str, str]]:
    return [(one.meeting.name if one.meeting else one.public_id, one.reason) for one in shown.left_out]


def test_a_plan_goes_by_weekday_and_time() -> None:
    friday, late, early = make_meeting("Piatok"), make_meeting("Neskoro"), make_meeting("Skoro")
    make_rule(friday, weekday=FRIDAY)
    make_rule(late, start_minute=1200)
    make_rule(early, start_minute=420, duration_minutes=None)

    shown = told(plan_of(friday, late, early))

    assert shown == [
        ("Tuesday", [("07:00", "Skoro"), ("20:00 to 21:30", "Neskoro")]),
        ("Friday", [("18:00 to 19:30", "Piatok")]),
    ]


def test_a_meeting_of_two_days_stands_on_both() -> None:
    meeting = make_meeting()
    make_rule(meeting, weekday=FRIDAY)
    make_rule(meeting, weekday=WEDNESDAY, start_minute=600)

    assert [section.label for section in plan_of(meeting).sections] == ["Wednesday", "Friday"]


def test_what_is_on_no_weekday_comes_last() -> None:
    meeting = make_meeting()
    make_rule(meeting, frequency=Frequency.BY_APPOINTMENT, weekday=None, start_minute=None, duration_minutes=None)
    make_rule(meeting, frequency=Frequency.ALWAYS_OPEN, weekday=None, start_minute=None, duration_minutes=None)
    make_rule(meeting, frequency=Frequency.MONTHLY_BY_DATE, weekday=None, month_days=[15])
    make_rule(meeting)

    shown = told(plan_of(meeting))

    assert shown == [
        ("Tuesday", [("18:00 to 19:30", "Nádej")]),
        ("On single dates", [("18:00 to 19:30", "Nádej")]),
        ("Always open, day and night", [("", "Nádej")]),
        ("By appointment", [("", "Nádej")]),
    ]


def test_a_line_says_its_rhythm_where_it_is_not_every_week() -> None:
    meeting = make_meeting()
    make_rule(meeting)
    make_rule(meeting, frequency=Frequency.MONTHLY_BY_WEEKDAY, weekday=WEDNESDAY, ordinals=[-1], pause_from=701, pause_until=831)

    weekly, monthly = (section.lines[0] for section in plan_of(meeting).sections)

    assert weekly.rhythm == ""
    assert monthly.rhythm == "On the last Wednesday of the month, not from 1 July to 31 August"


def test_a_line_says_who_may_come_then() -> None:
    meeting = make_meeting()
    make_rule(meeting, access=Access.OPEN)
    make_rule(meeting, weekday=WEDNESDAY, access=Access.CLOSED)

    said = [[one.text for one in section.lines[0].who] for section in plan_of(meeting).sections]

    assert said == [
        ["Anyone may come, also family, friends and professionals."],
        ["Only for people who have this problem themselves, or think they might."],
    ]


def exception_today(meeting: Meeting, kind: ExceptionKind, **fields: object) -> None:
    rule = meeting.rules.get()
    known = {"kind": kind, "rule": rule, "first_on": NOW.date(), "last_on": NOW.date(), **fields}
    save_exception(ScheduleException(**known), by=None, source=ROAD)
    index_as_of(NOW.date())


def test_a_cancelled_date_is_named_and_the_next_one_told() -> None:
    meeting = make_meeting()
    make_rule(meeting, start_minute=1200)
    exception_today(meeting, ExceptionKind.CANCELLED)

    line = plan_of(meeting).sections[0].lines[0]

    assert (line.cancelled, line.coming) == ("Tuesday 24 November", "Tuesday 1 December")


def test_a_moved_date_stays_under_its_usual_weekday() -> None:
    meeting = make_meeting()
    make_rule(meeting, start_minute=1200)
    exception_today(meeting, ExceptionKind.MOVED, to_on=NOW.date() + timedelta(days=1), to_minute=1140)

    shown = plan_of(meeting)

    assert told(shown) == [("Tuesday", [("20:00 to 21:30", "Nádej")])]
    assert shown.sections[0].lines[0].coming == "Wednesday 25 November, 19:00 to 20:30"


def test_an_online_meeting_stands_on_the_readers_clock() -> None:
    meeting = make_meeting(attendance=Attendance.ONLINE)
    make_rule(meeting, zone="America/New_York", start_minute=1140, weekday=TUESDAY)

    shown = plan_of(meeting)

    assert told(shown) == [("Wednesday", [("01:00 to 02:30", "Nádej")])]
    assert shown.sections[0].lines[0].how == "online"


def test_ended_paused_and_unknown_ones_are_named_and_left_out() -> None:
    ended, paused, over, draft = (make_meeting(name) for name in ("Koniec", "Pauza", "Dávno", "Návrh"))
    for meeting in (ended, paused, draft):
        make_rule(meeting)
    make_rule(over, frequency=Frequency.ONCE, weekday=None, first_on=date(2026, 1, 6))
    end_meeting(ended, on=NOW.date(), by=None, source=ROAD)
    for meeting, status in ((paused, MeetingStatus.PAUSED), (draft, MeetingStatus.DRAFT)):
        meeting.status = status
        save_meeting(meeting, by=None, source=ROAD)

    shown = plan(picked([f"{ended.public_id},{paused.public_id}", f"{over.public_id},{draft.public_id},<b>x</b>"]), now=NOW)

    assert shown.sections == []
    assert reasons(shown) == [
        ("<b>x</b>", "There is no such meeting here."),
        ("Koniec", "This meeting has ended. Please do not go there."),
        ("Pauza", "This meeting is paused at the moment."),
        ("Dávno", "No further dates are known."),
        (draft.public_id, "There is no such meeting here."),
    ]


def test_a_meeting_of_an_ended_group_has_ended() -> None:
    meeting = make_meeting("Koniec")
    make_rule(meeting)
    meeting.group.status = GroupStatus.ENDED
    save_group(meeting.group, by=None, source=ROAD)

    assert reasons(plan_of(meeting)) == [("Koniec", "This meeting has ended. Please do not go there.")]


def test_ids_count_once_in_any_case_and_up_to_a_hundred() -> None:
    wanted = [f"2{number:03d}".replace("0", "z").replace("1", "y") + "aaaa" for number in range(MOST + 5)]

    found = picked([" " + ", ".join(wanted).upper(), wanted[0]])

    assert found.ids == tuple(wanted[:MOST])
    assert found.is_cut


def test_a_plan_leads_to_the_same_without_a_meeting() -> None:
    first, second = make_meeting(), make_meeting()
    make_rule(first)
    make_rule(second)

    line = plan_of(first, second).sections[0].lines[0]

    assert line.without == (second if line.meeting == first else first).public_id


def test_the_page_says_where_and_how_to_get_in(client: Client) -> None:
    meeting = today_meeting(venue=make_venue(bell="Klub"))

    content = " ".join(page(client, address(meeting)).split())

    assert "Dom, Hlavná 1, Žilina, Slovakia" in content
    assert "Bell: Klub" in content


@pytest.mark.parametrize("visibility", [Visibility.AREA_ONLY, Visibility.ON_CONTACT])
def test_the_page_does_not_tell_a_hidden_house(client: Client, visibility: Visibility) -> None:
    meeting = today_meeting(venue=make_venue(bell="Klub", visibility=visibility))

    content = page(client, address(meeting))

    assert "Žilina, Slovakia" in content
    for hidden in ("Dom,", "Hlavná 1", "Klub"):
        assert hidden not in content


def test_a_calendar_of_the_same_meetings_is_offered(client: Client) -> None:
    first, second = today_meeting(), today_meeting("Druhá")
    end_meeting(second, on=timezone.localdate(), by=None, source=ROAD)

    content = page(client, address(first, second, language="sk"))

    assert f'href="/meetings.ics?ids={first.public_id}&amp;lang=sk"' in content


@pytest.mark.parametrize(("serves", "can_be_left"), [(Serves.RELATIVES, True), (Serves.PERSON_CONCERNED, False)])
def test_a_plan_can_be_left_at_once_where_it_could_harm_to_be_seen(client: Client, serves: Serves, can_be_left: bool) -> None:
    meeting = today_meeting(group=make_group(serves=serves))

    assert ("data-leave" in page(client, address(meeting))) is can_be_left


def test_an_empty_plan_says_how_one_is_made(client: Client) -> None:
    response = client.get("/en/selection/")

    assert response.status_code == 200
    assert "No meeting has been picked." in response.content.decode()


def test_the_page_is_public_and_not_for_search_engines(client: Client) -> None:
    response = client.get(address(today_meeting()))

    assert '<meta name="robots" content="noindex">' in response.content.decode()
    assert response.headers["Cache-Control"] == "public, max-age=60, stale-while-revalidate=60"
    assert response.cookies == {}


@pytest.mark.parametrize("query", ["ids=%00", "ids=" + "x" * 5000, "ids=,,,", "&".join(["ids=22222222"] * 500), "ids=%ff%fe"])
def test_nonsense_is_a_page_too(client: Client, query: str) -> None:
    assert client.get(f"/en/selection/?{query}").status_code == 200


def test_what_was_typed_is_shown_as_text(client: Client) -> None:
    assert "&lt;script&gt;" in page(client, "/en/selection/?ids=<script>")


def test_queries_do_not_grow_with_the_meetings(client: Client) -> None:
    meetings = [today_meeting(f"Nádej {number}", group=make_group(f"Nádej {number}")) for number in range(3)]
    page(client, address(meetings[0]))

    counts = []
    for chosen in (meetings[:1], meetings):
        with CaptureQueriesContext(connection) as queries:
            page(client, address(*chosen))
        counts.append(len(queries))

    assert counts[0] == counts[1]


@pytest.mark.parametrize(("language", "weekday"), [("en", "Tuesday"), ("pl", "Wtorek"), ("sk", "Utorok")])
def test_weekdays_are_in_the_language_of_the_page(language: str, weekday: str) -> None:
    meeting = make_meeting()
    make_rule(meeting)

    with translation.override(language):
        assert [section.label for section in plan_of(meeting).sections] == [weekday]
