"""The first rows of a table, for a person to say what its columns are."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from interchange.reasons import ProblemCode
from interchange.spreadsheets.any_table import has_our_heading
from interchange.spreadsheets.workbooks import looks_like_a_workbook, opened
from interchange.tables.lines import HEAD_BYTES, BrokenTableError, looks_like_a_table
from interchange.tables.rows import Rows

SAMPLE_ROWS = 8
MOST_COLUMNS = 60
LONGEST_CELL = 100
LONGEST_HEADING = 60


@dataclass(frozen=True, slots=True)
class Sample:
    """Headings and the first rows, as long as the headings. `is_ours`: it is our own spreadsheet, which needs no mapping."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    is_ours: bool = False

    def column(self, index: int) -> list[str]:
        """What stands under a heading, without what is empty."""
        return [row[index] for row in self.rows if row[index]]

    def as_csv(self) -> BinaryIO:
        """The same as a table."""
        text = io.StringIO()
        csv.writer(text).writerows([self.headings, *self.rows])
        return io.BytesIO(text.getvalue().encode("utf-8", "replace"))


@dataclass(slots=True)
class AnyHeading:
    """The first row, whatever stands in it."""

    headings: list[str]


def sample(stream: BinaryIO, language: str) -> Sample | ProblemCode:
    """The beginning of a table, or why it is none."""
    stream.seek(0)
    head = stream.read(HEAD_BYTES)
    try:
        if looks_like_a_workbook(head):
            with opened(stream) as table:
                return beginning(table, language)
        if not looks_like_a_table(head):
            return ProblemCode.FEED_IS_HTML if is_html(head) else ProblemCode.NOT_A_TABLE
        return beginning(stream, language)
    except BrokenTableError as broken:
        return broken.code


def is_html(head: bytes) -> bool:
    """Whether a web page came."""
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def beginning(stream: BinaryIO, language: str) -> Sample:
    """The first rows of CSV; raises BrokenTableError."""
    stream.seek(0)
    is_ours = has_our_heading(stream.read(HEAD_BYTES))
    stream.seek(0)
    found = list(islice(Rows(stream, language, AnyHeading), SAMPLE_ROWS))
    if not found:
        raise BrokenTableError(ProblemCode.FEED_EMPTY)
    headings = found[0][0].headings[:MOST_COLUMNS]
    rows = (cut(row, len(headings)) for _heading, row in found)
    return Sample(tuple(" ".join(one.split())[:LONGEST_HEADING] for one in headings), tuple(rows), is_ours)


def cut(row: Iterable[str], width: int) -> tuple[str, ...]:
    """A row as wide as the heading, of short cells."""
    cells = [cell.strip()[:LONGEST_CELL] for cell in islice(row, width)]
    return (*cells, *[""] * (width - len(cells)))
