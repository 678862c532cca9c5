"""The handout as a page: what its address asks, and what every public page owes its visitors."""

import re

import pytest
from django.test import Client

from groups.kinds import Serves
from tests.meetings.visits import page, queries, today_meeting
from tests.meetings.world import make_group
from tests.referrals.handouts import address
from tests.referrals.world import make_list

pytestmark = pytest.mark.django_db


def test_the_language_of_the_reader_is_chosen_apart_from_that_of_the_page(client: Client) -> None:
    told = page(client, address(today_meeting(), language="en", reader="uk"))

    assert '<html lang="en">' in told
    assert '<main lang="uk">' in told
    assert "Language of whoever reads it" in told
    assert "Хто може прийти:" in told
    assert '<option value="uk" lang="uk" selected>Українська</option>' in told


def test_languages_of_handouts_are_none_of_the_site(client: Client) -> None:
    assert [client.get(f"/{language}/handout/").status_code for language in ("de", "hu", "uk")] == [404, 404, 404]


@pytest.mark.parametrize("asked", [{"reader": "xx", "size": "99"}, {"reader": "", "size": "-1"}, {"reader": "uk'", "size": "18.0"}])
def test_what_is_not_understood_is_as_if_it_were_not_asked(client: Client, asked: dict[str, str]) -> None:
    told = page(client, address(today_meeting(), **asked))

    assert '<main lang="en">' in told
    assert '<body class="size-14">' in told


def test_large_print(client: Client) -> None:
    assert '<body class="size-18">' in page(client, address(today_meeting(), size=18))


def test_a_handout_of_nothing_says_so(client: Client) -> None:
    assert "No meeting has been picked." in page(client, "/en/handout/?ids=nothing,,%00")


def test_a_handout_is_read_only_finds_no_way_into_search_engines_and_sets_no_cookie(client: Client) -> None:
    path = address(today_meeting())

    response = client.get(path)

    assert '<meta name="robots" content="noindex">' in response.content.decode()
    assert dict(response.cookies) == {}
    assert client.get(path, HTTP_IF_NONE_MATCH=response.headers["ETag"]).status_code == 304
    assert client.post(path).status_code == 405
    assert re.findall(r"<script|style=|<style", response.content.decode()) == []


def test_a_page_of_eight_asks_no_more_than_a_page_of_one(client: Client) -> None:
    meetings = [today_meeting(f"Skupina {number}", group=make_group(f"S{number}")) for number in range(8)]
    page(client, address(meetings[0]))

    assert queries(client, address(*meetings, reader="de")) == queries(client, address(meetings[0], reader="de"))


def test_what_a_group_is_called_is_text(client: Client) -> None:
    told = page(client, address(today_meeting("<b>Nádej</b> & {{ x }}")))

    assert "&lt;b&gt;Nádej&lt;/b&gt; &amp; {{ x }}" in told


def test_a_sensitive_group_has_a_way_to_leave_quickly(client: Client) -> None:
    relatives = today_meeting(group=make_group("Blízki", fellowship="al-anon", serves=Serves.RELATIVES))

    assert "data-leave" in page(client, address(relatives))
    assert "data-leave" not in page(client, address(today_meeting()))


def test_in_discreet_mode_the_title_tells_nothing_and_links_stay_discreet(client: Client) -> None:
    meeting = today_meeting()

    told = page(client, address(meeting, discreet=1))

    assert "<title>Calendar</title>" in told
    assert f'href="http://localhost:8000/en/meetings/{meeting.public_id}/?discreet=1"' in told
    assert '<input type="hidden" name="discreet" value="1">' in told


def test_a_discreet_list_is_so_without_being_asked(client: Client) -> None:
    listed = make_list(today_meeting(), is_discreet=True)

    told = page(client, f"/r/{listed.code}/handout")

    assert "<title>Calendar</title>" in told
    assert listed.name not in told


def test_a_list_is_in_its_own_language_and_its_code_may_be_typed_in_capitals(client: Client) -> None:
    listed = make_list(today_meeting(), language="uk")

    response = client.get(f"/r/{listed.code.upper()}/handout")

    assert (response.status_code, response.headers["Location"]) == (301, f"/r/{listed.code}/handout")
    assert '<main lang="uk">' in page(client, f"/r/{listed.code}/handout")
    assert '<main lang="cs">' in page(client, f"/r/{listed.code}/handout?reader=cs")


def test_a_closed_list_is_not_printed_any_more(client: Client) -> None:
    listed = make_list(today_meeting(), closed_on="2026-01-01")

    assert client.get(f"/r/{listed.code}/handout").headers["Location"] == f"/r/{listed.code}"
    assert client.get("/r/222222/handout.pdf").status_code == 404


def test_pages_of_meetings_and_selections_lead_to_a_handout(client: Client) -> None:
    meeting = today_meeting()

    for path in (f"/en/meetings/{meeting.public_id}/{meeting.slug}/", f"/en/selection/?ids={meeting.public_id}"):
        assert f'href="/en/handout/?ids={meeting.public_id}"' in page(client, path)
