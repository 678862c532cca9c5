"""Reading calendars: which events are one meeting, which rules ours can say, in which time zone."""

from datetime import date
from typing import Any

import pytest

from interchange.reasons import ProblemCode
from interchange.records import Access, Attendance, Frequency, Recurrence
from tests.interchange.feeds import codes, problems, records
from tests.interchange.icalendar.given_events import event, one, read_events, recurrences, rejection, weekly


def test_an_event_is_a_rule_of_a_meeting() -> None:
    record = one()

    assert (record.key, record.name, record.attendance) == ("a@example.org", "Nádej", Attendance.IN_PERSON)
    assert [rule.recurrence for rule in record.rules] == [weekly()]
    assert record.venue
    assert (record.venue.city, record.venue.postal_code) == ("Bratislava", "811 06")


@pytest.mark.parametrize(
    ("rrule", "expected"),
    [
        ("FREQ=WEEKLY;BYDAY=WE", [weekly()]),
        ("FREQ=WEEKLY;BYDAY=WE,FR", [weekly(), weekly(weekday=4)]),
        ("FREQ=WEEKLY;INTERVAL=2", [weekly(interval=2, first_on=date(2026, 1, 7))]),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE",
            [weekly(weekday=0, interval=2, first_on=date(2026, 1, 19)), weekly(interval=2, first_on=date(2026, 1, 7))],
        ),
        ("FREQ=WEEKLY;BYMONTH=1,2", [weekly(months=(1, 2))]),
        ("FREQ=DAILY;BYDAY=WE", [weekly()]),
        ("FREQ=MONTHLY;BYDAY=1WE,-1WE", [weekly(frequency=Frequency.MONTHLY_BY_WEEKDAY, ordinals=(-1, 1))]),
        ("FREQ=MONTHLY;BYDAY=WE;BYSETPOS=1", [weekly(frequency=Frequency.MONTHLY_BY_WEEKDAY, ordinals=(1,))]),
        ("FREQ=MONTHLY;BYMONTHDAY=7", [weekly(frequency=Frequency.MONTHLY_BY_DATE, weekday=None, month_days=(7,))]),
        ("FREQ=MONTHLY", [weekly(frequency=Frequency.MONTHLY_BY_DATE, weekday=None, month_days=(7,))]),
        (
            "FREQ=MONTHLY;BYDAY=WE;BYMONTHDAY=3,4,5,6,7,8,9",
            [weekly(frequency=Frequency.MONTHLY_BY_WEEKDAY, month_days=(3, 4, 5, 6, 7, 8, 9))],
        ),
        ("FREQ=YEARLY;BYMONTH=1;BYDAY=1WE", [weekly(frequency=Frequency.MONTHLY_BY_WEEKDAY, ordinals=(1,), months=(1,))]),
        ("FREQ=YEARLY", [weekly(frequency=Frequency.MONTHLY_BY_DATE, weekday=None, month_days=(7,), months=(1,))]),
        ("FREQ=WEEKLY;UNTIL=20270106T170000Z", [weekly(valid_until=date(2027, 1, 6))]),
        ("FREQ=WEEKLY;UNTIL=20270106T165959Z", [weekly(valid_until=date(2027, 1, 5))]),
        ("FREQ=WEEKLY;UNTIL=20270106", [weekly(valid_until=date(2027, 1, 6))]),
        ("FREQ=WEEKLY;COUNT=60", [weekly(valid_until=date(2027, 2, 24))]),
    ],
)
def test_rules_that_ours_can_say_are_read(rrule: str, expected: list[Recurrence]) -> None:
    assert recurrences(rrule) == expected


def test_every_day_is_a_rule_for_each_weekday() -> None:
    assert [each.weekday for each in recurrences("FREQ=DAILY")] == [0, 1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    "rrule",
    [
        *("FREQ=HOURLY", "FREQ=DAILY;INTERVAL=2", "FREQ=YEARLY;BYDAY=20MO", "FREQ=YEARLY;BYWEEKNO=2,4", "FREQ=YEARLY;INTERVAL=2"),
        *("FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=MONTHLY;BYDAY=MO,TU,WE;BYSETPOS=1", "FREQ=WEEKLY;BYHOUR=18,20", "FREQ=NONSENSE"),
        *("FREQ=MONTHLY;BYDAY=WE;BYMONTHDAY=1,7", "FREQ=WEEKLY;INTERVAL=0", "FREQ=WEEKLY;BYDAY=1WE", "FREQ=WEEKLY;COUNT=0"),
        *(
            "FREQ=WEEKLY;COUNT=99999999",
            "FREQ=WEEKLY;INTERVAL=99999",
            "FREQ=MONTHLY;BYMONTHDAY=30;BYMONTH=2",
            "FREQ=WEEKLY;BYDAY=FR",
        ),
    ],
)
def test_a_rule_that_ours_cannot_say_rejects_and_is_named(rrule: str) -> None:
    problem = rejection(RRULE=rrule)

    assert (problem.code, problem.field_name) == (ProblemCode.RULE_UNREADABLE, "RRULE")
    assert problem.value.startswith(rrule[:8])


def test_of_several_events_those_that_cannot_be_read_are_left_out_and_named() -> None:
    found = read_events(event(), event(UID="b", RRULE="FREQ=DAILY;INTERVAL=2"))

    assert [len(record.rules) for record in records(found)] == [1]
    assert [(each.code, each.rejects) for each in problems(found)] == [(ProblemCode.DATES_PARTLY_UNREADABLE, False)]


