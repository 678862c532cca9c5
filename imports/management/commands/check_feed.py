"""Says in plain words what is wrong with a feed. Ends with 0 where nothing is, 1 with problems, 2 where it cannot be read."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import asdict
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import override

from imports.actions import is_address
from imports.checking.report import Example, FeedReport, Kind, by_weight, check_feed
from imports.checking.summary import summary
from imports.fetching.spool import FetchError, open_file
from imports.fetching.web import fetch, most_bytes
from imports.problems import sentence
from interchange.codes import CODE_SETS, GENERAL
from interchange.meeting_guide import ReadOptions

EXAMPLES = 5
PROBLEMS, UNREADABLE = 1, 2


class Command(BaseCommand):
    help = "Check a Meeting Guide feed, JSON or a table: check_feed https://example.org/meetings.json --fellowship aa"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("origin", help="the address (http, https) or file of the feed; a file may be gzipped")
        codes = sorted(CODE_SETS - {GENERAL})
        parser.add_argument("--fellowship", choices=codes, default=GENERAL, help="whose type codes they are, to check them too")
        parser.add_argument("--examples", type=int, default=EXAMPLES, help="of each kind of problem")
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        with override("en"):  # as the rest of what commands say
            options_of_reader = ReadOptions(today=timezone.localdate(), code_set=options["fellowship"])
            with self._content(options["origin"]) as content:
                report = check_feed(content, options_of_reader, examples=max(options["examples"], 0))
            lines = [json.dumps(as_json(report), ensure_ascii=False, indent=2)] if options["json"] else list(told(report))
        for line in lines:
            self.stdout.write(line)
        if report.kinds:
            sys.exit(UNREADABLE if report.is_refused else PROBLEMS)

    @staticmethod
    def _content(origin: str) -> BinaryIO:
        """The bytes of the feed, unpacked."""
        try:
            if is_address(origin):
                return fetch(origin).content or BytesIO()
            return open_file(Path(origin), most_bytes=most_bytes())
        except FetchError as error:
            raise CommandError(sentence(error.code), returncode=UNREADABLE) from error


def told(report: FeedReport) -> Iterator[str]:
    """The report as lines of a terminal."""
    yield " ".join(summary(report))
    for heading, kinds in by_weight(report.kinds):
        yield f"\n{heading}:"
        for kind in kinds:
            yield from kind_lines(kind)


def kind_lines(kind: Kind) -> Iterator[str]:
    """One kind of problem, what to do, and its examples."""
    yield f"\n  {kind.count:>7} × {kind.sentence}"
    indent = " " * 12
    if kind.advice:
        yield f"{indent}{kind.advice}"
    if len(kind.fields) > 1:
        yield f"{indent}In the fields: {', '.join(f'{name} {count} ×' for name, count in kind.fields)}"
    yield from (f"{indent}{line}" for line in map(example_line, kind.examples))
    if len(kind.examples) < kind.count and kind.examples:
        yield f"{indent}…"


def example_line(example: Example) -> str:
    """Which record, which field, what stands there."""
    return " · ".join(part for part in (example.record, example.field_name, example.value) if part)


def as_json(report: FeedReport) -> dict[str, Any]:
    """The report for programs; `code` does not change, the sentences may."""
    figures = {"records": report.came_in, "rejected": report.rejected, "refused": report.is_refused}
    return {**figures, "problems": [asdict(kind) for kind in report.kinds]}
