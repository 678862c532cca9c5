"""WCAG 2.2 AA of every type of page with data in it, in a real browser: by axe, and by what axe cannot see."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page

from tests.browser.conftest import AXE, NARROW, opened
from tests.browser.demo.conftest import Site
from tests.browser.demo.measures import (
    CONTRAST,
    HEADINGS,
    HIDDEN_FOCUS,
    LOST_IN_FORCED_COLOURS,
    MOVING,
    SMALL_TARGETS,
    STANDARD,
    TOO_WIDE,
    VISIBLE_NAVIGATION,
)
from tests.browser.demo.pages import explainer_pages
from tests.browser.paper import FOURTEEN_POINTS, SIZES_OF_TEXT

pytestmark = pytest.mark.django_db

LANGUAGES = [code for code, _name in settings.LANGUAGES]
FORMS = {"pick", "link", "clinic_account", "report", "suggest", "suggest_new", "message"}
MOST_STOPS = 40  # of the tabulator on one page: the frame, the form and the first results; the others are built alike


@pytest.fixture
def judge(chromium: Browser) -> Iterator[Page]:
    """A phone whose pages bring axe along."""
    context = opened(chromium)
    context.add_init_script(path=AXE)
    yield context.new_page()
    context.close()


@pytest.fixture
def desk(chromium: Browser) -> Iterator[Page]:
    """A computer with a keyboard."""
    context = opened(chromium, viewport={"width": 1280, "height": 800}, has_touch=False, is_mobile=False)
    yield context.new_page()
    context.close()


def judged(page: Page, address: str) -> dict[str, list[str]]:
    """What axe finds in the light, and what it finds of colours in the dark."""
    page.emulate_media(color_scheme="light")
    page.goto(address)
    light = page.evaluate(STANDARD)
    page.emulate_media(color_scheme="dark")
    return {"light": light, "dark": page.evaluate(CONTRAST)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_any_type_of_page(judge: Page, site: Site, language: str) -> None:
    for name in site.pages:
        assert judged(judge, site.address(name, language)) == {"light": [], "dark": []}, name


def test_axe_finds_nothing_in_any_explainer(judge: Page, site: Site) -> None:
    for path in explainer_pages().values():
        assert judged(judge, f"{site.url}/sk/{path}") == {"light": [], "dark": []}, path


def test_axe_finds_nothing_when_all_is_unfolded(judge: Page, site: Site) -> None:
    for name in ("home", "results"):
        judge.goto(site.address(name))
        judge.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")

        assert judge.evaluate(STANDARD) == [], name


@pytest.mark.parametrize("language", ["sk", "en"])
def test_every_page_fits_a_narrow_phone_even_with_text_twice_as_large(judge: Page, site: Site, language: str) -> None:
    judge.set_viewport_size(NARROW)
    for name in site.pages:
        judge.goto(site.address(name, language))
        judge.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        widths = [judge.evaluate("document.scrollingElement.scrollWidth")]
        judge.evaluate("document.documentElement.style.fontSize = '200%'")
        widths.append(judge.evaluate("document.scrollingElement.scrollWidth"))

        assert widths == [NARROW["width"]] * 2, name
        assert judge.evaluate(TOO_WIDE) == [], name


def test_everything_to_tap_is_large_enough(judge: Page, site: Site) -> None:
    for name in site.pages:
        judge.goto(site.address(name))
        judge.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")

        assert judge.evaluate(SMALL_TARGETS) == [], name


def test_every_page_has_one_heading_above_all_and_skips_no_level(judge: Page, site: Site) -> None:
    for name in site.pages:
        judge.goto(site.address(name))
        levels = judge.evaluate(HEADINGS)

        assert levels.count(1) == 1, name
        assert levels[0] == 1, name
        assert all(after - before <= 1 for before, after in pairwise(levels)), (name, levels)


@pytest.mark.parametrize("name", ["home", "results_for_family", "meeting", "town", "selection"])
def test_the_focus_is_seen_wherever_the_keyboard_goes(desk: Page, site: Site, name: str) -> None:
    desk.goto(site.address(name))
    seen = set()

    for _stop in range(MOST_STOPS):
        desk.keyboard.press("Tab")
        assert desk.evaluate(HIDDEN_FOCUS) == ""
        seen.add(desk.evaluate("document.activeElement.outerHTML"))

    assert len(seen) > MOST_STOPS / 2


def test_the_keyboard_can_skip_to_the_content(desk: Page, site: Site) -> None:
    for name in ("home", "results_for_family", "tombstone", "not_found"):
        desk.goto(site.address(name))
        desk.keyboard.press("Tab")
        assert desk.locator(".skip").evaluate("one => one === document.activeElement && one.getBoundingClientRect().left >= 0"), (
            name
        )
        desk.keyboard.press("Enter")

        assert desk.evaluate("document.activeElement.id") == "main", name


def test_nothing_is_lost_in_the_colours_of_the_system(judge: Page, site: Site) -> None:
    judge.emulate_media(forced_colors="active")
    for name in site.pages:
        judge.goto(site.address(name))

        assert judge.evaluate(LOST_IN_FORCED_COLOURS) == [], name


def test_nothing_moves_for_those_who_asked_for_less_motion(judge: Page, site: Site) -> None:
    judge.emulate_media(reduced_motion="reduce")
    for name in ("home", "results", "meeting", "town"):
        judge.goto(site.address(name))

        assert judge.evaluate(MOVING) == [], name


def test_every_page_is_printed_large_and_without_the_frame(desk: Page, site: Site) -> None:
    for name in site.pages.keys() - FORMS:  # nobody prints a form
        desk.goto(site.address(name))
        desk.emulate_media(media="print")

        assert min(desk.evaluate(SIZES_OF_TEXT)) >= FOURTEEN_POINTS - 0.01, name
        assert desk.evaluate(VISIBLE_NAVIGATION) == [], name
