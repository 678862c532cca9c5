"""The feeds as they are sent."""

import gzip
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from pytest_django import DjangoAssertNumQueries

from feeds import answers
from interchange.records import Access, Frequency
from meetings.kinds import MeetingStatus
from tests.feeds.visits import FEEDS, SEARCHES, body, events, names, objects, whole
from tests.meetings.visits import page, today_meeting
from tests.meetings.world import make_fellowship, make_group, make_meeting, make_rule

pytestmark = pytest.mark.django_db

WHEN = {"slug", "name", "day", "time", "timezone", "types"}


def test_json_holds_when_and_for_whom_a_meeting_is(client: Client) -> None:
    meeting = today_meeting()

    (found,) = objects(client)

    assert {name: value for name, value in found.items() if name in WHEN} == {
        "slug": meeting.public_id,
        "name": "Nádej",
        "day": (timezone.localdate().weekday() + 1) % 7,
        "time": "23:55",
        "timezone": "Europe/Bratislava",
        "types": ["O"],
    }


def test_json_holds_where_a_meeting_is_and_whose(client: Client) -> None:
    meeting = today_meeting()

    (found,) = objects(client)

    assert {name: value for name, value in found.items() if name not in WHEN} == {
        "attendance_option": "in_person",
        "location": "Dom",
        "formatted_address": "Hlavná 1, Žilina, Slovakia",
        "address": "Hlavná 1",
        "city": "Žilina",
        "country": "SK",
        "regions": ["Žilina"],
        "region": "Žilina",
        "latitude": 49.2231,
        "longitude": 18.7394,
        "approximate": "no",
        "group": "Nádej",
        "group_id": meeting.group.public_id,
        "url": f"http://testserver/en/meetings/{meeting.public_id}/nadej/",
        "updated": f"{timezone.localdate():%Y-%m-%d} 00:00:00",
    }


def test_calendar_holds_an_event_of_each_rule(client: Client) -> None:
    meeting = today_meeting()
    make_rule(meeting, frequency=Frequency.MONTHLY_BY_WEEKDAY, weekday=2, ordinals=(-1,), access=Access.CLOSED)

    found = events(client, "lang=sk")

    assert {str(event["UID"]) for event in found} == {str(rule.uid) for rule in meeting.rules.all()}
    assert {str(event["SUMMARY"]) for event in found} == {"Nádej (AA)"}
    assert {str(event["URL"]) for event in found} == {f"http://testserver/sk/meetings/{meeting.public_id}/nadej/"}


def test_texts_are_in_the_language_asked_for_and_in_no_other(client: Client) -> None:
    today_meeting()

    with translation.override("pl"):
        said = {language: str(events(client, f"lang={language}")[0]["DESCRIPTION"]).split("\n")[0] for language in ("en", "sk")}
        still = translation.get_language()

    assert said["en"] == "Anyone may come, also family, friends and professionals."
    assert said["sk"] != said["en"]
    assert still == "pl"


def test_header_does_not_choose_the_language(client: Client) -> None:
    today_meeting()

    asked = client.get("/meetings.ics", headers={"Accept-Language": "sk", "Cookie": "django_language=sk"})

    assert asked.headers["Content-Language"] == settings.LANGUAGE_CODE
    assert asked.headers["Vary"] == "Accept-Encoding"


def test_feed_holds_what_the_page_shows_over_all_its_pages_in_its_order(client: Client) -> None:
    meetings = [today_meeting(f"Skupina {number:02}") for number in range(30)]

    found = names(client, "sort=name")

    assert found == [meeting.name for meeting in meetings]
    assert "Skupina 29" not in page(client, "/en/meetings/?sort=name")


def test_unconfirmed_meetings_come_only_if_asked_for_or_alone(client: Client) -> None:
    today_meeting("Stará", listed_on=None)

    alone = names(client)
    today_meeting("Nová")

    assert (alone, names(client), sorted(names(client, "unconfirmed=1"))) == (["Stará"], ["Nová"], ["Nová", "Stará"])


@pytest.mark.parametrize("status", [MeetingStatus.DRAFT, MeetingStatus.PAUSED, MeetingStatus.ENDED])
def test_only_published_meetings_are_in_feeds(client: Client, status: MeetingStatus) -> None:
    meeting = today_meeting(status=status)

    assert objects(client, "when=any") == objects(client, f"ids={meeting.public_id}") == []
    assert events(client, "when=any") == events(client, f"ids={meeting.public_id}") == []


