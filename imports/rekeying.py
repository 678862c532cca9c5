"""Keys that mean something else than the last time (docs/matching.md). A list may have moved to other software: its records are
known again by place, time and name, so that the meetings keep their ids; only what is certain counts. And a key that has become
free may be given to another meeting: then neither place nor time nor name is what it was."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from imports.known_listings import listings_of
from imports.matching.listings import Listing
from imports.matching.pairs import match_lists
from imports.matching.records import listing_of
from imports.matching.scoring import Verdict, are_unlike
from imports.models import Source, SourceMeeting
from imports.models.links import LONGEST_KEY
from imports.planning.fingerprints import Part, differing
from imports.planning.plan import Known
from imports.planning.reading import Reading
from imports.planning.tally import Told
from imports.reasons import ImportCode
from interchange.records import MeetingRecord, Problem

BATCH = 500
ALL_OF_IT = frozenset({Part.WHEN, Part.WHERE, Part.WHAT})
KEPT = LONGEST_KEY - 20  # characters of a key that is given away, beside the number of its meeting


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


def given_away(
    source: Source, reading: Reading, known: Mapping[str, Known], records: Iterable[MeetingRecord | Problem]
) -> dict[str, str]:
    """{key of a record until now: one under which nothing comes in} of meetings whose keys are those of other meetings now. The
    feed is read again only where all of a record has changed."""
    changed = {
        one.key: former.meeting
        for one in reading.incoming
        if (former := known.get(one.key)) and former.meeting and differing(former.fingerprint, one.fingerprint) >= ALL_OF_IT
    }
    if not changed:
        return {}
    ours = {listing.key: listing for listing in listings_of(set(changed.values()))}
    theirs = {listing.key: listing for listing in new_listings(source, set(changed), records)}
    return {
        key: free_key(key, meeting)
        for key, meeting in changed.items()
        if meeting in ours and key in theirs and are_unlike(ours[meeting], theirs[key])
    }


def free_key(key: str, meeting: int) -> str:
    """A key that no feed has, as it has a line break in it."""
    return f"{key[:KEPT]}\n{meeting}"


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


def renamed(known: Mapping[str, Known], keys: Mapping[str, str]) -> dict[str, Known]:
    """What is known, under other keys."""
    return {keys.get(key, key): former for key, former in known.items()}


def told_keys(given: Mapping[str, str], keys: Mapping[str, str], reading: Reading) -> dict[str, str]:
    """Both together: {key until now: key from now on}; the run tells of it."""
    was = {free: key for key, free in given.items()}
    for former, present in keys.items():
        reading.tally.add(Told(code=ImportCode.KEY_CHANGED, key=present, value=was.get(former, former)))
    for key, free in given.items():
        if free not in keys:
            reading.tally.add(Told(code=ImportCode.KEY_GIVEN_AWAY, key=key))
    return {**given} | {was.get(former, former): present for former, present in keys.items()}


def keep_keys(source: Source, keys: Mapping[str, str]) -> None:
    """Write the new keys down. Those that change hands are set free before."""
    handed_on = {key: free_key(key, number) for number, key in enumerate(sorted(keys.keys() & set(keys.values())), start=1)}
    rename(source, {key: f"{free}\n" for key, free in handed_on.items()})
    rename(source, {f"{handed_on[key]}\n" if key in handed_on else key: present for key, present in keys.items()})


def rename(source: Source, keys: Mapping[str, str]) -> None:
    """Give records other keys."""
    remaining = iter(sorted(keys))
    while batch := list(islice(remaining, BATCH)):
        links = list(SourceMeeting.objects.filter(source=source, key__in=batch))
        for link in links:
            link.key = keys[link.key]
        SourceMeeting.objects.bulk_update(links, ["key"])
