"""Imports the real feeds of the handbook, each twice, and describes in Markdown what came of it. Nothing of it stays.

manage.py describe_feeds ../shared/data/real > docs/real-feeds.md
"""

from argparse import ArgumentParser
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.utils.translation import override

from groups.models import Fellowship
from history.road import RoadKind
from imports.actions import import_feed
from imports.kinds import FeedFormat, Outcome
from imports.models import HeldText, ImportRun, Source
from imports.problems import sentence
from imports.telling import kinds_of_problems, verdict
from languages.text import UNDETERMINED
from places.models import Place


class Feed(NamedTuple):
    """A file, whose meetings are taken from it, and the zone of those that do not say and whose place does not tell."""

    name: str
    fellowship: str
    zone: str
    format: FeedFormat = FeedFormat.MEETING_GUIDE

    @property
    def title(self) -> str:
        """The file, and of a list of several fellowships the one."""
        is_one_of_several = sum(feed.name == self.name for feed in FEEDS) > 1
        return f"{self.name} ({self.fellowship})" if is_one_of_several else self.name


FEEDS = (
    Feed("al-anon-tsml.json", "al-anon", "America/New_York"),
    Feed("eating-disorders-anonymous.json", "eda", "America/New_York"),
    Feed("edmonton-aa.json", "aa", "America/Edmonton"),
    Feed("orange-county-aa.json.gz", "aa", "America/Los_Angeles"),
    Feed("san-jose-aa.json", "aa", "America/Los_Angeles"),
    Feed("sf-marin-aa.json", "aa", "America/Los_Angeles"),
    Feed("los-angeles-al-anon.csv", "al-anon", "America/Los_Angeles"),
    Feed("new-york-aa-2015.tsv", "aa", "America/New_York"),
    Feed("smart-recovery-world-2013.csv", "smart-recovery", "America/New_York"),
    *(Feed("uk-ie-2024-04.csv.gz", slug, "Europe/London") for slug in ("aa", "na", "ca", "oa")),
    *(Feed("uk-ie-2026-08.csv.gz", slug, "Europe/London") for slug in ("aa", "na", "ca")),
    Feed("bmlt-na-berlin.json", "na", "Europe/Berlin", FeedFormat.BMLT),
    Feed("bmlt-na-new-york.json.gz", "na", "America/New_York", FeedFormat.BMLT),
    Feed("bmlt-getsearchresults-ulster.json", "na", "America/New_York", FeedFormat.BMLT),
    Feed("bmlt-api-v1-ulster.json", "na", "America/New_York", FeedFormat.BMLT),
    Feed("nyc-aa-bad-coordinates.json", "aa", "America/New_York"),
    Feed("online-intergroup-aa.json.gz", "aa", "America/New_York"),
    *(Feed("recovery-mosaic-online.json", slug, "America/Los_Angeles") for slug in ("aa", "aca", "slaa")),
    Feed("smart-recovery-us-ca.json.gz", "smart-recovery", "America/New_York"),
    Feed("de-selbsthilfe-kontaktstellen.json", "aa", "Europe/Berlin"),
)
# What the figures do not tell.
REMARKS = """
## What is behind the figures

- **online-intergroup-aa.json.gz**: of its 5,540 entries with a time, none can be read. The times are in UTC and have lost their
  "AM" and "PM": in each of its time zones they lie within twelve hours, and the notes beside one and the same number say now "6
  am", now "6 pm". Eleven more give days and times, but no time zone. A time that may be twelve hours off sends people to an
  empty room; so they are rejected, and named. What comes in are the groups that are there at all hours.
- **de-selbsthilfe-kontaktstellen.json** lists offices where people are told about groups, not meetings: nothing in it has a day
  or a time. It is refused as a whole and changes nothing; such offices are service bodies, entered in the workplace.
- **recovery-mosaic-online.json** is of some thirty fellowships, in free text ("AA - Queer and Allies"). Each is imported as a
  source of its own; here three of them. What it calls "2nd and 4th Saturday" is rejected, as a weekly rule would say too much.
- **bmlt-…**: these files have no description of their formats, as a server gives them. English keys are known; of the German
  ones only those that mean the same everywhere, so that "M" does not become a meeting for men by mistake. From a server's
  address all are known.
- **smart-recovery-us-ca.json.gz**: a link in the notes is taken to mean that the meeting moved online, unless they say that one
  can go there too; its old address stays. Groups of patients, clients and inmates are rejected.
"""
INTRODUCTION = """# Real feeds

Written by `manage.py describe_feeds ../shared/data/real` ({database}, two cores shared with other work, every place of
the world loaded): every file of the handbook, imported into an empty directory, and then
once more. Of a list of several fellowships each is imported alone, and the rows of the others are rejected. Keys and texts of
real groups are left out here; the page of a run in the workplace shows them. What these files say of
schedules in words is measured in [prose.md](prose.md): of 5,233 sentences of that kind 852 are understood.

| Feed | came in | created | repeats | rejected | seconds | second time: unchanged | changed | seconds |
|---|---|---|---|---|---|---|---|---|
"""