def test_picked_meetings_come_in_the_order_in_which_they_were_picked(client: Client) -> None:
    first, second, _third = (today_meeting(name) for name in ("Prvá", "Druhá", "Tretia"))

    assert names(client, f"ids={second.public_id},{first.public_id},22222222") == ["Druhá", "Prvá"]


def test_codes_are_those_of_the_fellowship_asked_for(client: Client) -> None:
    make_fellowship("aa", code_set="aa")
    today_meeting("Svetlo", group=make_group("Svetlo"), languages=("pl",))

    assert [found["types"] for found in objects(client)] == [["O", "PL"]]
    assert [found["types"] for found in objects(client, "fellowship=aa")] == [["O", "POL"]]


@pytest.mark.parametrize("address", FEEDS)
def test_feed_may_be_read_by_pages_of_others_and_kept_for_a_minute(client: Client, address: str) -> None:
    today_meeting()

    headers = client.get(address).headers

    assert headers["Access-Control-Allow-Origin"] == "*"
    assert headers["Access-Control-Expose-Headers"] == "Feed-Loss, ETag"
    assert headers["Cache-Control"] == "public, max-age=60, stale-while-revalidate=60"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize("address", FEEDS)
def test_feed_that_the_asker_has_is_not_sent_again(client: Client, address: str) -> None:
    today_meeting()
    etag = client.get(address).headers["ETag"]

    again = client.get(address, headers={"If-None-Match": etag})
    make_meeting("Nová")
    changed: Any = client.get(address, headers={"If-None-Match": etag})

    assert (again.status_code, again.content) == (304, b"")
    assert changed.status_code == 200


@pytest.mark.parametrize("address", FEEDS)
def test_head_has_the_headers_and_nothing_else(client: Client, address: str) -> None:
    asked, told = client.get(address), client.head(address)

    assert (whole(told), without_length(told)) == (b"", without_length(asked))


@pytest.mark.parametrize("address", FEEDS)
@pytest.mark.parametrize("method", ["post", "put", "delete", "options"])
def test_feeds_are_only_read(address: str, method: str) -> None:
    asker = Client(enforce_csrf_checks=True)

    assert getattr(asker, method)(address).status_code == 405


@pytest.mark.parametrize("address", SEARCHES)
def test_feed_is_streamed_through_gzip(client: Client, address: str) -> None:
    for number in range(3):
        today_meeting(f"Skupina {number}")

    response: Any = client.get(address, headers={"Accept-Encoding": "gzip"})

    assert (response.streaming, response.headers["Content-Encoding"]) == (True, "gzip")
    assert len(gzip.decompress(whole(response))) > 300


@pytest.mark.parametrize("address", FEEDS)
def test_feed_says_when_it_changed_and_is_not_sent_again_if_it_has_not(client: Client, address: str) -> None:
    today_meeting()
    modified = client.get(address).headers["Last-Modified"]

    again = client.get(address, headers={"If-Modified-Since": modified})

    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Cache-Control"] == "public, max-age=60, stale-while-revalidate=60"


def without_length(response: Any) -> dict[str, str]:
    """The headers but for one that frameworks leave out where they have nothing to measure."""
    return {name: value for name, value in response.headers.items() if name != "Content-Length"}


@pytest.mark.parametrize("address", FEEDS)
def test_queries_do_not_grow_with_meetings(client: Client, django_assert_num_queries: DjangoAssertNumQueries, address: str) -> None:
    today_meeting("Prvá")
    whole(client.get(address))  # some answers are kept until something changes

    with CaptureQueriesContext(connection) as one:
        whole(client.get(address))
    of_one = len(one)
    for name in ("Druhá", "Tretia"):
        today_meeting(name)
    whole(client.get(address))
    with django_assert_num_queries(of_one):
        whole(client.get(address))


def test_meetings_of_several_batches_all_come_in_order(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "BATCH", 2)
    for number in range(5):
        today_meeting(f"Skupina {number}")

    assert names(client, "sort=name") == [f"Skupina {number}" for number in range(5)]


def test_calendar_of_nothing_is_a_calendar(client: Client) -> None:
    assert events(client) == []
    assert body(client, "/meetings.ics").startswith("BEGIN:VCALENDAR\r\n")
