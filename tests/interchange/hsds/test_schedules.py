"""Rules as HSDS schedules: repeated where it can repeat them, else cut into stretches; never a date that there is not."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import example, given, settings

from interchange.hsds.listings import Taxonomy, TaxonomyRecord, TermRecord
from interchange.records import Access, Attendance, ChangedDate, Frequency, MeetingRecord, Recurrence, RuleRecord, VenueRecord
from meetings.schedule import regular_dates
from tests.interchange.feeds import TODAY
from tests.interchange.hsds.schemas import faults
from tests.interchange.hsds.written import AT, FIRST, LAST, UID, expanded, schedules, with_rule
from tests.interchange.listings import meeting, rule
from tests.meetings.strategies import recurrences

WEDNESDAY = date(2026, 11, 25)
WORDS = ("freq", "interval", "byday", "bymonthday", "valid_from", "valid_to", "dtstart", "until", "count")


def said(record: MeetingRecord) -> list[dict[str, Any]]:
    """What the schedules say of dates."""
    return [{name: value for name, value in one.items() if name in WORDS} for one in schedules(record)[0]]


def test_a_schedule_says_when_in_words_and_in_fields() -> None:
    whole = rule(sentence="every Wednesday at 18:00")
    record = meeting(
        RuleRecord(
            recurrence=whole.recurrence,
            access=Access.OPEN,
            uid=UID,
            sentence=whole.sentence,
            who=("Anyone may come.",),
            labels=("open", "speaker"),
            dates=(WEDNESDAY,),
        ),
        url="https://example.org/m/",
    )
    access = TaxonomyRecord(taxonomy=Taxonomy.ACCESS, name="Access", description="Who")
    term = TermRecord(taxonomy=access, code="open", name="open", description="open")

    (found,), losses = schedules(
        record,
        terms={("access", "open"): term},
        attendances={Attendance.IN_PERSON: "in person"},
        clock="By the clock of {zone}.",
    )

    assert found.pop("attributes")[0]["taxonomy_term_id"] == str(term.id)
    assert found.pop("id") != str(AT)
    assert found == {
        "service_at_location_id": str(AT),
        "dtstart": "2026-11-25",
        "freq": "WEEKLY",
        "interval": 1,
        "byday": "WE",
        "timezone": 1,
        "opens_at": "18:00+01:00",
        "closes_at": "19:00+01:00",
        "description": "every Wednesday at 18:00",
        "schedule_link": "https://example.org/m/",
        "attending_type": "in person",
        "notes": "Anyone may come.\nopen, speaker\nBy the clock of Europe/Bratislava.",
    }
    assert losses == [("summer_time", "")]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, {"freq": "WEEKLY", "interval": 1, "byday": "WE", "dtstart": "2026-10-07"}),
        (
            {"interval": 2, "first_on": date(2026, 1, 7)},
            {"freq": "WEEKLY", "interval": 2, "byday": "WE", "dtstart": "2026-10-14"},
        ),
        (
            {"frequency": Frequency.MONTHLY_BY_WEEKDAY, "ordinals": (1, -1)},
            {"freq": "MONTHLY", "interval": 1, "byday": "1WE,-1WE", "dtstart": "2026-10-07"},
        ),
        (
            {"frequency": Frequency.MONTHLY_BY_DATE, "weekday": None, "month_days": (15,)},
            {"freq": "MONTHLY", "interval": 1, "bymonthday": "15", "dtstart": "2026-10-15"},
        ),
        (
            {"valid_from": date(2026, 12, 1), "valid_until": date(2027, 6, 30)},
            {"freq": "WEEKLY", "interval": 1, "byday": "WE", "dtstart": "2026-12-02", "until": "2027-06-30"}
            | {"valid_from": "2026-12-01", "valid_to": "2027-06-30"},
        ),
    ],
)
def test_rule_that_repeats_is_one_schedule(fields: dict[str, Any], expected: dict[str, Any]) -> None:
    assert said(with_rule(**fields)) == [expected]


def test_always_open_is_the_whole_day_of_every_day() -> None:
    (found,), losses = schedules(with_rule(frequency=Frequency.ALWAYS_OPEN, weekday=None, start_minute=None))

    assert (found["byday"], found["opens_at"], found["closes_at"]) == ("MO,TU,WE,TH,FR,SA,SU", "00:00", "23:59")
    assert losses == []


def test_by_appointment_is_told_in_words() -> None:
    (found,), losses = schedules(meeting(rule(frequency=Frequency.BY_APPOINTMENT, sentence="by appointment", start_minute=None)))

    assert {name: value for name, value in found.items() if name != "id"} == {
        "service_at_location_id": str(AT),
        "description": "by appointment",
    }
    assert losses == [("in_words", "by_appointment")]


def test_a_single_date_is_counted() -> None:
    day = {"valid_from": "2026-12-02", "valid_to": "2026-12-02", "dtstart": "2026-12-02", "until": "2026-12-02"}

    found = said(with_rule(frequency=Frequency.ONCE, weekday=None, first_on=date(2026, 12, 2)))

    assert found == [day | {"freq": "WEEKLY", "interval": 1, "byday": "WE", "count": 1}]


@pytest.mark.parametrize(
    "fields",
    [
        {"valid_until": date(2026, 11, 20)},
        {"frequency": Frequency.ONCE, "weekday": None, "first_on": date(2026, 11, 20)},
    ],
)
def test_what_is_over_is_left_out(fields: dict[str, Any]) -> None:
    found, losses = schedules(with_rule(**fields))

    assert (found, [code for code, _value in losses]) == ([], ["ended"])


def test_a_cancelled_date_cuts_the_rule_in_two() -> None:
    found = said(with_rule(ChangedDate(regular_on=date(2026, 12, 23), starts_at=None)))

    assert [(one["dtstart"], one.get("until")) for one in found] == [("2026-11-25", "2026-12-16"), ("2026-12-30", None)]


def test_a_moved_date_is_a_schedule_of_its_own() -> None:
    moved = ChangedDate(regular_on=date(2026, 12, 23), starts_at=datetime(2026, 12, 22, 16, 0, tzinfo=UTC), reason="Christmas")

    found, _losses = schedules(with_rule(moved))

    assert [(one["dtstart"], one["opens_at"]) for one in found] == [
        ("2026-11-25", "18:00+01:00"),
        ("2026-12-30", "18:00+01:00"),
        ("2026-12-22", "17:00+01:00"),
    ]
    assert found[2]["notes"].splitlines()[0] == "Christmas"


def test_a_date_elsewhere_is_left_out_and_told() -> None:
    moved = ChangedDate(regular_on=WEDNESDAY, starts_at=datetime(2026, 11, 25, 17, 0, tzinfo=UTC), venue=VenueRecord(city="Zvolen"))

    found, losses = schedules(with_rule(moved))

    assert [one["dtstart"] for one in found] == ["2026-12-02"]
    assert ("date_elsewhere", "") in losses


@pytest.mark.parametrize(
    "fields",
    [
        {"frequency": Frequency.EVEN_WEEKS},
        {"frequency": Frequency.ODD_WEEKS},
        {"pause_from": 701, "pause_until": 831},
        {"months": (3, 6)},
        {"frequency": Frequency.MONTHLY_BY_WEEKDAY, "ordinals": (1,), "month_days": (1, 2, 3)},
        {"frequency": Frequency.MONTHLY_BY_WEEKDAY, "ordinals": (5,), "pause_from": 1215, "pause_until": 110},
    ],
)
def test_what_hsds_cannot_repeat_is_cut_into_stretches(fields: dict[str, Any]) -> None:
    record = with_rule(**fields)

    found, losses = schedules(record)

    assert sorted(day for one in found for day in expanded(one)) == [day for day in record.rules[0].dates if day >= TODAY]
    assert ("dates_listed", str(record.rules[0].recurrence.frequency)) in losses


def test_even_weeks_are_cut_where_a_year_has_53() -> None:
    found = said(with_rule(frequency=Frequency.EVEN_WEEKS))

    assert [(one["dtstart"], one["until"]) for one in found] == [("2026-11-25", "2026-12-23"), ("2027-01-13", "2028-04-19")]


A_PAUSED_DAY = Recurrence(
    frequency=Frequency.MONTHLY_BY_DATE,
    month_days=(1, 2),
    start_minute=0,
    zone="Europe/Bratislava",
    pause_from=101,
    pause_until=101,
)


@given(recurrences())
@example(A_PAUSED_DAY)
@settings(deadline=None)
def test_schedules_say_the_dates_of_the_rule_and_no_others(recurrence: Recurrence) -> None:
    dates = tuple(regular_dates(recurrence, FIRST, LAST))
    gone = tuple(day for day in dates if day >= TODAY)[2:3]
    changes = tuple(ChangedDate(regular_on=day, starts_at=None) for day in gone)

    found, _losses = schedules(meeting(RuleRecord(recurrence=recurrence, uid=UID, dates=dates, changes=changes)))
    timed = [one for one in found if "dtstart" in one and recurrence.frequency is not Frequency.ALWAYS_OPEN]

    assert [fault for one in found for fault in faults("schedule", one)] == []
    assert sorted(day for one in timed for day in expanded(one) if day >= TODAY) == [
        day for day in dates if day >= TODAY and day not in gone
    ]


def test_what_lasts_for_days_has_no_end() -> None:
    (found,), losses = schedules(with_rule(duration_minutes=3 * 24 * 60))

    assert ("closes_at" in found, ("end_after_midnight", "") in losses) == (False, True)


def test_an_end_after_midnight_is_by_the_clock() -> None:
    (found,), losses = schedules(with_rule(start_minute=1410, duration_minutes=60, zone="Asia/Kolkata"))

    assert (found["opens_at"], found["closes_at"], found["timezone"]) == ("23:30+05:30", "00:30+05:30", 5.5)
    assert losses == []
