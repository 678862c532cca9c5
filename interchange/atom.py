"""Atom (RFC 4287): the meetings of a search by when they changed last, for feed readers."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.sax.saxutils import escape, quoteattr

from interchange.records import MeetingRecord, VenueRecord
from interchange.texts import without_invisible

MEDIA_TYPE = "application/atom+xml"
NEVER_WRITTEN = datetime(2020, 1, 1, tzinfo=UTC)
NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, 2.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A listing as a reader shows it. `uri` is its name for ever, `address` that of its page."""

    uri: str
    title: str
    address: str
    updated: datetime
    summary: str = ""
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteOptions:
    """`uri` names the feed for ever, `address` is where it is, `page` the same for people. `authority` is what the names of
    listings begin with (RFC 4151), `language` that of all texts; at most `most` entries are written."""

    uri: str
    authority: str
    title: str
    author: str
    address: str
    page: str
    language: str
    most: int


def write(records: Iterable[MeetingRecord], *, options: WriteOptions, gone: Iterable[Entry] = ()) -> Iterator[bytes]:
    """The feed, newest first; `gone` are listings that are no more. Who asks gives no more records than may be held at once."""
    entries = [*(entry(record, options) for record in records), *gone]
    newest = sorted(entries, key=lambda one: (one.updated, one.uri), reverse=True)[: options.most]
    yield heading(options, max((one.updated for one in newest), default=NEVER_WRITTEN)).encode()
    for one in newest:
        yield as_xml(one).encode()
    yield b"</feed>\n"


def entry(record: MeetingRecord, options: WriteOptions) -> Entry:
    """What a listing is now, said by when and where it is; what it was before its last change is not told."""
    schedule = [rule.sentence for rule in record.rules if rule.sentence]
    said = (" · ".join(schedule), place(record.venue), record.freshness)
    return Entry(
        uri=uri(options.authority, record.key),
        title=record.name,
        address=record.url,
        updated=record.changed_at or record.updated_at or NEVER_WRITTEN,
        summary="\n".join(part for part in said if part),
        categories=tuple(word for word in dict.fromkeys((record.programme, *record.labels)) if word),
    )


def uri(authority: str, key: str) -> str:
    """The name of a listing, as RFC 4151 makes them."""
    return f"{authority}:meeting/{key}"


def place(venue: VenueRecord | None) -> str:
    """The house and its address."""
    return ", ".join(part for part in (venue.name, *venue.lines) if part) if venue else ""


def heading(options: WriteOptions, updated: datetime) -> str:
    """The feed's own elements."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={attribute(options.language)}>\n'
        f"{element('id', options.uri)}{element('title', options.title)}{element('updated', moment(updated))}"
        f"<author>{element('name', options.author)}</author>\n"
        f'<link rel="self" type="{MEDIA_TYPE}" href={attribute(options.address)}/>\n'
        f'<link rel="alternate" type="text/html" href={attribute(options.page)}/>\n'
    )


def as_xml(one: Entry) -> str:
    """One entry."""
    categories = "".join(f"<category term={attribute(word)}/>\n" for word in one.categories)
    summary = element("summary", one.summary) if one.summary else ""
    return (
        f"<entry>\n{element('id', one.uri)}{element('title', one.title)}{element('updated', moment(one.updated))}"
        f'<link rel="alternate" type="text/html" href={attribute(one.address)}/>\n{categories}{summary}</entry>\n'
    )


def element(name: str, text: str) -> str:
    """An element with a text."""
    return f"<{name}>{escape(fit(text))}</{name}>\n"


def attribute(text: str) -> str:
    """The value of an attribute, with its quotes."""
    return quoteattr(fit(text))


def fit(text: str) -> str:
    """A text without signs that XML cannot hold."""
    return NO_XML.sub("", without_invisible(text))


def moment(at: datetime) -> str:
    """An instant as RFC 3339 has it."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
