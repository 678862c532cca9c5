"""The map of a search: the same meetings as the list, and never a house that may not be seen."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from history.actions import save
from interchange.records import Attendance
from meetings import map_points
from meetings.actions import save_exception
from meetings.kinds import ExceptionKind
from meetings.models import Meeting, ScheduleException
from places.models import Precision, Visibility
from tests.meetings.visits import page, queries, today_meeting
from tests.meetings.world import ROAD, ZILINA, make_venue

pytestmark = pytest.mark.django_db
MAP, POINTS, TOWNS = "/en/meetings/map/", "/en/meetings/map.json", "/en/meetings/map/towns.json"
TRENCIN = (48.8945, 18.0444)
HIDDEN: list[dict[str, Any]] = [
    {"meeting": {"visibility": Visibility.AREA_ONLY}},
    {"meeting": {"visibility": Visibility.ON_CONTACT}},
    {"venue": {"visibility": Visibility.AREA_ONLY}},
    {"venue": {"visibility": Visibility.ON_CONTACT}},
    {"venue": {"precision": Precision.AREA}},
]


def pins(client: Client, query: str = "", language: str = "en") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(f"/{language}/meetings/map.json{query}").json()["features"]
    return found


def names(client: Client, query: str = "") -> list[str]:
    return sorted(meeting["name"] for pin in pins(client, query) for meeting in pin["properties"]["meetings"])


def test_a_pin_stands_at_the_house_and_says_what_the_card_says(client: Client) -> None:
    meeting = today_meeting("Nádej", venue=make_venue(postal_code="010 01"))

    (pin,) = pins(client)

    assert pin["geometry"] == {"type": "Point", "coordinates": [ZILINA[1], ZILINA[0]]}
    (told,) = pin["properties"].pop("meetings")
    assert pin["properties"] == {
        "name": "Nádej: Dom, Hlavná 1, 010 01 Žilina, Slovakia",
        "where": "Dom, Hlavná 1, 010 01 Žilina, Slovakia",
    }
    assert told["name"] == "Nádej"
    assert told["address"] == f"/en/meetings/{meeting.public_id}/nadej/"
    assert told["when"].startswith("Today, ")
    assert "23:55" in told["when"]
    assert [sentence["text"] for sentence in told["who"]] == ["Anyone may come, also family, friends and professionals."]


def test_meetings_in_one_house_share_a_pin(client: Client) -> None:
    house = make_venue()
    today_meeting("Nádej", venue=house)
    today_meeting("Ráno", venue=house)

    (pin,) = pins(client)

    assert pin["properties"]["name"] == "2 meetings: Dom, Hlavná 1, Žilina, Slovakia"
    assert [one["name"] for one in pin["properties"]["meetings"]] == ["Nádej", "Ráno"]


@pytest.mark.parametrize("hidden", HIDDEN)
def test_a_house_that_is_not_said_to_everyone_has_no_pin(client: Client, hidden: dict[str, Any]) -> None:
    today_meeting("Tajná", venue=make_venue(**hidden.get("venue", {})), **hidden.get("meeting", {}))

    assert pins(client) == []
    assert "None of these meetings can be shown on a map" in page(client, MAP)


def test_an_online_meeting_and_one_without_coordinates_are_only_in_the_list(client: Client) -> None:
    today_meeting("Nádej")
    today_meeting("Na diaľku", attendance=Attendance.ONLINE)
    lost = make_venue()
    lost.latitude = lost.longitude = None
    save(lost, by=None, source=ROAD)
    today_meeting("Kdesi", venue=lost)

    assert names(client) == ["Nádej"]
    content = page(client, MAP)
    assert "2 meetings are only in the list" in content
    assert [name in content for name in ("Nádej", "Na diaľku", "Kdesi")] == [True, True, True]


def test_a_date_in_another_house_has_no_pin_at_the_usual_one(client: Client) -> None:
    meeting = today_meeting("Nádej")
    exception = ScheduleException(
        rule=meeting.rules.get(),
        kind=ExceptionKind.MOVED,
        first_on=timezone.localdate(),
        last_on=timezone.localdate(),
        to_venue=make_venue(TRENCIN, visibility=Visibility.ON_CONTACT, city="Trenčín"),
    )
    save_exception(exception, by=None, source=ROAD)

    assert "Nádej" in page(client, "/en/meetings/?when=today")
    assert pins(client, "?when=today") == []


@pytest.mark.parametrize(
    "query", ["", "?when=any", "?who=family", "?at=49.22,18.74&within=10", "?unconfirmed=1", "?q=ráno", "?sort=name"]
)
def test_the_map_and_the_list_answer_alike(client: Client, query: str) -> None:
    today_meeting("Nádej")
    today_meeting("Ráno", venue=make_venue(TRENCIN))

    shown = [name for name in ("Nádej", "Ráno") if f">{name}</a>" in page(client, f"/en/meetings/{query}")]

    assert names(client, query) == shown


def test_what_nobody_confirmed_lately_is_only_on_the_map_where_the_list_shows_it(client: Client) -> None:
    today_meeting("Nádej")
    today_meeting("Stará", listed_on=None)

    assert names(client) == ["Nádej"]
    assert names(client, "?unconfirmed=1") == ["Nádej", "Stará"]


def test_the_map_has_a_bound_and_says_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(map_points, "MOST", 2)
    for name in ("Prvá", "Druhá", "Tretia"):
        today_meeting(name)

    assert len(names(client)) == 2
    assert "Narrow the search" in page(client, MAP)


def test_the_map_asks_as_many_questions_for_three_meetings_as_for_one(client: Client) -> None:
    today_meeting("Nádej")
    of_one = [queries(client, address) for address in (MAP, POINTS)]
    today_meeting("Ráno")
    today_meeting("Večer")

    assert [queries(client, address) for address in (MAP, POINTS)] == of_one


def test_the_page_is_complete_without_scripts_and_not_indexed(client: Client) -> None:
    today_meeting("Nádej")

    content = page(client, MAP)

    assert '<meta name="robots" content="noindex">' in content
    assert "<noscript>" in content
    assert 'class="map" role="region" aria-label="Map of the meetings" hidden' in content
    assert " style=" not in content


def test_the_results_lead_to_their_map(client: Client) -> None:
    today_meeting("Nádej")

    assert 'href="/en/meetings/map/?who=family"' in page(client, "/en/meetings/?who=family")
    assert 'data-points="/en/meetings/map.json?who=family"' in page(client, "/en/meetings/map/?who=family")


def test_a_map_of_nothing_loads_nothing(client: Client) -> None:
    content = page(client, f"{MAP}?who=family")

    assert "No meeting fits this search." in content
    assert "leaflet" not in content


def test_a_place_typed_and_one_too_exact_are_sent_on_and_not_kept(client: Client) -> None:
    exact = client.get(f"{MAP}?at=49.22315,18.73994")
    typed = client.get(f"{MAP}?near=nowhere+at+all")

    assert exact.headers["Location"] == f"{MAP}?at=49.22,18.74"
    assert [one.headers["Cache-Control"] for one in (exact, typed)] == ["no-store", "no-store"]


def test_the_largest_towns_of_a_box_come_first_and_in_the_reader_s_language(client: Client, gazetteer: None) -> None:
    found = client.get(f"/sk{TOWNS[3:]}?box=16,48,17.5,48.5").json()["features"]

    assert [town["properties"]["name"] for town in found[:2]] == ["Viedeň", "Bratislava"]
    assert len(found) == map_points.MOST_TOWNS


def test_wide_boxes_and_narrow_ones_agree_on_the_towns(client: Client, gazetteer: None) -> None:
    wide = client.get(f"{TOWNS}?box=-180,-90,180,90").json()["features"]
    narrow = client.get(f"{TOWNS}?box=-1,51,1,52").json()["features"]

    assert wide[0] == narrow[0]
    assert wide[0]["properties"] == {"name": "London"}


@pytest.mark.parametrize(
    "box", ["", "1,2,3", "1,2,3,4,5", "a,b,c,d", "nan,0,1,1", "0,0,inf,1", "2,0,1,1", "0,-91,1,1", "1e999,0,1,1"]
)
def test_a_box_that_is_none_is_refused(client: Client, box: str) -> None:
    assert client.get(TOWNS, {"box": box}).status_code == 400


@pytest.mark.parametrize(
    "query", ["?at=999,999", "?page=9999", "?when=%00", "?place=nowhere", "?within=-1&topic=&how=x", "?q=" + "a" * 5000]
)
def test_odd_searches_break_neither_page_nor_points(client: Client, query: str) -> None:
    today_meeting("Nádej")

    assert [client.get(f"{address}{query}").status_code for address in (MAP, POINTS)] == [200, 200]


@pytest.mark.parametrize("address", [MAP, POINTS, f"{TOWNS}?box=0,0,1,1"])
def test_all_of_it_may_be_kept_for_a_minute_and_sets_no_cookie(client: Client, address: str) -> None:
    response = client.get(address)

    assert response.headers["Cache-Control"] == "public, max-age=60, stale-while-revalidate=60"
    assert not response.cookies
    assert client.get(address, headers={"if-none-match": response.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://{s}.tiles.example.org/{z}/{x}/{y}.png", " https://*.tiles.example.org"),
        ("https://tiles.example.org:8443/{z}/{x}/{y}.png?key=1", " https://tiles.example.org:8443"),
        ("/tiles/{z}/{x}/{y}.png", ""),
        ("", ""),
    ],
)
def test_only_the_map_allows_pictures_and_only_from_the_owner_s_server(
    client: Client, settings: Settings, url: str, origin: str
) -> None:
    settings.MAP_TILES_URL = url
    today_meeting("Nádej")

    response = client.get(MAP)
    again = client.get(MAP, headers={"if-none-match": response.headers["ETag"]})

    for answer in (response, again):
        assert f"img-src 'self' data:{origin};" in answer.headers["Content-Security-Policy"] + ";"
    assert "tiles" not in client.get("/en/meetings/").headers["Content-Security-Policy"]
    assert ("Show streets" in page(client, MAP)) == bool(origin)


def test_names_cannot_become_html(client: Client) -> None:
    meeting: Meeting = today_meeting("<img src=x onerror=alert(1)>")

    assert names(client) == [meeting.name]
    assert "<img" not in page(client, MAP)
