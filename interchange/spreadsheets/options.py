"""What a writer has to be told."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteOptions:
    """`language` is that of the headings, "" for the names that programs use; `title` is that of the sheet (XLSX)."""

    language: str = ""
    title: str = "meetings"
