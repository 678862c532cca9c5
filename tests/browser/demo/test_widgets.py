"""A widget that others wrote for NA's servers, unmodified, on somebody else's page: with one address changed it shows our meetings.

crouton comes from the npm registry (package.json). Its page is of another origin than our server.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from feeds.bmlt.bodies import fellowship_number
from groups.kinds import GroupStatus
from groups.models import Fellowship
from interchange.codes import code_set
from interchange.records import Access
from meetings.kinds import MeetingStatus
from meetings.models import ScheduleRule
from places.models import Venue, Visibility
from tests.browser.conftest import opened
from tests.browser.demo.conftest import Site

pytestmark = pytest.mark.django_db

PACKAGES = Path(__file__).parents[1] / "node_modules"
CROUTON = "/@bmlt-enabled/croutonjs"
# Its own way to be without maps: no map on the page, and no pictures for the one in the window of a meeting.
WITHOUT_MAPS = {"show_map": False, "tileUrl": "data:,", "template_path": f"{CROUTON}/templates"}
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Meetings</title>
<link rel="stylesheet" href="{crouton}/crouton.min.css"><script src="{crouton}/crouton.min.js"></script>
<div id="bmlt-tabs"></div><script>crouton = new Crouton({options}); crouton.render()</script>"""
DESK: ViewportSize = {"width": 1280, "height": 900}
PATIENCE = 20_000  # milliseconds; the server makes the records of a whole fellowship, on a busy machine
ROW = ".bmlt-data-row"
ELSEWHERE_KNOWN = {"BV-I", "D-HOH", "QSL", "RSL"}  # codes of 12 Step Meeting List; other readers of the format ignore them
DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]


class Elsewhere(SimpleHTTPRequestHandler):
    """Somebody else's site: the packages, and one page."""

    def __init__(self, *given: Any, page: str, **more: Any) -> None:
        self.page = page.encode()
        super().__init__(*given, directory=str(PACKAGES), **more)

    def do_GET(self) -> None:
        if self.path != "/":
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(self.page)

    def log_message(self, *_words: Any) -> None:
        """Nothing is written down."""


@contextmanager
def elsewhere(page: str) -> Iterator[str]:
    """The address of a site with this page, which is of another origin than ours."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Elsewhere, page=page)) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@dataclass  # without slots: Playwright notes its listeners on the object
class Widget:
    """crouton on somebody's page, and every address that it asked for."""

    page: Page
    server: str
    asked: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def show(self, home: str) -> None:
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.goto(home)
        expect(self.page.locator(ROW).first).to_be_attached(timeout=PATIENCE)
        self.page.wait_for_load_state("networkidle")

    def on_day(self, number: int, day: str) -> set[str]:
        """The names below the tab of a day, counted from 0 for Sunday."""
        self.page.locator(".nav-tabs a", has_text=day).click()
        below = self.page.locator(f"#tab{number + 1}")
        expect(below).to_be_visible()
        return {name.strip() for name in below.locator(".meeting-name").all_inner_texts()}

    def choose(self, filter_name: str, value: str) -> None:
        """As a visitor does."""
        self.page.locator(f"#filter-dropdown-{filter_name} + .select2-container").click()
        self.page.get_by_role("treeitem", name=value, exact=True).click()

    def ids(self) -> set[int]:
        """The numbers of the meetings that its filters have left."""
        rows = self.page.locator(f"{ROW}:not(.hide)").all()
        return {int((row.get_attribute("id") or "").rpartition("-")[2]) for row in rows}

    def window_of(self, number: int) -> str:
        """What the window of a meeting says, as a link in its row opens it."""
        self.page.evaluate("number => crouton.meetingModal(number)", number)
        window = self.page.locator("#meeting_modal")
        said = window.inner_text()
        window.get_by_text("Close", exact=True).click()
        expect(window).to_have_count(0)
        return said

    def questions(self) -> set[str]:
        """What our server was asked."""
        return {one for url in self.asked if url.startswith(self.server) for one in parse_qs(urlsplit(url).query)["switcher"]}

    def hosts(self) -> set[str]:
        return {urlsplit(url).netloc for url in self.asked if not url.startswith("data:")}


@pytest.fixture
def widget(chromium: Browser, site: Site) -> Iterator[Callable[..., Widget]]:
    """crouton, with the address of our server and whose meetings it is to show."""
    with ExitStack() as stack:

        def made(*fellowships: str, **options: Any) -> Widget:
            numbers = [str(fellowship_number(one.pk)) for one in Fellowship.objects.filter(slug__in=fellowships)]
            server = f"{site.url}/main_server"
            given = {**WITHOUT_MAPS, "root_server": server, "service_body": numbers, "recurse_service_bodies": True, **options}
            home = stack.enter_context(elsewhere(PAGE.format(crouton=CROUTON, options=json.dumps(given))))
            context = stack.enter_context(closing(opened(chromium, viewport=DESK, is_mobile=False, has_touch=False)))
            found = Widget(context.new_page(), server)
            found.show(home)
            return found

        yield made


def weekly_rules(*fellowships: str) -> list[ScheduleRule]:
    """The rules of these fellowships, or of all, that come every week of the year, by the models alone."""
    listed = {"meeting__status": MeetingStatus.PUBLISHED, "meeting__group__status": GroupStatus.ACTIVE}
    wanted = {"meeting__group__fellowship__slug__in": fellowships} if fellowships else {}
    rules = ScheduleRule.objects.filter(**listed, **wanted).select_related("meeting__venue", "meeting__group__fellowship")
    return [rule for rule in rules if rule.recurrence.is_plainly_weekly]


