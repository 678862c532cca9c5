"""Whatever stands in an address: a helpful page, or a problem document of a feed, and never an error."""

import json
from urllib.parse import quote

import pytest
from django.conf import settings as site
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.search import PARAMETERS, MeetingSearch
from tests.meetings.visits import page, today_meeting

pytestmark = pytest.mark.django_db

LANGUAGES = [code for code, _name in site.LANGUAGES]
NAMES = [
    *(PARAMETERS.get(name, name) for name in MeetingSearch.__dataclass_fields__),
    "near",
    "lang",
    "loss",
    "ids",
    "colour",
    "[]",
]
# What people, programs and attackers have sent to sites.
NASTY = [
    *[
        "",
        " ",
        "%00",
        "%FF%FE",
        "%ED%A0%80",
        "%",
        "%zz",
        "+",
        "\u202e",
        "%F0%9F%98%80",
        "'",
        '"><b>',
        "../../etc/passwd",
        "{{7*7}}",
    ],
    *["-1", "0", "1.5", "1e400", "1e49", "9999", "NaN", "inf", "٣", "２５", "0x1F", "1_000", str(2**63), "9" * 400],
    *["999,999", "nan,nan", "1e400,0", "90,180", "-90,-180", "49.22", "49.22,18.74,1", ",", "49,2231;18,7394", "٤٩,١٨"],
    *[
        "2026-02-30",
        "2026-13-45",
        "0000-00-00",
        "9999-12-31",
        "0001-01-01",
        "2000-01-01",
        "2100-01-01",
        "today",
        "2026-12-24T18:00",
    ],
    *["25:00", "24:00", "23:59", "00:00", "7pm", "18:00:00", "١٨:٠٠"],
    *[
        "me",
        "now",
        "any",
        "mon",
        "online",
        "sk",
        "svk",
        "step-free",
        "women",
        "all",
        "zilina",
        "no-such-town",
        "1",
        "Europe/Warsaw",
        "Mars",
    ],
]
VALUES = st.one_of(st.sampled_from(NASTY), st.text(max_size=30).map(lambda text: quote(text, errors="replace")))
PAIRS = st.tuples(st.one_of(st.sampled_from(NAMES), VALUES), VALUES).map("=".join)
QUERIES = st.one_of(
    st.lists(PAIRS, max_size=8).map("&".join), st.binary(max_size=60).map(lambda raw: raw.decode("latin-1")).map(quote)
)


def test_no_query_breaks_the_results(client: Client) -> None:
    today_meeting()

    @settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(query=QUERIES)
    def is_answered(query: str) -> None:
        response = client.get(f"/en/meetings/?{query}")

        assert response.status_code in {200, 302, 303}
        assert response.status_code == 200 or client.get(response.headers["Location"]).status_code == 200
        assert response.status_code != 200 or "<h1>" in response.content.decode()

    is_answered()


@pytest.mark.parametrize("form", ["json", "ics"])
def test_a_feed_answers_or_names_what_means_nothing(client: Client, form: str) -> None:
    today_meeting()

    @settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(query=QUERIES)
    def is_answered(query: str) -> None:
        response = client.get(f"/meetings.{form}?{query}")

        assert response.status_code in {200, 302, 400}
        if response.status_code == 400:
            assert response.headers["Content-Type"] == "application/problem+json"
            assert json.loads(response.content)["parameters"]

    is_answered()


@pytest.mark.parametrize(
    "query",
    [
        "q=" + "x" * 5000,
        "near=" + "x" * 5000,
        "x" * 5000 + "=1",
        "&".join(["topic=a"] * 3000),
        "&".join(["when=today"] * 3000),
        "&".join(f"language=x{number}" for number in range(3000)),
        "near=%00&when=someday",
        "near=%FF%FE",
        "when=now&when=today",
    ],
    ids=lambda query: query[:20],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_very_much_of_anything_is_answered(client: Client, language: str, query: str) -> None:
    response = client.get(f"/{language}/meetings/?{query}", follow=True)

    content = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="{language}">' in content
    assert content.count("<h1>") == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_more_parameters_than_are_read_are_a_page_as_well(client: Client, language: str) -> None:
    response = client.get(f"/{language}/meetings/?" + "&".join(["topic=a"] * 6000))

    assert response.status_code == 400
    assert f'<html lang="{language}">' in response.content.decode()


@pytest.mark.parametrize("number", ["2", "9999", "9" * 40])
def test_a_page_behind_the_last_is_the_last_and_says_so(client: Client, number: str) -> None:
    for count in range(26):
        today_meeting(f"Stretnutie {count}")

    content = page(client, f"/en/meetings/?page={number}")

    assert content.count('<article class="card') == 1
    assert ("this is the last one, page 2." in content) == (number != "2")


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_that_is_only_read_says_so_as_a_page(method: str, language: str) -> None:
    response = getattr(Client(enforce_csrf_checks=True), method)(f"/{language}/meetings/")

    content = response.content.decode()
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD"
    assert f'<html lang="{language}">' in content
    assert 'name="near"' in content


def test_a_head_is_answered_like_a_get_without_the_page(client: Client) -> None:
    today_meeting()

    head, whole = client.head("/sk/meetings/?when=today"), client.get("/sk/meetings/?when=today")

    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["ETag"] == whole.headers["ETag"]


def test_an_address_without_its_slash_leads_to_the_page(client: Client) -> None:
    response = client.get("/sk/meetings?when=today")

    assert (response.status_code, response.headers["Location"]) == (301, "/sk/meetings/?when=today")


@pytest.mark.parametrize(
    "path",
    [
        *("meetings/%00/", "meetings/%00/a/", "groups/%00/", "groups/%00/a/", "holidays/%00/", "topics/%00/", "fellowships/%00/"),
        *("places/%00/", "countries/%00/", "about/%00/", "meetings/which/?among=%00", "meetings/which/?among=a%00,b"),
        *("selection/?ids=%00", "help/?country=%00&topic=%00&kind=%00", "meetings/map/?place=%00", "meetings/map.json?q=%00"),
        *("holidays/2026-12-24/?place=%00&q=%00", "countries/sk/?x=%00"),
    ],
)
def test_a_null_byte_is_nowhere_an_error(client: Client, path: str) -> None:
    assert client.get(f"/en/{path}").status_code in {200, 301, 302, 404}
