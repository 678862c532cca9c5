"""Says which meetings of a list are which of a later one, without their ids; draws a sample of pairs for a person to check.

manage.py compare_lists former.csv.gz present.csv.gz --fellowship aa na ca --sample 100
"""

import gzip
import hashlib
import io
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from imports.matching.listings import Listing
from imports.matching.pairs import match_lists
from imports.matching.records import listing_of
from imports.matching.scoring import Match, Verdict
from imports.readers import read_meeting_guide
from interchange.meeting_guide import ReadOptions
from interchange.records import MeetingRecord
from languages.dates import weekday_name

GZIPPED = b"\x1f\x8b"


class Command(BaseCommand):
    help = "Say which meetings of a list are which of a later one, without trusting their ids. Nothing is kept."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("former", type=Path, help="a list: Meeting Guide JSON or a table, plain or gzipped")
        parser.add_argument("present", type=Path, help="the same or another list")
        parser.add_argument("--fellowship", nargs="+", default=["aa"], help="code sets, each compared with its own")
        parser.add_argument("--sample", type=int, default=0, help="so many pairs, for a person to check")
        parser.add_argument("--renamed", action="store_true", help="draw only from pairs whose names differ")
        parser.add_argument("--seed", type=int, default=2026, help="of the sample: the same seed draws the same pairs")

    def handle(self, *, former: Path, present: Path, fellowship: list[str], **options: Any) -> None:
        known = dict[object, MeetingRecord]()
        matches = list[Match]()
        for code_set in fellowship:
            lists = [list(read(path, code_set, known)) for path in (former, present)]
            found = match_lists(*lists)
            matches += found
            self.stdout.write(f"{code_set}: {len(lists[0])} and {len(lists[1])}, {figures(found)}")
        certain = [match for match in matches if match.verdict is Verdict.SAME]
        self.say_days(certain)
        drawn_from = [match for match in certain if not options["renamed"] or match.one.name != match.other.name]
        sample = sorted(drawn_from, key=lambda match: lot(match, options["seed"]))[: options["sample"]]
        for number, match in enumerate(sample, 1):
            self.stdout.write(f"{number}\n  {told(known[match.one.key])}\n  {told(known[match.other.key])}")

    def say_days(self, matches: list[Match]) -> None:
        """How many were found of each weekday."""
        days = Counter(min(slot.weekday for slot in match.one.slots) for match in matches)
        self.stdout.write(", ".join(f"{weekday_name(day)} {count}" for day, count in sorted(days.items())))


def read(path: Path, code_set: str, known: dict[object, MeetingRecord]) -> Iterator[Listing]:
    """The listings of a file; its records are put to `known`."""
    content = path.read_bytes()
    stream = io.BytesIO(gzip.decompress(content) if content.startswith(GZIPPED) else content)
    options = ReadOptions(today=timezone.localdate(), code_set=code_set, language="en", fellowship_names=frozenset({code_set}))
    for record in read_meeting_guide(stream, options=options):
        if isinstance(record, MeetingRecord):
            key = f"{path.name} {record.index}"
            known[key] = record
            yield listing_of(record, key=key, fellowship=code_set)


def lot(match: Match, seed: int) -> bytes:
    """By which the sample is drawn: a pair that is drawn stays so when others are found besides."""
    return hashlib.blake2b(f"{seed} {match.one.key} {match.other.key}".encode()).digest()


def figures(matches: list[Match]) -> str:
    """ "1200 the same, 30 likely"."""
    counts = Counter(match.verdict for match in matches)
    return f"{counts[Verdict.SAME]} the same, {counts[Verdict.LIKELY]} likely"


def told(record: MeetingRecord) -> str:
    """A record in one line."""
    venue = record.venue
    where = (venue.name, venue.street or venue.address_text, venue.city, venue.postal_code) if venue else ()
    times = [f"{rule.recurrence.weekday} {rule.recurrence.start_minute}" for rule in record.rules]
    point = (f"{venue.latitude} {venue.longitude}",) if venue else ()
    return " | ".join((record.name, *times, *where, *point, record.key, record.notes[:80]))
