"""Whether two listings are one meeting: the same, likely the same, or different."""

from dataclasses import dataclass
from enum import StrEnum

from imports.matching.listings import (
    ANY_DAY,
    MINUTES_OF_DAY,
    MINUTES_OF_WEEK,
    SAME_POINT_METRES,
    SAME_TIME_MINUTES,
    Listing,
    Slot,
)
from imports.matching.names import likeness

ALIKE = 0.8  # names of one meeting
RATHER_UNLIKE = 0.4  # below that the names speak against it
WORST_PLACE = 0.9  # of 1, for a place that is just near enough


class Verdict(StrEnum):
    """SAME is certain; LIKELY is shown to a person."""

    SAME = "same"
    LIKELY = "likely"


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Two listings that may be one meeting, and why. `metres` is None where one has no point, `minutes` how far apart they start at
    most, `shared` and `slots` how many of their times are common, of how many of the one that has more."""

    one: Listing
    other: Listing
    verdict: Verdict
    score: float
    metres: float | None
    is_same_address: bool
    is_same_link: bool
    minutes: int
    shared: int
    slots: int
    name_likeness: float


@dataclass(frozen=True, slots=True)
class Times:
    """What two listings have in common of when they meet."""

    shared: int
    slots: int
    minutes: int

    @property
    def are_the_same(self) -> bool:
        return self.shared == self.slots


def compare(one: Listing, other: Listing) -> Match | None:
    """What speaks for these two being one meeting; None where they are different."""
    if one.fellowship and other.fellowship and one.fellowship != other.fellowship:
        return None
    metres = metres_between(one, other)
    is_same_address, is_same_link = has_same_address(one, other), has_same_link(one, other)
    if not (is_same_address or is_same_link or (metres is not None and metres <= SAME_POINT_METRES)):
        return None
    times = common_times(one, other)
    if not times.shared:
        return None
    name_likeness = likeness(one.name, other.name)
    verdict = verdict_on(times, name_likeness, is_known_fellowship=bool(one.fellowship and other.fellowship))
    if verdict is None:
        return None
    return Match(
        one=one,
        other=other,
        verdict=verdict,
        score=score_of(times, name_likeness, metres),
        metres=metres,
        is_same_address=is_same_address,
        is_same_link=is_same_link,
        minutes=times.minutes,
        shared=times.shared,
        slots=times.slots,
        name_likeness=name_likeness,
    )


def metres_between(one: Listing, other: Listing) -> float | None:
    """None where one has no point."""
    return one.point.metres_to(other.point) if one.point and other.point else None


def has_same_address(one: Listing, other: Listing) -> bool:
    return bool(one.address) and one.address == other.address


def has_same_link(one: Listing, other: Listing) -> bool:
    return bool(one.link) and one.link == other.link


def are_unlike(one: Listing, other: Listing) -> bool:
    """Whether nothing speaks for these being one meeting: both tell where and when they are, and neither place nor any time nor the
    name is the same."""
    tell_all = all((each.point or each.address or each.link) and each.slots for each in (one, other))
    metres = metres_between(one, other)
    is_near = metres is not None and metres <= SAME_POINT_METRES
    is_one_place = is_near or has_same_address(one, other) or has_same_link(one, other)
    is_one_time = bool(common_times(one, other).shared)
    return tell_all and not is_one_place and not is_one_time and likeness(one.name, other.name) < RATHER_UNLIKE


def verdict_on(times: Times, name_likeness: float, *, is_known_fellowship: bool) -> Verdict | None:
    """Place and some time are the same; what does the name say?"""
    if times.are_the_same and name_likeness >= ALIKE and is_known_fellowship:
        return Verdict.SAME
    if name_likeness >= RATHER_UNLIKE or times.minutes == 0:
        return Verdict.LIKELY
    return None


def score_of(times: Times, name_likeness: float, metres: float | None) -> float:
    """From 0 to 1: of several candidates the highest is the one."""
    when = (times.shared / times.slots) * (1 - times.minutes / (4 * SAME_TIME_MINUTES))
    where = 1 - (1 - WORST_PLACE) * min(1.0, (metres or 0.0) / SAME_POINT_METRES)
    return round(when * where * (1 + name_likeness) / 2, 4)


def common_times(one: Listing, other: Listing) -> Times:
    """How many times of either are times of the other too, and how far apart they start at most."""
    ahead = 0 if one.offset is None or other.offset is None else one.offset - other.offset
    there = near_times(one.slots, other.slots, ahead)
    back = near_times(other.slots, one.slots, -ahead)
    return Times(
        shared=min(len(there), len(back)),
        slots=max(len(one.slots), len(other.slots)),
        minutes=max((*there, *back), default=0),
    )


def near_times(slots: frozenset[Slot], others: frozenset[Slot], ahead: int) -> list[int]:
    """Of those slots that have one near enough among the others, how many minutes away it is."""
    nearest = (min((apart(slot, its, ahead) for its in others), default=MINUTES_OF_WEEK) for slot in slots)
    return [minutes for minutes in nearest if minutes <= SAME_TIME_MINUTES]


def apart(one: Slot, other: Slot, ahead: int) -> int:
    """How many minutes lie between two starts; `ahead` is how far the first one's clock is ahead. By one clock another weekday is
    never the same; by two the week goes round."""
    if not one.shares_weeks(other) or (ANY_DAY in {one.weekday, other.weekday} and one.weekday != other.weekday):
        return MINUTES_OF_WEEK
    if ahead == 0 or one.weekday == ANY_DAY:
        return abs(one.minute - other.minute) if one.weekday == other.weekday else MINUTES_OF_WEEK
    between = (one.weekday - other.weekday) * MINUTES_OF_DAY + one.minute - other.minute - ahead
    return min(between % MINUTES_OF_WEEK, -between % MINUTES_OF_WEEK)
