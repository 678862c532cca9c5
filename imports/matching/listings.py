"""What of a listing tells whether another is the same meeting."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from math import cos, hypot, radians
from typing import NamedTuple
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from interchange.records import Frequency, Recurrence
from languages.fold import fold, fold_code

METRES_PER_DEGREE = 111_195.0  # of latitude
MINUTES_OF_DAY, MINUTES_OF_WEEK = 1440, 10_080
SAME_POINT_METRES = 50.0
SAME_TIME_MINUTES = 15
EVEN, ODD = 100, 101  # weeks, beside the ordinals 1 … 5 and −1 … −5
ANY_DAY = 7  # of a room that is always open
WINTER = datetime(2026, 1, 1, tzinfo=UTC)  # when clocks are compared: any day would do on which none of them is changed
MOST_SLOTS = 50  # of one listing: a week has 168 hours, and what has more is not compared hour by hour


class Point(NamedTuple):
    """Degrees north and east."""

    latitude: float
    longitude: float

    def metres_to(self, other: "Point") -> float:
        """As the crow flies, on a flat map: within a thousandth for a few kilometres."""
        east = (self.longitude - other.longitude + 180) % 360 - 180
        middle = radians((self.latitude + other.latitude) / 2)
        return METRES_PER_DEGREE * hypot(self.latitude - other.latitude, east * cos(middle))


class Slot(NamedTuple):
    """When it meets: weekday from Monday = 0, minute of the local day, in which weeks if not in all."""

    weekday: int
    minute: int
    weeks: frozenset[int] = frozenset()

    def shares_weeks(self, other: "Slot") -> bool:
        """Whether both may be of one week: the second and the fourth Monday, or even and odd weeks, never are. Weeks counted from
        the end are not compared with those counted from the beginning."""
        if not self.weeks or not other.weeks or kinds_of(self.weeks) != kinds_of(other.weeks):
            return True
        return bool(self.weeks & other.weeks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """`name` and `address` are folded, `offset` is how many minutes its clock is ahead of UTC (None: not known, taken for that of
    the other one), `link` is that of an online meeting. A point that shows only the area tells nothing and is left out."""

    key: str | int
    fellowship: str
    name: str
    slots: frozenset[Slot]
    offset: int | None = None
    point: Point | None = None
    address: str = ""
    link: str = ""

    @property
    def is_somewhere(self) -> bool:
        """Whether it says when and where: else nothing can be told."""
        return bool(self.slots and (self.point or self.address or self.link))


def kinds_of(weeks: frozenset[int]) -> frozenset[str]:
    """In which way weeks are counted: by evenness, from the beginning of the month, from its end."""
    return frozenset("evenness" if week >= EVEN else "end" if week < 0 else "beginning" for week in weeks)


def slots_of(recurrences: Iterable[Recurrence]) -> frozenset[Slot]:
    """The slots of rules. Those of single dates, or by appointment, have none."""
    slots = [slot for recurrence in recurrences for slot in slots_of_one(recurrence)]
    return frozenset(slots[:MOST_SLOTS])


def slots_of_one(recurrence: Recurrence) -> Iterator[Slot]:
    """The slots of one rule."""
    weekday, minute = recurrence.weekday, recurrence.start_minute
    match recurrence.frequency:
        case Frequency.ALWAYS_OPEN:
            yield Slot(ANY_DAY, 0)
        case Frequency.WEEKLY if weekday is not None and minute is not None:
            yield Slot(weekday, minute)
        case Frequency.EVEN_WEEKS | Frequency.ODD_WEEKS if weekday is not None and minute is not None:
            yield Slot(weekday, minute, frozenset({EVEN if recurrence.frequency is Frequency.EVEN_WEEKS else ODD}))
        case Frequency.MONTHLY_BY_WEEKDAY if weekday is not None and minute is not None:
            yield Slot(weekday, minute, frozenset(recurrence.ordinals))


def folded_address(*, street: str, city: str, postal_code: str) -> str:
    """A street and where that is: "hlavna 1 zilina 01001". With neither a number nor a postal code it may be any house of a long
    street, and tells nothing: ""."""
    street, code = fold(street), fold_code(postal_code)
    is_told = bool(code) or any(sign.isdigit() for sign in street)
    where = " ".join(part for part in (fold(city), code) if part)
    return f"{street} {where}" if street and where and is_told else ""


def bare_link(address: str) -> str:
    """Host and path of a link, which stay when it is sent with another password: "zoom.us/j/123"."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    path = parts.path.rstrip("/")
    return f"{(parts.hostname or '').removeprefix('www.')}{path}" if path else ""


@cache
def offset_minutes(zone: str) -> int | None:
    """How many minutes the clocks of a zone are ahead of UTC in winter; None where the zone is not known."""
    return (WINTER.astimezone(ZoneInfo(zone)).utcoffset() or timedelta()) // timedelta(minutes=1) if zone else None
