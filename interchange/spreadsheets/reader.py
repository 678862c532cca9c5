"""Reading our own spreadsheet: the rows of a meeting, wherever they stand, become one record, or one problem that says why not."""

from collections.abc import Iterator
from typing import BinaryIO

from interchange.meeting_guide.memory import FeedMemory
from interchange.meeting_guide.options import ReadOptions
from interchange.records import MeetingRecord, Problem
from interchange.spreadsheets.columns import OwnColumns
from interchange.spreadsheets.escaping import unescaped
from interchange.spreadsheets.gathering import Row, gathered, scattered
from interchange.spreadsheets.meetings import read_meeting
from interchange.tables.columns import unknown_column
from interchange.tables.lines import BrokenTableError
from interchange.tables.rows import Rows


def read_own(stream: BinaryIO, *, options: ReadOptions) -> Iterator[MeetingRecord | Problem]:
    """Every record, with the same promises as the reader of Meeting Guide JSON: for the rows of one meeting exactly one record or
    one rejecting problem. The stream is read twice: somebody may have sorted the rows, so that those of a meeting stand apart."""
    memory = FeedMemory()
    rows = OwnRows(stream, options.language)
    try:
        apart = scattered(OwnRows(stream, options.language))
        for index, of_one in enumerate(gathered(rows, apart)):
            yield from read_meeting(of_one, index, options, memory)
    except BrokenTableError as broken:
        yield Problem(code=broken.code)
        return
    if rows.foreign_bytes:
        yield rows.foreign_bytes
    for heading, count in sorted(rows.unknown.items()):
        yield unknown_column(heading, count)
    yield from memory.problems()


class OwnRows:
    """The rows as {column: text}, each time from the beginning; afterwards `unknown` counts the rows that have something in a
    column of another name, and `foreign_bytes` says whether there was more than UTF-8."""

    def __init__(self, stream: BinaryIO, language: str) -> None:
        self.stream = stream
        self.language = language
        self.unknown: dict[str, int] = {}
        self.foreign_bytes: Problem | None = None

    def __iter__(self) -> Iterator[Row]:
        """Every row; raises BrokenTableError."""
        self.stream.seek(0)
        found = Rows(self.stream, self.language, OwnColumns.of)
        for columns, cells in found:
            yield {name: unescaped(cells[index]) for name, index in columns.places.items() if index < len(cells) and cells[index]}
            for index in columns.unknown_at:
                if index < len(cells) and cells[index].strip():
                    heading = columns.headings[index]
                    self.unknown[heading] = self.unknown.get(heading, 0) + 1
        if found.lines.foreign_bytes:
            details = {"bytes": found.lines.foreign_bytes}
            self.foreign_bytes = Problem(code=found.lines.foreign_code, rejects=False, details=details)
