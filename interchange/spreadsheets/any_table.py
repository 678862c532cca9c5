"""Any table: a workbook or text, our own or somebody's."""

import csv
from collections.abc import Iterator
from typing import BinaryIO

from interchange import tables
from interchange.json_list import encoding_of
from interchange.meeting_guide.options import ReadOptions
from interchange.records import MeetingRecord, Problem
from interchange.spreadsheets.columns import is_ours
from interchange.spreadsheets.reader import read_own
from interchange.spreadsheets.workbooks import looks_like_a_workbook, opened
from interchange.tables.lines import DELIMITERS, HEAD_BYTES, BrokenTableError, looks_like_a_table


def is_a_spreadsheet(head: bytes) -> bool:
    """Whether content that begins so is for `read`, rather than for a reader of JSON."""
    return looks_like_a_workbook(head) or looks_like_a_table(head)


def read(stream: BinaryIO, *, options: ReadOptions) -> Iterator[MeetingRecord | Problem]:
    """Every record of a table, and what there is to say; with the same promises as the reader of Meeting Guide JSON."""
    stream.seek(0)
    if not looks_like_a_workbook(stream.read(HEAD_BYTES)):
        yield from read_text(stream, options)
        return
    try:
        table = opened(stream)
    except BrokenTableError as broken:
        yield Problem(code=broken.code)
        return
    with table:
        yield from read_text(table, options)


def read_text(stream: BinaryIO, options: ReadOptions) -> Iterator[MeetingRecord | Problem]:
    """The same for CSV and its like."""
    stream.seek(0)
    is_own = has_our_heading(stream.read(HEAD_BYTES))
    return (read_own if is_own else tables.read)(stream, options=options)


def has_our_heading(head: bytes) -> bool:
    """Whether a table that begins so is our own spreadsheet."""
    lines = head.decode(encoding_of(head), "replace").lstrip("\ufeff \t\r\n").splitlines()
    return any(is_ours(next(csv.reader(lines[:1], delimiter=delimiter), [])) for delimiter in DELIMITERS)
