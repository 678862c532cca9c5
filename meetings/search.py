"""A search is a value: parsed from a query string, answered by a queryset, and written back as an address.

The grammar is in docs/addresses.md. Pure: nothing here asks the database or the clock.
"""

import datetime
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any, Self
from urllib.parse import urlencode

from meetings.access import Who
from meetings.windows import Asked, When
from places.distance import Point

DEFAULT_KM = 25
WIDEST_KM = 200
POINT_DECIMALS = 2  # about a kilometre; more would say where somebody lives
DEFAULT_KIND = "meeting"


class How(StrEnum):
    IN_PERSON = "in-person"
    ONLINE = "online"
    PHONE = "phone"


class Sort(StrEnum):
    TIME = "time"
    DISTANCE = "distance"
    NAME = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingSearch:
    """What somebody looks for. Field names are the parameters' names; the order is that of the canonical address."""

    place: str = ""
    at: Point | None = None
    within: int = DEFAULT_KM
    beyond: int | None = None
    topic: tuple[str, ...] = ()
    fellowship: tuple[str, ...] = ()
    method: tuple[str, ...] = ()
    who: Who | None = None
    when: When = When.WEEK
    date: datetime.date | None = None
    earliest: datetime.time | None = None
    latest: datetime.time | None = None
    how: tuple[How, ...] = ()
    language: tuple[str, ...] = ()
    format: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    not_only: tuple[str, ...] = ()
    facility: tuple[str, ...] = ()
    kind: tuple[str, ...] = (DEFAULT_KIND,)
    group: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    venue: tuple[str, ...] = ()
    country: str = ""
    q: str = ""
    unconfirmed: bool = False
    sort: Sort = Sort.TIME
    tz: str = ""
    discreet: bool = False
    page: int = 1

    @property
    def asked(self) -> Asked:
        """What it says about time."""
        return Asked(when=self.when, on=self.date, earliest=self.earliest, latest=self.latest)

    def but(self, **changes: Any) -> Self:
        """The same search with some parameters changed, from its first page on."""
        return replace(self, **{"page": 1, **changes})

    def without(self, name: str, value: Any = None) -> Self:
        """The same search without a parameter, or without one of its values."""
        kept = tuple(one for one in getattr(self, name) if one != value) if value is not None else DEFAULTS[name]
        return self.but(**{name: kept or DEFAULTS[name]})

    def given(self) -> list[tuple[str, Any]]:
        """The parameters that differ from their defaults, in canonical order; several values of one come singly."""
        pairs: list[tuple[str, Any]] = []
        for name, default in DEFAULTS.items():
            value = getattr(self, name)
            if value != default:
                pairs += [(name, one) for one in value] if isinstance(value, tuple) else [(name, value)]
        return pairs

    def query_string(self) -> str:
        """The canonical address, without the "?"; empty for a search of everything."""
        return urlencode([(PARAMETERS.get(name, name), written(value)) for name, value in self.given()], safe=",:/")


DEFAULTS: dict[str, Any] = {column.name: column.default for column in fields(MeetingSearch)}
# "from" is a word of Python's own, and has no hyphens.
PARAMETERS = {"earliest": "from", "latest": "until", "not_only": "not-only"}


def written(value: Any) -> str:
    """A value as it stands in an address."""
    match value:
        case bool():
            return "1"
        case Point():
            return f"{value.latitude:.{POINT_DECIMALS}f},{value.longitude:.{POINT_DECIMALS}f}"
        case datetime.time():
            return f"{value:%H:%M}"
        case _:
            return str(value)
