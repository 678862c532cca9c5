"""Reading HSDS: which services are meetings, when, where and how."""

from datetime import date
from typing import Any

import pytest

from interchange.hsds import joined
from interchange.reasons import HeldReason, ProblemCode
from interchange.records import Access, Attendance, Frequency, HeldText, Problem, Recurrence
from tests.interchange.feeds import codes, problems, records
from tests.interchange.hsds.given_services import (
    NORMALISED,
    SCHEDULE,
    VIRTUAL,
    at,
    one,
    read_document,
    rejection,
    scheduled,
    service,
    weekly,
)


def test_a_service_at_a_location_is_a_meeting() -> None:
    record = one()

    assert (record.key, record.name, record.group.name, record.group.key) == ("at-l1", "Nádej", "Nádej", "g1")
    assert (record.attendance, record.languages, record.updated_on) == (Attendance.IN_PERSON, ("sk",), date(2026, 11, 1))
    assert (record.body_name, record.body_url) == ("AA Slovensko", "https://aa.example.org")
    assert [rule.recurrence for rule in record.rules] == [weekly()]
    assert record.venue
    assert (record.venue.name, record.venue.street, record.venue.city) == ("Dom kultúry", "Obchodná 5", "Bratislava")
    assert (record.venue.postal_code, record.venue.country, record.venue.directions) == ("811 06", "SK", "Zadný vchod")
    assert (record.venue.latitude, record.venue.access_facts) == (48.14816, {"step_free": True})


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"byday": "WE,FR"}, [weekly(), weekly(weekday=4)]),
        ({"byday": ["WE"]}, [weekly()]),
        ({"opens_at": "18:00", "closes_at": ""}, [weekly(duration_minutes=None)]),
        ({"opens_at": "18:00:00Z", "closes_at": "19:30:00Z", "timezone": None}, [weekly()]),
        ({"opens_at": "18:00+01:00", "closes_at": "19:30+01:00", "timezone": 1}, [weekly()]),
        ({"opens_at": "17:00Z", "closes_at": "18:30Z", "timezone": 1}, [weekly()]),
        ({"opens_at": "17:00Z", "closes_at": "18:30Z", "timezone": "+01:00"}, [weekly()]),
        ({"opens_at": "12:30Z", "closes_at": "14:00Z", "timezone": 5.5}, [weekly()]),
        ({"opens_at": "23:00Z", "closes_at": "00:30Z", "timezone": "-0500"}, [weekly()]),
        ({"opens_at": "17:00Z", "closes_at": "18:30Z", "timezone": "Europe/Prague"}, [weekly(zone="Europe/Prague")]),
        ({"opens_at": "18:00Z", "closes_at": "19:30Z", "timezone": 0}, [weekly()]),
        ({"opens_at": "18:00Z", "closes_at": "19:30Z", "timezone": "local"}, [weekly()]),
        ({"interval": 2, "dtstart": "2026-11-25"}, [weekly(interval=2, first_on=date(2026, 11, 25))]),
        ({"freq": "MONTHLY", "byday": "1WE,-1WE"}, [weekly(frequency=Frequency.MONTHLY_BY_WEEKDAY, ordinals=(-1, 1))]),
        (
            {"freq": "MONTHLY", "byday": "", "bymonthday": "15"},
            [weekly(frequency=Frequency.MONTHLY_BY_DATE, weekday=None, month_days=(15,))],
        ),
        ({"byweekno": ",".join(str(week) for week in range(2, 53, 2))}, [weekly(frequency=Frequency.EVEN_WEEKS)]),
        ({"byweekno": ",".join(str(week) for week in range(1, 53, 2))}, [weekly(frequency=Frequency.ODD_WEEKS)]),
        ({"until": "2027-06-30"}, [weekly(valid_until=date(2027, 6, 30))]),
        ({"valid_from": "2026-01-01", "valid_to": "2027-06-30"}, [weekly(valid_until=date(2027, 6, 30))]),
        ({"valid_from": "2027-01-01"}, [weekly(valid_from=date(2027, 1, 1))]),
        (
            {"dtstart": "2026-12-24", "until": "2026-12-24"},
            [weekly(frequency=Frequency.ONCE, weekday=None, first_on=date(2026, 12, 24))],
        ),
        ({"notes": "Times are those of Europe/Prague."}, [weekly(zone="Europe/Prague")]),
        (
            {"opens_at": "00:00", "closes_at": "23:59", "byday": "MO,TU,WE,TH,FR,SA,SU"},
            [weekly(frequency=Frequency.ALWAYS_OPEN, weekday=None, start_minute=None, duration_minutes=None)],
        ),
        (
            {"freq": "", "byday": "", "opens_at": "", "closes_at": ""},
            [weekly(frequency=Frequency.BY_APPOINTMENT, weekday=None, start_minute=None, duration_minutes=None)],
        ),
    ],
)
def test_schedules_are_rules(changes: dict[str, Any], expected: list[Recurrence]) -> None:
    assert scheduled(**changes) == expected


@pytest.mark.parametrize(
    "changes",
    [
        *(
            {"freq": "HOURLY"},
            {"byday": "XX"},
            {"byday": ""},
            {"opens_at": "soon"},
            {"opens_at": "23:30Z", "timezone": 1},
            {"opens_at": "18:00Z", "timezone": 99},
            {"opens_at": ""},
            {"freq": ""},
            {"interval": 2},
        ),
        *({"byweekno": "2,4"}, {"byweekno": "x"}, {"byyearday": "100"}, {"until": "2027-13-40"}, {"freq": "MONTHLY", "byday": ""}),
    ],
)
def test_a_schedule_that_our_rules_cannot_say_rejects(changes: dict[str, Any]) -> None:
    assert rejection(at(schedules=[{**SCHEDULE, **changes}])).code == ProblemCode.RULE_UNREADABLE