def in_houses(*fellowships: str, is_told: bool = True) -> list[tuple[ScheduleRule, Venue]]:
    """Those with a house that everyone may know, or not everyone."""
    pairs = ((rule, rule.meeting.venue) for rule in weekly_rules(*fellowships))
    return [
        (rule, venue)
        for rule, venue in pairs
        if venue and venue.street and is_told == (rule.meeting.effective_visibility is Visibility.PUBLIC)
    ]


def test_crouton_shows_the_meetings_of_each_day_by_name(widget: Callable[..., Widget], site: Site) -> None:
    shown = widget("aa")

    by_day = {(number - 1) % 7: shown.on_day(number, day) for number, day in enumerate(DAYS)}

    rules = weekly_rules("aa")
    assert len(rules) > 20
    assert [rule for rule in rules if rule.meeting.name.strip() not in by_day[rule.recurrence.weekday or 0]] == []
    assert shown.questions() == {"GetSearchResults", "GetFormats", "GetServiceBodies"}
    assert shown.hosts() == {urlsplit(site.url).netloc, urlsplit(shown.page.url).netloc}
    assert shown.page.context.cookies() == []
    assert shown.errors == []


def test_crouton_s_own_filters_narrow(widget: Callable[..., Widget]) -> None:
    shown = widget("aa")
    everything = shown.page.locator(ROW).count()

    shown.choose("cities", "Bratislava")
    in_town = shown.ids()
    shown.choose("formats", "Closed")
    closed = shown.ids()

    rules = [rule for rule, venue in in_houses("aa") if venue.city == "Bratislava"]
    shut = {rule.pk for rule in rules if rule.access == Access.CLOSED}
    assert {rule.pk for rule in rules} <= in_town
    assert {rule.pk for rule in rules} & closed == shut
    assert 0 < len(closed) < len(in_town) < everything
    assert shown.errors == []


def test_the_window_of_a_meeting_says_where_and_what_it_is_like(widget: Callable[..., Widget], site: Site) -> None:
    shown = widget("aa")
    rule, venue = next((rule, venue) for rule, venue in in_houses("aa") if rule.access == Access.OPEN)

    said = shown.window_of(rule.pk)

    assert [text for text in (rule.meeting.name, venue.name, venue.street, venue.city) if text not in said] == []
    assert "You do not have to be affected yourself." in said
    assert shown.hosts() == {urlsplit(site.url).netloc, urlsplit(shown.page.url).netloc}
    assert shown.errors == []


def test_a_hidden_house_is_not_in_what_crouton_shows(widget: Callable[..., Widget]) -> None:
    hidden = in_houses(is_told=False)
    shown = widget(*{rule.meeting.group.fellowship.slug for rule, _venue in hidden})

    for rule, venue in hidden[:3]:
        said = shown.window_of(rule.pk)
        assert rule.meeting.name in said
        assert venue.city in said
    page = shown.page.content()
    assert len(hidden) >= 3
    assert [venue.street for _rule, venue in hidden if venue.street in page] == []
    assert shown.errors == []


def test_the_map_of_crouton_has_pins_also_where_some_houses_are_hidden(widget: Callable[..., Widget], site: Site) -> None:
    shown = widget(*{rule.meeting.group.fellowship.slug for rule, _venue in in_houses(is_told=False)}, show_map="embed")

    shown.page.locator("#groupingButton_embeddedMapPage").click()

    expect(shown.page.locator(".leaflet-marker-icon").first).to_be_visible()
    assert shown.hosts() == {urlsplit(site.url).netloc, urlsplit(shown.page.url).netloc}
    assert shown.errors == []


def test_crouton_finds_what_is_near_in_another_language(widget: Callable[..., Widget]) -> None:
    near = "&lat_val=48.1486&long_val=17.1077&geo_width_km=25"

    shown = widget(language="pl-PL", custom_query=near, distance_units="km")

    towns = set(shown.page.locator("#filter-dropdown-cities option").all_inner_texts())
    formats = set(shown.page.locator("#filter-dropdown-formats option").all_inner_texts())
    assert "Bratislava" in towns
    assert "Žilina" not in towns
    assert {"Otwarte", "Zamknięte"} <= formats
    assert shown.errors == []


def test_what_crouton_takes_for_markup_is_text(widget: Callable[..., Widget]) -> None:
    """It writes the name of a house, and how to get in, into the page as they come."""
    rule, venue = in_houses("aa")[0]
    Venue.objects.filter(pk=venue.pk).update(name="<img src=x onerror=injected()> Dom", bell="<b id=injected>")

    shown = widget("aa")
    said = shown.window_of(rule.pk)

    assert "‹img src=x onerror=injected()› Dom" in said
    assert shown.page.locator("#injected, #meeting_modal .location-text img").count() == 0
    assert shown.errors == []


def test_codes_of_meeting_guide_are_those_of_its_authors(phone: Page, site: Site) -> None:
    """@code4recovery/spec names every type that the app knows."""
    source = (PACKAGES / "@code4recovery/spec/lib/types.js").read_text(encoding="utf-8")
    known = set(phone.evaluate(f"() => {{ const exports = {{}}; {source}; return Object.keys(exports.types); }}"))

    feed = json.loads(phone.request.get(f"{site.url}/meetings.json?fellowship=aa").body())

    told = {code for meeting in feed for code in meeting.get("types", ())}
    assert len(told) > 10
    assert told - known == set()
    codes = code_set("aa")
    assert [code for code in known if codes.read(code) is None] == []
    meanings = {meaning for code in codes.meanings for meaning in codes.read(code) or ()}
    assert {code for meaning in meanings for code in codes.write(frozenset({meaning}))[0]} - known == ELSEWHERE_KNOWN
