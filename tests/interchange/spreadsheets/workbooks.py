"""Workbooks for the tests, honest ones and others."""

import io
import zipfile
from collections.abc import Iterable
from typing import Any
from xml.sax.saxutils import escape

from openpyxl import Workbook

SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    '<office:body><office:spreadsheet><table:table table:name="Sheet1">{}</table:table></office:spreadsheet></office:body>'
    "</office:document-content>"
)


def xlsx(*rows: Iterable[Any], before: Iterable[str] = ()) -> bytes:
    """A workbook as an office program writes it; `before` are names of sheets that are empty."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for number, name in enumerate(before):
        book.create_sheet(name, number)
    for row in rows:
        sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def zipped(parts: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def with_part(book: bytes, name: str, content: str | bytes) -> bytes:
    """A workbook in which one part has another content."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        parts: dict[str, str | bytes] = {each: archive.read(each) for each in archive.namelist()}
    return zipped({**parts, name: content})


def ods(*rows: Iterable[str]) -> bytes:
    """A spreadsheet of LibreOffice; every cell is text."""
    lines = "".join(f"<table:table-row>{''.join(cell(text) for text in row)}</table:table-row>" for row in rows)
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": ODS.format(lines),
            "META-INF/manifest.xml": MANIFEST,
        }
    )


def cell(text: str, repeated: int = 1) -> str:
    """A cell of it."""
    return (
        f'<table:table-cell office:value-type="string" table:number-columns-repeated="{repeated}">'
        f"<text:p>{escape(text)}</text:p></table:table-cell>"
    )


MANIFEST = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
