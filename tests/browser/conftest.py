"""Debian's Chromium, as a phone and with scripts off unless a test says otherwise."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, ViewportSize

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop runs in the thread in which the tests ask the database

CHROMIUM = Path("/usr/bin/chromium")
AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
PHONE: ViewportSize = {"width": 390, "height": 844}
NARROW: ViewportSize = {"width": 320, "height": 640}
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
    yield browser
    browser.close()


def opened(browser: Browser, **options: Any) -> BrowserContext:
    return browser.new_context(**{"viewport": PHONE, "has_touch": True, "is_mobile": True, "locale": "sk", **options})


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    """A phone with scripts off."""
    context = opened(chromium, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture
def measured(chromium: Browser) -> Iterator[Page]:
    """A phone on which pages can be measured: with scripts, for axe."""
    context = opened(chromium)
    yield context.new_page()
    context.close()


def violations(page: Page) -> list[str]:
    """What axe finds wrong with a page by WCAG 2.2 AA."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    found = page.evaluate("tags => axe.run(document, {runOnly: tags})", tags)
    return [f"{one['id']}: {one['nodes'][0]['target']}" for one in found["violations"]]
