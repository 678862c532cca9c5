"""Handouts, for tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from gettext import NullTranslations
from typing import Any

import pypdfium2
import zxingcpp
from django.utils.translation import trans_real

from meetings.models import Meeting
from meetings.plan import picked
from referrals.handout.blocks import Block
from referrals.handout.lines import Line
from referrals.handout.sheet import Sheet, sheet
from referrals.handout.source import of_ids
from tests.meetings.world import NOW

PIXELS_A_POINT = 2
PARTIAL = ("de", "hu", "uk")  # languages that only handouts have


def sheet_of(*meetings: Meeting, language: str = "en", size: int = 14, now: datetime = NOW) -> Sheet:
    """The sheet of meetings that were picked by hand, with room for all."""
    ids = picked([",".join(one.public_id for one in meetings)])
    whole = sheet(of_ids(ids, now, language="en", is_discreet=False), language=language, size=size, now=now)
    return whole.first(len(whole.blocks))


def told(line: Line) -> list[str]:
    """The paragraphs of a line."""
    return [" ".join(one.text for one in sentences) for sentences in line.paragraphs]


def lines(block: Block) -> dict[str, list[str]]:
    """The lines of a block by their labels."""
    return {line.label: told(line) for line in block.lines}


def address(*meetings: Meeting, language: str = "en", file: str = "handout/", **asked: object) -> str:
    ids = ",".join(one.public_id for one in meetings)
    return f"/{language}/{file}?ids={ids}" + "".join(f"&{name}={value}" for name, value in asked.items())


def codes(pdf: bytes) -> list[zxingcpp.Barcode]:
    """The codes in a PDF as a telephone sees them, in pixels."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.render(scale=PIXELS_A_POINT, grayscale=True) for page in document]
        return [code for page in pages for code in zxingcpp.read_barcodes(pixels(page))]


def pixels(page: pypdfium2.PdfBitmap) -> memoryview:
    rows = bytes(page.buffer)
    packed = b"".join(rows[top : top + page.width] for top in range(0, page.stride * page.height, page.stride))
    return memoryview(packed).cast("B", shape=(page.height, page.width))


class Asked(NullTranslations):
    """Notes the texts that it is asked for: those that the catalogue before it does not have."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: set[str] = set()

    def gettext(self, message: str) -> str:
        self.texts.add(message)
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self.texts.add(msgid1)
        return msgid1 if n == 1 else msgid2


@contextmanager
def untranslated(language: str) -> Iterator[set[str]]:
    """The texts that are asked for and that no catalogue of a language has."""
    catalogue: Any = trans_real.translation(language)
    asked = Asked()
    before, catalogue._fallback = catalogue._fallback, asked
    try:
        yield asked.texts
    finally:
        catalogue._fallback = before
