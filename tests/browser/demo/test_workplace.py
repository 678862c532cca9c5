"""The workplace of the demo's coordinator in a real browser: every page by axe, its weight, and on a narrow phone."""

from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import AXE, NARROW, opened
from tests.browser.demo.conftest import Site
from tests.browser.demo.measures import HEADINGS, SMALL_TARGETS, TOO_WIDE
from tests.browser.demo.test_accessibility import judged
from tests.browser.demo.test_budgets import visit
from tests.browser.demo.workplace_pages import coordinator, workplace_pages

pytestmark = pytest.mark.django_db

HTML, FIRST_VIEW = 40_000, 150_000  # bytes, as they are sent


def sign_in(context: BrowserContext, site: Site) -> None:
    """As somebody who has signed in: the browser gets the cookie of a session."""
    client = Client()
    client.force_login(coordinator())
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site.url}])


@pytest.fixture
def at_work(chromium: Browser, site: Site) -> Iterator[Page]:
    """The coordinator's phone; its pages bring axe along."""
    context = opened(chromium)
    context.add_init_script(path=AXE)
    sign_in(context, site)
    yield context.new_page()
    context.close()


def test_axe_finds_nothing_on_any_page_of_the_workplace(at_work: Page, site: Site) -> None:
    found = {name: judged(at_work, site.url + address) for name, address in workplace_pages().items()}

    wrong = [f"{name}: {said}" for name, said in found.items() if said != {"light": [], "dark": []}]
    assert not wrong, "\n".join(wrong)


def test_every_page_of_the_workplace_keeps_the_budget(chromium: Browser, site: Site) -> None:
    for name, address in workplace_pages().items():
        context = opened(chromium)
        sign_in(context, site)
        traffic = visit(context.new_page(), site.url + address)
        context.close()
        print(f"{name:28}{traffic.of('Document'):7}{traffic.total():8} bytes")  # noqa: T201

        assert traffic.of("Document") <= HTML, name
        assert traffic.total() <= FIRST_VIEW, name
        assert {urlsplit(one).netloc for one in traffic.addresses.values()} == {urlsplit(site.url).netloc}, name


def test_nothing_of_a_page_is_blocked_and_no_script_fails(at_work: Page, site: Site) -> None:
    said: list[str] = []
    at_work.on("console", lambda message: said.append(f"{at_work.url}: {message.text}") if message.type == "error" else None)
    at_work.on("pageerror", lambda error: said.append(f"{at_work.url}: {error}"))

    for address in workplace_pages().values():
        at_work.goto(site.url + address)

    assert said == []


def test_every_page_of_the_workplace_fits_a_narrow_phone(at_work: Page, site: Site) -> None:
    at_work.set_viewport_size(NARROW)
    wide = {}
    for name, address in workplace_pages().items():
        at_work.goto(site.url + address)
        width = at_work.evaluate("document.scrollingElement.scrollWidth")
        if width > NARROW["width"]:
            wide[name] = (width, at_work.evaluate(TOO_WIDE)[:3])

    assert wide == {}


def test_pages_of_the_workplace_have_one_heading_above_all(at_work: Page, site: Site) -> None:
    wrong = {}
    for name, address in workplace_pages().items():
        at_work.goto(site.url + address)
        levels = at_work.evaluate(HEADINGS)
        if levels.count(1) != 1 or any(after - before > 1 for before, after in pairwise(levels)):
            wrong[name] = levels

    assert wrong == {}


@pytest.mark.parametrize(
    "name", ["first screen", "form of meeting", "queue", "suggestion", "confirmations", "holidays", "Christmas", "team", "handover"]
)
def test_everything_to_tap_where_work_is_done_is_large_enough(at_work: Page, site: Site, name: str) -> None:
    at_work.goto(site.url + workplace_pages()[name])

    assert at_work.evaluate(SMALL_TARGETS) == []
