"""Records that have another key than the last time, as after their list has moved to other software: they are known again by place,
time and name, so that the meetings keep their ids (docs/matching.md). Only what is certain counts."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from imports.known_listings import listings_of
from imports.matching.listings import Listing
from imports.matching.pairs import match_lists
from imports.matching.records import listing_of
from imports.matching.scoring import Verdict
from imports.models import Source, SourceMeeting
from imports.planning.plan import Known
from imports.planning.reading import Reading
from imports.planning.tally import Told
from imports.reasons import ImportCode
from interchange.records import MeetingRecord, Problem

BATCH = 500


def new_keys(
    source: Source, reading: Reading, known: Mapping[str, Known], records: Iterable[MeetingRecord | Problem]
) -> dict[str, str]:
    """{key until now: key in the feed} of meetings whose records seem to be missing. The feed is read again only where there are
    such meetings, and records that are new."""
    incoming = {one.key for one in reading.incoming}
    missing = {former.meeting or 0: key for key, former in known.items() if is_missing(key, former, incoming, reading)}
    unknown = incoming.difference(known)
    if not missing or not unknown:
        return {}
    matches = match_lists(listings_of(missing), new_listings(source, unknown, records))
    keys = dict[str, str]()
    for match in matches:
        if match.verdict is Verdict.SAME:
            # Our own keys are numbers, those of feeds are texts.
            meeting, key = sorted((match.one.key, match.other.key), key=lambda key: isinstance(key, str))
            keys[missing[int(meeting)]] = str(key)
    return keys


def is_missing(key: str, former: Known, incoming: set[str], reading: Reading) -> bool:
    """Whether a record that was listed until now is not in the feed, not even as one that could not be read."""
    return former.is_live and key not in incoming and key not in reading.unread_keys


def new_listings(source: Source, unknown: set[str], records: Iterable[MeetingRecord | Problem]) -> Iterator[Listing]:
    """The records of these keys, each once."""
    seen = set[str]()
    for record in records:
        if isinstance(record, MeetingRecord) and record.key in unknown and record.key not in seen:
            seen.add(record.key)
            yield listing_of(record, key=record.key, fellowship=source.fellowship.slug, zone=source.zone)


def renamed(known: Mapping[str, Known], keys: Mapping[str, str], reading: Reading) -> dict[str, Known]:
    """What is known, under the keys of the feed; the run tells of it."""
    for former, present in keys.items():
        reading.tally.add(Told(code=ImportCode.KEY_CHANGED, key=present, value=former))
    return {keys.get(key, key): former for key, former in known.items()}


def keep_keys(source: Source, keys: Mapping[str, str]) -> None:
    """Write the new keys down."""
    remaining = iter(sorted(keys))
    while batch := list(islice(remaining, BATCH)):
        links = list(SourceMeeting.objects.filter(source=source, key__in=batch))
        for link in links:
            link.key = keys[link.key]
        SourceMeeting.objects.bulk_update(links, ["key"])
