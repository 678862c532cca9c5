"""A link to a search: a short address for everybody, without an account, and nothing kept but the search."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.db import IntegrityError, connection
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from history.models import Revision
from referrals.links import short_address
from referrals.models import ReferralList
from tests.meetings.visits import page, today_meeting
from tests.upkeep.forms import main_of, send

pytestmark = pytest.mark.django_db
AA = "/en/link/?fellowship=aa"


def test_results_lead_to_the_link(client: Client) -> None:
    today_meeting()

    assert 'href="/en/link/?fellowship=aa&amp;who=me"' in page(client, "/en/meetings/?fellowship=aa&who=me")


def test_a_link_says_what_the_search_finds_now(client: Client) -> None:
    today_meeting()

    said = main_of(client.get(AA))

    assert "It finds 1 meeting now." in said
    assert "http://localhost:8000/en/meetings/?fellowship=aa" in said


def test_a_short_address_is_made_once_and_stays(client: Client) -> None:
    today_meeting()

    made = send(client, AA)
    again = send(client, "/sk/link/?page=3&fellowship=aa")

    kept = ReferralList.objects.get()
    assert (kept.search, kept.service_body, kept.name) == ("fellowship=aa", None, "")
    assert (made.status_code, made.headers["Location"]) == (303, AA)
    assert short_address(kept.code) in main_of(client.get(AA))
    assert short_address(kept.code) in main_of(again)


def test_nothing_tells_when_it_was_made_or_by_whom(client: Client) -> None:
    before = Revision.objects.count()

    send(client, AA)

    columns = {column.attname for column in ReferralList._meta.concrete_fields}
    assert Revision.objects.count() == before
    assert not {name for name in columns if name.endswith(("_at", "_by", "_hash"))}


@pytest.mark.parametrize(
    ("search", "why"),
    [
        ("at=49.22,18.74", "around a point on the map"),
        ("", "finds everything"),
        ("q=" + "%D0%B6" * 150, "too long"),
        ("q=850101%2F1234", "looks like a birth number"),
        ("q=jana.novakova%40example.org", "looks like a mail address"),
    ],
)
def test_what_may_tell_of_somebody_gets_no_short_address(client: Client, search: str, why: str) -> None:
    address = f"/en/link/?{search}"

    seen = main_of(client.get(address))
    send(client, address, shown="")

    assert why in seen
    assert not ReferralList.objects.exists()


@pytest.mark.parametrize(
    ("search", "warning"),
    [
        ({"when": "today"}, "about the day on which it is opened"),
        ({"date": "2020-02-03"}, "That day has passed"),
        ({"date": (timezone.localdate() + timedelta(days=3)).isoformat()}, "It is about one day"),
        ({"q": "nádej"}, "searches for words"),
        ({"how": "online"}, "finds no meeting now"),
    ],
)
def test_what_may_make_a_link_lie_is_said(client: Client, search: dict[str, str], warning: str) -> None:
    today_meeting()

    assert warning in main_of(client.get(f"/en/link/?{urlencode(search)}"))


def test_a_network_makes_so_many_an_hour(client: Client, settings: Settings) -> None:
    today_meeting()
    settings.FORM_USES_AN_HOUR = {**settings.FORM_USES_AN_HOUR, "link": 1}
    send(client, AA)

    refused = send(client, "/en/link/?fellowship=aa&who=me")

    assert refused.status_code == 429
    assert "Nothing is lost" in main_of(refused)
    assert ReferralList.objects.count() == 1


def test_a_program_is_answered_and_makes_nothing(client: Client) -> None:
    answered = send(client, AA, homepage="https://example.org")

    assert answered.status_code == 200
    assert not ReferralList.objects.exists()


def test_no_cookie_is_set_and_nobody_keeps_the_page(client: Client) -> None:
    made = send(client, AA)

    assert not client.cookies
    assert made.headers["Cache-Control"] == "no-store"


def test_the_database_holds_each_search_once() -> None:
    ReferralList.objects.create(search="fellowship=aa")

    with pytest.raises(IntegrityError):
        ReferralList.objects.create(search="fellowship=aa")

    assert connection.needs_rollback
