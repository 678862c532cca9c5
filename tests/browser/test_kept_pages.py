"""Pages kept on a phone for later, in a real browser: there without a network, renewed with one, and forgotten at a touch."""

import gzip
from collections.abc import Iterator
from time import sleep
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from meetings.actions import save_meeting
from meetings.models import Meeting
from places.models import Place
from tests.browser.conftest import NARROW, violations
from tests.browser.storage import NOTHING, save_all, stored
from tests.meetings.visits import today_meeting
from tests.meetings.world import ROAD, make_venue

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

TOWN_BUDGET = 60_000  # bytes, compressed (design/pages.md)
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
def kept(measured: Page, live_server: LiveServer) -> Iterator[Page]:
    """The phone of somebody who keeps the plan of one meeting, online again at the end."""
    measured.goto(f"{live_server.url}/en/selection/?ids={today_meeting().public_id}")
    measured.locator("#keep button").click()
    expect(measured.locator("#keep span")).to_contain_text("Kept on this phone")
    yield measured
    measured.context.set_offline(False)


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


def test_what_the_scripts_add_is_accessible_and_narrow(kept: Page) -> None:
    save_all(kept)
    kept.set_viewport_size(NARROW)

    assert violations(kept) == []
    kept.evaluate("document.documentElement.style.fontSize = '200%'")
    assert kept.evaluate(TOO_WIDE) == []