class Described(NamedTuple):
    """Two runs of one feed, and how long they took."""

    name: str
    first: ImportRun
    first_seconds: float
    second: ImportRun
    second_seconds: float


class Command(BaseCommand):
    help = "Import the real feeds of a folder twice, describe in Markdown what came of it, and roll everything back."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="the folder of the handbook's real data")

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        missing = list(dict.fromkeys(feed.name for feed in FEEDS if not (folder / feed.name).is_file()))
        if missing:
            raise CommandError(f"Not in {folder}: {', '.join(missing)}.")
        if not (Place.objects.exists() and Fellowship.objects.exists()):
            raise CommandError("Run load_seeds and load_places before.")
        with override("en"), transaction.atomic():
            self.stdout.writelines(document([described(feed, folder) for feed in FEEDS]))
            transaction.set_rollback(True)


def described(feed: Feed, folder: Path) -> Described:
    """Two runs of a feed."""
    fellowship = Fellowship.objects.get(slug=feed.fellowship)
    stem = feed.name.partition(".")[0]
    slug = f"real-{stem}-{feed.fellowship}"
    language = "en" if feed.format == FeedFormat.MEETING_GUIDE else UNDETERMINED  # BMLT says it itself
    source = Source.objects.create(
        slug=slug, title=feed.title, fellowship=fellowship, zone=feed.zone, language=language, format=feed.format
    )
    runs: list[Any] = []
    for _time in range(2):
        began = perf_counter()
        runs += [import_feed(source, str(folder / feed.name), by=None, road=RoadKind.COMMAND), perf_counter() - began]
    return Described(feed.title, *runs)


def document(feeds: list[Described]) -> Iterator[str]:
    """The whole document."""
    yield INTRODUCTION.format(database=connection.display_name)
    for name, first, seconds, second, second_seconds in feeds:
        changed = second.created + second.updated + second.withdrawn
        figures = (first.came_in, first.created, first.unchanged, first.rejected, f"{seconds:.1f}")
        yield f"| {name} | {' | '.join(map(str, figures))} | {second.unchanged} | {changed} | {second_seconds:.1f} |\n"
    problems = [(feed.name, kind) for feed in feeds for kind in kinds_of_problems(feed.first, examples=0)]
    yield from section("Rejected", [line(name, kind.count, kind.code) for name, kind in problems if kind.rejects])
    yield from section("Noted", [line(name, kind.count, kind.code) for name, kind in problems if not kind.rejects])
    yield from section(
        "Refused", [f"- {feed.name}: {verdict(feed.first)}\n" for feed in feeds if feed.first.outcome == Outcome.REFUSED]
    )
    yield from section("Held for a person to look at", [text for feed in feeds for text in held_lines(feed)])
    yield REMARKS


def section(heading: str, lines: list[str]) -> Iterator[str]:
    """A heading and what belongs under it."""
    yield f"\n## {heading}\n\n"
    yield from lines or ["Nothing, in any of them.\n"]


def line(name: str, count: int, code: str) -> str:
    """How often something was wrong with a feed."""
    return f"- {name}: {count} × `{code}`: {sentence(code)}\n"


def held_lines(feed: Described) -> Iterator[str]:
    """What was held of a feed, by reason."""
    held = HeldText.objects.filter(run=feed.first).order_by("reason")
    for reason, texts in groupby(held, key=HeldText.get_reason_display):
        yield f"- {feed.name}: {len(list(texts))} × {reason}\n"
