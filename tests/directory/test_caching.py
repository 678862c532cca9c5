"""How every public answer is kept, and by whom it may be read: caches, browsers, search engines, other sites."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import resolve
from django.utils import timezone, translation

from history.models import Revision
from meetings.actions import save_meeting
from tests.directory.private_walk import LANGUAGES, WORDS, pages, route_names
from tests.directory.private_world import World, make_world
from tests.meetings.visits import address_of
from tests.meetings.world import ROAD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("gazetteer")]
FEEDS = ("/meetings.json?when=any", "/meetings.ics?when=any")
# Answers that are no pages: they are kept longer, or not at all.
KEPT_OTHERWISE = ("/healthz", "/readyz", "/robots.txt", "/sitemap", "/sw.js", "/admin/", "/bmlt/", "/meeting-guide.schema.json")
# Forms that anybody may send, and what became of what was sent.
FORMS = ("/sk/report/", "/sk/suggest/", "/sk/suggestions/", "/sk/message/", "/sk/check/", "/sk/link/", "/sk/clinics/", "/confirm/")
# What the pages and programs of others may read.
FOR_OTHERS = ("/meetings.", "/changes", "/hsds", "/api/openapi.json", "/meeting-guide.schema.json")
NOT_CACHED = ("/sk/meetings/?near=Lipnica", "/sk/meetings/?near=zilina", "/sk/?near=zilina", "/meetings.json?near=zilina")
FAULTY = (
    "/sk/nothing/",
    "/nothing",
    "/sk/meetings/22222222/x/",
    "/sk/places/nowhere/",
    "/sk/meetings/map/towns.json",
    "/meetings.json?x=1",
)
# Links that leave the site; by SITE_ADDRESS it names itself, on paper and in frames of others.
LINK = re.compile(r'<a [^>]*href="https?://(?!testserver/|localhost:8000/)[^>]*>')


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The time it is, which a test may set: twenty seconds past a minute."""
    times = [timezone.now().replace(second=20, microsecond=0)]
    monkeypatch.setattr(timezone, "now", lambda: times[-1])
    return times


def kept(world: World) -> list[str]:
    """An address of each page and feed, which a cache may keep."""
    others = {
        "/api/",
        "/",
        f"/sk/meetings/{world.shown[0].public_id}/",
        f"/sk/groups/{world.group.public_id}/",
        "/sk/meetings/map/towns.json",
        "/sk/handout.pdf",  # without meetings it leads to the form
    }
    found = [one for one in pages(world, "sk") if not one.startswith((*KEPT_OTHERWISE, *FORMS)) and one not in others]
    with translation.override("sk"):
        each = {str(resolve(one).url_name): one for one in reversed(found)}
    each = {
        name: one for name, one in each.items() if not name.endswith("_one")
    }  # objects of HSDS: of what is hidden there is none
    return [*each.values(), *(address_of(one, "sk") for one in world.shown[1:]), "/sk/meetings/?place=zilina", *FEEDS]


def everything(world: World) -> list[str]:
    return [*kept(world), "/", *KEPT_OTHERWISE[:4], "/sitemap.xml", "/sw.js", *NOT_CACHED, *FAULTY]


