"""A list, from the clinic to the patient: made on a phone with scripts off, opened, still true when a meeting on it has ended."""

import re

import pytest
from django.test import override_settings
from django.utils import timezone
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from accounts.care import MembershipRole
from accounts.models import User
from meetings.models import Meeting
from referrals.models import ReferralList
from referrals.owner_mails import tell_owners
from tests.browser.conftest import NARROW, violations
from tests.mail import Mailbox, text_of
from tests.referrals.world import end, make_clinic, make_list, make_weekly
from tests.workplace.roles import give_role

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
PASSWORD = "not-a-real-password"


def fresh(name: str) -> Meeting:
    return make_weekly(name, listed_on=timezone.localdate())


def make_staff() -> User:
    user = User.objects.create_user("staff@clinic.example", PASSWORD, language="en", is_staff=True)
    give_role(user, MembershipRole.EDITOR, make_clinic("Klinika Les"))
    return user


def sign_in(page: Page, site: LiveServer) -> None:
    page.goto(f"{site.url}/admin/")
    page.fill("input[name=login]", "staff@clinic.example")
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/admin/")


def make_it(page: Page, site: LiveServer) -> None:
    """A new list with one meeting, found by its name and town."""
    page.goto(f"{site.url}/admin/referrals/referrallist/add/")
    page.fill("input[name=name]", "Po liečbe")
    page.press("input[name=name]", "Enter")
    page.wait_for_url("**/change/")
    page.fill("input[name=q]", "ranna zilina")
    page.press("input[name=q]", "Enter")
    page.get_by_label("Ranná").check()
    page.get_by_role("button", name="Put them on the list").click()
    page.get_by_role("heading", name="Ranná").wait_for()


def test_list_is_made_shown_and_stays_true(phone: Page, live_server: LiveServer, mailbox: Mailbox) -> None:
    with override_settings(SITE_ADDRESS=live_server.url):
        make_staff()
        gone = fresh("Ranná")
        fresh("Nablízku")
        sign_in(phone, live_server)
        make_it(phone, live_server)
        made = ReferralList.objects.get()

        phone.goto(f"{live_server.url}/r/{made.code.upper()}")
        assert phone.url == f"{live_server.url}/r/{made.code}"
        assert phone.get_by_role("heading", level=2).first.inner_text() == "Ranná"
        assert "Hlavná 1" in phone.inner_text("main")

        end(gone)
        phone.reload()
        assert "This meeting has ended. Please do not go there." in phone.inner_text("main")
        assert phone.get_by_role("link", name="Nablízku").count() == 1

        phone.goto(f"{live_server.url}/admin/")
        assert "1 meeting on your lists has ended, moved or is in doubt" in phone.inner_text("main")
        tell_owners(timezone.now())
        address = re.search(r"http://\S+/change/", text_of(mailbox.wait_for()))
        assert address is not None
        phone.goto(address[0])
        assert "Readers are sent to these instead: Nablízku." in phone.inner_text("main")
        phone.get_by_role("button", name="We have looked at it").click()
        phone.wait_for_load_state()
        assert phone.get_by_role("button", name="We have looked at it").count() == 0
        assert phone.context.cookies(f"{live_server.url}/r/") == [one for one in phone.context.cookies() if one["path"] == "/"]


def test_pages_are_accessible_and_fit_a_small_screen(measured: Page, live_server: LiveServer) -> None:
    user, gone = make_staff(), fresh("Ranná")
    made = make_list(fresh("Prvá"), gone, language="en", service_body=user.memberships.get().service_body)
    fresh("Nablízku")
    end(gone)
    measured.set_viewport_size(NARROW)
    sign_in(measured, live_server)

    for address in (f"/r/{made.code}", "/r/zzzzzz", f"/admin/referrals/referrallist/{made.pk}/change/?q=nablizku"):
        measured.goto(live_server.url + address)
        assert violations(measured) == [], address
        assert measured.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
