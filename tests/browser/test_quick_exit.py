"""Leave this page: a plain link, and with scripts also without a way back."""

import pytest
from playwright.sync_api import Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


def test_the_quick_exit_is_a_link_without_scripts(phone: Page, live_server: LiveServer, settings: Settings) -> None:
    settings.QUICK_EXIT_URL = f"{live_server.url}/robots.txt"

    phone.goto(f"{live_server.url}/sk/meetings/?who=family")
    phone.locator(".leave").click()

    assert phone.url == settings.QUICK_EXIT_URL


@pytest.mark.parametrize("way", ["click", "escape"])
def test_back_does_not_return_to_the_page_that_was_left(
    measured: Page, live_server: LiveServer, settings: Settings, way: str
) -> None:
    settings.QUICK_EXIT_URL = f"{live_server.url}/robots.txt"
    measured.goto(f"{live_server.url}/sk/about/privacy/")
    measured.goto(f"{live_server.url}/sk/meetings/?who=family")

    if way == "click":
        measured.locator(".leave").click()
    else:
        for _time in range(3):
            measured.keyboard.press("Escape")
    measured.wait_for_url(settings.QUICK_EXIT_URL)
    measured.go_back()

    assert measured.url == f"{live_server.url}/sk/about/privacy/"