def test_of_several_schedules_those_that_cannot_be_read_are_left_out_and_noted() -> None:
    found = read_document([service(at(schedules=[SCHEDULE, {**SCHEDULE, "byday": "XX"}]))])

    assert [len(record.rules) for record in records(found)] == [1]
    assert codes(found) == [ProblemCode.DATES_PARTLY_UNREADABLE]


def test_a_service_that_does_not_say_when_is_no_meeting() -> None:
    problem = rejection(at(schedules=[]))

    assert (problem.code, problem.key, problem.index) == (ProblemCode.NO_SCHEDULE, "at-l1", 0)


@pytest.mark.parametrize(
    "given",
    [
        {"status": "defunct"},
        {"status": "inactive"},
        {"service_at_locations": [at(schedules=[{**SCHEDULE, "until": "2026-01-01"}])]},
    ],
)
def test_what_is_over_is_rejected_without_its_key(given: dict[str, Any]) -> None:
    problem = rejection(**given)

    assert (problem.code, problem.key) == (ProblemCode.MEETING_ENDED, "")


def test_what_is_closed_for_now_is_paused() -> None:
    assert one(status="temporarily closed").is_paused


def test_a_house_and_a_link_with_the_same_schedules_are_one_hybrid_meeting() -> None:
    record = one(at(), at(VIRTUAL))

    assert (record.key, record.attendance, record.online_url) == ("at-l1", Attendance.HYBRID, "https://zoom.us/j/1")
    assert record.access_notes == "Heslo: nádej"


def test_a_house_and_a_link_at_other_times_are_two_meetings() -> None:
    found = read_document([service(at(), at(VIRTUAL, schedules=[{**SCHEDULE, "byday": "FR"}]))])

    assert [(record.key, record.attendance) for record in records(found)] == [
        ("at-l1", Attendance.IN_PERSON),
        ("at-l2", Attendance.ONLINE),
    ]


def test_the_schedules_of_the_service_are_those_of_a_place_without_any() -> None:
    assert [rule.recurrence for rule in one(at(schedules=[]), schedules=[SCHEDULE]).rules] == [weekly()]


def term(taxonomy: str, code: str, **changes: Any) -> dict[str, Any]:
    return {"taxonomy_term": {"code": code, "name": code, "taxonomy": taxonomy}, **changes}


def test_terms_say_how_it_goes_and_for_whom_it_is() -> None:
    attributes = [
        term("format", "speaker"),
        term("audience", "women", link_type="eligibility"),
        term("audience", "young"),
        term("facility", "dogs_welcome"),
        term("programme", "aa"),
        term("something", "Candlelight"),
        term("something", "Whatever"),
    ]

    record = one(at(attributes=attributes, schedules=[{**SCHEDULE, "attributes": [term("access", "open")]}]))

    assert (record.formats, record.audiences_only, record.audiences_welcome) == (("candlelight", "speaker"), ("women",), ("young",))
    assert (record.facilities, record.other_codes) == (("dogs_welcome",), ("Whatever",))
    assert [rule.access for rule in record.rules] == [Access.OPEN]


def test_what_is_only_for_minors_serves_minors() -> None:
    assert one(maximum_age=17).serves_minors
    assert not one(maximum_age=99).serves_minors


def test_an_area_is_no_house() -> None:
    location = {"id": "l3", "location_type": "physical", "name": "Staré Mesto, Bratislava"}

    venue = one(at(location)).venue

    assert venue
    assert (venue.is_area, venue.street) == (True, "")


def test_contacts_are_held() -> None:
    record = one(email="a@example.org", phones=[{"number": "0900 123 456"}], contacts=[{"name": "Jana", "email": "j@example.org"}])

    assert set(record.held) == {
        HeldText("email", "a@example.org", HeldReason.CONTACT),
        HeldText("phone", "0900 123 456", HeldReason.CONTACT),
        HeldText("contact_1_name", "Jana", HeldReason.CONTACT),
        HeldText("contact_1_email", "j@example.org", HeldReason.CONTACT),
    }


@pytest.mark.parametrize(
    "document",
    [
        [service()],
        {"total_items": 1, "contents": [service()]},
        {"services": [service()]},
        [{**at(), "service": service(service_at_locations=...)}],
        NORMALISED,
        dict(reversed(NORMALISED.items())),
    ],
)
def test_every_shape_of_document_is_read(document: Any) -> None:
    (record,) = records(read_document(document))

    assert (record.key, record.name, record.body_name, record.languages) == ("at-l1", "Nádej", "AA Slovensko", ("sk",))
    assert record.venue
    assert (record.venue.name, record.venue.street) == ("Dom kultúry", "Obchodná 5")
    assert [rule.recurrence for rule in record.rules] == [weekly()]


def test_lists_to_be_joined_are_not_read_if_they_are_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joined, "LARGEST_JOINED", 100)

    assert read_document(NORMALISED) == [Problem(code=ProblemCode.FEED_TOO_LARGE)]
    assert len(records(read_document([service()]))) == 1


@pytest.mark.parametrize("entry", [None, 1, "text", [], {}, {"service_at_locations": [{}]}, {"service_at_locations": {"a": 1}}])
def test_whatever_else_is_in_the_list_is_one_rejection(entry: Any) -> None:
    found = read_document([service(), entry])

    assert [problem.index for problem in problems(found) if problem.rejects] == [1]
