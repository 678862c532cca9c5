"""Whole journeys of frightened people in the demo world: scripts off, at a phone's width, in Slovak, in five taps at most."""

from collections.abc import Iterator
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page, expect

from groups.kinds import Serves
from interchange.records import Access, Attendance
from meetings.models import Meeting
from tests.browser.conftest import opened
from tests.browser.demo.conftest import Site

pytestmark = pytest.mark.django_db

MOST_TAPS = 5
FROM_HOME = {Attendance.ONLINE, Attendance.HYBRID, Attendance.PHONE}
FOR_RELATIVES = {Serves.RELATIVES, Serves.ADULT_CHILDREN}


class Visit:
    """A visit that counts its taps and notes every address that would stay in the browser's history."""

    def __init__(self, page: Page, site: Site) -> None:
        self.page, self.taps, self.addresses = page, 0, list[str]()
        page.on("framenavigated", lambda frame: self.addresses.append(unquote(frame.url)))
        page.goto(f"{site.url}/sk/")

    def tap(self, selector: str) -> None:
        self.taps += 1
        self.page.locator(selector).first.tap()

    def follow(self, selector: str) -> None:
        """A tap that leads on to another page."""
        with self.page.expect_navigation():
            self.tap(selector)

    def type(self, text: str) -> None:
        self.page.locator("#id_near").fill(text)

    def take_the_first(self, what: str = ".card") -> Meeting:
        """The first meeting of the kind that is offered, after as many rungs of the ladder as it takes."""
        while not self.page.locator(".card").count() and self.taps < MOST_TAPS:
            self.follow(".ladder a")
        self.follow(f"{what} h3 a")
        expect(self.page.locator("#who")).to_be_visible()
        return Meeting.objects.published().get(public_id=self.page.url.split("/")[5])

    def leaves_nothing(self, *typed: str) -> bool:
        said = any(text in address for text in typed for address in self.addresses)
        return not said and not any(self.page.context.storage_state().values())


@pytest.fixture
def visit(phone: Page, site: Site) -> Visit:
    return Visit(phone, site)


@pytest.fixture
def keyboard(chromium: Browser) -> Iterator[Page]:
    """A computer whose mouse is broken, with scripts off."""
    context = opened(chromium, java_script_enabled=False, viewport={"width": 1280, "height": 800}, has_touch=False, is_mobile=False)
    yield context.new_page()
    context.close()


def tab_to(page: Page, selector: str) -> None:
    for _stop in range(80):
        page.keyboard.press("Tab")
        if page.locator(f"{selector}:focus").count():
            return
    pytest.fail(f"the keyboard does not reach {selector}")


def is_for_relatives(meeting: Meeting) -> bool:
    return meeting.rules.filter(access=Access.OPEN).exists() or meeting.group.fellowship.serves in FOR_RELATIVES


def test_a_relative_in_a_small_town(visit: Visit) -> None:
    visit.type("Svidník")
    visit.tap("label[for=id_who_family]")
    visit.follow(".finder [type=submit]")

    meeting = visit.take_the_first()

    assert visit.taps <= MOST_TAPS
    assert is_for_relatives(meeting)
    assert visit.leaves_nothing("Svidník")


def test_a_person_awake_in_the_night(visit: Visit) -> None:
    visit.tap(".hero__now")
    visit.follow(".quick a[href*='how=online']")

    meeting = visit.take_the_first()

    assert visit.taps <= MOST_TAPS
    assert meeting.attendance in FROM_HOME
    assert visit.page.locator("#join").is_visible()
    assert visit.leaves_nothing()


def test_a_person_awake_in_the_night_who_wants_a_voice(visit: Visit) -> None:
    visit.tap(".hero__now")
    visit.tap(".quick a[href='#crisis']")

    numbers = visit.page.locator(".crisis a[href^='tel:']").evaluate_all("all => all.map(one => one.getAttribute('href'))")

    assert numbers[0] == "tel:112"
    assert len(numbers) > 1
    assert visit.leaves_nothing()


def test_a_traveller_in_a_foreign_city(visit: Visit) -> None:
    visit.type("Viedeň")
    visit.follow(".finder [type=submit]")

    meeting = visit.take_the_first()

    assert visit.taps <= MOST_TAPS
    assert meeting.venue is not None
    assert meeting.venue.country == "AT"
    assert visit.leaves_nothing("Viedeň")


def test_someone_who_misspells_everything(visit: Visit) -> None:
    visit.type("bratyslava")
    visit.tap(".more summary")
    visit.page.locator("#id_q").fill("anonimny alkoholici")
    visit.follow(".more [type=submit]")

    meeting = visit.take_the_first(".card:has-text('Anonymní alkoholici')")

    assert visit.taps <= MOST_TAPS
    assert meeting.group.fellowship.slug == "aa"
    assert visit.leaves_nothing("bratyslava")


def test_a_journey_there_and_back_by_keyboard_alone(keyboard: Page, site: Site) -> None:
    keyboard.goto(f"{site.url}/sk/")

    tab_to(keyboard, "#id_near")
    keyboard.keyboard.type("Bratislava")
    keyboard.keyboard.press("Enter")
    keyboard.wait_for_url("**/sk/meetings/?place=bratislava")
    results = keyboard.url
    tab_to(keyboard, ".card h3 a")
    keyboard.keyboard.press("Enter")
    expect(keyboard.locator(".meeting h1")).to_be_visible()
    keyboard.go_back()  # Alt and the arrow belong to the window, and this browser has none

    assert keyboard.url == results
    assert keyboard.locator(".card").count() > 1
