"""Loads the gazetteer that is shipped with the project."""

from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from pathlib import Path
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from places.gazetteer.file import SHIPPED, PlaceLine, read_counts
from places.gazetteer.loading import load

PLACES_BETWEEN_LINES = 50_000


class Command(BaseCommand):
    help = "Load the gazetteer: towns and villages with their names and postal codes. What is loaded is not loaded again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--countries", type=_countries, help="only these: SK,PL,CZ")
        parser.add_argument("--file", type=Path, default=SHIPPED, help="another file than the shipped one")

    def handle(self, *args: Any, **options: Any) -> None:
        unknown = set(options["countries"] or ()) - read_counts(options["file"]).keys()
        if unknown:
            raise CommandError(f"The gazetteer has no places in {', '.join(sorted(unknown))}.")
        started = monotonic()
        loaded = load(path=options["file"], countries=options["countries"], watch=self._watch)
        if loaded.places:
            counts = f"{loaded.places} places, {loaded.names} names, {loaded.codes} postal codes"
            self.stdout.write(f"Loaded {counts} in {monotonic() - started:.0f} s.")
        else:
            self.stdout.write("The gazetteer is up to date.")

    def _watch(self, lines: Iterable[PlaceLine], total: int) -> Iterable[PlaceLine]:
        if self.stdout.isatty():
            return tqdm(lines, total=total, unit=" places", desc="Gazetteer")
        return self._report(lines, total)

    def _report(self, lines: Iterable[PlaceLine], total: int) -> Iterator[PlaceLine]:
        self.stdout.write(f"Loading the gazetteer: {total} places.")
        for number, line in enumerate(lines, start=1):
            yield line
            if number % PLACES_BETWEEN_LINES == 0:
                self.stdout.write(f"  {number} of {total}")


def _countries(text: str) -> list[str]:
    return [country.strip().upper() for country in text.split(",") if country.strip()]
