"""Signing in, in a real browser: passkeys, an app without scripts, the end of a session; every page clean, on a phone."""

import re
from collections.abc import Callable, Iterator

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import override_settings
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from tests.accounts.conftest import PASSWORD, code_of_now
from tests.browser.conftest import NARROW, opened, violations
from tests.meetings.world import make_group
from tests.workplace.forms import address

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

VIRTUAL_PASSKEYS = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
TOO_SMALL = """() => [...document.querySelectorAll("main a, main button, main input:not([type=hidden]), .top a, .top button")]
    .filter(one => one.checkVisibility() && one.closest("label, p.lead, li.prose") === null)
    .filter(one => one.getBoundingClientRect().height < 43.5).map(one => one.outerHTML)"""
TOO_WIDE = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    cache.clear()
    with override_settings(REQUIRE_SECOND_FACTOR=True, LOGIN_REDIRECT_URL="admin:index"):
        yield


@pytest.fixture
def person(transactional_db: None) -> User:
    return User.objects.create_superuser("eva@example.org", PASSWORD, display_name="Eva")


@pytest.fixture
def at(live_server: LiveServer) -> Callable[[str], str]:
    """An address as browsers take passkeys from: localhost is a secure context, 127.0.0.1 has no domain."""
    return lambda path: live_server.url.replace("127.0.0.1", "localhost") + path


def sign_in(page: Page, url: str) -> None:
    page.goto(url)
    page.locator("#id_login").fill("eva@example.org")
    page.locator("#id_password").fill(PASSWORD)
    page.locator("main form button").first.click()


def show_it_is_you(page: Page) -> None:
    if "/reauthenticate/" in page.url:
        page.locator("#id_password").fill(PASSWORD)
        page.locator("main form button").first.click()


