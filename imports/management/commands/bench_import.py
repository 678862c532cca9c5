"""Measures an import: invented meetings in the towns of the gazetteer, brought in twice, and taken away again."""

import json
import resource
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from random import Random
from tempfile import NamedTemporaryFile
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from groups.models import Fellowship
from history.road import RoadKind
from imports.actions import import_feed
from imports.models import ImportRun, Source
from places.models import Place

MEETINGS_A_TOWN = 20
MEGABYTE = 1024  # ru_maxrss counts kilobytes
WORDS = ("Hope", "Morning", "Serenity", "Harbour", "Step", "Light", "Courage", "Bridge", "Freedom", "Garden", "Evening")
HOUSES = ("Community Centre", "Parish Hall", "Library", "Culture House", "School", "Health Centre", "Town Hall", "Old Mill")
STREETS = ("Main Street", "Church Lane", "Station Road", "Mill Street", "High Street", "Market Square", "Park Avenue")
CODES = ("O", "C", "D", "B", "ST", "SP", "BE", "LIT", "W", "M", "X", "Y", "MED", "EN", "LGBTQ", "XB", "TR", "DR")
NOTES = (
    "",
    "Use the side door and ring the bell.",
    "Tea and coffee from half an hour before.<br>Newcomers are welcome, please come a little earlier.",
    "We read from the book and share. Ring +44 20 7946 0018 for the key &amp; parking.",
)


class Command(BaseCommand):
    help = "Measure the import of invented meetings. Everything is rolled back."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--records", type=int, default=10_000)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--changed", type=int, default=0, help="how many records differ the second time")
        parser.add_argument("--json", action="store_true", help="one JSON object instead of lines")

    def handle(self, *args: Any, **options: Any) -> None:
        figures: dict[str, Any] = {"records": options["records"]}
        with transaction.atomic():
            source = self._source()
            for what, changed in (("first", 0), ("second", options["changed"])):
                records = invented(options["records"], Random(options["seed"]), changed)  # noqa: S311  # a benchmark
                figures[f"{what}_run"] = measured(source, records)
            transaction.set_rollback(True)
        figures["peak_megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // MEGABYTE
        if options["json"]:
            self.stdout.write(json.dumps(figures))
            return
        for name, figure in figures.items():
            self.stdout.write(f"{name}: {figure}")

    def _source(self) -> Source:
        fellowship = Fellowship.objects.filter(slug="aa").first()
        if fellowship is None or not Place.objects.exists():
            raise CommandError("Run load_seeds and load_places before.")
        return Source.objects.create(slug="bench-import", title="Bench", fellowship=fellowship, vouches=True)


def measured(source: Source, records: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Seconds and counts of one run."""
    with NamedTemporaryFile("w", suffix=".json") as file:
        file.write("[")
        for number, record in enumerate(records):
            file.write(",\n" if number else "")
            json.dump(record, file)
        file.write("]")
        file.flush()
        started = perf_counter()
        run: ImportRun = import_feed(source, file.name, by=None, road=RoadKind.COMMAND)
    counts = {name: getattr(run, name) for name in ("created", "updated", "unchanged", "rejected")}
    return {"outcome": str(run.outcome), "seconds": round(perf_counter() - started, 1), **counts}


def invented(count: int, random: Random, changed: int) -> Iterator[dict[str, Any]]:
    """Meetings as a large TSML site lists them: three of a group on different days, most of them in a house. The first `changed`
    ones meet an hour later."""
    towns = list(Place.objects.order_by("-population", "id")[: count // MEETINGS_A_TOWN + 1])
    for number in range(count):
        town, kin = towns[(number // 3) % len(towns)], Random(number // 3)  # noqa: S311  # a benchmark
        start = random.randrange(6, 21) + (1 if number < changed else 0)
        record = {
            "slug": f"meeting-{number}",
            "name": f"{kin.choice(WORDS)} {kin.choice(WORDS)} {number // 3}",
            "day": number % 7,
            "time": f"{start:02}:30",
            "end_time": f"{start + 1:02}:30",
            "types": kin.sample(CODES, 4),
            "notes": random.choice(NOTES),
            "group": f"{kin.choice(WORDS)} {kin.choice(WORDS)} Group {number // 3}",
            "updated": f"2026-{random.randrange(1, 10):02}-{random.randrange(1, 28):02} 10:00:00",
            "url": f"https://example.org/meetings/{number}",
        }
        yield {**record, **(online(kin) if number % 10 == 0 else in_a_house(town, kin))}


def online(kin: Random) -> dict[str, Any]:
    """A meeting by video."""
    return {"conference_url": f"https://zoom.us/j/{kin.randrange(10**9, 10**10)}", "timezone": "Europe/London"}


def in_a_house(town: Place, kin: Random) -> dict[str, Any]:
    """A meeting in a house of a town."""
    return {
        "location": f"{kin.choice(HOUSES)} {kin.randrange(1, 400)}",
        "address": f"{kin.randrange(1, 200)} {kin.choice(STREETS)}",
        "city": town.name,
        "country": town.country,
        "latitude": round(town.latitude + kin.uniform(-0.02, 0.02), 6),
        "longitude": round(town.longitude + kin.uniform(-0.02, 0.02), 6),
        "approximate": "no",
    }
