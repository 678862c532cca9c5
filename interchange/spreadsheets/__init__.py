"""Spreadsheets both ways (docs/spreadsheets.md): our own columns out as CSV and XLSX, and our own or anybody's in."""

from interchange.spreadsheets.any_table import is_a_spreadsheet, read
from interchange.spreadsheets.guessing import guess
from interchange.spreadsheets.options import WriteOptions
from interchange.spreadsheets.published import csv_address
from interchange.spreadsheets.samples import Sample, sample
from interchange.spreadsheets.writer_csv import write_csv
from interchange.spreadsheets.writer_xlsx import XLSX_TYPE, write_xlsx

__all__ = [
    "XLSX_TYPE",
    "Sample",
    "WriteOptions",
    "csv_address",
    "guess",
    "is_a_spreadsheet",
    "read",
    "sample",
    "write_csv",
    "write_xlsx",
]
