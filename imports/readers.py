"""How the feed of a source is read: one reader of interchange/ for each format."""

from collections.abc import Iterator
from datetime import date
from typing import BinaryIO

from imports.kinds import FeedFormat
from imports.models import Source
from interchange import meeting_guide
from interchange.meeting_guide import ReadOptions
from interchange.records import MeetingRecord, Problem

READERS = {FeedFormat.MEETING_GUIDE: meeting_guide.read}


def read_records(stream: BinaryIO, source: Source, today: date) -> Iterator[MeetingRecord | Problem]:
    """The records and problems of a feed, from its beginning. Zones are left open, to be found by the place."""
    stream.seek(0)
    options = ReadOptions(today=today, code_set=source.code_set, language=source.language)
    return READERS[FeedFormat(source.format)](stream, options=options)
