"""Finding the pairs. Only listings that share a block are compared: the work grows with their number, not with its square."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import combinations, product
from math import cos, floor, radians

from imports.matching.listings import METRES_PER_DEGREE, SAME_POINT_METRES, Listing, Point
from imports.matching.scoring import Match, Verdict, compare

CELL_METRES = 100.0
REACH_METRES = SAME_POINT_METRES / 2 + 1  # what lies between two points of one place is within it of both
NARROWEST = 1e-6  # of a circle of latitude, at a pole
CLEAR_LEAD = 0.02  # of the best candidate before the second; less is a guess
MOST_IN_BLOCK = 1000  # listings on one day at one point, or with one link: what has more is a default and tells nothing
Block = tuple[object, ...]


def blocks_of(listing: Listing) -> Iterator[Block]:
    """What a listing has to share with another to be compared with it."""
    days = {slot.weekday for slot in listing.slots}
    if listing.point:
        yield from (("cell", *cell, day) for cell, day in product(cells_of(listing.point), days))
    if listing.address:
        yield from (("address", listing.address, day) for day in days)
    if listing.link:
        yield ("link", listing.link)  # whatever the day: clocks may differ


def cells_of(point: Point) -> set[tuple[int, int]]:
    """The cell of about 100 m in which it lies, and those which it nearly touches: two points of one place share one."""
    reach = REACH_METRES / METRES_PER_DEGREE
    rows = {floor((point.latitude + north) * METRES_PER_DEGREE / CELL_METRES) for north in (-reach, reach)}
    found = set[tuple[int, int]]()
    for row in rows:
        metres_per_degree = METRES_PER_DEGREE * max(cos(radians(row * CELL_METRES / METRES_PER_DEGREE)), NARROWEST)
        for east in (-1, 1):
            across = (point.longitude + east * 2 * REACH_METRES / metres_per_degree + 180) % 360
            found.add((row, floor(across * metres_per_degree / (2 * CELL_METRES))))
    return found


def candidates(listings: Iterable[Listing]) -> Iterator[tuple[Listing, Listing]]:
    """Pairs that share a block, each once."""
    blocks = defaultdict[Block, list[int]](list)
    known = [listing for listing in listings if listing.is_somewhere]
    for number, listing in enumerate(known):
        for block in blocks_of(listing):
            blocks[block].append(number)
    seen = set[tuple[int, int]]()
    for numbers in blocks.values():
        if len(numbers) <= MOST_IN_BLOCK:
            for pair in combinations(numbers, 2):
                if pair not in seen:
                    seen.add(pair)
                    yield known[pair[0]], known[pair[1]]


def find_pairs(listings: Iterable[Listing], *, is_asked: Callable[[Listing, Listing], bool]) -> list[Match]:
    """All pairs that are or may be one meeting, the likeliest first, whatever the order of the listings; `is_asked` says which
    pairs are of interest."""
    compared = (compare(one, other) for one, other in candidates(listings) if is_asked(one, other))
    return sorted((match for match in compared if match), key=likeliest_first)


def likeliest_first(match: Match) -> tuple[float, list[str]]:
    """The place of a pair among others."""
    return -match.score, sorted((str(match.one.key), str(match.other.key)))


def match_lists(former: Iterable[Listing], present: Iterable[Listing]) -> list[Match]:
    """Which listing of a list is which of a later or another one: one to one, the best first. A guess between candidates that are
    nearly as good is only LIKELY."""
    old = list(former)
    is_old = {id(listing) for listing in old}
    matches = find_pairs([*old, *present], is_asked=lambda one, other: (id(one) in is_old) != (id(other) in is_old))
    taken, guessed, chosen = dict[int, float](), set[int](), list[Match]()
    for match in matches:
        keys = {id(match.one), id(match.other)}
        lead = min((taken[key] - match.score for key in keys if key in taken), default=None)
        if lead is None:
            taken |= dict.fromkeys(keys, match.score)
            chosen.append(match)
        elif lead < CLEAR_LEAD:
            guessed |= keys
    return [as_guess(match) if guessed & {id(match.one), id(match.other)} else match for match in chosen]


def as_guess(match: Match) -> Match:
    """The same, for a person to look at."""
    return replace(match, verdict=Verdict.LIKELY)
