"""The map in a real browser: only on request, only from us, reached by the keyboard, and within its budget."""

import gzip
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, Route, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import NARROW, opened, violations
from tests.meetings.visits import today_meeting
from tests.meetings.world import make_venue

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
BUDGET = 150_000  # bytes compressed, of the map with its outlines (design/pages.md)
TARGET = 43.5  # CSS pixels: 44, rounded
MAP_FILES = ("map.js", "map.css", "map/", "map.json")
ZILINA, BYTCA, MARTIN = (49.2231, 18.7394), (49.2228, 18.5583), (49.0665, 18.9239)


@pytest.fixture
def meetings() -> None:
    """A house with two meetings, and one in a town beside; with names that would be markup if they were taken for it."""
    house = make_venue(ZILINA)
    today_meeting("Nádej", venue=house)
    today_meeting("<b id=injected>Ráno</b>", venue=house)
    today_meeting("Večer", venue=make_venue(BYTCA, name="Fara", city="Bytča"))


@pytest.fixture
def desk(chromium: Browser) -> Iterator[Page]:
    """A desktop that asks for little movement, which stops the test at the first error of a script or of the CSP."""
    context = opened(chromium, viewport={"width": 1280, "height": 900}, is_mobile=False, has_touch=False, reduced_motion="reduce")
    yield watched(context)
    context.close()


def watched(context: BrowserContext) -> Page:
    page = context.new_page()
    page.on("console", lambda message: pytest.fail(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    return page


def drawn(page: Page, address: str) -> None:
    """Open a map and wait until outlines, towns and pins are there."""
    page.goto(address)
    expect(page.locator(".map__land")).to_be_attached()
    page.wait_for_load_state("networkidle")


def refuse(route: Route, asked: list[str]) -> None:
    asked.append(route.request.url)
    route.abort()


def body(request: Request) -> bytes:
    response = request.response()
    return response.body() if response else b""


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent.trim()"))


def test_the_map_comes_on_request_and_only_from_us(desk: Page, live_server: LiveServer, gazetteer: None, meetings: None) -> None:
    sent: list[str] = []
    desk.on("request", lambda request: sent.append(request.url))

    desk.goto(f"{live_server.url}/en/meetings/")
    before = [one for one in sent if "leaflet" in one or "map." in one]
    desk.get_by_role("link", name="Show on a map").click()
    expect(desk.locator(".map__land")).to_be_attached()
    desk.wait_for_load_state("networkidle")

    assert before == []
    assert {urlsplit(one).netloc for one in sent} == {urlsplit(live_server.url).netloc}
    assert desk.locator(".map__pin").count() == 2
    assert "Čadca" in desk.locator(".map__town").all_inner_texts()
    assert desk.context.cookies() == []


def test_the_keyboard_reaches_a_pin_opens_it_and_comes_back(desk: Page, live_server: LiveServer, meetings: None) -> None:
    drawn(desk, f"{live_server.url}/en/meetings/map/")
    name = "2 meetings: Dom, Hlavná 1, Žilina, Slovakia"

    for _press in range(40):
        desk.keyboard.press("Tab")
        if focused(desk) == name:
            break
    role = desk.evaluate("document.activeElement.getAttribute('role')")
    desk.keyboard.press("Enter")
    in_popup = focused(desk)
    lines = desk.locator(".leaflet-popup li a").all_inner_texts()
    desk.keyboard.press("Escape")

    assert role == "button"
    assert in_popup == lines[0]
    assert sorted(lines) == ["<b id=injected>Ráno</b>", "Nádej"]
    assert desk.locator("#injected").count() == 0
    assert focused(desk) == name
    expect(desk.locator(".leaflet-popup")).to_have_count(0)


def test_a_popup_leads_to_the_page_of_the_meeting(desk: Page, live_server: LiveServer, meetings: None) -> None:
    drawn(desk, f"{live_server.url}/en/meetings/map/?q=vecer&discreet=1")

    desk.locator(".map__pin").click()
    desk.locator(".leaflet-popup li a").click()

    expect(desk.locator("h1")).to_have_text("Večer")
    assert desk.url.endswith("/vecer/?discreet=1")


def test_the_keyboard_opens_a_cluster_and_stays_with_what_was_in_it(desk: Page, live_server: LiveServer) -> None:
    for number in range(3):
        today_meeting(f"Nádej {number}", venue=make_venue((49.2231 + number / 500, 18.7394), name=f"Dom {number}"))
    today_meeting("Ďaleko", venue=make_venue((48.1486, 17.1077), name="Fara", city="Bratislava"))
    drawn(desk, f"{live_server.url}/en/meetings/map/?when=any")

    desk.get_by_role("button", name="Meetings here: 3. Press to come closer.").focus()
    desk.keyboard.press("Enter")
    expect(desk.locator(".map__pin[aria-label^=Nádej]")).to_have_count(3)

    expect(desk.locator(".map__pin:focus")).to_have_count(1)


def test_the_map_can_be_skipped(desk: Page, live_server: LiveServer, meetings: None) -> None:
    drawn(desk, f"{live_server.url}/en/meetings/map/")

    desk.get_by_role("link", name="Skip the map").focus()
    desk.keyboard.press("Enter")
    desk.keyboard.press("Tab")

    assert desk.evaluate("document.activeElement.closest('#map-list .card') !== null")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "pl", "sk", "cs"])
