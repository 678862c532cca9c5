"""Fetches every source that is due, and says in a line each what became of it."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import override

from imports.duplicates import find_duplicates
from imports.keepers import Told, tell_keepers
from imports.models import Source
from imports.syncing import Synced, due_sources, sync
from imports.telling import run_line


class Command(BaseCommand):
    help = (
        "Fetch every source that is due (Workplace: Sources). Run it every hour or every night; it may be run again, twice at "
        "once, or not for months. It fails where something needs a person."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--source", action="append", default=[], metavar="SLUG", help="only this one, though it may not be due")
        parser.add_argument("--dry-run", action="store_true", help="only say what would be done with the listings")

    def handle(self, *args: Any, **options: Any) -> None:
        sources = self._named(options["source"]) if options["source"] else due_sources(timezone.now())
        with override("en"):  # as the rest of what commands say
            done = []
            for one in sync(sources, is_wanted=bool(options["source"]), is_dry=options["dry_run"]):
                self.stdout.write(line(one))
                done.append(one)
            if done and not options["dry_run"]:
                find_duplicates()
            self._conclude(done, Told() if options["dry_run"] else tell_keepers(timezone.now()))

    def _named(self, slugs: list[str]) -> list[Source]:
        """The sources of these names, each once."""
        found = Source.objects.filter(slug__in=slugs).select_related("fellowship").in_bulk(field_name="slug")
        for slug in slugs:
            if slug not in found:
                raise CommandError(f"There is no source {slug}.")
            if not found[slug].address:
                raise CommandError(f"{slug} has no address to be fetched from.")
        return [found[slug] for slug in dict.fromkeys(slugs)]

    def _conclude(self, done: list[Synced], told: Told) -> None:
        """The exit code says whether somebody has to look."""
        if not done:
            self.stdout.write("No source is due.")
        if told.mails:
            self.stdout.write(f"Mails to keepers of sources: {told.mails}.")
        unwell = [one.source.slug for one in done if one.needs_a_person]
        wrong = [f"These need a person: {', '.join(unwell)}."] if unwell else []
        if told.failed:
            wrong.append(f"Mails to keepers of sources that could not be sent: {told.failed}.")
        if wrong:
            raise CommandError(" ".join(wrong))


def line(one: Synced) -> str:
    """What became of a source."""
    if one.run is not None:
        return run_line(one.run)
    what = "broken off by a fault of this program, see its log." if one.is_broken else "another run of it is going on."
    return f"{one.source.slug}: {what}"
