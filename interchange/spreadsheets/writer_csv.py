"""Our own spreadsheet as CSV (RFC 4180), fit for a double click in an office program."""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator

from interchange.records import MeetingRecord
from interchange.spreadsheets.columns import heading_row
from interchange.spreadsheets.escaping import escaped
from interchange.spreadsheets.options import WriteOptions
from interchange.spreadsheets.rows import OnLoss, rows

# Office programs there take a comma for the decimal sign, and only semicolons for the end of a cell.
SEMICOLON_LANGUAGES = frozenset({"pl", "sk", "cs"})


def write_csv(records: Iterable[MeetingRecord], *, options: WriteOptions, on_loss: OnLoss) -> Iterator[bytes]:
    """The table, row by row. It begins with the byte order mark of UTF-8, without which Excel reads it in the encoding of the
    machine and spoils every accent."""
    line = io.StringIO()
    writer = csv.writer(line, delimiter=";" if options.language in SEMICOLON_LANGUAGES else ",")
    writer.writerow(heading_row(options.language))
    yield codecs.BOM_UTF8 + taken(line)
    for cells in rows(records, on_loss):
        writer.writerow([escaped(cell) for cell in cells])
        yield taken(line)


def taken(line: io.StringIO) -> bytes:
    """What was written, which is written over next."""
    text = line.getvalue()
    line.seek(0)
    line.truncate()
    return text.encode()
