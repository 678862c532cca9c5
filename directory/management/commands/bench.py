"""Measures the directory at a size: see docs/performance.md."""

import json
from argparse import ArgumentParser
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.test import override_settings
from django.utils import timezone

from directory.bench.copies import copy_world, last_key, move_sequences
from directory.bench.measures import gunicorn, in_process, through_gunicorn
from directory.bench.pages import Page, pages
from directory.bench.saving import a_save
from directory.bench.settings import STORAGES
from directory.bench.world import BenchWorld
from groups.models import Fellowship, Group
from meetings.models import Meeting
from places.models import Place

FIRST_WORLD = 50_000  # made one by one; the others are copies of it, in other houses and on other days
MEASURED: dict[str, Any] = {
    "ROOT_URLCONF": "directory.bench.urls",
    "ALLOWED_HOSTS": ["*"],
    "SECURE_SSL_REDIRECT": False,
    "STORAGES": STORAGES,
    "REQUIRE_SECOND_FACTOR": False,  # who saves in the admin has none
}
COLUMNS = (
    *("queries", "first_ms", "from_nothing_ms", "from_nothing_p95_ms", "kept_ms", "kept_p95_ms", "all_kept_ms"),
    *("per_second", "gunicorn_p95_ms"),
)


class Command(BaseCommand):
    help = "Build a world of so many invented meetings in an empty database, and measure its pages. For a database of its own."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--meetings", type=int, default=FIRST_WORLD)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
        parser.add_argument("--no-gunicorn", action="store_true", help="without requests per second")

    def handle(self, *args: Any, **options: Any) -> None:
        if not Group.objects.exists():
            self.build(options["meetings"], options["seed"])
        with override_settings(**MEASURED):
            figures = {page.name: in_process(page.address) for page in pages()}
            figures["a 304"] = unchanged(pages()[3])
            figures["a save in the admin"] = a_save()
        if not options["no_gunicorn"]:
            with gunicorn(address_of_database()):
                for page in pages():
                    figures[page.name] |= through_gunicorn(page.address)
        told = {"database": connection.vendor, "meetings": Meeting.objects.count(), "pages": figures}
        self.stdout.write(json.dumps(told, indent=2) if options["json"] else table(told))

    def build(self, count: int, seed: int) -> None:
        """A world of so many meetings."""
        if not (Fellowship.objects.exists() and Place.objects.exists()):
            raise CommandError("Run load_seeds and load_places before.")
        began, first = perf_counter(), min(count, FIRST_WORLD)
        for made in BenchWorld(seed=seed, today=timezone.localdate()).fill(first):
            self.stderr.write(f"{made} …")
        step = last_key() + 1
        for k in range(1, count // first):
            copy_world(k, step)
            self.stderr.write(f"{first * (k + 1)} …")
        if count > first:
            move_sequences()
        with connection.cursor() as cursor:
            # As imports leave it: region by region. Not possible in a transaction, as of a test.
            if connection.vendor == "postgresql" and not connection.in_atomic_block:
                cursor.execute("CLUSTER meetings_searchentry USING meetings_entry_cell_week")
            cursor.execute("ANALYZE")
        self.stderr.write(f"{Meeting.objects.count()} meetings built in {perf_counter() - began:.0f} s")


def unchanged(page: Page) -> dict[str, Any]:
    """A page that the visitor has already."""
    return in_process(page.address, if_none_match="*")


def address_of_database() -> str:
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{known['NAME']}"
    return f"postgres://{known['USER']}:{known['PASSWORD']}@{known['HOST']}:{known['PORT']}/{known['NAME']}"


def table(told: dict[str, Any]) -> str:
    """The figures as a table of Markdown; pages are compared with the page of 25 rows."""
    rows = told["pages"]["25 rows by index, rendered"]
    lines = [f"{told['database']}, {told['meetings']:,} meetings", "", "| page | " + " | ".join(COLUMNS) + " | × 25 rows |"]
    lines.append("|---" * (len(COLUMNS) + 2) + "|")
    for name, figures in told["pages"].items():
        cells = [str(figures.get(column, "")) for column in COLUMNS]
        lines.append(f"| {name} | {' | '.join(cells)} | {times(figures, rows)} |")
    return "\n".join(lines)


def times(figures: dict[str, Any], rows: dict[str, Any]) -> str:
    """How many times as long a page takes as the one of 25 rows: from nothing, with what is kept, and through the server."""
    measure = rows["from_nothing_ms"]
    compared = [f"{figures['from_nothing_ms'] / measure:.1f}", f"kept {figures['kept_ms'] / measure:.1f}"]
    if "all_kept_ms" in figures:
        compared.append(f"all kept {figures['all_kept_ms'] / measure:.1f}")
    if "per_second" in figures:
        compared.append(f"served {rows['per_second'] / figures['per_second']:.1f}")
    return ", ".join(compared)
