"""What a phone does besides, in a real browser: near me, saved meetings, pages kept for later; and nothing of it unasked."""

import gzip
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from time import sleep
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Browser, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from meetings.actions import save_meeting
from meetings.models import Meeting
from places.models import Place
from tests.browser.conftest import NARROW, opened, violations
from tests.meetings.visits import address_of, today_meeting
from tests.meetings.world import ROAD, make_venue

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

AT_HOME = {"latitude": 49.223149, "longitude": 18.739951}
FOURTEEN_POINTS = 14 / 72 * 96  # in CSS pixels
TOWN_BUDGET, SCRIPT_BUDGET = 60_000, 10_000  # bytes, compressed (design/pages.md)
STATIC = settings.BASE_DIR / "static"
NOTHING = {"local": 0, "session": 0, "caches": [], "databases": [], "workers": 0}
STORED = """async () => ({
    local: localStorage.length, session: sessionStorage.length, caches: await caches.keys(),
    databases: (await indexedDB.databases()).map(one => one.name),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
COUNT_ASKING = """
    window.asked = 0;
    const ask = navigator.geolocation.getCurrentPosition.bind(navigator.geolocation);
    navigator.geolocation.getCurrentPosition = (...rest) => { window.asked += 1; ask(...rest); };
"""
SIZES_OF_TEXT = """() => [...document.querySelectorAll("main *")]
    .filter(one => one.checkVisibility() && [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
    .map(one => parseFloat(getComputedStyle(one).fontSize))"""

IS_KEPT_ANEW = """async (name) => {
    for (let tries = 0; tries < 60; tries += 1) {
        if ((await (await caches.match(location.href)).text()).includes(name)) return true;
        await new Promise((goOn) => setTimeout(goOn, 100));
    }
    return false;
}"""
TOO_WIDE = """() => [...document.querySelectorAll(".phone *, main *")]
    .filter(one => one.checkVisibility() && one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .map(one => one.outerHTML)"""


@pytest.fixture
def sent(measured: Page) -> list[str]:
    """The addresses of all requests, those of the service worker too."""
    addresses: list[str] = []
    measured.context.on("request", lambda request: addresses.append(request.url))
    return addresses


@pytest.fixture
def kept(measured: Page, live_server: LiveServer) -> Iterator[Page]:
    """The phone of somebody who keeps the plan of one meeting, online again at the end."""
    measured.goto(f"{live_server.url}/en/selection/?ids={today_meeting().public_id}")
    measured.locator("#keep button").click()
    expect(measured.locator("#keep span")).to_contain_text("Kept on this phone")
    yield measured
    measured.context.set_offline(False)


def stored(page: Page) -> Any:
    return page.evaluate(STORED)


def answer_late(request: Route) -> None:
    """Later than a kept page waits (PATIENCE in templates/sw.js)."""
    sleep(3.5)
    request.continue_()


def go_offline(page: Page) -> None:
    """The same page again, without a network and without what the browser itself remembers for a minute."""
    address = page.url
    page.goto("about:blank")
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")
    page.context.set_offline(True)
    page.goto(address)


def save_all(page: Page) -> None:
    for button in page.locator(".save button").all():
        button.click()


def saved_ids(page: Page) -> list[str]:
    return sorted(filter(None, str(page.evaluate("localStorage.getItem('saved-meetings') ?? ''")).split(",")))


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


def test_forget_leaves_nothing(kept: Page) -> None:
    save_all(kept)
    before = stored(kept)

    kept.locator("[data-forget]").click()

    expect(kept.locator("#phone-said")).to_have_text("Forgotten. Nothing of this site is kept on this phone.")
    assert (before["local"], len(before["caches"]), before["workers"]) == (1, 1, 1)
    assert stored(kept) == NOTHING
    expect(kept.locator("#phone")).to_be_hidden()
    expect(kept.locator(".save button")).to_have_text("Save on this phone")


def test_a_kept_page_is_there_without_a_network(kept: Page) -> None:
    go_offline(kept)

    assert kept.locator(".card h3").all_inner_texts() == ["Nádej"]
    assert kept.evaluate("getComputedStyle(document.querySelector('.card')).borderTopStyle") == "solid"
    expect(kept.locator("#keep span")).to_contain_text(str(timezone.localdate().year))
    expect(kept.locator("[data-kept] a")).to_have_count(1)


def test_a_kept_page_is_renewed_when_there_is_a_network(kept: Page) -> None:
    meeting = Meeting.objects.get()
    meeting.name = "Nová nádej"
    save_meeting(meeting, by=None, source=ROAD)

    kept.reload()

    assert kept.locator(".card h3").all_inner_texts() == ["Nová nádej"]
    assert kept.evaluate(IS_KEPT_ANEW, "Nová nádej")


def test_what_a_bad_network_brings_too_late_is_there_the_next_time(kept: Page) -> None:
    meeting = Meeting.objects.get()
    meeting.name = "Nová nádej"
    save_meeting(meeting, by=None, source=ROAD)
    kept.context.route("**/en/selection/*", answer_late)

    kept.reload()

    assert kept.locator(".card h3").all_inner_texts() == ["Nádej"]
    assert kept.evaluate(IS_KEPT_ANEW, "Nová nádej")


def test_only_the_kept_page_is_kept(kept: Page, live_server: LiveServer) -> None:
    address = kept.url
    for other in ("/sk/", "/sk/meetings/", "/en/selection/?ids=22222222"):
        kept.goto(live_server.url + other)

    cached = kept.evaluate(
        "async () => (await Promise.all((await caches.keys()).map(async name => (await (await caches.open(name)).keys()))))"
        ".flat().map(one => one.url)"
    )

    assert [one for one in cached if "/static/" not in one] == [address]
    assert {urlsplit(one).path.rpartition(".")[2] for one in cached if "/static/" in one} == {"css", "js", "svg"}


def test_a_kept_page_can_be_given_up(kept: Page) -> None:
    kept.locator("#keep button").click()

    expect(kept.locator("#keep button")).to_have_text("Keep this page on this phone")
    expect(kept.locator("#phone")).to_be_hidden()
    assert stored(kept)["caches"] == []


def test_a_town_is_kept_in_few_bytes_and_read_offline(measured: Page, live_server: LiveServer, gazetteer: None) -> None:
    zilina = Place.objects.get(slug="zilina")
    for number in range(40):
        today_meeting(f"Nádej {number}", venue=make_venue(place=zilina))

    measured.goto(f"{live_server.url}/en/places/zilina/")
    measured.locator("#keep button").click()
    expect(measured.locator("#keep span")).to_contain_text("Kept on this phone")
    bodies = measured.evaluate(
        "async () => { const cache = await caches.open(location.pathname);"
        " return Promise.all((await cache.matchAll()).map(one => one.text())); }"
    )
    go_offline(measured)

    assert sum(len(gzip.compress(body.encode())) for body in bodies) <= TOWN_BUDGET
    assert "Nádej 39" in measured.locator("main").inner_text()


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


def test_what_the_scripts_add_is_accessible_and_narrow(kept: Page) -> None:
    save_all(kept)
    kept.set_viewport_size(NARROW)

    assert violations(kept) == []
    kept.evaluate("document.documentElement.style.fontSize = '200%'")
    assert kept.evaluate(TOO_WIDE) == []


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


def weight_of(scripts: Iterable[Path]) -> int:
    """As they are sent: compressed, each for itself."""
    sizes = [len(gzip.compress(script.read_bytes())) for script in scripts]
    assert sizes
    return sum(sizes)