def test_events_with_one_title_at_one_place_are_one_meeting() -> None:
    found = read_events(
        event(UID="c", CATEGORIES="AA,closed"),
        event(UID="b", RRULE="FREQ=MONTHLY;BYDAY=1WE", CATEGORIES="AA,open"),
        event(SUMMARY="Iná"),
    )

    assert [(record.key, record.index, len(record.rules)) for record in records(found)] == [("b", 0, 2), ("a@example.org", 2, 1)]
    assert [rule.access for rule in records(found)[0].rules] == [Access.CLOSED, Access.OPEN]
    assert codes(found) == []


def test_a_single_event_to_come_is_once() -> None:
    record = one(RRULE=..., start={"DTSTART;TZID=Europe/Bratislava": "20261224T160000"})

    assert [rule.recurrence for rule in record.rules] == [
        weekly(frequency=Frequency.ONCE, weekday=None, start_minute=960, first_on=date(2026, 12, 24))
    ]


def test_single_dates_beside_a_rule_are_rules_of_their_own() -> None:
    record = one(**{"RDATE;TZID=Europe/Bratislava": "20261224T160000,20200101T180000"})

    assert [rule.recurrence.frequency for rule in record.rules] == [Frequency.WEEKLY, Frequency.ONCE]


@pytest.mark.parametrize(
    "changes",
    [
        {"RRULE": ...},
        {"RRULE": "FREQ=WEEKLY;UNTIL=20260301T000000Z"},
        {"RRULE": "FREQ=WEEKLY;COUNT=3"},
        {"STATUS": "CANCELLED"},
    ],
)
def test_what_is_over_is_rejected_without_its_key(changes: dict[str, Any]) -> None:
    problem = rejection(**changes)

    assert (problem.code, problem.key, problem.value) == (ProblemCode.MEETING_ENDED, "", "a@example.org")


@pytest.mark.parametrize("hidden", ["PRIVATE", "confidential"])
def test_a_private_event_is_not_listed(hidden: str) -> None:
    problem = rejection(CLASS=hidden)

    assert (problem.code, problem.key) == (ProblemCode.NOT_PUBLISHED, "")


def test_an_event_of_a_whole_day_has_no_time() -> None:
    assert rejection(start={"DTSTART;VALUE=DATE": "20260107"}).code == ProblemCode.TIME_MISSING


@pytest.mark.parametrize("start", [{}, {"DTSTART": "yesterday"}, {"DTSTART": ""}])
def test_an_event_without_a_beginning_is_rejected(start: dict[str, str]) -> None:
    assert rejection(start=start).code == ProblemCode.TIME_MISSING


@pytest.mark.parametrize(
    ("start", "before", "zone"),
    [
        ({"DTSTART;TZID=W. Europe Standard Time": "20260107T180000"}, "", "Europe/Berlin"),
        ({"DTSTART;TZID=/citadel.org/20190914_1/Europe/Prague": "20260107T180000"}, "", "Europe/Prague"),
        ({"DTSTART": "20260107T180000"}, "X-WR-TIMEZONE:Europe/Warsaw", "Europe/Warsaw"),
        ({"DTSTART": "20260107T180000"}, "", "Europe/Bratislava"),
        ({"DTSTART": "20260107T180000Z"}, "X-WR-TIMEZONE:Europe/Warsaw", "UTC"),
        (
            {"DTSTART;TZID=Home": "20260107T180000"},
            "BEGIN:VTIMEZONE\r\nTZID:Home\r\nX-LIC-LOCATION:Europe/Vienna\r\nEND:VTIMEZONE",
            "Europe/Vienna",
        ),
    ],
)
def test_the_time_zone_is_found(start: dict[str, str], before: str, zone: str) -> None:
    found = read_events(event(start=start), before=before)

    assert [rule.recurrence.zone for rule in records(found)[0].rules] == [zone]
    assert codes(found) == []


def test_a_time_zone_that_nobody_knows_is_noted() -> None:
    found = read_events(event(start={"DTSTART;TZID=Atlantis": "20260107T180000"}))

    assert [(each.code, each.value) for each in problems(found)] == [(ProblemCode.ZONE_UNKNOWN, "Atlantis")]
    assert records(found)[0].rules[0].recurrence.zone == "Europe/Bratislava"


def test_a_single_event_in_utc_is_told_by_the_clock_of_its_calendar() -> None:
    found = read_events(event(RRULE=..., start={"DTSTART": "20261224T170000Z"}), before="X-WR-TIMEZONE:Europe/Bratislava")

    recurrence = records(found)[0].rules[0].recurrence
    assert (recurrence.start_minute, recurrence.zone) == (18 * 60, "Europe/Bratislava")


def test_the_end_tells_how_long_it_lasts() -> None:
    ends = {"DTEND;TZID=Europe/Bratislava": "20260107T193000"}

    assert one(DURATION=..., **ends).rules[0].recurrence.duration_minutes == 90
    assert one(DURATION="P3D").rules[0].recurrence.duration_minutes is None
    assert one(DURATION=...).rules[0].recurrence.duration_minutes is None


def test_a_first_date_far_ahead_is_the_beginning_of_the_rule() -> None:
    later, next_date = ({"DTSTART;TZID=Europe/Bratislava": f"{day}T180000"} for day in ("20270106", "20261125"))

    assert one(start=later).rules[0].recurrence.valid_from == date(2027, 1, 6)
    assert one(start=next_date).rules[0].recurrence.valid_from is None
