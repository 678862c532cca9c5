"""The rows of a table: what stands between the delimiters, quoted or not, in memory bounded by one row."""

import csv
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import BinaryIO, Generic, Protocol, TypeVar

from interchange.reasons import ProblemCode
from interchange.tables.columns import count_known
from interchange.tables.lines import DELIMITERS, BrokenTableError, Lines

MOST_COLUMNS = 1_000
MOST_LINES = 1_000  # of one row; the longest of the real lists has 20
ENDS_INSIDE = "unexpected end of data"  # the words of the csv module
DECLARED = "sep="  # a first line that Excel understands: "sep=;"


class Heading(Protocol):
    """The columns of a table."""

    @property
    def headings(self) -> list[str]: ...


AnyHeading = TypeVar("AnyHeading", bound=Heading)


class Rows(Generic[AnyHeading]):
    """The rows below the heading, of which `columns_of` makes the columns. After the last one, `lines` knows what was wrong with
    the bytes."""

    def __init__(self, stream: BinaryIO, language: str, columns_of: Callable[[list[str]], AnyHeading]) -> None:
        self.lines = Lines(stream, language)
        self.columns_of = columns_of
        self.lines_of_row: list[str] = []

    def __iter__(self) -> Iterator[tuple[AnyHeading, list[str]]]:
        """Every row with something in it, with the columns; raises BrokenTableError."""
        lines = iter(self.lines)
        try:
            found = self.records(lines)
            columns = self.columns_of(next(found, []))
            yield from ((columns, row) for row in self.complete(found, len(columns.headings)))
        except csv.Error as error:  # a field larger than the module takes
            raise BrokenTableError(ProblemCode.FEED_TOO_COMPLEX) from error
        finally:
            lines.close()

    def records(self, lines: Iterator[str]) -> Iterator[list[str]]:
        """The rows, the heading first; empty ones are left out."""
        first = next((line for line in lines if line.strip() and not line.casefold().startswith(DECLARED)), "")
        if first.lstrip().startswith("<"):
            raise BrokenTableError(ProblemCode.FEED_IS_HTML)
        if not first:
            raise BrokenTableError(ProblemCode.FEED_EMPTY)
        delimiter, last = delimiter_of(first), [""]
        for row in csv.reader(self.remembering(chain([first], lines)), delimiter=delimiter):
            if len(row) > MOST_COLUMNS:
                raise BrokenTableError(ProblemCode.FEED_TOO_COMPLEX)
            if any(cell.strip() for cell in row):
                yield row
            last, self.lines_of_row = self.lines_of_row, []
        if ends_inside_quotes(last, delimiter):
            raise BrokenTableError(ProblemCode.FEED_TRUNCATED)

    def remembering(self, lines: Iterable[str]) -> Iterator[str]:
        """The lines; those of the row that is being read are remembered."""
        for line in lines:
            self.lines_of_row.append(line)
            if len(self.lines_of_row) > MOST_LINES:
                raise BrokenTableError(ProblemCode.FEED_TOO_COMPLEX)
            yield line

    def complete(self, found: Iterator[list[str]], width: int) -> Iterator[list[str]]:
        """The rows. A last line that stops in the middle, where all others are whole, means that the table is cut off."""
        is_always_whole = True
        for row in found:
            is_cut = not self.lines.is_ended and len(row) < width
            if is_cut and is_always_whole:
                raise BrokenTableError(ProblemCode.FEED_TRUNCATED)
            is_always_whole = is_always_whole and len(row) >= width
            yield row


def ends_inside_quotes(lines: list[str], delimiter: str) -> bool:
    """Whether a row ends inside of quotes, which only the module's strict reading tells."""
    try:
        list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error as error:
        return str(error) == ENDS_INSIDE
    return False


def delimiter_of(heading: str) -> str:
    """The delimiter that makes the most known columns of the heading; if none does, the most columns."""
    cells = {delimiter: next(csv.reader([heading], delimiter=delimiter), []) for delimiter in DELIMITERS}
    return max(cells, key=lambda delimiter: (count_known(cells[delimiter]), len(cells[delimiter])))