def drained(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else bytes(response.content)


def test_every_name_of_an_address_is_walked(world: World) -> None:
    assert set(WORDS) <= set(route_names())


def test_no_answer_sets_a_cookie(client: Client, world: World) -> None:
    setting = [address for address in everything(world) if client.get(address).cookies or client.post(address).cookies]

    assert setting == []


def test_no_answer_may_run_what_is_not_ours(client: Client, world: World) -> None:
    policies = {client.get(address).headers.get("Content-Security-Policy", "none") for address in everything(world)}

    assert [policy for policy in policies if "default-src 'self'" not in policy or "unsafe" in policy] == []


def test_no_answer_tells_other_sites_where_somebody_was(client: Client, world: World) -> None:
    assert {client.get(address).headers["Referrer-Policy"] for address in everything(world)} == {"no-referrer"}
    assert client.get("/admin/").headers["Referrer-Policy"] == "same-origin"


def test_what_django_answers_before_any_page_is_as_strict(client: Client, settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True

    answers = [Client().get("/sk/"), Client(headers={"host": "elsewhere.example"}).get("/sk/")]

    assert [one.status_code for one in answers] == [301, 400]
    assert {one.headers["Referrer-Policy"] for one in answers} == {"no-referrer"}
    assert all("default-src 'self'" in one.headers["Content-Security-Policy"] for one in answers)


def test_links_that_leave_the_site_take_nothing_along(client: Client, world: World) -> None:
    links = {link for address in kept(world) for link in LINK.findall(drained(client.get(address)).decode(errors="replace"))}

    assert len(links) > 1
    assert [link for link in links if 'rel="noreferrer noopener"' not in link] == []


def test_pages_are_kept_for_a_minute_and_depend_on_nobody(client: Client, world: World) -> None:
    answers = {address: client.get(address).headers for address in kept(world)}

    assert {headers["Cache-Control"] for headers in answers.values()} == {"public, max-age=60, stale-while-revalidate=60"}
    assert {headers["Vary"] for headers in answers.values()} == {"Accept-Encoding"}
    assert [address for address, headers in answers.items() if not {"ETag", "Last-Modified"} & {*headers}] == []


def test_the_root_depends_on_the_language_alone(client: Client) -> None:
    assert client.get("/").headers["Vary"] == "Accept-Language"


@pytest.mark.parametrize("address", NOT_CACHED)
def test_what_was_typed_as_a_place_is_kept_nowhere(client: Client, address: str) -> None:
    assert client.get(address).headers["Cache-Control"] == "no-store"


def test_what_somebody_has_is_not_sent_again(client: Client, world: World, clock: list[datetime]) -> None:
    for address in [one for one in kept(world) if client.get(one).status_code == 200]:
        first = client.get(address)
        etag, modified = first.headers["ETag"], first.headers["Last-Modified"]
        asked = [
            {"if-none-match": etag},
            {"if-none-match": etag.removeprefix("W/")},
            {"if-none-match": f'"other", {etag}'},
            {"if-none-match": "*"},
            {"if-modified-since": modified},
        ]
        again = [client.get(address, headers=one) for one in asked]

        assert [one.status_code for one in again] == [304] * len(asked), address
        assert {name: again[0].headers[name] for name in ("ETag", "Last-Modified", "Cache-Control", "Vary")} == {
            name: first.headers[name] for name in ("ETag", "Last-Modified", "Cache-Control", "Vary")
        }
        assert client.get(address, headers={"if-none-match": '"other"', "if-modified-since": modified}).status_code == 200, address
        assert client.head(address, headers={"if-none-match": etag}).status_code == 304, address


def test_a_change_within_the_minute_is_sent(client: Client, world: World, clock: list[datetime]) -> None:
    Revision._base_manager.update(at=clock[0] - timedelta(hours=1))
    meeting = world.shown[4]
    addresses = ["/sk/meetings/?place=zilina", "/sk/places/zilina/", address_of(meeting, "sk"), *FEEDS]
    before = {address: client.get(address).headers for address in addresses}
    clock.append(clock[0] + timedelta(seconds=10))
    meeting.name = "Premenovaná"
    save_meeting(meeting, by=None, source=ROAD)
    Revision._base_manager.filter(pk=Revision.objects.latest("pk").pk).update(at=clock[-1])

    for name, header in (("if-none-match", "ETag"), ("if-modified-since", "Last-Modified")):
        after = [client.get(address, headers={name: before[address][header]}) for address in addresses]
        assert [one.status_code for one in after] == [200] * len(addresses), name
        assert all("Premenovaná" in drained(one).decode() for one in after)


def test_head_says_what_get_says(client: Client, world: World, clock: list[datetime]) -> None:
    for address in everything(world):
        got, asked = client.get(address), client.head(address)

        assert (asked.status_code, dict(asked.headers)) == (got.status_code, dict(got.headers)), address
        assert drained(asked) == b"", address


def test_only_what_narrows_nothing_is_for_search_engines(client: Client) -> None:
    whole, narrowed = (client.get(f"/sk/meetings/{query}").content.decode() for query in ("", "?place=zilina"))
    paged = client.get("/sk/meetings/?page=2").content.decode()

    assert re.findall(r'rel="canonical" href="([^"]*)"', whole) == ["http://testserver/sk/meetings/"]
    assert re.findall(r'hreflang="([^"]*)"', whole.partition("<body>")[0]) == LANGUAGES
    for page in (narrowed, paged):
        assert ('<meta name="robots" content="noindex">' in page, 'rel="canonical"' in page) == (True, False)


def test_other_sites_may_read_feeds_and_nothing_else(client: Client, world: World) -> None:
    found = {one: client.get(one).headers.get("Access-Control-Allow-Origin") for one in everything(world)}

    of_lists = {one for one in found if one.startswith("/r/") and one.endswith((".json", ".ics"))}
    assert of_lists | {one for one in found if one.startswith(FOR_OTHERS)} == {
        one for one, allowed in found.items() if allowed == "*"
    }
