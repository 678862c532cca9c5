"""What can be seen only over the whole feed: repeated slugs, unknown codes, one point for many addresses. A few hundred bytes
a record."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from interchange.digest import digest
from interchange.reasons import ProblemCode
from interchange.records import MeetingRecord, Problem, VenueRecord

MANY_ADDRESSES = 20  # at one point: more than share a house; the coordinates are a default of whoever made the feed
MOST_ADDRESSES = 1_000  # that are counted at one point
MOST_CODES = 500  # that are counted one by one
SUFFIX_DIGITS = 8


@dataclass(slots=True)
class Point:
    """What is said to be at one point."""

    rows: int = 0
    addresses: set[int] = field(default_factory=set)


@dataclass(slots=True)
class FeedMemory:
    """Grows with the feed; asked once a record, and at its end."""

    contents: dict[str, str] = field(default_factory=dict)
    unknown: Counter[str] = field(default_factory=Counter)
    points: dict[tuple[float, float], Point] = field(default_factory=dict)

    def key_for(self, record: MeetingRecord) -> tuple[str, ProblemCode | None]:
        """The key of a record, and what was wrong with its slug. Exact repeats have one key: they are one listing."""
        fingerprint = digest(record)
        key, problem = (record.key, None) if record.key else (content_key(record), ProblemCode.SLUG_MISSING)
        if self.contents.setdefault(key, fingerprint) == fingerprint:
            return key, problem
        key = f"{key}-{fingerprint[:SUFFIX_DIGITS]}"
        self.contents[key] = fingerprint
        return key, problem or ProblemCode.SLUG_REPEATED

    def count_codes(self, codes: Iterable[str]) -> None:
        """Remember codes that their programme does not have."""
        for code in codes:
            self.unknown[code if code in self.unknown or len(self.unknown) < MOST_CODES else ""] += 1

    def count_point(self, venue: VenueRecord | None) -> None:
        """Remember what is at a point; areas share theirs rightly."""
        if venue is None or venue.is_area or venue.latitude is None or venue.longitude is None:
            return
        point = self.points.setdefault((venue.latitude, venue.longitude), Point())
        point.rows += 1
        if len(point.addresses) < MOST_ADDRESSES:
            point.addresses.add(hash((venue.street, venue.city, venue.postal_code, venue.address_text)))

    def problems(self) -> Iterator[Problem]:
        """What there is to say at the end of the feed."""
        for code, count in sorted(self.unknown.items()):
            details = {"code": code, "count": count}
            yield Problem(code=ProblemCode.UNKNOWN_CODE, field_name="types", rejects=False, details=details)
        for (latitude, longitude), point in self.points.items():
            if len(point.addresses) >= MANY_ADDRESSES:
                details = {"latitude": latitude, "longitude": longitude, "rows": point.rows, "addresses": len(point.addresses)}
                yield Problem(code=ProblemCode.COORDINATES_SHARED, rejects=False, details=details)


def content_key(record: MeetingRecord) -> str:
    """A key for a record whose feed gives none: the same as long as name, days, time and address are."""
    venue = record.venue or VenueRecord()
    address = (venue.name, venue.street, venue.city, venue.postal_code, venue.address_text, record.online_url, record.phone)
    times = sorted(repr((rule.recurrence.weekday, rule.recurrence.start_minute)) for rule in record.rules)
    return hashlib.blake2b("\n".join((record.name, *times, *address)).encode(), digest_size=12).hexdigest()
