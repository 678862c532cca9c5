"""Checking a feed: all that our reader finds wrong with it, and what known readers will make of the rest (raw_checks.py)."""

import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from interchange.codes import GENERAL, code_set
from interchange.json_list import encoding_of, read_list
from interchange.meeting_guide.item import Item
from interchange.meeting_guide.known_fields import CONTACTS, KNOWN, LONG_TEXTS, OF_KEEPERS, PUBLIC_TEXTS
from interchange.meeting_guide.memory import FeedMemory
from interchange.meeting_guide.options import ReadOptions
from interchange.meeting_guide.raw_checks import CHECKS
from interchange.meeting_guide.reader import read_entry, read_key
from interchange.reasons import CheckCode
from interchange.records import MeetingRecord, Problem

HEAD_BYTES = 1 << 12
LARGEST_STRICT = 32_000_000  # bytes that are parsed once more, in one piece
MOST_UNKNOWN_FIELDS = 100  # that are told one by one
# Fields for contacts, and texts in which somebody's words stand.
NEVER_SHOWN = frozenset({*CONTACTS, *OF_KEEPERS, *LONG_TEXTS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a known reader makes of a record, or of the whole feed (`index` None). `value` holds nothing personal."""

    code: CheckCode
    index: int | None = None
    key: str = ""
    field_name: str = ""
    value: str = ""


Checked = MeetingRecord | Problem | Finding


@dataclass(slots=True)
class Checker:
    """What has been seen of the feed so far."""

    options: ReadOptions
    slugs: set[str] = field(default_factory=set)
    unknown_fields: set[str] = field(default_factory=set)

    def look(self, entry: Mapping[str, Any], index: int) -> Iterator[Finding]:
        """What is to be said of one object of the list."""
        item = Item(entry, index)
        slug = read_key(item)
        item.key = item.shown(slug)
        for check in CHECKS:
            yield from (self.finding(item, code, name) for code, name in check(entry))
        yield from self.look_at_codes(item)
        if slug and slug in self.slugs:  # whatever else the two records say
            yield self.finding(item, CheckCode.RECORD_TWICE, "slug")
        self.slugs.add(slug)
        yield from self.look_for_unknown_fields(item)

    @staticmethod
    def finding(item: Item, code: CheckCode, name: str) -> Finding:
        """The finding in words that everybody may read. Some values are never shown."""
        value = "" if name in NEVER_SHOWN else item.shown(item.values.get(name, ""))
        return Finding(code=code, index=item.index, key=item.key, field_name=name, value=value)

    def look_at_codes(self, item: Item) -> Iterator[Finding]:
        """Codes in other letters than the programme's; without a programme there are none."""
        types = item.values.get("types")
        if self.options.code_set == GENERAL or not isinstance(types, list):
            return
        known = code_set(self.options.code_set)
        exact = {code for code, _says in known.written}
        codes = [code for code in types if isinstance(code, str) and code not in exact and code != code.upper()]
        if any(known.read(code) for code in codes):
            yield self.finding(item, CheckCode.TYPES_CASE, "types")

    def look_for_unknown_fields(self, item: Item) -> Iterator[Finding]:
        """Fields that nobody knows, each once: mostly slips of the pen."""
        for name in item.values:
            if name not in KNOWN and name not in self.unknown_fields and len(self.unknown_fields) < MOST_UNKNOWN_FIELDS:
                self.unknown_fields.add(name)
                yield Finding(code=CheckCode.FIELD_UNKNOWN, index=item.index, key=item.key, value=item.shown(name))


def check(stream: BinaryIO, *, options: ReadOptions) -> Iterator[Checked]:
    """For each object what is to be noted about it, its record or the problem that rejects it, and what known readers make of it;
    then what is to be said about the whole. The promises of `read` hold here too. The stream has to be able to go back."""
    checker, memory = Checker(options), FeedMemory()
    head = stream.read(HEAD_BYTES)
    stream.seek(0)
    is_broken, index = False, 0
    for entry in read_list(stream):
        if isinstance(entry, Problem):
            is_broken |= entry.rejects
            yield entry
            continue
        yield from check_entry(entry, index, checker, memory)
        index += 1
    yield from memory.problems()
    if not is_broken:
        yield from check_whole(head, stream)


def check_entry(entry: Any, index: int, checker: Checker, memory: FeedMemory) -> Iterator[Checked]:
    """What the reader says of one entry of the list, then what others make of it."""
    for found in read_entry(entry, index, checker.options, memory):
        yield found
        if isinstance(found, MeetingRecord):
            yield from personal(found)
    if isinstance(entry, dict):
        yield from checker.look(entry, index)


def personal(record: MeetingRecord) -> Iterator[Finding]:
    """In which texts for everybody there is something personal; never what."""
    names = dict.fromkeys(held.field_name for held in record.held if held.field_name in PUBLIC_TEXTS)
    for name in names:
        yield Finding(code=CheckCode.TEXT_PERSONAL, index=record.index, key=record.key, field_name=name)


def check_whole(head: bytes, stream: BinaryIO) -> Iterator[Finding]:
    """What other programs will say of the file itself."""
    if head.decode(encoding_of(head), "replace").lstrip("\ufeff \t\r\n").startswith("{"):
        yield Finding(code=CheckCode.FEED_WRAPPED)
    if not is_strict(stream):
        yield Finding(code=CheckCode.FEED_NOT_STRICT)


def is_strict(stream: BinaryIO) -> bool:
    """Whether it is JSON by the letter of the standard (RFC 8259): UTF-8 without a mark at its beginning, no raw line breaks in
    strings, no NaN. Not looked at where the feed is too large for it."""
    if stream.seek(0, io.SEEK_END) > LARGEST_STRICT:
        return True
    stream.seek(0)
    try:
        json.loads(stream.read().decode("utf-8"), parse_int=float, parse_constant=refuse_constant)
    except (ValueError, RecursionError):
        return False
    return True


def refuse_constant(name: str) -> None:
    """NaN and Infinity are no JSON."""
    raise ValueError(name)
