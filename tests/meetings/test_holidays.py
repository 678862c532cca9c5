"""Holidays: the right days in the right countries, and everything that is on on one."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from interchange.records import Attendance, Frequency
from meetings.actions import save_exception
from meetings.holidays import HOLIDAYS, countries_around, country_links, holiday_board, names_on, upcoming_holidays
from meetings.kinds import ExceptionKind, MeetingKind
from meetings.models import Meeting, ScheduleException
from meetings.search import MeetingSearch
from tests.meetings.visits import page
from tests.meetings.world import NOW, ROAD, TODAY, make_group, make_meeting, make_rule, make_venue

CHRISTMAS_EVE = date(2026, 12, 24)


@pytest.mark.parametrize(
    ("day", "names"),
    [
        (date(2026, 4, 3), "Good Friday"),
        (date(2026, 4, 5), "Easter Sunday"),
        (date(2026, 4, 12), "Orthodox Easter"),
        (date(2027, 3, 29), "Easter Monday"),
        (date(2026, 6, 4), "Corpus Christi"),
        (date(2026, 5, 4), "Early May bank holiday"),
        (date(2026, 8, 31), "Summer bank holiday"),
        (date(2027, 5, 31), "Spring bank holiday"),
        (date(2026, 11, 1), "All Saints’ Day"),
        (CHRISTMAS_EVE, "Christmas Eve"),
        (date(2026, 11, 24), ""),
        (date(2028, 2, 29), ""),
        (date(2025, 4, 20), "Easter Sunday and Orthodox Easter"),
    ],
)
def test_a_day_has_the_names_of_its_holidays(day: date, names: str) -> None:
    assert names_on(day) == names


def test_every_holiday_has_a_day_in_every_year() -> None:
    assert all(holiday.day_of(year).year == year for holiday in HOLIDAYS for year in range(2024, 2100))


@pytest.mark.parametrize(("home", "around"), [("SK", ["SK", "AT", "CZ", "HU", "PL", "UA"]), ("GB", ["GB", "FR"]), ("JP", ["JP"])])
def test_the_countries_around_are_the_site_s_and_its_neighbours(settings: Settings, home: str, around: list[str]) -> None:
    settings.SITE_COUNTRY = home

    assert countries_around() == around


def test_the_coming_holidays_are_those_of_a_year_in_order() -> None:
    lines = upcoming_holidays(TODAY)

    days = [line.day for line in lines]
    assert days == sorted(set(days))
    assert (days[0], days[-1]) == (date(2026, 12, 8), date(2027, 11, 17))
    assert [(line.names, line.countries) for line in lines[:3]] == [
        ("Immaculate Conception", "Austria"),
        ("Christmas Eve", ""),
        ("Christmas Day", ""),
    ]


def test_a_holiday_of_no_country_around_is_not_told() -> None:
    assert not any("bank holiday" in line.names for line in upcoming_holidays(TODAY))


def on_thursdays(name: str, at: tuple[float, float] = (49.2231, 18.7394), **rule: Any) -> Meeting:
    """A meeting on Thursdays; Christmas Eve of 2026 is one."""
    meeting = make_meeting(name, group=make_group(name), venue=make_venue(at))
    make_rule(meeting, **{"weekday": 3, **rule})
    return meeting


def marathon(name: str) -> Meeting:
    """From 18:00 on Christmas Eve for ten hours."""
    meeting = make_meeting(name, group=make_group(name), kind=MeetingKind.MARATHON)
    make_rule(meeting, frequency=Frequency.ONCE, weekday=None, first_on=CHRISTMAS_EVE, duration_minutes=600)
    return meeting


def board_of(**search: Any) -> dict[str, list[str]]:
    board = holiday_board(MeetingSearch(date=CHRISTMAS_EVE, kind=("all",), **search), CHRISTMAS_EVE, now=NOW, centre=None)
    named = {part.title: [card.meeting.name for card in part.cards] for part in board.parts}
    return {"all night": [card.meeting.name for card in board.all_night], **named}


@pytest.mark.django_db
def test_a_board_has_marathons_first_and_the_rest_by_the_hour() -> None:
    on_thursdays("Večer", start_minute=1080)
    on_thursdays("Ráno", start_minute=420)
    on_thursdays("Popoludní", start_minute=840)
    on_thursdays("Po polnoci", start_minute=30)
    marathon("Maratón")

    assert board_of() == {
        "all night": ["Maratón"],
        "After midnight": ["Po polnoci"],
        "In the morning": ["Ráno"],
        "In the afternoon": ["Popoludní"],
        "In the evening": ["Večer"],
    }


@pytest.mark.django_db
def test_what_does_not_meet_on_the_holiday_is_not_on_it() -> None:
    closed = on_thursdays("Zatvorené")
    on_thursdays("Otvorené")
    exception = ScheduleException(
        kind=ExceptionKind.CANCELLED, rule=closed.rules.get(), first_on=CHRISTMAS_EVE, last_on=CHRISTMAS_EVE
    )
    save_exception(exception, by=None, source=ROAD)

    assert board_of() == {"all night": [], "In the evening": ["Otvorené"]}


@pytest.mark.django_db
def test_a_party_is_on_the_board_too() -> None:
    party = make_meeting("Silvester", kind=MeetingKind.SOCIAL)
    make_rule(party, weekday=3)

    assert board_of() == {"all night": [], "In the evening": ["Silvester"]}


def coming(month: int, day: int) -> date:
    """The next such day."""
    today = timezone.localdate()
    this_year = date(today.year, month, day)
    return this_year if this_year >= today else date(today.year + 1, month, day)


@pytest.mark.django_db
def test_the_page_of_a_holiday_names_it(client: Client) -> None:
    day = coming(12, 24)

    content = page(client, f"/en/holidays/{day.isoformat()}/")

    assert "Christmas Eve" in content
    assert f"24 December {day.year}" in content


@pytest.mark.django_db
def test_any_day_has_a_page(client: Client) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    meeting = make_meeting("Zajtra", listed_on=timezone.localdate())
    make_rule(meeting, weekday=tomorrow.weekday())

    assert "Zajtra" in page(client, f"/sk/holidays/{tomorrow.isoformat()}/")


@pytest.mark.django_db
def test_a_board_may_be_of_one_place(client: Client, gazetteer: None) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    for name, at in {"Tu": (49.2231, 18.7394), "Tam": (50.06, 19.94)}.items():
        meeting = make_meeting(name, group=make_group(name), venue=make_venue(at), listed_on=timezone.localdate())
        make_rule(meeting, weekday=tomorrow.weekday())

    content = page(client, f"/en/holidays/{tomorrow.isoformat()}/?place=zilina&within=10")

    assert ("near Žilina" in content, ">Tu<" in content, ">Tam<" in content) == (True, True, False)


@pytest.mark.django_db
def test_a_board_may_be_of_one_country() -> None:
    on_thursdays("Doma")
    make_rule(make_meeting("U sousedů", venue=make_venue(country="CZ")), weekday=3)
    make_rule(make_meeting("Bez domu", attendance=Attendance.ONLINE, online_url="https://meet.invalid", venue=None), weekday=3)

    assert board_of(country="cz") == {"all night": [], "In the evening": ["U sousedů"]}


@pytest.mark.parametrize(
    ("day", "search", "shown"),
    [
        (date(2027, 7, 6), MeetingSearch(), [("cz", False)]),
        (date(2027, 7, 5), MeetingSearch(), [("sk", False), ("cz", False)]),
        (CHRISTMAS_EVE, MeetingSearch(), [(code, False) for code in ("sk", "at", "cz", "hu", "pl", "ua")]),
        (date(2026, 11, 24), MeetingSearch(), [(code, False) for code in ("sk", "at", "cz", "hu", "pl", "ua")]),
        (date(2027, 7, 5), MeetingSearch(country="cz"), [("", False), ("sk", False), ("cz", True)]),
        (date(2027, 7, 5), MeetingSearch(country="jp"), [("", False), ("sk", False), ("cz", False), ("jp", True)]),
        (date(2027, 7, 5), MeetingSearch(place="zilina"), []),
    ],
)
def test_the_countries_offered_are_those_that_keep_the_holiday(
    day: date, search: MeetingSearch, shown: list[tuple[str, bool]]
) -> None:
    links = country_links(search.but(date=day), day)

    assert [(link.search.country, link.is_chosen) for link in links] == shown


@pytest.mark.django_db
def test_the_page_says_of_which_country_it_is_and_leads_to_others(client: Client) -> None:
    day = coming(12, 24)

    content = page(client, f"/en/holidays/{day.isoformat()}/?country=CZ&discreet=1")

    address = f"?date={day.isoformat()}&amp;kind=all{{}}&amp;discreet=1"
    assert "Where you can go on this day: Czechia." in content
    assert f'<a href="{address.format("&amp;country=cz")}" aria-current="true">Czechia</a>' in content
    assert f'<a href="{address.format("&amp;country=at")}">Austria</a>' in content
    assert f'<a href="{address.format("")}">In all countries</a>' in content


@pytest.mark.django_db
@pytest.mark.parametrize("given", ["xx", "s", "svk", "%00", "ZZ"])
def test_an_unknown_country_is_named_and_left_out(client: Client, given: str) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)

    content = page(client, f"/en/holidays/{tomorrow.isoformat()}/?country={given}")

    assert content.count("Left out, because it could not be understood:") == 1
    assert "What is on on this day." in content


@pytest.mark.django_db
@pytest.mark.parametrize(
    "given", ["country=zz", "place=nowhere", "topic=nothing", "within=x", "colour=blue", "page=9999", "date=2020-01-01"]
)
def test_what_cannot_be_understood_does_not_fail_the_board(client: Client, given: str) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)

    assert client.get(f"/en/holidays/{tomorrow.isoformat()}/?{given}").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    "day", ["2020-01-01", "2999-12-31", "20261224", "2026-W52-4", "24.12.2026", "0000-00-00", "x" * 3000, "2026-13-01"]
)
def test_a_day_of_which_nothing_is_known_leads_to_the_coming_ones(client: Client, day: str) -> None:
    response = client.get(f"/en/holidays/{day}/")

    content = response.content.decode()
    assert response.status_code == 404
    assert f"/en/holidays/{coming(12, 24).isoformat()}/" in content


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "pl", "sk"])
def test_the_list_of_holidays_asks_nothing_of_the_meetings(
    client: Client, language: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(1):
        response = client.get(f"/{language}/holidays/")

    assert response.status_code == 200


@pytest.mark.django_db
def test_queries_do_not_grow_with_what_is_on() -> None:
    on_thursdays("Večer")
    marathon("Maratón")
    with CaptureQueriesContext(connection) as with_few:
        board_of()

    for number in range(3):
        on_thursdays(f"Večer {number}")
        marathon(f"Maratón {number}")
    with CaptureQueriesContext(connection) as with_more:
        found = board_of()

    assert len(found["all night"]) == 4
    assert len(with_more) == len(with_few)
