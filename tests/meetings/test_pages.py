"""The public pages: what they say, what they never say, and that nothing breaks them."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from groups.kinds import Serves
from interchange.records import Access, Attendance
from meetings.actions import report
from meetings.kinds import ReportKind
from places.models import Visibility
from tests.meetings.visits import address_of, page, today_meeting
from tests.meetings.world import ROAD, make_group, make_meeting, make_venue

pytestmark = pytest.mark.django_db
EVERY_PAGE = ["/en/", "/pl/", "/sk/", "/sk/meetings/", "/en/meetings/?who=family", "/en/nothing/"]


@pytest.mark.parametrize("address", EVERY_PAGE)
def test_a_visitor_gets_no_cookie(client: Client, address: str) -> None:
    response = client.get(address)

    assert not response.cookies
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "script" not in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("address", EVERY_PAGE)
def test_a_page_asks_nobody_else_for_anything(client: Client, address: str) -> None:
    content = page(client, address)

    assert 'src="http' not in content
    assert 'rel="stylesheet" href="/static/' in content
    assert all(script.startswith('<script src="/static/') for script in re.findall(r"<script[^>]*>[^<]*", content))
    assert " style=" not in content


@pytest.mark.parametrize("address", [one for one in EVERY_PAGE if "nothing" not in one])
def test_a_page_may_be_kept_by_a_cache_for_a_minute(client: Client, address: str) -> None:
    response = client.get(address)

    assert response.headers["Cache-Control"] == "public, max-age=60, stale-while-revalidate=60"
    assert "Cookie" not in response.headers.get("Vary", "")


def test_an_unchanged_page_is_not_sent_twice(client: Client) -> None:
    first = client.get("/sk/")

    assert client.get("/sk/", headers={"if-none-match": first.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize(
    ("accepted", "language"), [("sk,en;q=0.5", "sk"), ("pl-PL", "pl"), ("fr, de;q=0.9", "en"), ("", "en"), ("*;q=x", "en")]
)
def test_the_root_leads_to_the_reader_s_language(client: Client, accepted: str, language: str) -> None:
    response = client.get("/", headers={"accept-language": accepted})

    assert response.headers["Location"] == f"/{language}/"
    assert "Accept-Language" in response.headers["Vary"]


def test_a_page_does_not_depend_on_the_reader_s_language(client: Client) -> None:
    assert page(client, "/sk/") == client.get("/sk/", headers={"accept-language": "pl"}).content.decode()


def test_a_typed_place_does_not_stay_in_the_address(client: Client, gazetteer: None) -> None:
    response = client.get("/sk/meetings/?near=zilina&who=me")

    assert (response.status_code, response.headers["Location"]) == (303, "/sk/meetings/?place=zilina&who=me")
    assert response.headers["Cache-Control"] == "no-store"


def test_a_place_that_may_be_several_is_asked_for(client: Client, gazetteer: None) -> None:
    response = client.get("/en/meetings/?near=Lipnica&when=any")

    content = page(client, response.headers["Location"])
    assert (response.status_code, response.headers["Cache-Control"]) == (303, "no-store")
    assert "near=" not in response.headers["Location"]
    assert "Which place do you mean?" in content
    assert "/en/meetings/?place=lipnica-pl-podkarpackie&amp;when=any" in content


def test_an_unknown_place_is_no_dead_end(client: Client, gazetteer: None) -> None:
    response = client.get("/en/meetings/?near=qqqqqqqqqq")

    assert (response.status_code, response.headers["Location"]) == (303, "/en/meetings/which/?among=")
    assert "We do not know this place" in page(client, response.headers["Location"])


def test_coordinates_are_rounded_to_a_kilometre(client: Client) -> None:
    response = client.get("/en/meetings/?at=49.223145,18.739412")

    assert response.headers["Location"] == "/en/meetings/?at=49.22,18.74"
    assert response.headers["Cache-Control"] == "no-store"


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

    with django_assert_num_queries(11):
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


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_an_error_page_is_in_the_language_of_the_path(client: Client, language: str) -> None:
    response = client.get(f"/{language}/nothing/")

    assert response.status_code == 404
    assert f'<html lang="{language}">' in response.content.decode()
    assert f'action="/{language}/meetings/"' in response.content.decode()


def test_only_reading_is_allowed(client: Client) -> None:
    assert client.post("/en/meetings/").status_code == 405


def test_a_demo_says_so_on_every_page(client: Client, settings: Settings) -> None:
    settings.SITE_IS_DEMO = True

    for address in EVERY_PAGE:
        assert "This is a demo." in page(client, address) or not address.startswith("/en")


def test_the_languages_of_a_page_lead_to_the_same_search(client: Client) -> None:
    content = page(client, "/en/meetings/?who=family&near=")

    assert all(f"/{code}/meetings/" in page(client, "/en/meetings/?who=family") for code, _name in settings.LANGUAGES)
    assert content == ""


@pytest.mark.parametrize(("place", "is_there"), [("london", True), ("zilina", False)])
def test_the_numbers_for_danger_are_those_of_the_country(client: Client, gazetteer: None, place: str, is_there: bool) -> None:
    assert ('href="tel:999"' in page(client, f"/en/meetings/?place={place}")) is is_there
