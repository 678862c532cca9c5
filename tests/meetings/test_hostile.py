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


def without_near(query: str) -> str:
    return "&".join(part for part in query.split("&") if not part.startswith("near="))


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


BAD = [
    ("at=999,999", "at=999,999"),
    ("at=nan,nan", "at=nan,nan"),
    ("within=0", "within=0"),
    ("within=-5", "within=-5"),
    ("within=201", "within=201"),
    ("beyond=-1", "beyond=-1"),
    ("page=0", "page=0"),
    ("page=-3", "page=-3"),
    ("from=25:00", "from=25:00"),
    ("until=7pm", "until=7pm"),
    ("date=2026-02-30", "date=2026-02-30"),
    ("when=someday", "when=someday"),
    ("who=robot", "who=robot"),
    ("how=carrier-pigeon", "how=carrier-pigeon"),
    ("topic=no-such", "topic=no-such"),
    ("tz=Mars", "tz=Mars"),
    ("colour=red", "colour"),
    ("place=no-such-town", "place=no-such-town"),
]


@pytest.mark.parametrize(("query", "named"), BAD)
def test_a_page_names_what_it_left_out(client: Client, query: str, named: str) -> None:
    content = page(client, f"/en/meetings/?{query}&when=today")

    assert f"<code>{named}</code>" in content or query.startswith("when=")
    assert page(client, f"/en/meetings/?{query}").count("<code>") == 1


@pytest.mark.parametrize(("query", "named"), [one for one in BAD if not one[0].startswith("page=")])
@pytest.mark.parametrize("form", ["json", "ics"])
def test_a_feed_names_it_as_a_problem(client: Client, form: str, query: str, named: str) -> None:
    response = client.get(f"/meetings.{form}?{query}")

    assert response.status_code == 400
    assert response.json()["parameters"] == [named]


def test_of_very_much_that_means_nothing_some_is_named_and_the_rest_counted(client: Client) -> None:
    content = page(client, "/en/meetings/?" + "&".join(f"x{number}=1" for number in range(3000)))

    assert content.count("<code>") == 10
    assert "and 2990 more" in content


def test_a_value_that_cannot_be_shown_is_not(client: Client) -> None:
    content = page(client, "/en/meetings/?when=%00%1B&colour%E2%80%AE=1")

    assert "<code>when=\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}</code>" in content
    assert "\x00" not in content
    assert "\u202e" not in content


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
    ("query", "address"),
    [
        ("near=zilina&when=someday", "/en/meetings/?place=zilina&when=someday"),
        ("near=zilina&colour=red&who=me", "/en/meetings/?place=zilina&who=me&colour="),
        ("near=zilina&when=today&when=bad&page=0", "/en/meetings/?place=zilina&when=bad&page=0"),
        ("near=&within=0", "/en/meetings/?within=0"),
        ("at=49.223145,18.739412&when=someday", "/en/meetings/?at=49.22,18.74&when=someday"),
    ],
)
def test_what_was_left_out_goes_along_where_a_search_is_sent_on(client: Client, gazetteer: None, query: str, address: str) -> None:
    response = client.get(f"/en/meetings/?{query}")

    assert response.headers["Location"] == address
    assert response.headers["Cache-Control"] == "no-store"
    assert "<code>" in page(client, address)


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("Zilna", "zilina"),
        ("Banska Bistrica", "banska-bystrica"),
        ("Krakw", "krakow"),
        ("Londýn", "london"),
        ("Warsawa", "warszawa"),
        ("Žylina", "zilina"),
    ],
)
def test_a_slip_in_a_place_is_forgiven(client: Client, gazetteer: None, typed: str, slug: str) -> None:
    response = client.get("/sk/meetings/", {"near": typed})

    assert response.headers["Location"] == f"/sk/meetings/?place={slug}"


@pytest.mark.parametrize(("typed", "slug"), [("Liptoský Mikulašš", "liptovsky-mikulas"), ("Bratizlaf", "bratislava")])
def test_several_slips_offer_the_likeliest_spellings(client: Client, gazetteer: None, typed: str, slug: str) -> None:
    response = client.get("/sk/meetings/", {"near": typed, "who": "me"}, follow=True)

    assert f'href="/sk/meetings/?place={slug}&amp;who=me"' in response.content.decode()
    assert typed not in response.request["QUERY_STRING"]


def test_of_a_place_that_nobody_knows_nothing_keeps_what_was_typed(client: Client, gazetteer: None) -> None:
    typed = client.get("/en/meetings/?near=qqqqqqqqqq&when=bad")

    content = client.get(typed.headers["Location"]).content.decode()
    assert typed.headers["Cache-Control"] == "no-store"
    assert "qqqqqqqqqq" not in typed.headers["Location"] + content
    assert "<code>when=bad</code>" in content
    assert 'href="/en/meetings/?when=bad"' in content


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


def test_what_was_typed_does_not_go_along_to_another_address(client: Client) -> None:
    meeting = today_meeting()

    response = client.get(f"/en/meetings/{meeting.public_id}/?near=Hlavn%C3%A1+1&discreet=1")

    assert response.headers["Location"] == f"/en/meetings/{meeting.public_id}/{meeting.slug}/?discreet=1"


def test_of_two_places_that_were_typed_neither_stays(client: Client, gazetteer: None) -> None:
    response = client.get("/en/meetings/?near=Hlavn%C3%A1+1&near=zilina")

    assert response.headers["Location"] == "/en/meetings/?place=zilina"
