"""Brings in a feed from an address or a file, and says in plain words what became of it."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import override
from tqdm import tqdm

from groups.models import Fellowship
from history.road import Road, RoadKind
from imports.actions import import_feed, is_address, save_source
from imports.guessing import guessed_format
from imports.kinds import GOOD_OUTCOMES, FeedFormat
from imports.models import ImportRun, Source
from imports.running import Found, RunOptions
from imports.telling import plan_lines, verdict

ROAD = Road(RoadKind.COMMAND, "import_feed")
LONGEST_ACRONYM = 3


class Command(BaseCommand):
    help = "Import a feed: import_feed https://example.org/meetings.json --as oc-aa --fellowship aa --vouches"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("origin", help="the address (http, https) or file of the feed; a file may be gzipped")
        parser.add_argument("--as", dest="slug", required=True, help="the source: a short name, made when it is new")
        parser.add_argument("--fellowship", help="whose meetings they are, for a new source: aa, na, al-anon …")
        parser.add_argument(
            "--format", choices=FeedFormat.values, help="what a new source is written in, if its file or address does not tell"
        )
        parser.add_argument(
            "--vouches", action="store_true", help="the source keeps its list true: what it lists today is true today"
        )
        parser.add_argument("--language", help="the language of its texts: en, sk …")
        parser.add_argument(
            "--zone", help="the time zone of meetings that do not say, and whose place is not known: Europe/Bratislava"
        )
        parser.add_argument("--dry-run", action="store_true", help="only say what would be done")
        parser.add_argument("--allow-withdrawals", action="store_true", help="withdraw what is missing, however much it is")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            run = self._run(options)
        except KeyboardInterrupt as error:
            raise CommandError("Stopped. No listing was changed.", returncode=130) from error
        except DatabaseError as error:
            raise CommandError(f"The database refused, and nothing was changed: {str(error).partition(chr(10))[0]}") from error
        with override("en"):  # as the rest of what commands say
            if run.came_in or run.outcome in GOOD_OUTCOMES:
                for line in plan_lines(run):
                    self.stdout.write(line)
            if run.outcome not in GOOD_OUTCOMES:
                raise CommandError(verdict(run))
            self.stdout.write(verdict(run))

    def _run(self, options: dict[str, Any]) -> ImportRun:
        """Bring the feed in."""
        run_options = RunOptions(is_dry=options["dry_run"], allow_withdrawals=options["allow_withdrawals"], watch=self._watch)
        return import_feed(self._source(options), options["origin"], by=None, road=RoadKind.COMMAND, options=run_options)

    def _source(self, options: dict[str, Any]) -> Source:
        """The source of that name, as the options say. When only tried out, one that is known already is not changed."""
        known = Source.objects.filter(slug=options["slug"]).select_related("fellowship").first()
        source = known or self._new_source(options)
        if options["fellowship"] not in (None, source.fellowship.slug):
            raise CommandError(f"The meetings of {source.slug} are those of {source.fellowship.slug}; a source has one fellowship.")
        new = {name: value for name, value in said(source, options).items() if value and value != getattr(source, name)}
        for name, value in new.items():
            setattr(source, name, value)
        try:
            if known is None or (new and not options["dry_run"]):
                save_source(source, by=None, source=ROAD)
            else:
                source.full_clean()
        except ValidationError as error:
            raise CommandError(complaint(error)) from error
        return source

    def _new_source(self, options: dict[str, Any]) -> Source:
        """A source of that name."""
        fellowship = Fellowship.objects.filter(slug=options["fellowship"] or "").first()
        if fellowship is None:
            slugs = ", ".join(Fellowship.objects.order_by("slug").values_list("slug", flat=True))
            known = slugs or "there are none yet, load_seeds loads them"
            wrong = f"There is no fellowship {options['fellowship']}; " if options["fellowship"] else ""
            raise CommandError(f"{wrong}{options['slug']} is a new source, so say whose it is: --fellowship ({known}).")
        feed_format = options["format"] or guessed_format(options["origin"])
        return Source(slug=options["slug"], title=title_of(options["slug"]), fellowship=fellowship, format=feed_format)

    def _watch(self, found: Found, what: str) -> Found:
        """A progress bar on a terminal."""
        return tqdm(found, desc=what, unit=" records") if self.stdout.isatty() else found


def title_of(slug: str) -> str:
    """The name of a source as it is read; short names of fellowships are acronyms: "San Jose AA"."""
    words = slug.replace("-", " ").replace("_", " ").split()
    acronyms = set(Fellowship.objects.filter(slug__in=words).values_list("slug", flat=True))
    return " ".join(word.upper() if len(word) <= LONGEST_ACRONYM and word in acronyms else word.title() for word in words)


def said(source: Source, options: dict[str, Any]) -> dict[str, Any]:
    """What the command line says of a source. Its address is the first one from which it came."""
    origin = options["origin"]
    address = origin if is_address(origin) and not source.address else ""
    names = ("vouches", "format", "language", "zone")
    return {**{name: options[name] for name in names}, "address": address}


def complaint(error: ValidationError) -> str:
    """What is wrong with which column of a source, each once."""
    return " ".join(f"{name}: {' '.join(dict.fromkeys(texts))}" for name, texts in error.message_dict.items())
