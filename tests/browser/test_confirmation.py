"""A mailed link, from the mail to the public page: a scanner opens it first, then a holder presses a button, on a phone, in Slovak,
with scripts off."""

import re
from typing import Any
from urllib.request import Request, urlopen

import pytest
from django.test import override_settings
from django.utils import timezone
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from accounts.care import MembershipRole
from accounts.models import User
from groups.models import Group
from meetings.models import Meeting
from tests.browser.conftest import NARROW, violations
from tests.mail import Mailbox, text_of
from tests.meetings.visits import address_of
from tests.meetings.world import make_group
from tests.upkeep.holding_world import aged_meeting, days_ago, make_holder, now
from tests.upkeep.test_relay import make_mailbox
from upkeep.digests import send_digests

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
ADDRESS = re.compile(r"http://\S+")


def mailed_links(mailbox: Mailbox, live_server: LiveServer) -> list[str]:
    """Send what is due, and give the addresses in the mail: of each listing, then the one that stops the mails."""
    with override_settings(SITE_ADDRESS=live_server.url):
        send_digests(now())
    return ADDRESS.findall(text_of(mailbox.wait_for()))


def scan(addresses: list[str]) -> list[int]:
    """What a mail scanner does: it opens every link, in two ways."""
    asked = [Request(address, method=method) for address in addresses for method in ("HEAD", "GET")]  # noqa: S310  # our own
    codes = []
    for one in asked:
        with urlopen(one) as answer:  # noqa: S310
            codes.append(answer.status)
    return codes


@pytest.fixture
def group() -> Group:
    return make_group("Nádej")


def holder_of(group: Group, **fields: Any) -> User:
    return make_holder(on=group, language="sk", role=MembershipRole.EDITOR, **fields)


def test_scanner_opens_the_link_and_the_holder_confirms(
    phone: Page, live_server: LiveServer, mailbox: Mailbox, group: Group
) -> None:
    holder_of(group)
    first, _second = (aged_meeting(80, group=group, name=name) for name in ("Prvá", "Druhá"))
    links = mailed_links(mailbox, live_server)

    assert scan(links) == [200] * 6
    unchanged = list(Meeting.objects.values_list("confirmed_on", flat=True))
    phone.goto(links[0])
    phone.locator("[name=act][value=true]").click()

    assert unchanged == [days_ago(80)] * 2
    assert phone.locator("html").get_attribute("lang") == "sk"
    phone.locator("main .button").click()
    phone.locator("[name=act][value=true]").click()
    assert set(Meeting.objects.values_list("confirmed_on", flat=True)) == {timezone.localdate()}
    phone.goto(f"{live_server.url}{address_of(first, 'sk')}")
    assert phone.locator(".meeting > .fresh--confirmed").count() == 1
    assert phone.context.cookies() == []


def test_holder_changes_the_time_without_signing_in(phone: Page, live_server: LiveServer, mailbox: Mailbox, group: Group) -> None:
    holder_of(group)
    meeting = aged_meeting(80, group=group)
    [link, _stop] = mailed_links(mailbox, live_server)

    phone.goto(link)
    phone.locator("[name=act][value=changed]").click()
    phone.locator("[name$=-start_minute]").fill("17:15")
    phone.wait_for_timeout(2100)  # nobody types quicker
    phone.locator("main form [type=submit]").last.click()

    assert phone.url == link
    assert meeting.rules.get().start_minute == 17 * 60 + 15


def test_holder_says_that_it_has_ended(phone: Page, live_server: LiveServer, mailbox: Mailbox, group: Group) -> None:
    holder_of(group)
    meeting = aged_meeting(80, group=group)
    [link, _stop] = mailed_links(mailbox, live_server)

    phone.goto(link)
    phone.locator("[name=act][value=ended]").click()
    phone.locator("main form [type=submit]").click()

    meeting.refresh_from_db()
    assert (phone.url, meeting.status) == (link, "ended")


def test_pages_can_be_used_by_everybody(measured: Page, live_server: LiveServer, mailbox: Mailbox) -> None:
    group = make_group("Nádej", meets_at_door=True)
    holder_of(group)
    make_mailbox(group)
    meeting = aged_meeting(80, group=group)
    [link, stop] = mailed_links(mailbox, live_server)
    pages = [link, f"{link}/changed", f"{link}/ended", stop, f"{live_server.url}/confirm/x"]
    pages += [
        f"{live_server.url}/sk/{one}" for one in ("figures/", f"message/{group.public_id}/", f"meetings/{meeting.public_id}/")
    ]

    for address in pages:
        measured.set_viewport_size(NARROW)
        measured.goto(address)
        found = violations(measured)
        measured.evaluate("document.documentElement.style.fontSize = '200%'")

        assert found == [], address
        assert measured.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), address
