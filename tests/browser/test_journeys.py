"""Whole journeys in a real browser, at a phone's width, in Slovak, with scripts off."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from interchange.records import Access
from meetings.models import Meeting
from places.gazetteer.loading import load
from tests.browser.conftest import NARROW
from tests.meetings.world import make_meeting, make_rule, make_venue

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
REAL_FEED = Path(__file__).parents[3] / "shared" / "data" / "real" / "san-jose-aa.json"


def meeting_in_zilina(name: str, days_ahead: int, access: Access, *, start_minute: int = 1080) -> Meeting:
    """A meeting in Žilina on one weekday, listed today."""
    meeting = make_meeting(name, venue=make_venue(bell="Klub", entrance="z dvora"), listed_on=timezone.localdate())
    weekday = (timezone.localdate() + timedelta(days=days_ahead)).weekday()
    make_rule(meeting, weekday=weekday, start_minute=start_minute, access=access)
    return meeting


def test_a_relative_finds_the_open_meeting_by_place_and_day(phone: Page, live_server: LiveServer, gazetteer: None) -> None:
    meeting_in_zilina("Otvorená nádej", 1, Access.OPEN)
    meeting_in_zilina("Zatvorená nádej", 1, Access.CLOSED)
    meeting_in_zilina("Pozajtra", 2, Access.OPEN)

    phone.goto(f"{live_server.url}/sk/")
    phone.locator("#id_near").fill("zilina")
    phone.locator("#id_when").select_option("tomorrow")
    phone.locator("#id_who_family").check()
    phone.locator(".finder [type=submit]").first.click()

    assert phone.url == f"{live_server.url}/sk/meetings/?place=zilina&who=family&when=tomorrow"
    assert phone.locator(".card h3").all_inner_texts() == ["Otvorená nádej"]
    phone.locator(".card h3 a").click()
    assert "z dvora" in phone.locator(".door").inner_text()
    assert phone.locator("html").get_attribute("lang") == "sk"


def test_a_slip_in_the_place_and_a_filter_taken_away(phone: Page, live_server: LiveServer, gazetteer: None) -> None:
    meeting_in_zilina("Zatvorená nádej", 1, Access.CLOSED)

    phone.goto(f"{live_server.url}/sk/meetings/?near=Zilyna&who=professional")
    assert phone.locator(".card").count() == 0
    phone.locator(".chips a").click()

    assert phone.locator(".card h3").all_inner_texts() == ["Zatvorená nádej"]


def test_an_edit_in_the_workplace_appears_at_once(phone: Page, live_server: LiveServer) -> None:
    User.objects.create_superuser("koordinatorka@example.org", "velmi-tajne-heslo")
    meeting = meeting_in_zilina("Nádej", 1, Access.OPEN)

    phone.goto(f"{live_server.url}/admin/meetings/meeting/{meeting.pk}/change/")
    phone.locator("#id_login").fill("koordinatorka@example.org")
    phone.locator("#id_password").fill("velmi-tajne-heslo")
    phone.locator("main [type=submit]").first.click()
    phone.locator("#id_name").fill("Nová nádej")
    phone.locator("[name=rules-0-start_minute]").fill("17:15")
    phone.locator("[name=rules-0-ends]").fill("18:45")
    phone.locator("[name=_save]").click()
    phone.goto(f"{live_server.url}/sk/meetings/")

    assert phone.locator(".card h3").all_inner_texts() == ["Nová nádej"]
    assert re.search(r"17:15.*18:45", phone.locator(".card__time").inner_text(), re.DOTALL)


@pytest.mark.skipif(not REAL_FEED.exists(), reason="the handbook's real feeds are not beside the project")
def test_a_real_feed_is_imported_in_one_line_and_found(phone: Page, live_server: LiveServer) -> None:
    load(countries=("US",))
    call_command("load_seeds", verbosity=0)
    call_command("import_feed", str(REAL_FEED), "--as", "san-jose", "--fellowship", "aa", "--vouches")

    phone.goto(f"{live_server.url}/sk/")
    phone.locator("#id_near").fill("San Jose, California")
    phone.locator("#id_when").select_option("wed")
    phone.locator("#id_who_professional").check()
    phone.locator(".more summary").click()
    phone.locator("#id_how_in-person").check()
    phone.locator(".finder [type=submit]").first.click()

    assert phone.locator(".card").count() == 25
    assert all("streda" in heading.lower() for heading in phone.locator(".day h2").all_inner_texts())
    phone.locator(".card h3 a").first.click()
    assert "San Jose" in phone.locator(".fresh--confirmed").first.inner_text()


def test_nothing_is_wider_than_a_narrow_phone_with_large_text(measured: Page, live_server: LiveServer, gazetteer: None) -> None:
    meeting = meeting_in_zilina("Neobyčajnedlhéjednoslovnépomenovanieskupinyktorésanezmestí", 1, Access.OPEN)
    measured.set_viewport_size(NARROW)

    for address in ("", "meetings/", f"meetings/{meeting.public_id}/{meeting.slug}/"):
        measured.goto(f"{live_server.url}/sk/{address}")
        measured.evaluate("document.documentElement.style.fontSize = '200%'")

        assert measured.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), address


def test_a_visit_leaves_nothing_and_asks_nobody(measured: Page, live_server: LiveServer, gazetteer: None) -> None:
    meeting = meeting_in_zilina("Nádej", 1, Access.OPEN)
    asked: list[str] = []
    measured.on("request", lambda request: asked.append(request.url))

    for address in ("sk/", "sk/meetings/?near=zilina", f"sk/meetings/{meeting.public_id}/{meeting.slug}/"):
        measured.goto(f"{live_server.url}/{address}")

    assert all(address.startswith(live_server.url) for address in asked)
    assert measured.context.cookies() == []
    assert measured.evaluate("localStorage.length + sessionStorage.length") == 0
