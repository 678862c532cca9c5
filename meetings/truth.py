"""How true a listing is, computed from who vouched for it and when (docs/glossary.md). Pure; the date comes in as an argument."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import combinations

REPORT_WINDOW = timedelta(days=14)


class State(StrEnum):
    CONFIRMED = "confirmed"
    DUE = "due"
    UNCONFIRMED = "unconfirmed"
    ARCHIVED = "archived"
    REPORTED = "reported"


@dataclass(frozen=True, slots=True)
class Days:
    """The ages, in days, up to which a listing is confirmed, due, and unconfirmed."""

    confirmed: int
    due: int
    archived: int


def latest(*days: date | None) -> date | None:
    """The latest of those that are known."""
    return max((day for day in days if day), default=None)


def state(*, vouched_on: date | None, reported_on: date | None, today: date, days: Days) -> State:
    """The state of a listing that was last confirmed or listed on `vouched_on`."""
    if reported_on is not None:
        return State.REPORTED
    if vouched_on is None:
        return State.UNCONFIRMED
    age = (today - vouched_on).days
    if age <= days.confirmed:
        return State.CONFIRMED
    if age <= days.due:
        return State.DUE
    return State.UNCONFIRMED if age <= days.archived else State.ARCHIVED


@dataclass(frozen=True, slots=True)
class Reported:
    """A report as a value: when it came, about which date of the meeting, from which network (hashed, by upkeep/networks.py)."""

    on: date
    about_date: date | None = None
    network_hash: str = ""

    def is_independent_of(self, other: "Reported") -> bool:
        """About different dates of the meeting, or from different networks."""
        dates_differ = bool(self.about_date and other.about_date and self.about_date != other.about_date)
        return dates_differ or networks_differ(self.network_hash, other.network_hash)


def networks_differ(one: str, other: str) -> bool:
    """Whether two hashes are of different networks. Those that were made with no key in common tell nothing."""
    mine, theirs = hash_by_key(one), hash_by_key(other)
    shared = mine.keys() & theirs.keys()
    return bool(shared) and all(mine[key] != theirs[key] for key in shared)


def hash_by_key(network_hash: str) -> dict[str, str]:
    """{key: hash} of "key:hash key:hash"; one that names no key is compared as it is."""
    if ":" not in network_hash:
        return {"": network_hash} if network_hash else {}
    pairs = (part.partition(":") for part in network_hash.split())
    return {key: value for key, _colon, value in pairs}


def reported_since(
    reports: Iterable[Reported], *, last_dates: Iterable[date], confirmed_on: date | None, today: date
) -> date | None:
    """The date from which a listing is amber: that of the second of two independent reports that came within 14 days or since the
    third last date of the meeting, whichever reaches further back. None of them is older than the confirmation; which of that
    same day it has answered, the caller knows."""
    begin = max(min([today - REPORT_WINDOW, *sorted(last_dates)[-3:]]), confirmed_on or date.min)
    counted = sorted((one for one in reports if one.on >= begin), key=lambda one: one.on)
    pairs = [max(first.on, second.on) for first, second in combinations(counted, 2) if first.is_independent_of(second)]
    return min(pairs, default=None)
