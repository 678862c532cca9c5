"""A coordinator's first day, on a phone: the mail, the link, a password, a second way of signing in, the first edit; and the last
day of whoever went before."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import override_settings
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from groups.models import Group, Membership
from tests.accounts.conftest import code_of_now
from tests.browser.conftest import opened, violations
from tests.browser.test_sign_in import TOO_SMALL, TOO_WIDE, with_passkeys
from tests.mail import Mailbox, text_of
from tests.meetings.world import make_group, make_meeting, make_rule
from tests.upkeep.people import PASSWORD, make_person, make_term
from tests.workplace.forms import address
from tests.workplace.roles import make_body
from upkeep.charges import team_address

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
SECRET = "dlhe-a-tajne-heslo"


@pytest.fixture(autouse=True)
def _site_address(live_server: LiveServer) -> Iterator[None]:
    """Links in mails lead to the site that the browser sees. Passkeys need a name instead of a number."""
    cache.clear()
    with override_settings(SITE_ADDRESS=live_server.url.replace("127.0.0.1", "localhost")):
        yield


@pytest.fixture
def at(live_server: LiveServer) -> Callable[[str], str]:
    return lambda path: live_server.url.replace("127.0.0.1", "localhost") + path


@pytest.fixture
def group(transactional_db: None) -> Group:
    group = make_group("Nádej", service_body=make_body())
    meeting = make_meeting("Streda večer", group=group, listed_on=timezone.localdate())
    make_rule(meeting)
    return group


@pytest.fixture
def jana(group: Group) -> User:
    """Who looks after it until now."""
    jana = make_person("Jana", language="en")
    make_term(jana, group)
    return jana


@pytest.fixture
def hers(measured: Page, jana: User, at: Callable[[str], str]) -> Page:
    """Jana's phone, on which she is signed in."""
    measured.goto(at("/accounts/login/"))
    measured.locator("#id_login").fill(jana.email)
    measured.locator("#id_password").fill(PASSWORD)
    measured.locator("main form button").first.click()
    return measured


def invite_eva(page: Page, team: str, mailbox: Mailbox) -> str:
    """Jana invites from her phone; the link that arrived."""
    page.goto(team)
    page.get_by_role("link", name="Invite somebody").click()
    page.locator("#id_email").fill("eva@example.org")
    page.locator("#id_language").select_option("en")
    page.get_by_role("button", name="Invite").click()
    return mailed_link(mailbox)


def mailed_link(mailbox: Mailbox) -> str:
    return str(re.findall(r"http://\S+/accounts/invitation/\S+", text_of(mailbox.wait_for()))[0])


def take(page: Page, link: str) -> None:
    page.goto(link)
    page.locator("#id_display_name").fill("Eva")
    page.locator("#id_password").fill(SECRET)
    page.get_by_role("button", name="Take it").click()


def test_from_the_invitation_to_the_first_edit_with_a_passkey(
    chromium: Browser, hers: Page, group: Group, mailbox: Mailbox, at: Callable[[str], str]
) -> None:
    link = invite_eva(hers, at(team_address(group)), mailbox)
    context = opened(chromium, locale="en")
    phone = context.new_page()
    with_passkeys(phone)

    take(phone, link)
    expect(phone).to_have_url(at("/admin/welcome/"))
    phone.get_by_role("link", name="Set it up").click()
    phone.get_by_role("link", name="Add a passkey").click()
    phone.locator("#passkey_add").click()
    expect(phone).to_have_url(at("/accounts/2fa/recovery-codes/"))
    meeting = group.meetings.get()
    phone.goto(at(address(meeting)))
    phone.locator("[name=name]").first.fill("Streda o piatej")
    phone.locator("[name=_save]").click()
    phone.goto(at(f"/sk/meetings/{meeting.public_id}/{meeting.slug}/"))

    assert "Streda o piatej" in phone.locator("h1").inner_text()
    context.close()


def test_the_same_without_scripts_with_an_app(
    chromium: Browser, hers: Page, group: Group, mailbox: Mailbox, at: Callable[[str], str]
) -> None:
    link = invite_eva(hers, at(team_address(group)), mailbox)
    context = opened(chromium, java_script_enabled=False, locale="en")
    phone = context.new_page()

    take(phone, link)
    phone.goto(at("/accounts/2fa/totp/activate/"))
    phone.locator("#id_code").fill(code_of_now(phone.locator(".account__secret code").inner_text().replace(" ", "")))
    phone.locator("main form button").first.click()
    codes = phone.locator(".account__codes li").count()
    phone.goto(at("/admin/"))

    assert (codes, phone.locator("h1").inner_text()) == (10, "What needs you")
    context.close()


def test_a_handover_and_the_old_access_refused(
    chromium: Browser, hers: Page, group: Group, mailbox: Mailbox, at: Callable[[str], str]
) -> None:
    hers.goto(at("/admin/handover/"))
    hers.get_by_role("button", name="Choose the successor").click()
    hers.locator("#id_email").fill("eva@example.org")
    hers.locator("#id_language").select_option("en")
    hers.get_by_role("button", name="Hand over").click()
    context = opened(chromium, locale="en")
    phone = context.new_page()
    take(phone, mailed_link(mailbox))
    expect(phone).to_have_url(at("/admin/welcome/"))

    the_day_after("Jana")
    answers = [hers.goto(at(path)) for path in ("/admin/", team_address(group), address(group.meetings.get()))]

    assert [answer.status if answer else 0 for answer in answers] == [403] * 3
    context.close()


def the_day_after(name: str) -> None:
    """Her last day has passed."""
    term = Membership.objects.get(user__display_name=name)
    assert term.ends_on == timezone.localdate()
    Membership.objects.filter(pk=term.pk).update(ends_on=timezone.localdate() - timedelta(days=1))


def test_pages_about_roles_are_clean_on_a_phone(
    chromium: Browser, hers: Page, group: Group, mailbox: Mailbox, at: Callable[[str], str]
) -> None:
    make_term(make_person("Marek"), group, "confirmer")
    term = Membership.objects.get(user__display_name="Jana")
    link = invite_eva(hers, at(team_address(group)), mailbox)
    pages = [hers.url, at(team_address(group)), at(f"{team_address(group)}invite/"), at(f"/admin/term/{term.pk}/")]
    pages += [at(f"/admin/handover/{page}?role={term.pk}") for page in ("", "plan/", "checklist/")]
    pages += [at("/admin/orphans/"), at("/admin/welcome/"), link]

    found = {page: trouble(hers, page) for page in pages}
    context = opened(chromium)
    found["newcomer"] = trouble(context.new_page(), link)
    context.close()

    assert {page: wrong for page, wrong in found.items() if wrong} == {}


def trouble(page: Page, url: str) -> list[str]:
    """What axe finds, what is wider than the phone, and what is too small for a thumb."""
    page.goto(url)
    wide = ["too wide"] if page.evaluate(TOO_WIDE) else []
    return [*violations(page), *wide, *page.evaluate(TOO_SMALL)]
