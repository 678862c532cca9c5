"""What a phone does besides, in a real browser: near me, saved meetings, a plan on paper; and nothing of it unasked."""

import gzip
import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import opened
from tests.browser.paper import FOURTEEN_POINTS, SIZES_OF_TEXT
from tests.browser.storage import NOTHING, save_all, stored
from tests.meetings.visits import address_of, today_meeting
from tests.meetings.world import make_venue

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

AT_HOME = {"latitude": 49.223149, "longitude": 18.739951}
SCRIPT_BUDGET = 10_000  # bytes, compressed (design/pages.md)
STATIC = settings.BASE_DIR / "static"
COUNT_ASKING = """
    window.asked = 0;
    const ask = navigator.geolocation.getCurrentPosition.bind(navigator.geolocation);
    navigator.geolocation.getCurrentPosition = (...rest) => { window.asked += 1; ask(...rest); };
"""


@pytest.fixture
def sent(measured: Page) -> list[str]:
    """The addresses of all requests, those of the service worker too."""
    addresses: list[str] = []
    measured.context.on("request", lambda request: addresses.append(request.url))
    return addresses


def saved_ids(page: Page) -> list[str]:
    return sorted(filter(None, str(page.evaluate("localStorage.getItem('saved-meetings') ?? ''")).split(",")))


def weight_of(scripts: Iterable[Path]) -> int:
    """As they are sent: compressed, each for itself."""
    sizes = [len(gzip.compress(script.read_bytes())) for script in scripts]
    assert sizes
    return sum(sizes)


def test_near_me_is_rounded_before_anything_is_sent(measured: Page, live_server: LiveServer, sent: list[str]) -> None:
    measured.context.grant_permissions(["geolocation"])
    measured.context.set_geolocation(AT_HOME)  # type: ignore[arg-type]

    measured.goto(f"{live_server.url}/sk/")
    measured.locator("#id_near").fill("Martin")
    measured.locator("#id_when").select_option("tomorrow")
    measured.locator("#id_who_family").check()
    measured.locator("[data-near] button").click()
    measured.wait_for_url("**/sk/meetings/?at=*")

    given = parse_qs(urlsplit(measured.url).query)
    assert given["at"] == ["49.22,18.74"]
    assert (given["when"], given["who"]) == (["tomorrow"], ["family"])
    assert not {"near", "place"} & set(given)
    assert not [address for address in sent if "49.223" in address or "18.739" in address]


@pytest.mark.parametrize(("here", "at"), [((-0.001, 0.004), "0.00,0.00"), ((-33.8688, 151.2093), "-33.87,151.21")])
def test_near_me_works_on_the_whole_globe(measured: Page, live_server: LiveServer, here: tuple[float, float], at: str) -> None:
    measured.context.grant_permissions(["geolocation"])
    measured.context.set_geolocation({"latitude": here[0], "longitude": here[1]})

    measured.goto(f"{live_server.url}/en/")
    measured.locator("[data-near] button").click()
    measured.wait_for_url("**/en/meetings/?at=*")

    assert parse_qs(urlsplit(measured.url).query)["at"] == [at]


def test_near_me_asks_when_pressed_only_and_says_when_it_may_not(measured: Page, live_server: LiveServer) -> None:
    measured.add_init_script(COUNT_ASKING)

    measured.goto(f"{live_server.url}/en/")
    before = measured.evaluate("asked")
    measured.locator("[data-near] button").click()

    expect(measured.locator("[data-near] [role=status]")).to_have_text(
        "This phone may not say where it is. You can type a town or a postcode instead."
    )
    assert (before, measured.evaluate("asked")) == (0, 1)
    assert measured.url == f"{live_server.url}/en/"


def test_saved_meetings_are_ids_on_this_phone_only(measured: Page, live_server: LiveServer) -> None:
    first, second = today_meeting("Prvá"), today_meeting("Druhá")

    measured.goto(f"{live_server.url}/sk/meetings/")
    save_all(measured)
    measured.goto(f"{live_server.url}{address_of(first, 'sk')}")

    assert saved_ids(measured) == sorted([first.public_id, second.public_id])
    assert stored(measured) == {**NOTHING, "local": 1}
    assert measured.context.cookies() == []
    expect(measured.locator("[data-saved]")).to_have_text(re.compile(r": 2$"))
    measured.locator("[data-saved] a").click()
    assert sorted(measured.locator(".card h3").all_inner_texts()) == ["Druhá", "Prvá"]


