"""JSON-LD: dated events under one series, nothing invented, nothing that would end a script."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from interchange.jsonld import EventDate, EventRule, EventSeries, as_json, as_text
from interchange.records import Attendance, Frequency, Recurrence, VenueRecord

BEGIN = datetime(2026, 11, 24, 18, 0, tzinfo=timezone(timedelta(hours=1)))
HOUSE = VenueRecord(name="Dom", street="Hlavná 1", city="Žilina", country="SK", latitude=49.2, longitude=18.7)


def series(**fields: Any) -> EventSeries:
    known: dict[str, Any] = {
        "name": "Nádej",
        "address": "https://example.org/sk/meetings/a/nadej/",
        "organizer": "Nádej",
        "attendance": Attendance.IN_PERSON,
        "dates": [EventDate(starts_at=BEGIN, ends_at=BEGIN + timedelta(minutes=90))],
        "venue": HOUSE,
    }
    return EventSeries(**{**known, **fields})


def test_a_date_says_when_and_where() -> None:
    (event,) = as_json(series())["subEvent"]

    assert event == {
        "@type": "Event",
        "name": "Nádej",
        "url": "https://example.org/sk/meetings/a/nadej/",
        "organizer": {"@type": "Organization", "name": "Nádej"},
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": [
            {
                "@type": "Place",
                "address": {
                    "@type": "PostalAddress",
                    "streetAddress": "Hlavná 1",
                    "addressLocality": "Žilina",
                    "addressCountry": "SK",
                },
                "name": "Dom",
                "geo": {"@type": "GeoCoordinates", "latitude": 49.2, "longitude": 18.7},
            }
        ],
        "startDate": "2026-11-24T18:00:00+01:00",
        "endDate": "2026-11-24T19:30:00+01:00",
        "eventStatus": "https://schema.org/EventScheduled",
    }


def test_the_dates_stand_under_one_series_and_are_at_most_four() -> None:
    found = as_json(series(dates=[EventDate(starts_at=BEGIN + timedelta(weeks=week)) for week in range(6)]))

    assert (found["@context"], found["@type"]) == ("https://schema.org", "EventSeries")
    assert [event["startDate"][:10] for event in found["subEvent"]] == ["2026-11-24", "2026-12-01", "2026-12-08", "2026-12-15"]


def test_an_unknown_end_is_not_invented() -> None:
    (event,) = as_json(series(dates=[EventDate(starts_at=BEGIN)]))["subEvent"]

    assert "endDate" not in event


def test_a_cancelled_date_says_so() -> None:
    (event,) = as_json(series(dates=[EventDate(starts_at=BEGIN, is_cancelled=True)]))["subEvent"]

    assert event["eventStatus"] == "https://schema.org/EventCancelled"


def test_who_joins_from_home_is_led_to_the_page_and_not_to_the_room() -> None:
    found = as_json(series(attendance=Attendance.HYBRID))

    assert found["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert found["location"][1] == {"@type": "VirtualLocation", "url": "https://example.org/sk/meetings/a/nadej/"}


def test_an_online_meeting_has_no_house() -> None:
    found = as_json(series(attendance=Attendance.ONLINE))

    assert [place["@type"] for place in found["location"]] == ["VirtualLocation"]


def test_coordinates_of_an_area_are_left_out() -> None:
    found = as_json(series(venue=VenueRecord(city="Žilina", latitude=49.2, longitude=18.7, is_area=True)))

    assert "geo" not in found["location"][0]


@pytest.mark.parametrize("is_free", [True, False])
def test_what_it_costs_is_said_where_it_is_known(is_free: bool) -> None:
    assert as_json(series(is_free=is_free))["isAccessibleForFree"] is is_free
    assert "isAccessibleForFree" not in as_json(series())


@pytest.mark.parametrize("name", ["</script><script>alert(1)</script>", "<!--", "a & b", "line\u2028end"])
def test_no_name_ends_the_script_it_stands_in(name: str) -> None:
    text = as_text(series(name=name))

    assert not set(text) & set("<>&\u2028")
    assert json.loads(text)["name"] == name


def test_a_start_in_another_zone_keeps_it() -> None:
    (event,) = as_json(series(dates=[EventDate(starts_at=datetime(2026, 1, 1, tzinfo=UTC))]))["subEvent"]

    assert event["startDate"] == "2026-01-01T00:00:00+00:00"


def schedules(**fields: Any) -> list[dict[str, Any]]:
    """How a rule is said to repeat."""
    known = {"frequency": Frequency.WEEKLY, "weekday": 2, "start_minute": 1080, "duration_minutes": 90, "zone": "Europe/Bratislava"}
    rule = EventRule(recurrence=Recurrence(**{**known, **fields}))
    found: list[dict[str, Any]] = as_json(series(rules=[rule])).get("eventSchedule", [])
    return found


def test_a_rule_says_how_it_repeats_and_on_which_dates_it_does_not() -> None:
    recurrence = Recurrence(frequency=Frequency.WEEKLY, weekday=2, start_minute=1080, duration_minutes=90, zone="Europe/Bratislava")

    found = as_json(series(rules=[EventRule(recurrence=recurrence, except_on=[date(2026, 12, 23)])]))

    assert found["eventSchedule"] == [
        {
            "@type": "Schedule",
            "repeatFrequency": "P1W",
            "byDay": ["https://schema.org/Wednesday"],
            "duration": "PT90M",
            "exceptDate": ["2026-12-23"],
            "startTime": "18:00:00",
            "scheduleTimezone": "Europe/Bratislava",
        }
    ]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            {"interval": 2, "first_on": date(2026, 1, 7)},
            {"repeatFrequency": "P2W", "startDate": "2026-01-07", "byDay": ["https://schema.org/Wednesday"]},
        ),
        (
            {"frequency": Frequency.MONTHLY_BY_WEEKDAY, "ordinals": (1, -1)},
            {"repeatFrequency": "P1M", "byDay": ["1WE", "-1WE"]},
        ),
        (
            {"frequency": Frequency.MONTHLY_BY_DATE, "weekday": None, "month_days": (15,), "months": (3, 6)},
            {"repeatFrequency": "P1M", "byMonthDay": [15], "byMonth": [3, 6]},
        ),
        (
            {"valid_from": date(2026, 12, 1), "valid_until": date(2027, 6, 30), "duration_minutes": None},
            {
                "repeatFrequency": "P1W",
                "startDate": "2026-12-01",
                "endDate": "2027-06-30",
                "byDay": ["https://schema.org/Wednesday"],
            },
        ),
    ],
)
def test_rules_of_every_kind_that_schema_org_knows(fields: dict[str, Any], expected: dict[str, Any]) -> None:
    (found,) = schedules(**{"duration_minutes": None, **fields})

    assert found == {"@type": "Schedule", "startTime": "18:00:00", "scheduleTimezone": "Europe/Bratislava", **expected}


@pytest.mark.parametrize(
    "fields",
    [
        {"frequency": Frequency.EVEN_WEEKS},
        {"frequency": Frequency.ONCE, "weekday": None, "first_on": date(2026, 12, 2)},
        {"frequency": Frequency.BY_APPOINTMENT, "weekday": None, "start_minute": None},
        {"pause_from": 701, "pause_until": 831},
        {"frequency": Frequency.MONTHLY_BY_WEEKDAY, "ordinals": (1,), "month_days": (1, 2)},
    ],
)
def test_what_schema_org_cannot_repeat_is_told_by_its_dates_alone(fields: dict[str, Any]) -> None:
    assert schedules(**fields) == []
