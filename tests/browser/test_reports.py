"""A mistake is reported twice, seen by everybody, and put right; a suggestion is taken field by field. With scripts off."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from meetings.actions import save_meeting
from meetings.models import Meeting
from tests.browser.conftest import NARROW, opened, violations
from tests.meetings.visits import address_of
from tests.meetings.world import ROAD, make_meeting, make_rule, make_venue
from upkeep.models import Suggestion

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
READ_MS = 3100  # nobody reads a page in less than two seconds


@pytest.fixture(autouse=True)
def _behind_a_proxy(tmp_path: Path, settings: Settings) -> None:
    """So that two browsers on one machine can be in two networks."""
    settings.PROXIES = 1
    settings.NETWORK_KEYS_FILE = tmp_path / "keys.json"


@pytest.fixture
def visitors(chromium: Browser) -> Iterator[list[Page]]:
    """Two phones in two networks, with scripts off."""
    headers = ({"X-Forwarded-For": address} for address in ("192.0.2.1", "198.51.100.1"))
    contexts = [opened(chromium, java_script_enabled=False, extra_http_headers=one) for one in headers]
    yield [context.new_page() for context in contexts]
    for context in contexts:
        context.close()


@pytest.fixture
def meeting() -> Meeting:
    found = make_meeting("Nádej", venue=make_venue(bell="Klub"), listed_on=timezone.localdate())
    make_rule(found, weekday=(timezone.localdate() - timedelta(days=1)).weekday())
    return found


def moderator_at(page: Page, live_server: LiveServer) -> Page:
    """Somebody who keeps every listing, signed in."""
    User.objects.create_superuser("koordinatorka@example.org", "velmi-tajne-heslo", language="en")
    page.goto(f"{live_server.url}/admin/suggestions/")
    page.locator("[name=login]").fill("koordinatorka@example.org")
    page.locator("[name=password]").fill("velmi-tajne-heslo")
    page.locator("main [type=submit], #content [type=submit]").first.click()
    page.goto(f"{live_server.url}/admin/suggestions/")
    return page


def freshness(page: Page, live_server: LiveServer, meeting: Meeting) -> str | None:
    """As the page says it now; a browser that has seen it may keep it for a minute."""
    page.goto(f"{live_server.url}{address_of(meeting)}")
    page.reload()
    return page.locator(".meeting > .fresh").get_attribute("class")


def test_reported_twice_it_is_amber_and_a_coordinator_makes_it_green(
    visitors: list[Page], phone: Page, live_server: LiveServer, meeting: Meeting
) -> None:
    for visitor in visitors:
        visitor.goto(f"{live_server.url}{address_of(meeting)}")
        visitor.locator(f"a[href='/en/report/{meeting.public_id}/']").click()
        visitor.wait_for_timeout(READ_MS)
        visitor.locator("button[value=nobody_there]").first.click()
        assert visitor.locator("h1").inner_text() == "Thank you"

    assert visitors[0].context.cookies() == []
    assert freshness(visitors[0], live_server, meeting) == "fresh fresh--reported"
    moderator = moderator_at(phone, live_server)
    moderator.locator(".queue a").click()
    moderator.locator("button[value='true']").click()
    assert freshness(visitors[1], live_server, meeting) == "fresh fresh--confirmed"


def test_a_suggestion_is_taken_per_field_while_the_listing_changes(
    visitors: list[Page], phone: Page, live_server: LiveServer, meeting: Meeting
) -> None:
    visitor = visitors[0]
    visitor.goto(f"{live_server.url}/en/suggest/{meeting.public_id}/")
    visitor.locator("[name=meeting-name]").fill("Nová nádej")
    visitor.locator("[name=venue-bell]").fill("Klub 2")
    visitor.locator("[name=venue-entrance]").fill("z dvora")
    visitor.wait_for_timeout(READ_MS)
    visitor.get_by_role("button", name="Send the suggestion").click()
    state = visitor.url
    moderator = moderator_at(phone, live_server)
    moderator.locator(".queue a").click()
    moderator.locator("[name=take-venue-entrance]").uncheck()
    meeting.name = "Nádej z feedu"
    save_meeting(meeting, by=None, source=ROAD)

    moderator.locator("button[value=accept]").click()

    assert "changed in the meantime" in moderator.locator(".messagelist").inner_text()
    assert not moderator.locator("[name=take-meeting-name]").is_checked()
    moderator.locator("[name=take-venue-entrance]").uncheck()
    moderator.locator("button[value=accept]").click()
    meeting.refresh_from_db()
    assert meeting.venue
    assert (meeting.name, meeting.venue.bell, meeting.venue.entrance) == ("Nádej z feedu", "Klub 2", "")
    visitor.goto(state)
    assert "It was accepted in part." in visitor.locator("main").inner_text()
    assert visitor.locator("main ul").all_inner_texts() == ["Bell", "Name\nEntrance"]


@pytest.mark.parametrize("address", ["report", "suggest"])
def test_the_forms_are_clean_and_fit_a_narrow_phone(
    measured: Page, live_server: LiveServer, meeting: Meeting, address: str
) -> None:
    measured.set_viewport_size(NARROW)
    measured.goto(f"{live_server.url}/sk/{address}/{meeting.public_id}/")

    assert violations(measured) == []
    assert measured.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def test_the_queue_is_clean_and_fits_a_narrow_phone(measured: Page, live_server: LiveServer, meeting: Meeting) -> None:
    Suggestion.objects.create(
        kind="change", meeting=meeting, proposed={"venue-bell": "2", "venue-street": "x"}, basis={"venue-bell": "1"}, text="x"
    )
    measured.set_viewport_size(NARROW)
    moderator_at(measured, live_server)

    queue = violations(measured)
    measured.locator(".queue a").click()

    assert (queue, violations(measured)) == ([], [])
    assert measured.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
