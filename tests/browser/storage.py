"""What a phone stores of the site, for the tests."""

from typing import Any

from playwright.sync_api import Page

NOTHING = {"local": 0, "session": 0, "caches": [], "databases": [], "workers": 0}
STORED = """async () => ({
    local: localStorage.length, session: sessionStorage.length, caches: await caches.keys(),
    databases: (await indexedDB.databases()).map(one => one.name),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""


def stored(page: Page) -> Any:
    return page.evaluate(STORED)


def save_all(page: Page) -> None:
    for button in page.locator(".save button").all():
        button.click()
