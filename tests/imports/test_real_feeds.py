"""The real feeds of the handbook, where they are: each comes in whole, and a second time changes nothing."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from groups.seeding import load_fellowships, load_topics
from history.models import Revision
from history.road import RoadKind
from imports.kinds import Outcome
from imports.management.commands.describe_feeds import FEEDS, described, document
from meetings.models import Meeting
from meetings.seeding import load_formats
from places.gazetteer.loading import load
from tests.imports.world import figures
from tests.interchange.feeds import NO_REAL_FEEDS, REAL_FEEDS

pytestmark = pytest.mark.django_db

NEEDS_FEEDS = pytest.mark.skipif(not REAL_FEEDS.is_dir(), reason=NO_REAL_FEEDS)
# What becomes of the entries of each: created, repeated, rejected. Of a list of several fellowships the shortest stands for all
# here; every row of every list is read in tests/interchange/tables/test_real_tables.py and
# tests/interchange/dialects/test_real_lists.py.
EXPECTED = {
    "al-anon-tsml.json": (360, 0, 0),
    "eating-disorders-anonymous.json": (185, 0, 0),
    "edmonton-aa.json": (315, 0, 0),
    "orange-county-aa.json.gz": (1967, 0, 0),
    "san-jose-aa.json": (670, 0, 0),
    "sf-marin-aa.json": (658, 0, 0),
    "los-angeles-al-anon.csv": (436, 1, 0),
    "new-york-aa-2015.tsv": (3662, 13, 10),
    "smart-recovery-world-2013.csv": (634, 0, 216),
    "uk-ie-2024-04.csv.gz (oa)": (112, 0, 7364),
    "uk-ie-2026-08.csv.gz (ca)": (987, 0, 7309),
    "bmlt-na-berlin.json": (108, 0, 0),
    "bmlt-na-new-york.json.gz": (1513, 0, 42),
    "bmlt-getsearchresults-ulster.json": (53, 0, 1),
    "bmlt-api-v1-ulster.json": (244, 0, 0),
    "nyc-aa-bad-coordinates.json": (374, 0, 0),
    "online-intergroup-aa.json.gz": (114, 0, 5551),
    "recovery-mosaic-online.json (slaa)": (15, 0, 168),
    "smart-recovery-us-ca.json.gz": (981, 31, 29),
}


@pytest.fixture
def _where_they_are() -> None:
    """The countries of most of the meetings; the formats and fellowships that they have."""
    load(countries=("CA", "US", "GB", "IE"))
    load_topics()
    load_fellowships()
    load_formats()


@NEEDS_FEEDS
@pytest.mark.usefixtures("_where_they_are")
def test_real_feeds_come_in_whole_and_a_second_time_change_nothing() -> None:
    feeds = [described(feed, REAL_FEEDS) for feed in FEEDS if feed.title in EXPECTED]

    assert {feed.name: figures(feed.first) for feed in feeds} == {
        name: (created, 0, repeats, rejected, 0) for name, (created, repeats, rejected) in EXPECTED.items()
    }
    assert {feed.first.outcome for feed in feeds} == {Outcome.APPLIED}
    assert {feed.name: figures(feed.second) for feed in feeds} == {
        name: (0, 0, created + repeats, rejected, 0) for name, (created, repeats, rejected) in EXPECTED.items()
    }
    assert {feed.second.outcome for feed in feeds} == {Outcome.UNCHANGED}
    assert {feed.first.came_in == sum(figures(feed.first)) for feed in feeds} == {True}
    assert Revision.objects.filter(road=RoadKind.IMPORT).count() == len(feeds)
    assert Meeting.objects.count() == sum(created for created, _repeats, _rejected in EXPECTED.values())
    table = [line.split(" | ")[:5] for line in "".join(document(feeds)).splitlines() if line.startswith("| ") and "." in line]
    assert table == [[f"| {name}", *map(str, (sum(each), *each))] for name, each in EXPECTED.items()]


def test_feeds_that_are_not_there_are_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"^Not in .*: al-anon-tsml.json, "):
        call_command("describe_feeds", str(tmp_path))