def with_passkeys(page: Page) -> None:
    """A phone that keeps passkeys and sees the finger of its owner whenever it asks for it."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": VIRTUAL_PASSKEYS})


def test_a_passkey_is_made_and_signs_in_without_a_password(measured: Page, person: User, at: Callable[[str], str]) -> None:
    problems: list[str] = []
    measured.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    with_passkeys(measured)
    sign_in(measured, at("/accounts/login/"))
    expect(measured).to_have_url(at("/accounts/2fa/"))
    measured.goto(at("/accounts/2fa/webauthn/add/"))
    show_it_is_you(measured)
    measured.locator("#passkey_add").click()
    expect(measured).to_have_url(at("/accounts/2fa/recovery-codes/"))
    measured.locator(".account__out").click()

    measured.goto(at("/accounts/login/?next=/admin/groups/group/"))
    measured.locator("#passkey_login").click()

    expect(measured).to_have_url(at("/admin/groups/group/"))
    assert problems == []


def test_a_passkey_is_the_second_step_after_a_password(measured: Page, person: User, at: Callable[[str], str]) -> None:
    with_passkeys(measured)
    sign_in(measured, at("/accounts/login/"))
    measured.goto(at("/accounts/2fa/webauthn/add/"))
    show_it_is_you(measured)
    measured.locator("#passkey_add").click()
    expect(measured).to_have_url(at("/accounts/2fa/recovery-codes/"))
    measured.locator(".account__out").click()

    sign_in(measured, at("/accounts/login/"))
    measured.locator("#passkey_second").click()

    expect(measured).to_have_url(at("/admin/"))


def test_a_passkey_that_is_not_there_is_told(measured: Page, person: User, at: Callable[[str], str]) -> None:
    with_passkeys(measured)
    measured.goto(at("/accounts/login/"))
    measured.locator("#passkey_login").click()

    expect(measured.locator("[data-passkey-trouble]")).to_be_visible(timeout=20_000)


def test_without_scripts_an_app_is_set_up_and_opens_the_workplace(phone: Page, person: User, at: Callable[[str], str]) -> None:
    sign_in(phone, at("/accounts/login/"))
    phone.goto(at("/accounts/2fa/totp/activate/"))
    show_it_is_you(phone)
    secret = phone.locator(".account__secret code").inner_text().replace(" ", "")
    phone.locator("#id_code").fill(code_of_now(secret))
    phone.locator("main form button").first.click()
    codes = phone.locator(".account__codes li").all_inner_texts()
    phone.locator(".account__out").click()
    cache.clear()  # or the code would have been used already: the half minute is the same

    sign_in(phone, at("/accounts/login/"))
    expect(phone.locator("#passkey_second")).to_be_hidden()
    phone.locator("#id_code").fill(code_of_now(secret))
    phone.locator("main form button").first.click()

    assert len(codes) == 10
    expect(phone).to_have_url(at("/admin/"))


@override_settings(REQUIRE_SECOND_FACTOR=False)
def test_before_the_session_ends_it_is_said_and_can_begin_anew(measured: Page, person: User, at: Callable[[str], str]) -> None:
    with override_settings(SESSION_COOKIE_AGE=302):
        sign_in(measured, at("/accounts/login/"))
        measured.goto(at("/admin/"))
        soon = measured.locator(".session-end [data-when=soon]")
        expect(soon).to_be_visible(timeout=10_000)
    measured.locator(".session-end button").click()

    expect(measured.locator(".session-end [data-when=stayed]")).to_be_visible()
    expect(soon).to_be_hidden()


@override_settings(REQUIRE_SECOND_FACTOR=False)
def test_a_draft_survives_the_end_of_the_session(phone: Page, person: User, at: Callable[[str], str]) -> None:
    group = make_group()
    sign_in(phone, at("/accounts/login/"))
    phone.goto(at(address(group)))
    phone.locator("#id_name").fill("Nový názov")
    phone.context.clear_cookies(name="sessionid")
    phone.locator("[name=_save]").click()

    with phone.context.expect_page() as opening:
        phone.get_by_role("link").filter(has_text=re.compile("tab|kart|okn", re.IGNORECASE)).click()
    tab = opening.value
    sign_in(tab, tab.url)
    tab.wait_for_url(at("/accounts/signed-in-again/"))
    tab.close()
    phone.locator("main form button").click()
    phone.locator("main form button").click()  # the token of the first was older than the signing in

    phone.wait_for_url(at("/admin/groups/group/"))
    group.refresh_from_db()
    assert group.name == "Nový názov"


PAGES = (
    "/accounts/2fa/",
    "/accounts/2fa/webauthn/",
    "/accounts/2fa/webauthn/add/",
    "/accounts/2fa/totp/activate/",
    "/accounts/password/change/",
    "/accounts/logout/",
    "/accounts/signed-in-again/",
)
DOORS = (
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/inactive/",
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_about_signing_in_is_clean(chromium: Browser, person: User, at: Callable[[str], str], scheme: str) -> None:
    context = opened(chromium, viewport=NARROW, color_scheme=scheme)
    page = context.new_page()
    page.set_default_timeout(20_000)
    found = {path: seen(page, at(path)) for path in DOORS}
    page.goto(at("/accounts/login/"))
    page.locator("main form button").first.click()
    found["errors"] = faults(page)
    sign_in(page, at("/accounts/login/"))
    page.goto(at("/accounts/2fa/totp/activate/"))
    found["again"] = faults(page)
    show_it_is_you(page)
    found |= {path: seen(page, at(path)) for path in PAGES}
    context.close()

    assert found == {where: [] for where in found}


def test_pages_on_which_there_is_something_are_clean(measured: Page, person: User, at: Callable[[str], str]) -> None:
    with_passkeys(measured)
    sign_in(measured, at("/accounts/login/"))
    measured.goto(at("/accounts/2fa/webauthn/add/"))
    show_it_is_you(measured)
    measured.locator("#passkey_add").click()
    expect(measured).to_have_url(at("/accounts/2fa/recovery-codes/"))
    key = Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN).pk
    keys = [f"/accounts/2fa/webauthn/keys/{key}/{what}/" for what in ("edit", "remove")]
    found = {path: seen(measured, at(path)) for path in ("/accounts/2fa/recovery-codes/", "/accounts/2fa/webauthn/", *keys)}
    user = f"/admin/accounts/user/{person.pk}"
    for path in (f"{user}/change/", f"{user}/second-factors/"):
        measured.goto(at(path))
        found[path] = violations(measured)
    measured.context.clear_cookies(name="sessionid")
    measured.locator("#content form [type=submit]").click()
    found["draft"] = faults(measured)
    sign_in(measured, at("/accounts/login/"))
    found["second step"] = faults(measured)
    for _ in range(6):
        measured.locator("#id_code").fill("000000")
        measured.locator("main form button").first.click()
    found["too many"] = faults(measured)

    assert found == {where: [] for where in found}


def seen(page: Page, url: str) -> list[str]:
    page.goto(url)
    return faults(page)


def faults(page: Page) -> list[str]:
    """What axe finds, targets lower than 44 px, and a page that is to be scrolled sideways."""
    sideways = ["sideways"] if page.evaluate(TOO_WIDE) else []
    headings = [] if page.locator("h1").count() == 1 else ["h1"]
    return [*violations(page), *page.evaluate(TOO_SMALL), *sideways, *headings]
