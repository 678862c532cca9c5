"""A program of its own: it opens the workbook on its standard input and writes the first sheet with anything in it as CSV.

Workbooks are written by strangers, and a sheet of a few bytes may say that it has 17 milliards of cells. So this runs apart from
everything, with limits of memory, time and output that the system keeps (workbooks.py starts it). It imports nothing of ours.
"""

import csv
import io
import resource
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

SECONDS = 60  # of the processor
MEMORY_BYTES = 300 << 20
OUTPUT_BYTES = 300 << 20
MOST_COLUMNS = 1_000
LAST_YEAR_OF_TIMES = 1904  # a time without a date has the day on which the calendar of the program begins
HALF_A_MINUTE = timedelta(seconds=30)


def main() -> None:
    """Write the sheet, or end with an error."""
    for kind, limit in ((resource.RLIMIT_AS, MEMORY_BYTES), (resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_FSIZE, OUTPUT_BYTES)):
        resource.setrlimit(kind, (limit, limit))
    book = CalamineWorkbook.from_filelike(sys.stdin.buffer)
    with io.TextIOWrapper(sys.stdout.buffer, "utf-8", errors="replace", newline="") as out:
        writer = csv.writer(out)
        for row in first_with_rows(book):
            writer.writerow([text_of(cell) for cell in row[:MOST_COLUMNS]])


def first_with_rows(book: CalamineWorkbook) -> Iterable[list[Any]]:
    """The rows of the first sheet that is seen and not empty."""
    for about in book.sheets_metadata:
        if about.typ == SheetTypeEnum.WorkSheet and about.visible == SheetVisibleEnum.Visible:
            found = filled(book.get_sheet_by_name(about.name).iter_rows())
            first = next(found, None)
            if first is not None:
                yield first
                yield from found
                return


def filled(rows: Iterable[list[Any]]) -> Iterator[list[Any]]:
    """Rows with something in them."""
    return (row for row in rows if any(cell not in ("", None) for cell in row))


def text_of(cell: Any) -> str:
    """A cell as people see it, in the spelling that our readers know."""
    match cell:
        case bool():
            return "yes" if cell else "no"
        case float():
            return str(int(cell)) if cell.is_integer() else repr(cell)
        case datetime():
            return moment(cell)
        case time():
            return moment(datetime.combine(date(1900, 1, 1), cell))
        case timedelta():
            return moment(datetime(1900, 1, 1) + cell)  # noqa: DTZ001  # cells have no zone
        case _:
            return str(cell)


def moment(value: datetime) -> str:
    """A date, a time or both. Times are fractions of a day, so the minute may be off by a breath."""
    value = (value + HALF_A_MINUTE).replace(second=0, microsecond=0)
    if value.year <= LAST_YEAR_OF_TIMES:
        return f"{value:%H:%M}"
    return f"{value:%Y-%m-%d}" if value.time() == time() else f"{value:%Y-%m-%d %H:%M}"


if __name__ == "__main__":
    main()
