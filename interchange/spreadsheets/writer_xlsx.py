"""Our own spreadsheet as XLSX."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from tempfile import TemporaryFile
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import ExcelWriter

from interchange.reasons import LossCode
from interchange.records import Loss, MeetingRecord
from interchange.spreadsheets.columns import heading_row
from interchange.spreadsheets.escaping import AT_RISK, escaped_where_typed
from interchange.spreadsheets.options import WriteOptions
from interchange.spreadsheets.rows import OnLoss, rows
from interchange.spreadsheets.undated import UndatedZip

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 1_048_575  # below the heading; Excel opens no more
TEXT = "@"
CODED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # in XLSX "_x0041_" is A (ECMA-376, 22.9.2.19)
STRING = "s"
WIDTH = 18  # characters
CHUNK_BYTES = 1 << 16
AT_NO_TIME = datetime(2000, 1, 1)  # noqa: DTZ001  # the file does not tell when it was made


def write_xlsx(records: Iterable[MeetingRecord], *, options: WriteOptions, on_loss: OnLoss) -> Iterator[bytes]:
    """The workbook. It is packed, so it is made whole before any of it is sent: in a file on disk, row by row."""
    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet(options.title)
    try:
        fill(sheet, records, options, on_loss)
        with TemporaryFile() as file:
            book.properties.created = book.properties.modified = AT_NO_TIME
            ExcelWriter(book, UndatedZip(file)).save()
            file.seek(0)
            yield from iter(lambda: file.read(CHUNK_BYTES), b"")
    except BaseException:
        discard(sheet)
        raise


def fill(sheet: Any, records: Iterable[MeetingRecord], options: WriteOptions, on_loss: OnLoss) -> None:
    """Write the heading and all rows."""
    headings = heading_row(options.language)
    sheet.freeze_panes = "B2"
    for number in range(1, len(headings) + 1):
        sheet.column_dimensions[get_column_letter(number)].width = WIDTH
    sheet.append(headings)
    for number, cells in enumerate(rows(records, on_loss)):
        if number < MOST_ROWS:
            sheet.append([typed(sheet, text) for text in cells])
        else:
            on_loss(Loss(code=LossCode.SHEET_FULL))


def discard(sheet: Any) -> None:
    """Remove the rows from the disk, which the library leaves there where something fails in between."""
    with suppress(OSError, ValueError):  # they are removed already
        if not sheet.closed:
            sheet.close()
        sheet._writer.cleanup()


def typed(sheet: Any, text: str) -> Any:
    """A cell that is text and stays so: what begins like a formula or an error is marked, so that it is none even after somebody
    has edited it."""
    text = CODED.sub("_x005F_", escaped_where_typed(text))
    if not AT_RISK.match(text) and text not in ERROR_CODES:
        return text or None
    cell = WriteOnlyCell(sheet, text)
    cell.data_type, cell.number_format, cell.quotePrefix = STRING, TEXT, True
    return cell
