"""The page of results: what it says and what it offers, what it never says, and that nothing breaks it."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from groups.kinds import Serves
from interchange.records import Access, Attendance
from meetings.actions import report
from meetings.kinds import ReportKind
from places.models import Visibility
from tests.meetings.visits import address_of, page, today_meeting
from tests.meetings.world import ROAD, make_group, make_meeting, make_venue

pytestmark = pytest.mark.django_db


def test_results_say_when_who_where_and_how_sure_we_are(client: Client) -> None:
    today_meeting("Nádej")

    content = page(client, "/en/meetings/?at=49.22,18.74&when=today")

    for said in ("23:55", "Nádej", "Anyone may come, also family", "Žilina", "Listed by tests", "Today, "):
        assert said in content


def test_a_relative_finds_the_open_meeting_only(client: Client) -> None:
    today_meeting("Otvorená", access=Access.OPEN)
    today_meeting("Zatvorená", access=Access.CLOSED)
    today_meeting("Pre rodiny", access=Access.CLOSED, group=make_group("Rodina", fellowship="al-anon", serves=Serves.RELATIVES))

    content = page(client, "/en/meetings/?who=family")

    assert [name in content for name in ("Otvorená", "Zatvorená", "Pre rodiny")] == [True, False, True]


def test_what_nobody_vouched_for_lately_is_counted_and_one_click_away(client: Client) -> None:
    today_meeting("Čerstvá")
    today_meeting("Stará", listed_on=timezone.localdate() - timedelta(days=200))

    content = page(client, "/en/meetings/")

    assert "Stará" not in content
    assert "Show one more that nobody has confirmed" in content
    assert "Stará" in page(client, "/en/meetings/?unconfirmed=1")


def test_where_there_is_nothing_else_the_unconfirmed_are_shown_with_a_warning(client: Client) -> None:
    today_meeting("Stará", listed_on=timezone.localdate() - timedelta(days=200))

    content = page(client, "/en/meetings/")

    assert "Stará" in content
    assert "No meeting that somebody has confirmed lately fits." in content


def test_a_reported_meeting_is_shown_with_its_warning(client: Client) -> None:
    meeting = today_meeting()
    for network in ("a", "b"):
        report(
            meeting,
            kind=ReportKind.NOBODY_THERE,
            on=timezone.localdate(),
            about_date=None,
            network_hash=network,
            by=None,
            source=ROAD,
        )

    assert "Visitors have reported that something is wrong here." in page(client, "/en/meetings/")


def test_an_empty_search_offers_what_there_is(client: Client) -> None:
    today_meeting("Online", attendance=Attendance.ONLINE)

    content = page(client, "/en/meetings/?at=-45.00,170.00")

    assert "Nothing fits this search. But there is this:" in content
    assert "Online, from anywhere" in content


def test_what_was_not_understood_is_named(client: Client) -> None:
    content = page(client, "/en/meetings/?when=someday&colour=%3Cb%3Ered")

    assert "<code>when=someday</code>" in content
    assert "<code>colour</code>" in content


def test_a_place_that_nobody_knows_is_named(client: Client) -> None:
    assert "<code>place=no-such-town</code>" in page(client, "/en/meetings/?place=no-such-town")


def test_a_refined_search_stays_near_the_visitor(client: Client) -> None:
    assert '<input type="hidden" name="at" value="49.22,18.74">' in page(client, "/en/meetings/?at=49.22,18.74")


def test_many_values_cost_no_more_queries_than_one(client: Client, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_max_num_queries(14):
        client.get("/en/meetings/?" + "&".join(f"topic=x{number}&fellowship=y{number}" for number in range(300)))


def test_filters_are_called_by_their_names(client: Client) -> None:
    meeting = today_meeting()

    content = page(client, f"/en/meetings/?group={meeting.group.public_id}&facility=step-free")

    assert "<span>Nádej</span>" in content
    assert "<span>Step-free access</span>" in content


@pytest.mark.parametrize(
    "query",
    [
        "page=9999",
        f"q={'x' * 5000}",
        f"near={'x' * 5000}",
        "at=999,999",
        "q=%00",
        "near=%00",
        "near=",
        "place=%00",
        "&".join(["topic=a"] * 900),
        "who=%FF%FE",
        "when=now&when=today",
        "date=0001-01-01",
        "date=9999-12-31",
        "tz=../../etc/passwd",
        "place=does-not-exist",
    ],
)
def test_no_address_breaks_the_results(client: Client, query: str) -> None:
    today_meeting()

    response = client.get(f"/en/meetings/?{query}")

    assert response.status_code in {200, 302, 303}


@pytest.mark.parametrize("rows", [3, 6])  # with fewer, the ladder asks further: test_ladder.py
def test_results_take_the_same_queries_for_any_number(
    client: Client, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(rows):
        today_meeting(f"Stretnutie {number}")

    with django_assert_num_queries(9):
        client.get("/en/meetings/")


@pytest.mark.parametrize("visibility", [Visibility.AREA_ONLY, Visibility.ON_CONTACT])
@pytest.mark.parametrize("is_the_venue_hidden", [True, False])
def test_a_hidden_address_is_on_no_page(client: Client, visibility: Visibility, is_the_venue_hidden: bool) -> None:
    hidden = {
        "name": "Charita",
        "street": "Tajná 7",
        "postal_code": "010 07",
        "bell": "Zvonček 3",
        "address_text": "Tajná 7, Žilina",
    }
    venue = make_venue((49.223145, 18.739412), visibility=visibility if is_the_venue_hidden else "public", **hidden)
    meeting = today_meeting(venue=venue, visibility="public" if is_the_venue_hidden else visibility)

    pages = [
        address_of(meeting),
        "/en/meetings/?at=49.22,18.74",
        "/en/meetings/?q=nadej",
        "/sk/meetings/?sort=distance&at=49.22,18.74",
    ]
    shown = "".join(page(client, address) for address in pages)

    for secret in (*hidden.values(), "49.223", "18.739", venue.public_id):
        assert secret not in shown


def test_a_hidden_venue_cannot_be_searched_for(client: Client) -> None:
    venue = make_venue(visibility=Visibility.AREA_ONLY, name="Charita")
    today_meeting("Tichá", venue=venue)

    assert "Tichá" not in page(client, f"/en/meetings/?venue={venue.public_id}")
    assert "Tichá" not in page(client, "/en/meetings/?q=charita")


def test_a_teens_meeting_is_area_only_by_default() -> None:
    meeting = make_meeting(group=make_group("Alateen", fellowship="alateen", serves=Serves.MINORS))

    assert meeting.visibility == Visibility.AREA_ONLY


def test_the_languages_of_a_page_lead_to_the_same_search(client: Client) -> None:
    content = page(client, "/en/meetings/?who=family&near=")

    assert all(f"/{code}/meetings/" in page(client, "/en/meetings/?who=family") for code, _name in settings.LANGUAGES)
    assert content == ""


@pytest.mark.parametrize(("place", "is_there"), [("london", True), ("zilina", False)])
def test_the_numbers_for_danger_are_those_of_the_country(client: Client, gazetteer: None, place: str, is_there: bool) -> None:
    assert ('href="tel:999"' in page(client, f"/en/meetings/?place={place}")) is is_there
