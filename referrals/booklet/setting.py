"""From values to a PDF, by typst: one document, tagged for screen readers (PDF/UA-1), or its pages put in order for folding."""

import json
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from referrals.booklet.asking import Layout, Paper
from referrals.booklet.contents import Booklet, Section
from referrals.qr import qr_svg

HERE = Path(__file__).parent
FONTS = settings.BASE_DIR / "referrals" / "fonts"
FAMILIES = ["Noto Sans", "Libertinus Serif"]  # the second one comes with typst
PAGE = re.compile(rb"/Type\s*/Page\b")
COLUMNS = {Paper.A4: 2, Paper.A5: 1, Paper.A6: 1}
POINTS = {Paper.A4: 9, Paper.A5: 9, Paper.A6: 8}
MARGINS = {Paper.A4: 14, Paper.A5: 11, Paper.A6: 8}  # millimetres
MOST_TO_FOLD = 96  # pages; a thicker pile of paper does not stay folded


class TooThickToFold(Exception):  # noqa: N818  # not an error of ours
    """More pages than can be folded into one booklet."""


def pdf(of: Booklet, layout: Layout) -> bytes:
    """The booklet as a file, in the active language. Raises TooThickToFold."""
    data = {"said": json.dumps(said(of, layout)), "fonts": json.dumps(FAMILIES)}
    pages: bytes = typst.compile((HERE / "booklet.typ").read_bytes(), sys_inputs=data, pdf_standards=["ua-1"], **FROM_HERE)
    return folded(pages, layout.paper) if layout.is_folded else pages


FROM_HERE: dict[str, Any] = {"font_paths": [str(FONTS)], "ignore_system_fonts": True}


def folded(pages: bytes, paper: Paper) -> bytes:
    """The same pages two or four on each side of sheets of A4, to be printed on both sides. What is to be cut and folded by hand
    has no tags: whoever cannot see takes the one that is not folded."""
    count = page_count(pages)
    if count > MOST_TO_FOLD:
        raise TooThickToFold
    with TemporaryDirectory() as folder:
        (Path(folder) / "folded.typ").write_bytes((HERE / "folded.typ").read_bytes())
        (Path(folder) / "pages.pdf").write_bytes(pages)
        sheets = json.dumps(sides(count, is_cut=paper is Paper.A6))
        inputs = {"sides": sheets, "title": _("Booklet to fold")}
        sheet: bytes = typst.compile(str(Path(folder) / "folded.typ"), root=folder, sys_inputs=inputs, **FROM_HERE)
        return sheet


def page_count(pages: bytes) -> int:
    """How many pages there are; typst writes that uncompressed."""
    return len(PAGE.findall(pages))


def sides(count: int, *, is_cut: bool) -> list[list[int]]:
    """Which pages stand on each side of each sheet, from left to right and from the top; 0 for none. `count` is a multiple of
    four. A leaf is half a sheet that is folded once: outside the last page and the first, inside the second and the last but one.
    Where sheets are cut first, the upper leaf of each goes on the pile before the lower ones: put the upper pile on the lower."""
    leaves = [((count - 2 * n, 2 * n + 1), (2 * n + 2, count - 2 * n - 1)) for n in range(count // 4)]
    if not is_cut:
        return [list(side) for leaf in leaves for side in leaf]
    half = -(-len(leaves) // 2)
    lower = leaves if len(leaves) == 1 else [*leaves[half:], ((0, 0), (0, 0))]  # one leaf: two copies of it
    pairs = zip(leaves[:half], lower, strict=False)
    return [[*above, *below] for upper, under in pairs for above, below in zip(upper, under, strict=True)]


def said(of: Booklet, layout: Layout) -> dict[str, Any]:
    """All that the template prints."""
    return {
        "language": get_language() or "und",
        "title": of.title,
        "lead": of.lead,
        "paper": layout.paper,
        "columns": layout.columns or COLUMNS[layout.paper],
        "margin": MARGINS[layout.paper],
        "size": layout.size or POINTS[layout.paper],
        "multiple": layout.multiple,
        "page": _("Page {number} of {count}"),
        "notes": _("Notes"),
        "sections": [section(one) for one in of.sections],
        "legend-heading": _("What the words mean"),
        "legend": [
            {
                "heading": group.heading,
                "terms": [{"word": one.word, "text": one.text, "language": one.language} for one in group.terms],
            }
            for group in of.legend
        ],
        "closing": of.closing[:-1],
        "end": of.closing[-1],
        "last": last_page(of),
    }


def section(one: Section) -> dict[str, Any]:
    """A section as the template reads it."""
    return {
        "heading": one.heading,
        "parts": [
            {
                "heading": part.heading,
                "rows": [{"head": f"{row.time} {row.name}".strip(), "lines": row.details} for row in part.rows],
            }
            for part in one.parts
        ],
    }


def last_page(of: Booklet) -> dict[str, Any]:
    """What is not in it, and where one looks."""
    return {
        "heading": _("What is not in this booklet"),
        "sentences": of.left_out,
        "live": _("The same meetings as they are today:"),
        "address": of.address,
        "qr": qr_svg(of.address),
        "qr-words": _("QR code of the address beside it"),
    }
