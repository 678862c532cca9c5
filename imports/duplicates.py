"""Looking for listings of different origin that are one meeting (docs/matching.md).

Only what has changed since the last look is compared with everything. What somebody called different is asked again only when both
have changed.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from groups.models import Group
from history.models import Change
from history.settled import settled, settled_start
from imports.kinds import DuplicateState
from imports.known_listings import published_listings
from imports.matching.listings import Listing
from imports.matching.pairs import find_pairs
from imports.matching.scoring import Match
from imports.models import DuplicateLook, DuplicatePair, SourceMeeting
from meetings.models import Meeting, ScheduleRule
from places.models import Venue

PERCENT = 100
BATCH = 500
DIGEST_BYTES = 16
WHY = (
    *("likelihood", "score", "metres", "is_same_address", "is_same_link", "minutes", "name_percent", "shared_times", "times"),
    *("first_digest", "second_digest"),
)
MOST_CHANGES = 100_000  # of the history that are looked at for one that is still missing
MOST_METRES = 32_000  # what the column holds; of one address, but at another point, it may be far


class Looked(NamedTuple):
    """What a look found: meetings compared with all others, and pairs that are new, asked again, or open no more."""

    compared: int
    new: int
    again: int
    gone: int


@transaction.atomic
def find_duplicates(*, everything: bool = False) -> Looked:
    """Look for pairs of different origin among the published meetings. A second look at the same time waits."""
    DuplicateLook.objects.get_or_create(pk=1)
    look = DuplicateLook.objects.select_for_update().get(pk=1)
    # What another transaction has written and not ended yet is looked at the next time.
    newest = settled(Change, look.change + 1, most=MOST_CHANGES) if look.change else settled_start(Change, "revision__at")
    changed = None if everything or not look.change else meetings_changed(since=look.change)
    if changed is not None and not changed:
        return Looked(0, 0, 0, 0)
    known = list(published_listings())
    asked = {listing.key for listing in known} if changed is None else changed
    matches = find_pairs(known, is_asked=of_different_origin(asked))
    looked = keep(matches, asked if changed is not None else None, compared=len(asked))
    DuplicateLook.objects.filter(pk=1).update(change=newest)
    return looked


def meetings_changed(*, since: int) -> set[int]:
    """The meetings of which anything that is compared changed after a change of the history."""
    names = {Meeting: "pk", ScheduleRule: "rules", Venue: "venue", Group: "group"}
    lookups = {ContentType.objects.get_for_model(model).pk: name for model, name in names.items()}
    keys = defaultdict[str, set[int]](set)
    changes = Change.objects.filter(pk__gt=since, content_type__in=lookups).order_by()
    for kind, key in changes.values_list("content_type", "object_id").distinct().iterator():
        keys[lookups[kind]].add(key)
    return {meeting for lookup, of_kind in keys.items() for meeting in meetings_by(lookup, of_kind)}


def meetings_by(lookup: str, keys: Collection[int]) -> Iterator[int]:
    """The meetings of these rows."""
    ordered = sorted(keys)
    for start in range(0, len(ordered), BATCH):
        found = Meeting.objects.filter(**{f"{lookup}__in": ordered[start : start + BATCH]})
        yield from found.values_list("pk", flat=True)


def digest(listing: Listing) -> str:
    """The same for what is compared of a listing, as long as nothing of it changes."""
    slots = sorted((slot.weekday, slot.minute, *sorted(slot.weeks)) for slot in listing.slots)
    said = (listing.fellowship, listing.name, slots, listing.offset, listing.point, listing.address, listing.link)
    return hashlib.blake2b(repr(said).encode("utf-8", "surrogatepass"), digest_size=DIGEST_BYTES).hexdigest()


def of_different_origin(asked: Collection[int | str]) -> Callable[[Listing, Listing], bool]:
    """Whether a pair is asked about, and does not come from one and the same list; one of them may be entered by hand."""
    origins = defaultdict[int | str | None, set[int]](set)
    for meeting, source in SourceMeeting.objects.exclude(meeting=None).values_list("meeting", "source").iterator():
        origins[meeting].add(source)

    def is_asked(one: Listing, other: Listing) -> bool:
        first, second = origins.get(one.key, set()), origins.get(other.key, set())
        return (one.key in asked or other.key in asked) and bool(first | second) and not first & second

    return is_asked


def keep(matches: Iterable[Match], asked: Collection[int | str] | None, *, compared: int) -> Looked:
    """Write the pairs down. Of the meetings asked about (None: of all) pairs that are none any more go, if nobody has decided."""
    known = {(pair.first_id, pair.second_id): pair for pair in DuplicatePair.objects.all()}
    found = {(row.first_id, row.second_id): row for row in map(pair_of, matches)}
    new = [row for keys, row in found.items() if keys not in known]
    told = [(known[keys], row) for keys, row in found.items() if keys in known]
    again = {pair for pair, row in told if is_asked_again(pair, row)}
    changed = [told_anew(pair, row) for pair, row in told if pair in again or is_told_otherwise(pair, row)]
    undecided = [(keys, pair) for keys, pair in known.items() if pair.state == DuplicateState.OPEN]
    gone = [pair.pk for keys, pair in undecided if keys not in found and (asked is None or not set(keys).isdisjoint(asked))]
    DuplicatePair.objects.bulk_create(new, batch_size=BATCH)
    DuplicatePair.objects.bulk_update(changed, [*WHY, "state", "decided_at", "decided_by"], batch_size=BATCH)
    for start in range(0, len(gone), BATCH):
        DuplicatePair.objects.filter(pk__in=gone[start : start + BATCH]).delete()
    return Looked(compared, len(new), len(again), len(gone))


def is_asked_again(pair: DuplicatePair, row: DuplicatePair) -> bool:
    """Whether both have changed since somebody decided; that they were merged holds no more where both are published."""
    if pair.state == DuplicateState.DIFFERENT:
        return pair.first_digest != row.first_digest and pair.second_digest != row.second_digest
    return pair.state == DuplicateState.MERGED


def is_told_otherwise(pair: DuplicatePair, row: DuplicatePair) -> bool:
    """Whether something else speaks for an undecided pair than when it was looked at."""
    return pair.state == DuplicateState.OPEN and any(getattr(pair, name) != getattr(row, name) for name in WHY)


def told_anew(pair: DuplicatePair, row: DuplicatePair) -> DuplicatePair:
    """An undecided pair, with what speaks for it now."""
    for name in WHY:
        setattr(pair, name, getattr(row, name))
    pair.state, pair.decided_at, pair.decided_by = DuplicateState.OPEN, None, None
    return pair


def pair_of(match: Match) -> DuplicatePair:
    """A row for what was found."""
    first, second = sorted((match.one, match.other), key=lambda listing: int(listing.key))
    return DuplicatePair(
        first_id=int(first.key),
        second_id=int(second.key),
        likelihood=match.verdict,
        score=round(match.score * PERCENT),
        metres=None if match.metres is None else min(round(match.metres), MOST_METRES),
        is_same_address=match.is_same_address,
        is_same_link=match.is_same_link,
        minutes=match.minutes,
        name_percent=round(match.name_likeness * PERCENT),
        shared_times=match.shared,
        times=match.slots,
        first_digest=digest(first),
        second_digest=digest(second),
    )
