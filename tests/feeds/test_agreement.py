"""Page, feed and oracle give the same meetings, in the same order, over all pages."""

import re
from random import Random

import pytest
from django.http import QueryDict
from django.test import Client

from feeds.answers import keys
from feeds.asking import question
from history.public import this_minute
from meetings.models import Meeting
from meetings.search import MeetingSearch, Sort
from meetings.windows import When
from places.distance import Point
from tests.meetings.search_oracle import SearchOracle
from tests.meetings.test_search_agrees import make_world
from tests.meetings.world import ZILINA

HERE = Point(round(ZILINA[0], 2), round(ZILINA[1], 2))
SEARCHES = [
    MeetingSearch(unconfirmed=True),
    MeetingSearch(unconfirmed=True, when=When.ANY, kind=("all",)),
    MeetingSearch(unconfirmed=True, at=HERE, within=50, sort=Sort.DISTANCE),
    MeetingSearch(unconfirmed=True, at=HERE, within=50, when=When.TOMORROW),
    MeetingSearch(unconfirmed=True, sort=Sort.NAME, q="stretnutie"),
    MeetingSearch(unconfirmed=True, topic=("alcohol",), when=When.WEEKEND),
]


def on_pages(client: Client, search: MeetingSearch) -> list[str]:
    """The public ids on all pages of a search."""
    found: list[str] = []
    for number in range(1, 20):
        html = client.get(f"/en/meetings/?{search.but(page=number).query_string()}").content.decode()
        found += re.findall(r'<h3><a href="/en/meetings/(\w+)/', html)
        if 'rel="next"' not in html:
            return found
    return found


def told_by_all(client: Client, search: MeetingSearch) -> tuple[list[str], list[str], list[str]]:
    """What the oracle, the pages and the feed say within one minute."""
    ids = dict(Meeting.objects.values_list("pk", "public_id"))
    while True:
        now = this_minute()
        told = [ids[key] for key, _start in SearchOracle(now).answer(search, search.at)]
        pages = on_pages(client, search)
        asked = question(QueryDict(search.query_string()))
        fed = [ids[key] for key in keys(asked, now=now)]
        if this_minute() == now:
            return told, pages, fed


@pytest.mark.django_db
@pytest.mark.parametrize("search", SEARCHES, ids=lambda search: search.query_string())
def test_page_and_feed_say_what_the_oracle_says(client: Client, search: MeetingSearch) -> None:
    make_world(Random(7), size=70)

    told, pages, fed = told_by_all(client, search)

    assert pages == told
    assert fed == told
    assert told
