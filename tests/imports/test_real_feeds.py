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
RECORDS = {
    "al-anon-tsml.json": 360,
    "eating-disorders-anonymous.json": 185,
    "edmonton-aa.json": 315,
    "orange-county-aa.json.gz": 1967,
    "san-jose-aa.json": 670,
    "sf-marin-aa.json": 658,
}


@pytest.fixture
def _america() -> None:
    """Where most of the meetings are; the formats and fellowships that they have."""
    load(countries=("CA", "US"))
    load_topics()
    load_fellowships()
    load_formats()


@NEEDS_FEEDS
@pytest.mark.usefixtures("_america")
def test_real_feeds_come_in_whole_and_a_second_time_change_nothing() -> None:
    feeds = [described(REAL_FEEDS / name) for name in FEEDS]

    assert {feed.name: figures(feed.first) for feed in feeds} == {name: (count, 0, 0, 0, 0) for name, count in RECORDS.items()}
    assert {feed.first.outcome for feed in feeds} == {Outcome.APPLIED}
    assert {feed.name: figures(feed.second) for feed in feeds} == {name: (0, 0, count, 0, 0) for name, count in RECORDS.items()}
    assert {feed.second.outcome for feed in feeds} == {Outcome.UNCHANGED}
    assert Revision.objects.filter(road=RoadKind.IMPORT).count() == len(feeds)
    assert Meeting.objects.count() == sum(RECORDS.values())
    table = [line.split(" | ")[:5] for line in "".join(document(feeds)).splitlines() if line.startswith("| ") and ".json" in line]
    assert table == [[f"| {name}", str(count), str(count), "0", "0"] for name, count in RECORDS.items()]


def test_feeds_that_are_not_there_are_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"^Not in .*: al-anon-tsml.json, "):
        call_command("describe_feeds", str(tmp_path))
