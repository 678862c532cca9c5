"""Sources, feeds and runs for the tests."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from history.road import RoadKind
from imports.actions import import_feed
from imports.models import ImportRun, Source, SourceMeeting
from imports.running import RunOptions
from meetings.models import Meeting
from tests.interchange.feeds import item
from tests.meetings.world import make_fellowship

ZONE = "Europe/Bratislava"
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
TODAY = NOW.date()
TOMORROW = NOW + timedelta(days=1)


def make_source(slug: str = "aa-sk", *, code_set: str = "aa", **fields: Any) -> Source:
    """A source of AA meetings in Slovakia."""
    known = {"slug": slug, "title": "AA Slovensko", "zone": ZONE, "fellowship": make_fellowship("aa", code_set=code_set)}
    return Source.objects.create(**{**known, **fields})


def entries(count: int, **changes: Any) -> list[dict[str, Any]]:
    """So many objects of a feed, each of another group and house."""
    return [
        item(
            slug=f"m{number}",
            name=f"Skupina {number}",
            formatted_address=f"Obchodná {number + 1}, 811 06 Bratislava, Slovakia",
            **changes,
        )
        for number in range(count)
    ]


def run_bytes(folder: Path, source: Source, content: bytes, *, name: str = "feed.json", **options: Any) -> ImportRun:
    """Import these bytes as a file."""
    path = folder / name
    path.write_bytes(content)
    return import_feed(source, str(path), by=None, road=RoadKind.COMMAND, options=RunOptions(**{"at": NOW, **options}))


def run(folder: Path, source: Source, *objects: Any, **options: Any) -> ImportRun:
    """Import a feed of these objects."""
    return run_bytes(folder, source, json.dumps(objects).encode(), **options)


def figures(run: ImportRun) -> tuple[int, int, int, int, int]:
    """Created, updated, unchanged, rejected, withdrawn."""
    return (run.created, run.updated, run.unchanged, run.rejected, run.withdrawn)


def codes(run: ImportRun) -> list[str]:
    """What was wrong, by code."""
    return sorted(run.problems.values_list("code", flat=True))


def only_meeting() -> Meeting:
    """The one meeting there is."""
    return Meeting.objects.select_related("group", "venue").get()


def listed_on(source: Source) -> set[date | None]:
    """The dates on which a source's meetings were listed."""
    return set(Meeting.objects.filter(source_links__source=source).values_list("listed_on", flat=True))


def statuses() -> dict[str, str]:
    """The status of each meeting by the key of its record."""
    return dict(SourceMeeting.objects.values_list("key", "meeting__status"))
