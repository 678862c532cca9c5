"""Makes the feeds of everything that lie ready as files (docs/feeds.md)."""

import gc
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from feeds.keeping import MANY, Feed, feeds_of_everything, keep
from feeds.kept_files import sweep

UNUSED = timedelta(days=2)


@contextmanager
def little_collected() -> Iterator[None]:
    """What is loaded by now stays: looking through it for garbage, over and over, was a third of the work."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


class Command(BaseCommand):
    help = (
        "Make the feeds of everything that have changed since they were made, as files that are sent without any work. Run it "
        "every ten minutes where there are many meetings. Twice at once, or never, it does no harm: then each is made when asked."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--from", type=int, default=MANY, metavar="MEETINGS", help="keep feeds of so many meetings or more")

    def handle(self, *args: Any, **options: Any) -> None:
        swept = sweep(timezone.now() - UNUSED)
        with little_collected():
            failed = [feed.name for feed in feeds_of_everything(options["from"]) if self.keep(feed) is False]
        if swept:
            self.stdout.write(f"Thrown away, as nobody made them anew: {swept}.")
        if failed:
            raise CommandError(f"Not kept, as KEPT_FILES cannot be written, or another run is at it: {', '.join(failed)}.")

    def keep(self, feed: Feed) -> bool | None:
        """Make a feed, and say how long that took."""
        began = perf_counter()
        outcome = keep(feed)
        if outcome:
            self.stdout.write(f"{feed.name}: {perf_counter() - began:.0f} s")
        return outcome
