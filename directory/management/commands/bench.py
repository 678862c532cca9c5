"""Measures the directory at a size: see docs/performance.md."""

from argparse import ArgumentParser
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from directory.bench.copies import copy_world, last_key
from directory.bench.world import BenchWorld
from groups.models import Fellowship, Group
from meetings.models import Meeting
from places.models import Place

FIRST_WORLD = 50_000  # made one by one; the others are copies of it, in other houses and on other days


class Command(BaseCommand):
    help = "Build a world of so many invented meetings in an empty database, and measure its pages."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--meetings", type=int, default=50_000)
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args: Any, **options: Any) -> None:
        if not Group.objects.exists():
            self.build(options["meetings"], options["seed"])

    def build(self, count: int, seed: int) -> None:
        if not (Fellowship.objects.exists() and Place.objects.exists()):
            raise CommandError("Run load_seeds and load_places before.")
        began = perf_counter()
        first = min(count, FIRST_WORLD)
        for made in BenchWorld(seed=seed, today=timezone.localdate()).fill(first):
            self.stdout.write(f"{made} …")
        step = last_key() + 1
        for k in range(1, count // first):
            copy_world(k, step)
            self.stdout.write(f"{first * (k + 1)} …")
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        self.stdout.write(f"{Meeting.objects.count()} meetings built in {perf_counter() - began:.0f} s")
