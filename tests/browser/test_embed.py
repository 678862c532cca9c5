"""A list inside pages of other origins: shown on the site that it names, refused on a third, and still of use where it is small."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Frame, Page, Route
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from referrals.embed.code import frame
from referrals.models import ReferralList
from tests.browser.conftest import NARROW, opened, violations
from tests.meetings.visits import today_meeting
from tests.referrals.world import make_list

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
CLINIC, THIRD = "https://clinic.example", "https://third.example"
# Under this name the browser sees our server: on pages of the public internet it shows none of its own machine.
OURS = "https://meetings.example"
REFUSED = "chrome-error://chromewebdata/"


@pytest.fixture(autouse=True)
def _named(settings: Settings) -> None:
    settings.SITE_ADDRESS = OURS


@pytest.fixture
def elsewhere(chromium: Browser) -> Iterator[Page]:
    """A small phone with scripts off."""
    context = opened(chromium, java_script_enabled=False, viewport=NARROW)
    yield context.new_page()
    context.close()


def a_list() -> ReferralList:
    meetings = [today_meeting(f"Skupina Nádej {number}") for number in range(8)]
    return make_list(*meetings, language="sk", origins=[CLINIC])


def pasted(page: Page, origin: str, code: str, server: str) -> Frame:
    """What a page of another origin shows with the code on it."""

    def handed_on(route: Route) -> None:
        route.fulfill(response=route.fetch(url=route.request.url.replace(OURS, server)))

    def answered(route: Route) -> None:
        route.fulfill(
            content_type="text/html; charset=utf-8", body=f"<!doctype html><title>Klinika</title><h1>Po liečbe</h1>{code}"
        )

    page.route(f"{OURS}/**", handed_on)
    page.route(f"{origin}/**", answered)
    page.goto(f"{origin}/")
    page.locator("iframe").scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    return page.frames[1]


def test_the_pasted_code_shows_the_list_on_the_clinics_site(elsewhere: Page, live_server: LiveServer) -> None:
    made = a_list()
    code = frame(made, "violet")

    shown = pasted(elsewhere, CLINIC, code, live_server.url)

    assert shown.url == f"{OURS}/embed/{made.code}?accent=violet"
    assert shown.locator("h1").inner_text() == "Po liečbe"
    assert shown.locator(".selfhelp-name").count() == 8
    assert elsewhere.context.cookies() == []


def test_a_third_site_cannot_show_it(elsewhere: Page, live_server: LiveServer) -> None:
    made = a_list()
    code = frame(made, "teal")

    refused = pasted(elsewhere, THIRD, code, live_server.url)

    assert refused.url == REFUSED
    assert refused.locator(".selfhelp-name").count() == 0


def test_a_long_list_in_a_low_frame_is_scrolled_inside_and_leads_out(elsewhere: Page, live_server: LiveServer) -> None:
    made = a_list()
    code = frame(made, "teal").replace('height="640"', 'height="200"')

    shown = pasted(elsewhere, CLINIC, code, live_server.url)
    last = shown.locator(".selfhelp-name a").last
    last.scroll_into_view_if_needed()
    last.click()
    elsewhere.wait_for_url(f"{live_server.url}/**")

    assert elsewhere.locator("h1").inner_text() == "Skupina Nádej 7"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("accent", ["teal", "violet"])
def test_a_frame_is_read_by_everybody(measured: Page, live_server: LiveServer, accent: str, scheme: str) -> None:
    measured.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of the words that it takes
    measured.set_viewport_size(NARROW)

    measured.goto(f"{live_server.url}/embed/{a_list().code}?accent={accent}")

    assert violations(measured) == []
    assert measured.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
