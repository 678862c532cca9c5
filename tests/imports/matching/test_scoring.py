"""Which two listings are one meeting."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given

from imports.matching.listings import Listing, Point, Slot
from imports.matching.scoring import Match, Verdict, compare
from tests.imports.matching.drawn import HERE, METRE, listing, listings

FORTY_METRES_ON = Point(HERE.latitude + 40 * METRE, HERE.longitude)
SIXTY_METRES_ON = Point(HERE.latitude + 60 * METRE, HERE.longitude)


def verdict(one: Listing, other: Listing) -> Verdict | None:
    match = compare(one, other)
    return match.verdict if match else None


def said(match: Match | None) -> tuple[object, ...] | None:
    """What a match says, whichever of the two was named first."""
    if match is None:
        return None
    why = (match.metres, match.is_same_address, match.is_same_link, match.minutes, match.shared, match.slots)
    return (match.verdict, match.score, match.name_likeness, *why)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, Verdict.SAME),
        ({"name": "nadej skupina utorok"}, Verdict.SAME),
        ({"point": FORTY_METRES_ON}, Verdict.SAME),
        ({"point": SIXTY_METRES_ON}, None),
        ({"slots": frozenset({Slot(1, 1095)})}, Verdict.SAME),
        ({"slots": frozenset({Slot(1, 1096)})}, None),
        ({"slots": frozenset({Slot(2, 1080)})}, None),
        ({"slots": frozenset({Slot(1, 1080), Slot(3, 1080)})}, Verdict.LIKELY),
        ({"slots": frozenset()}, None),
        ({"name": "svetlo"}, Verdict.LIKELY),
        ({"name": "svetlo", "slots": frozenset({Slot(1, 1090)})}, None),
        ({"name": "skupina v utorok"}, Verdict.LIKELY),
        ({"fellowship": "na"}, None),
        ({"fellowship": ""}, Verdict.LIKELY),
        ({"point": None}, None),
    ],
)
def test_two_listings_are_the_same_likely_so_or_different(changes: dict[str, Any], expected: Verdict | None) -> None:
    assert verdict(listing(), listing(key=2, **changes)) == expected


def test_the_same_address_is_the_same_place_wherever_its_point_is() -> None:
    address = "hlavna 1 zilina 01001"

    assert verdict(listing(address=address), listing(address=address, point=SIXTY_METRES_ON)) == Verdict.SAME


@pytest.mark.parametrize(
    ("weeks", "others", "expected"),
    [
        ({1, 3}, {2, 4}, None),
        ({1, 3}, {3}, Verdict.SAME),
        ({100}, {101}, None),
        ({1}, {-1}, Verdict.SAME),
        ({1}, set(), Verdict.SAME),
    ],
)
def test_weeks_that_never_meet_are_different(weeks: set[int], others: set[int], expected: Verdict | None) -> None:
    one, other = (listing(slots=frozenset({Slot(1, 1080, frozenset(one))})) for one in (weeks, others))

    assert verdict(one, other) == expected


def test_a_room_online_is_found_by_its_link_on_clocks_of_two_zones() -> None:
    in_slovakia = listing(point=None, link="zoom.us/j/1", slots=frozenset({Slot(1, 30)}), offset=60)
    in_britain = listing(point=None, link="zoom.us/j/1", slots=frozenset({Slot(0, 1410)}), offset=0)

    assert verdict(in_slovakia, in_britain) == Verdict.SAME
    assert verdict(in_slovakia, replace(in_britain, slots=frozenset({Slot(1, 30)}))) is None


def test_rooms_that_are_always_open_are_compared_by_their_link() -> None:
    one, other = (listing(point=None, link="zoom.us/j/1", slots=frozenset({Slot(7, 0)}), offset=ahead) for ahead in (0, 60))

    assert verdict(one, other) == Verdict.SAME


@given(listings(), listings())
def test_a_comparison_does_not_depend_on_the_order(one: Listing, other: Listing) -> None:
    assert said(compare(one, other)) == said(compare(other, one))


@given(listings())
def test_an_identical_listing_is_the_same(one: Listing) -> None:
    assume(one.is_somewhere)

    assert verdict(one, replace(one, key=-1)) == Verdict.SAME


@given(listings(), listings())
def test_another_weekday_by_the_same_clock_is_never_the_same(one: Listing, other: Listing) -> None:
    assume(one.offset == other.offset)
    assume({slot.weekday for slot in one.slots}.isdisjoint(slot.weekday for slot in other.slots))

    assert compare(one, other) is None
