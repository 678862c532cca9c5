"""Booklets as tests read them: asked for as a value, or fetched, and the text of their pages."""

import re
from datetime import datetime
from io import BytesIO
from typing import Any

from django.http import QueryDict
from django.utils.translation import override
from pypdf import PdfReader

from interchange.records import Access
from meetings.models import Meeting
from referrals.booklet.asking import BookletQuestion, booklet_question
from referrals.booklet.contents import Booklet, booklet
from tests.meetings.world import NOW, make_group, make_meeting, make_rule, make_venue


def make_printed(name: str, *, weekday: int = 1, at: int = 1080, town: str = "Žilina", **fields: Any) -> Meeting:
    """A weekly meeting in a house of its own in a town."""
    rule = {"weekday": weekday, "start_minute": at, "access": fields.pop("access", Access.OPEN), **fields.pop("rule", {})}
    if "attendance" not in fields:
        fields.setdefault("venue", make_venue(name=f"Dom {name}", city=town))
    fields.setdefault("group", make_group(name))
    meeting = make_meeting(name, **fields)
    make_rule(meeting, **rule)
    return meeting


def asked(query: str = "", language: str = "en") -> BookletQuestion:
    return booklet_question(QueryDict(query), language)


def printed(query: str = "", language: str = "en", now: datetime = NOW) -> Booklet:
    """What is in the booklet of an address."""
    with override(language):
        return booklet(asked(query, language), now=now)


def names(of: Booklet) -> list[tuple[str, str, list[str]]]:
    """The headings of its parts, and the names under them."""
    return [(section.heading, part.heading, [row.name for row in part.rows]) for section in of.sections for part in section.parts]


def details(of: Booklet) -> list[str]:
    """All lines under the names."""
    return [line for section in of.sections for part in section.parts for row in part.rows for line in row.details]


def root(pdf: bytes) -> dict[str, Any]:
    """What a PDF says of itself: its language, whether it is tagged, what it conforms to."""
    found: Any = PdfReader(BytesIO(pdf)).root_object
    return {
        "language": found["/Lang"],
        "is_tagged": "/StructTreeRoot" in found,
        "about": found["/Metadata"].get_object().get_data(),
    }


def texts(pdf: bytes) -> list[str]:
    """The text of each page, its blanks alike."""
    return [re.sub(r"\s+", " ", page.extract_text()).strip() for page in PdfReader(BytesIO(pdf)).pages]
