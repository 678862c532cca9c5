"""Finding pairs in lists."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imports.matching.listings import Listing, Point, Slot
from imports.matching.pairs import cells_of, find_pairs, match_lists
from imports.matching.scoring import Match, Verdict, compare
from tests.imports.matching.drawn import HERE, METRE, listing, listings

MANY = st.lists(listings(), max_size=12, unique_by=lambda one: one.key)


def keys(match: Match) -> frozenset[int | str]:
    return frozenset({match.one.key, match.other.key})


def all_pairs(found: list[Listing]) -> list[Match]:
    return find_pairs(found, is_asked=lambda _one, _other: True)


@given(MANY, st.integers())
def test_pairs_are_those_of_comparing_all_with_all_in_any_order(found: list[Listing], seed: int) -> None:
    shuffled = Random(seed).sample(found, len(found))

    expected = {
        frozenset({one.key, other.key}) for place, one in enumerate(found) for other in found[:place] if compare(one, other)
    }
    assert {keys(match) for match in all_pairs(found)} == expected
    assert [(keys(match), match.score) for match in all_pairs(shuffled)] == [
        (keys(match), match.score) for match in all_pairs(found)
    ]


@given(st.floats(-89, 89), st.floats(-180, 180), st.floats(-1, 1), st.floats(-1, 1))
def test_points_of_one_place_share_a_cell(latitude: float, longitude: float, north: float, east: float) -> None:
    one = Point(latitude, longitude)
    other = Point(latitude + north * 50 * METRE, longitude + east * 50 * METRE)

    if one.metres_to(other) <= 50:
        assert cells_of(one) & cells_of(other)


def test_a_listing_is_matched_once_with_the_best() -> None:
    old = [listing(key="old")]
    new = [listing(key="renamed", name="svetlo"), listing(key="right")]

    (match,) = match_lists(old, new)

    assert keys(match) == {"old", "right"}
    assert match.verdict == Verdict.SAME


@pytest.mark.parametrize("turned", [False, True])
def test_of_two_that_are_as_good_one_is_a_guess(*, turned: bool) -> None:
    one, two = [listing(key="one")], [listing(key="first"), listing(key="second")]

    (match,) = match_lists(two, one) if turned else match_lists(one, two)

    assert match.verdict == Verdict.LIKELY


def test_two_rooms_of_one_house_find_each_its_own() -> None:
    at_six, at_seven = frozenset({Slot(1, 1080)}), frozenset({Slot(1, 1140)})
    old = [listing(key="o6", slots=at_six), listing(key="o7", slots=at_seven)]
    new = [listing(key="n7", slots=at_seven, point=HERE), listing(key="n6", slots=at_six)]

    assert {keys(match) for match in match_lists(old, new)} == {frozenset({"o6", "n6"}), frozenset({"o7", "n7"})}
