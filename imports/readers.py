"""How the feed of a source is read: one reader of interchange/ for each format. Whether it is JSON or a table its content tells."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import BinaryIO

from imports.kinds import FeedFormat
from imports.models import Source
from interchange import dialects, meeting_guide, spreadsheets
from interchange.bmlt import reader as bmlt
from interchange.hsds import reader as hsds
from interchange.icalendar import reader as icalendar
from interchange.meeting_guide import ReadOptions
from interchange.records import MeetingRecord, Problem
from interchange.type_names import bare

HEAD_BYTES = 1 << 12


def read_meeting_guide(stream: BinaryIO, *, options: ReadOptions) -> Iterator[MeetingRecord | Problem]:
    """Meeting Guide, any table, or a list in JSON that is known by its keys. The name of the file says nothing: addresses
    have none, and names lie."""
    is_table = spreadsheets.is_a_spreadsheet(stream.read(HEAD_BYTES))
    stream.seek(0)
    if is_table:
        return spreadsheets.read(stream, options=options)
    is_known_list = dialects.looks_known(stream)
    stream.seek(0)
    return (dialects.read if is_known_list else meeting_guide.read)(stream, options=options)


READERS: Mapping[FeedFormat, Callable[..., Iterator[MeetingRecord | Problem]]] = {
    FeedFormat.MEETING_GUIDE: read_meeting_guide,
    FeedFormat.BMLT: bmlt.read,
    FeedFormat.ICALENDAR: icalendar.read,
    FeedFormat.HSDS: hsds.read,
}


def read_records(stream: BinaryIO, source: Source, today: date) -> Iterator[MeetingRecord | Problem]:
    """The records and problems of a feed, from its beginning. Zones are left open, to be found by the place."""
    stream.seek(0)
    options = ReadOptions(
        today=today,
        code_set=source.code_set,
        language=source.language,
        fellowship_names=fellowship_names(source),
        columns=source.column_mapping,
    )
    return READERS[FeedFormat(source.format)](stream, options=options)


def fellowship_names(source: Source) -> frozenset[str]:
    """What a list of several fellowships may call that of the source."""
    fellowship = source.fellowship
    aliases = (alias for words in fellowship.aliases.values() for alias in words)
    names = (fellowship.slug, fellowship.code_set, *fellowship.name.values(), *fellowship.abbreviation.values(), *aliases)
    return frozenset(bare(name) for name in names if name)