def test_a_saved_meeting_is_taken_away_where_it_was_saved(measured: Page, live_server: LiveServer) -> None:
    measured.goto(f"{live_server.url}{address_of(today_meeting())}")

    for said in ("Saved on this phone.", "Taken away from this phone."):
        measured.locator(".save button").click()
        expect(measured.locator("#phone-said")).to_have_text(said)

    assert stored(measured) == NOTHING
    expect(measured.locator("#phone")).to_be_hidden()


def test_a_button_says_which_meeting_it_saves(measured: Page, live_server: LiveServer) -> None:
    today_meeting("Nádej")

    measured.goto(f"{live_server.url}/en/meetings/")

    button = measured.locator(".save button")
    expect(button).to_have_accessible_name("Save on this phone")
    expect(button).to_have_accessible_description("Nádej")


def test_a_plan_is_printed_large_on_a4(measured: Page, live_server: LiveServer) -> None:
    meeting = today_meeting(venue=make_venue(bell="Klub"))
    measured.goto(f"{live_server.url}/en/selection/?ids={meeting.public_id},22222222")

    measured.emulate_media(media="print")
    sizes = measured.evaluate(SIZES_OF_TEXT)
    paper = measured.pdf(prefer_css_page_size=True)

    assert min(sizes) >= FOURTEEN_POINTS - 0.01
    assert [button.is_visible() for button in measured.locator("button").all()].count(True) == 0
    assert "Hlavná 1" in measured.locator("main").inner_text()
    assert re.search(rb"/MediaBox \[0 0 59[45][.\d]* 84[12][.\d]*\]", paper)


def test_walking_the_site_stores_nothing_and_asks_nobody_else(
    measured: Page, live_server: LiveServer, gazetteer: None, sent: list[str]
) -> None:
    meeting = today_meeting()
    pages = ("/sk/", "/sk/meetings/?near=zilina", address_of(meeting, "sk"), f"/en/selection/?ids={meeting.public_id}")

    for address in (*pages, "/en/places/zilina/", "/sk/nothing/"):
        measured.goto(live_server.url + address)

        assert stored(measured) == NOTHING, address
    assert measured.context.cookies() == []
    assert all(address.startswith(live_server.url) for address in sent)


def test_without_scripts_nothing_is_offered_that_would_not_work(phone: Page, live_server: LiveServer) -> None:
    first, second = today_meeting("Prvá"), today_meeting("Druhá")

    phone.goto(f"{live_server.url}/sk/meetings/")
    for offered in ("#phone", "[data-near]", ".save"):
        assert not phone.locator(offered).first.is_visible()
    phone.goto(f"{live_server.url}/en/selection/?ids={first.public_id},{second.public_id}")
    phone.locator(".card", has_text="Druhá").locator("a", has_text="Take out of the plan").click()

    assert phone.locator(".card h3").all_inner_texts() == ["Prvá"]
    assert not phone.locator("[data-print]").is_visible()


def test_a_phone_that_blocks_storage_shows_the_pages_all_the_same(chromium: Browser, live_server: LiveServer) -> None:
    today_meeting()
    context = opened(chromium)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no'); } });")

    page.goto(f"{live_server.url}/en/meetings/")
    hidden = page.locator(".save").is_hidden()
    page.goto(f"{live_server.url}/en/")

    assert hidden
    assert page.locator("[data-near]").is_visible()
    assert errors == []
    context.close()


def test_all_scripts_of_public_pages_are_small() -> None:
    assert weight_of([*STATIC.glob("*.js"), settings.BASE_DIR / "templates" / "sw.js"]) <= SCRIPT_BUDGET


def test_all_scripts_of_the_workplace_are_small() -> None:
    assert weight_of((STATIC / "workplace").glob("*.js")) <= SCRIPT_BUDGET
