"""The first pass over a feed: everything is read once, nothing is kept but keys, fingerprints and what was wrong."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from imports.planning.fingerprints import fingerprint
from imports.planning.keys import venue_key
from imports.planning.plan import Rejected
from imports.planning.tally import Tally, Told, told
from imports.reasons import ImportCode
from interchange.reasons import ProblemCode
from interchange.records import MeetingRecord, Problem, VenueRecord

Coordinates = tuple[float, float]


class Incoming(NamedTuple):
    """A record as the plan sees it, and the date of its last change where the feed has one."""

    key: str
    fingerprint: str
    updated_on: date | None


@dataclass(slots=True)
class Reading:
    """What came in. `broken` is why nothing of it may be used; `facts` are what any record says of the building at a venue key,
    `facts_spoken_of` those that the feed mentions at all."""

    incoming: list[Incoming] = field(default_factory=list)
    rejected: int = 0
    unread_keys: set[str] = field(default_factory=set)
    shared_points: set[Coordinates] = field(default_factory=set)
    facts: dict[str, dict[str, bool]] = field(default_factory=lambda: defaultdict(dict))
    facts_spoken_of: set[str] = field(default_factory=set)
    tally: Tally = field(default_factory=Tally)
    broken: ProblemCode | None = None

    def take(self, found: MeetingRecord | Problem, *, zone: str) -> None:
        """Note one thing that the reader found."""
        if isinstance(found, MeetingRecord):
            self.take_record(found, zone=zone)
        else:
            self.take_problem(found)

    def take_record(self, record: MeetingRecord, *, zone: str) -> None:
        self.incoming.append(Incoming(record.key, fingerprint(record, zone=zone), record.updated_on))
        if record.venue and record.venue.access_facts:
            self.take_facts(record.venue)

    def take_facts(self, venue: VenueRecord) -> None:
        """A yes is kept: records that do not mention a fact do not deny it."""
        known = self.facts[venue_key(venue)]
        for name, fact in venue.access_facts.items():
            known[name] = known.get(name, False) or fact
        self.facts_spoken_of |= known.keys()

    def take_problem(self, problem: Problem) -> None:
        if problem.rejects and problem.index is None:
            self.broken = problem.code
            return
        if problem.rejects:
            self.rejected += 1
            self.unread_keys |= {problem.key} - {""}
        if problem.code is ProblemCode.COORDINATES_SHARED:
            self.shared_points.add((problem.details["latitude"], problem.details["longitude"]))
        self.tally.add(told(problem))

    @property
    def reason_to_refuse(self) -> str:
        """Why nothing is to be done with what came in; "" if there is no reason."""
        if self.broken:
            return str(self.broken)
        return str(ImportCode.NOTHING_READABLE) if self.rejected and not self.incoming else ""

    @property
    def all_rejected(self) -> Rejected:
        """The rejected entries, for the plan."""
        return Rejected(count=self.rejected, keys=frozenset(self.unread_keys))


def read_all(found: Iterable[MeetingRecord | Problem], *, zone: str) -> Reading:
    """What the first pass tells. `zone` is the source's, for rules without one."""
    reading = Reading()
    for entry in found:
        reading.take(entry, zone=zone)
    note_repeats(reading)
    return reading


def note_repeats(reading: Reading) -> None:
    """Exact repeats have one key; they are said, so that the figures can be followed."""
    seen: set[str] = set()
    for one in reading.incoming:
        if one.key in seen:
            reading.tally.add(Told(code=ImportCode.RECORD_REPEATED, key=one.key))
        seen.add(one.key)