@pytest.mark.usefixtures("gazetteer", "meetings")
def test_axe_finds_nothing_also_in_an_open_popup(chromium: Browser, live_server: LiveServer, language: str, scheme: str) -> None:
    context = opened(chromium, viewport=NARROW, color_scheme=scheme, reduced_motion="reduce")
    page = watched(context)
    drawn(page, f"{live_server.url}/{language}/meetings/map/")

    closed = violations(page)
    page.locator(".map__pin").first.tap()
    expect(page.locator(".leaflet-popup")).to_be_visible()
    wide = page.evaluate("document.documentElement.scrollWidth")
    box = page.locator(".leaflet-popup").bounding_box()
    opened_up = violations(page)
    context.close()

    assert closed + opened_up == []
    assert wide == NARROW["width"]
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= NARROW["width"]


def test_what_one_presses_is_large_enough(measured: Page, live_server: LiveServer, meetings: None) -> None:
    drawn(measured, f"{live_server.url}/sk/meetings/map/")
    measured.locator(".map__pin").first.tap()

    for one in measured.locator("#map a, #map [role=button]").all():
        box = one.bounding_box()
        assert box is None or min(box["width"], box["height"]) >= TARGET or one.locator("xpath=ancestor::li").count() == 1


def test_the_map_costs_no_more_than_its_budget(measured: Page, live_server: LiveServer, gazetteer: None, meetings: None) -> None:
    bodies: dict[str, bytes] = {}
    measured.on("requestfinished", lambda request: bodies.update({request.url: body(request)}))

    drawn(measured, f"{live_server.url}/sk/meetings/map/")

    sizes = {url: len(gzip.compress(body)) for url, body in bodies.items() if any(part in urlsplit(url).path for part in MAP_FILES)}
    assert len(sizes) == 9, sizes
    assert sum(sizes.values()) <= BUDGET, sizes


def test_without_scripts_there_is_the_list_and_a_sentence(phone: Page, live_server: LiveServer, meetings: None) -> None:
    phone.goto(f"{live_server.url}/en/meetings/map/")

    assert (
        phone.locator("noscript").inner_text() == "The map needs scripts, which are off here. The list below says all that it says."
    )
    assert phone.locator(".card").count() == 3
    assert not phone.locator("#map").is_visible()


def test_a_map_that_cannot_be_loaded_says_so(measured: Page, live_server: LiveServer, meetings: None) -> None:
    measured.route("**/meetings/map.json*", lambda route: route.abort())

    measured.goto(f"{live_server.url}/en/meetings/map/")

    expect(measured.locator("#map-said")).to_have_text("The map could not be loaded. The list below says all that it says.")
    assert not measured.locator("#map").is_visible()


def test_the_owner_s_pictures_are_asked_for_only_when_somebody_wants_them(
    measured: Page, live_server: LiveServer, settings: Settings, meetings: None
) -> None:
    settings.MAP_TILES_URL = "http://tiles.example.org/{z}/{x}/{y}.png"
    settings.MAP_TILES_ATTRIBUTION = "© <b id=injected>them</b>"
    asked: list[str] = []
    measured.context.route("http://tiles.example.org/**", lambda route: refuse(route, asked))
    drawn(measured, f"{live_server.url}/en/meetings/map/")
    unasked = list(asked)

    measured.get_by_role("button", name="Show streets").click()
    expect(measured.locator(".leaflet-control-attribution")).to_contain_text("© <b id=injected>them</b>")
    measured.wait_for_load_state("networkidle")

    assert unasked == []
    assert asked != []
