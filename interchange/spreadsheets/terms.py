"""Formats, languages, audiences and facilities of a row: our own words for them, or the names that people write."""

import re
from collections.abc import Iterable
from typing import Any

from interchange.codes import Kind
from interchange.meeting_guide.item import Item
from interchange.meeting_guide.memory import FeedMemory
from interchange.spreadsheets import words
from interchange.type_names import is_fit, meanings_of

COLUMNS = {
    "formats": Kind.FORMAT,
    "languages": Kind.LANGUAGE,
    "audiences_only": Kind.ONLY,
    "audiences_welcome": Kind.WELCOME,
    "facilities": Kind.FACILITY,
}
SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
AUDIENCES = (Kind.ONLY, Kind.WELCOME)
MOST = 60
LONGEST = 60


def read_terms(item: Item, memory: FeedMemory) -> dict[str, Any]:
    """{field of a record: its words}. What nobody knows is kept as it is, and counted."""
    unknown: list[str] = []
    found = {name: tuple(dict.fromkeys(read_cell(item.plain(name), kind, unknown))) for name, kind in COLUMNS.items()}
    memory.count_codes(unknown)
    topics = tuple(part for part in words.parts(item.plain("topics"))[:MOST] if SLUG.fullmatch(part))
    kept = [part for part in words.parts(item.plain("other_codes"))[:MOST] if is_fit(part)]
    return {**found, "topics": topics, "other_codes": tuple(dict.fromkeys((*kept, *unknown)))}


def read_cell(text: str, kind: Kind, unknown: list[str]) -> Iterable[str]:
    """Our words for what a cell lists."""
    for part in words.parts(text)[:MOST]:
        pattern = LANGUAGE if kind is Kind.LANGUAGE else SLUG
        if pattern.fullmatch(part) and len(part) <= LONGEST:
            yield part
            continue
        meant = [meaning.value for meaning in meanings_of(part) or () if is_of(meaning.kind, kind)]
        yield from meant
        if not meant and is_fit(part):
            unknown.append(part)


def is_of(found: Kind, wanted: Kind) -> bool:
    """Whether a name may stand in that column: "women" is an audience in both columns of audiences."""
    return found is wanted or (found in AUDIENCES and wanted in AUDIENCES)
