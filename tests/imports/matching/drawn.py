"""Listings drawn by hypothesis, few enough names, places and times that many of them are one."""

from typing import Any

from hypothesis import strategies as st

from imports.matching.listings import Listing, Point, Slot

HERE = Point(49.2231, 18.7394)
METRE = 1 / 111_195  # degrees of latitude

names = st.sampled_from(["nadej", "nadej zilina", "nadej utorok", "svetlo", "grupa nadzieja", "utorok", "big book", ""])
SAME_PLACE, NEXT_HOUSE = (Point(HERE.latitude + metres * METRE, HERE.longitude) for metres in (40, 90))
places = st.sampled_from([None, HERE, SAME_PLACE, NEXT_HOUSE])
slots = st.builds(
    Slot,
    st.integers(0, 6),
    st.sampled_from([0, 10, 1075, 1080, 1090, 1100, 1439]),
    st.sampled_from([frozenset[int](), frozenset({1}), frozenset({1, 3}), frozenset({-1}), frozenset({100}), frozenset({101})]),
)


@st.composite
def listings(draw: st.DrawFn) -> Listing:
    """One listing; its key is any number."""
    return Listing(
        key=draw(st.integers(0, 10_000)),
        fellowship=draw(st.sampled_from(["aa", "na"])),
        name=draw(names),
        slots=draw(st.frozensets(slots, max_size=3)),
        offset=draw(st.sampled_from([None, 0, 60])),
        point=draw(places),
        address=draw(st.sampled_from(["", "hlavna 1 zilina 01001", "hlavna 2 zilina 01001"])),
        link=draw(st.sampled_from(["", "zoom.us/j/1"])),
    )


def listing(**fields: Any) -> Listing:
    """Nádej in Žilina, on Tuesday at 18:00."""
    known = {"key": 1, "fellowship": "aa", "name": "nadej", "slots": frozenset({Slot(1, 1080)}), "point": HERE}
    return Listing(**{**known, **fields})
