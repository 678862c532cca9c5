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
    """A report as a value: when it came, about which date of the meeting, from which network (hashed)."""

    on: date
    about_date: date | None = None
    network_hash: str = ""

    def is_independent_of(self, other: "Reported") -> bool:
        """About different dates of the meeting, or from different networks."""
        dates_differ = bool(self.about_date and other.about_date and self.about_date != other.about_date)
        networks_differ = bool(self.network_hash and other.network_hash and self.network_hash != other.network_hash)
        return dates_differ or networks_differ


def reported_since(
    reports: Iterable[Reported], *, last_dates: Iterable[date], confirmed_on: date | None, today: date
) -> date | None:
    """The date from which a listing is amber: that of the second of two independent reports, newer than the confirmation,
    that came within 14 days or since the third last date of the meeting, whichever reaches further back."""
    begin = min([today - REPORT_WINDOW, *sorted(last_dates)[-3:]])
    counted = sorted(
        (one for one in reports if one.on >= begin and (confirmed_on is None or one.on > confirmed_on)), key=lambda one: one.on
    )
    pairs = [max(first.on, second.on) for first, second in combinations(counted, 2) if first.is_independent_of(second)]
    return min(pairs, default=None)
