"""A volunteer enters a meeting on a phone: by buttons without scripts, while typing with them; every state of the page is sound."""

from datetime import date

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from meetings.actions import save_meeting
from meetings.models import Meeting
from places.models import Venue
from tests.browser.conftest import NARROW, opened, violations
from tests.meetings.world import ROAD, make_group, make_meeting, make_rule

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def at_work(live_server: LiveServer) -> str:
    """The session of an administrator."""
    user = User.objects.create_superuser("coordinator@example.org", "not-a-real-password", language="en")
    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value


def signed_in(page: Page, at_work: str, live_server: LiveServer) -> Page:
    page.context.add_cookies([{"name": "sessionid", "value": at_work, "url": live_server.url}])
    return page


def form_of(meeting: Meeting, live_server: LiveServer) -> str:
    return f"{live_server.url}/admin/meetings/meeting/{meeting.pk}/change/"


def test_a_meeting_is_entered_on_a_phone_without_scripts(phone: Page, at_work: str, live_server: LiveServer) -> None:
    make_group()
    page = signed_in(phone, at_work, live_server)
    page.goto(f"{live_server.url}/admin/meetings/meeting/add/")

    page.get_by_label("Name", exact=True).fill("Streda")
    page.locator("#id_group").get_by_label("Nádej").check()
    page.get_by_label("Weekday").select_option("2")
    page.get_by_label("Starts").fill("18:00")
    page.get_by_role("button", name="Show what this means").click()
    assert page.locator(".meaning__sentence").inner_text() == "Every Wednesday, from 18:00"
    page.get_by_label("How to take part").select_option("in_person")
    page.get_by_label("Name of the building").fill("Dom")
    page.locator('[name="venue-city"]').fill("Žilina")
    page.get_by_label("Step-free access").select_option("true")
    page.get_by_role("button", name="Save", exact=True).click()

    assert Meeting.objects.get().name == "Streda"
    assert Venue.objects.get().step_free is True


def test_the_enter_key_never_saves(phone: Page, at_work: str, live_server: LiveServer) -> None:
    meeting = make_meeting()
    page = signed_in(phone, at_work, live_server)
    page.goto(form_of(meeting, live_server))

    page.get_by_label("Name", exact=True).fill("Omylom")
    page.get_by_label("Name", exact=True).press("Enter")

    page.wait_for_load_state()
    assert page.get_by_label("Name", exact=True).input_value() == "Omylom"
    assert Meeting.objects.get().name == "Nádej"


def test_the_dates_are_told_while_they_are_typed(measured: Page, at_work: str, live_server: LiveServer) -> None:
    meeting = make_meeting()
    make_rule(meeting)
    page = signed_in(measured, at_work, live_server)
    page.goto(form_of(meeting, live_server))

    page.get_by_label("Weekday").select_option("2")

    page.get_by_text("Every Wednesday, 18:00 to 19:30").wait_for()


def test_the_summary_of_mistakes_has_the_focus(phone: Page, at_work: str, live_server: LiveServer) -> None:
    meeting = make_meeting()
    page = signed_in(phone, at_work, live_server)
    page.goto(form_of(meeting, live_server))

    page.get_by_label("Name", exact=True).fill("")
    page.get_by_role("button", name="Save", exact=True).click()

    assert page.title().startswith("Error: ")
    assert page.locator(".wrong-summary:focus").count() == 1
    page.locator(".wrong-summary a").first.click()
    assert page.url.endswith("#id_name")


def test_every_state_of_the_page_is_accessible_and_fits_a_narrow_phone(
    chromium: Browser, at_work: str, live_server: LiveServer
) -> None:
    meeting = make_meeting()
    make_rule(meeting)
    make_rule(meeting, frequency="monthly_by_weekday", ordinals=(-1,), first_on=date(2026, 1, 1))
    context = opened(chromium, viewport=NARROW)
    page = signed_in(context.new_page(), at_work, live_server)
    page.goto(form_of(meeting, live_server))

    assert (violations(page), overflow(page)) == ([], 0)
    page.locator('[name="name"]').fill("")
    page.locator('[name="venue-point"]').fill("kdesi")
    page.get_by_role("button", name="Save", exact=True).click()
    assert (violations(page), overflow(page)) == ([], 0)
    page.goto(form_of(meeting, live_server))
    save_meeting(renamed(meeting), by=None, source=ROAD)
    page.locator('[name="name"]').fill("Môj názov")
    page.get_by_role("button", name="Save", exact=True).click()
    assert page.get_by_text("Which of the two holds?").count() == 1
    assert (violations(page), overflow(page)) == ([], 0)
    context.close()


def renamed(meeting: Meeting) -> Meeting:
    row = Meeting.objects.get(pk=meeting.pk)
    row.name = "Jej názov"
    return row


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than the phone."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
