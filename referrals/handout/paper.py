"""A sheet as a tagged PDF (PDF/UA), set by Typst, and how much fits on two pages. Data goes in as JSON, never into the template; no
file is written."""

import json
from dataclasses import asdict
from datetime import datetime
from functools import lru_cache
from pathlib import Path

import typst

from referrals.handout.sheet import Sheet

HERE = Path(__file__).resolve().parent
FONTS = HERE.parent / "fonts"  # Latin with all diacritics, Greek and Cyrillic; those of the machine are not asked
MOST_PAGES = 2


@lru_cache(maxsize=1)
def fonts() -> typst.Fonts:
    """Read once."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


@lru_cache(maxsize=1)
def template() -> bytes:
    return (HERE / "sheet.typ").read_bytes()


def inputs(sheet: Sheet) -> dict[str, str]:
    return {"sheet": json.dumps(asdict(sheet), ensure_ascii=False)}


def pdf(sheet: Sheet, now: datetime) -> bytes:
    """The sheet as PDF; the same sheet of the same minute is the same file."""
    made = typst.compile(
        template(),
        font_paths=fonts(),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs=inputs(sheet),
        pdf_standards=["ua-1"],
        timestamp=now,
    )
    return bytes(made)


def pages(sheet: Sheet) -> int:
    """How many pages it takes."""
    said = typst.query(
        template(),
        "<pages>",
        field="value",
        one=True,
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs=inputs(sheet),
    )
    return int(json.loads(said))


def fitted(whole: Sheet) -> Sheet:
    """What fits on two pages: all; else all in fewer rows; else as many meetings as there is room for, at least one."""
    complete = whole.first(len(whole.blocks))
    if pages(complete) <= MOST_PAGES:
        return complete
    brief = whole.brief()
    fits, too_many = 1, len(brief.blocks) + 1
    while too_many - fits > 1:
        middle = (fits + too_many) // 2
        if pages(brief.first(middle)) <= MOST_PAGES:
            fits = middle
        else:
            too_many = middle
    return brief.first(fits)
