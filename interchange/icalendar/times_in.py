"""The times of an event: on the clock on the wall, in a time zone by its IANA name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Event

from interchange.icalendar.components import UNREADABLE
from interchange.times import read_zone

UTC = "UTC"
LONGEST = timedelta(days=1)
NAME_PARTS = (3, 2)  # America/Argentina/Salta, Europe/Bratislava; before them some programs write whose table it is


@dataclass(frozen=True, slots=True)
class Zones:
    """What a calendar says of time zones: its own, and the places that its own names stand for."""

    own: str
    by_name: Mapping[str, str]

    def iana(self, name: str) -> str:
        """The IANA name; "" where there is none that means this."""
        ends = ["/".join(name.split("/")[-count:]) for count in NAME_PARTS]
        known = (read_zone(candidate) for candidate in (name, self.by_name.get(name, ""), *ends))
        return next((found for found in known if found), "")


@dataclass(frozen=True, slots=True)
class Start:
    """When an event begins. Without `zone` it is left to the reader of the calendar; `zone_name` is one that nobody knows."""

    local: datetime
    zone: str
    zone_name: str = ""


def read_start(event: Event, zones: Zones, *, is_single: bool) -> Start | None:
    """When an event begins; None where it has no time of day. Single events stand in UTC, whatever the calendar's zone is."""
    value = moment(event.get("DTSTART"))
    if not isinstance(value, datetime):
        return None
    name = str(getattr(event.get("DTSTART"), "params", {}).get("TZID", ""))
    zone = key_of(value) or zones.iana(name)
    own = zones.iana(zones.own)
    if zone == UTC and is_single and own:
        return Start(value.astimezone(ZoneInfo(own)).replace(tzinfo=None), own)
    return Start(value.replace(tzinfo=None), zone or own, "" if zone else name)


def key_of(value: datetime) -> str:
    """The IANA name of a moment's time zone, "" if it has none."""
    return read_zone(getattr(value.tzinfo, "key", None)) or (UTC if value.tzinfo and not value.utcoffset() else "")


def moment(prop: Any) -> date | datetime | None:
    """The date or time of a property; None where there is none that can be read."""
    try:
        value = prop.dt
    except UNREADABLE:
        return None
    return value if isinstance(value, date) else None


def minutes_of(event: Event) -> int | None:
    """How long an event lasts; None where nobody says, or longer than any meeting."""
    begins, ends = moment(event.get("DTSTART")), moment(event.get("DTEND"))
    try:
        if isinstance(begins, datetime) and isinstance(ends, datetime):
            lasts = ends - begins if (ends.tzinfo is None) == (begins.tzinfo is None) else timedelta()
        else:
            lasts = length(event.get("DURATION"))
        minutes = round(lasts.total_seconds()) // 60
    except UNREADABLE:
        return None
    return minutes if 0 < minutes < LONGEST.total_seconds() // 60 else None


def length(prop: Any) -> timedelta:
    """The length of a property; none where there is none that can be read."""
    value = getattr(prop, "dt", None)
    return value if isinstance(value, timedelta) else timedelta()


def all_moments(event: Event, name: str) -> Iterator[date | datetime]:
    """The dates and times of a property that may be there several times, with several each; of periods their beginnings."""
    value = event.get(name)
    for prop in value if isinstance(value, list) else [value]:
        try:
            entries = list(prop.dts)
        except UNREADABLE:
            continue
        for entry in entries:
            given = entry.dt
            first = given[0] if isinstance(given, tuple) else given
            if isinstance(first, date):
                yield first


def local_in(value: date | datetime, start: Start) -> datetime:
    """A moment on the clock of the event; a mere date is that of its usual time."""
    if not isinstance(value, datetime):
        return datetime.combine(value, start.local.time())
    if value.tzinfo is None:
        return value
    return value.astimezone(ZoneInfo(start.zone or UTC)).replace(tzinfo=None)
