"""schema.org as JSON-LD: a series of gatherings with its next dates, as search engines read them.

Written from standards/mapping.md: dated events under one `EventSeries`, as few read its `eventSchedule`. No contacts, and no
links to join by: these stand on the page, for people.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from interchange.records import Attendance, Frequency, Recurrence, VenueRecord

MOST_DATES = 4
MODES = {
    Attendance.IN_PERSON: "OfflineEventAttendanceMode",
    Attendance.HYBRID: "MixedEventAttendanceMode",
    Attendance.ONLINE: "OnlineEventAttendanceMode",
    Attendance.PHONE: "OnlineEventAttendanceMode",
}
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHLY = (Frequency.MONTHLY_BY_WEEKDAY, Frequency.MONTHLY_BY_DATE)
# What would end the script, or be read as markup, inside HTML.
IN_HTML = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDate:
    """One date, with its zone, at the place of the series."""

    starts_at: datetime
    ends_at: datetime | None = None
    is_cancelled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRule:
    """How the dates repeat, and those of the coming ones that do not take place as the rule says."""

    recurrence: Recurrence
    except_on: Sequence[date] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSeries:
    """A meeting as a series. `address` is that of its page; `is_free` None where the group has not said."""

    name: str
    address: str
    organizer: str
    attendance: Attendance
    dates: Sequence[EventDate]
    rules: Sequence[EventRule] = ()
    description: str = ""
    about: Sequence[str] = ()
    languages: Sequence[str] = ()
    is_free: bool | None = None
    venue: VenueRecord | None = None


def as_text(series: EventSeries) -> str:
    """The series as JSON that may stand inside HTML."""
    return json.dumps(as_json(series), ensure_ascii=False, separators=(",", ":")).translate(IN_HTML)


def as_json(series: EventSeries) -> dict[str, Any]:
    """The series with its next dates, at most four."""
    return {
        "@context": "https://schema.org",
        "@type": "EventSeries",
        **common(series),
        **given({"description": series.description, "about": list(series.about)}),
        **given({"eventSchedule": [schedule(rule) for rule in series.rules if can_repeat(rule.recurrence)]}),
        "subEvent": [event(series, date) for date in series.dates[:MOST_DATES]],
    }


def can_repeat(recurrence: Recurrence) -> bool:
    """Whether schema.org can say it: it knows no even weeks and no yearly pause. The dates are told in any case."""
    is_window = bool(recurrence.ordinals and recurrence.month_days)
    is_plain = recurrence.pause_from is None and not is_window and recurrence.start_minute is not None
    return is_plain and recurrence.frequency in (Frequency.WEEKLY, *MONTHLY)


def schedule(rule: EventRule) -> dict[str, Any]:
    """How it repeats, by the clock on the wall. The day from which weeks are counted is told where not all of them count."""
    recurrence = rule.recurrence
    starts = recurrence.valid_from or (recurrence.first_on if recurrence.interval > 1 else None)
    unit = "M" if recurrence.frequency in MONTHLY else "W"
    told = {
        "startDate": str(starts or ""),
        "endDate": str(recurrence.valid_until or ""),
        "byDay": days(recurrence),
        "byMonthDay": list(recurrence.month_days),
        "byMonth": list(recurrence.months),
        "duration": f"PT{recurrence.duration_minutes}M" if recurrence.duration_minutes else "",
        "exceptDate": [str(day) for day in rule.except_on],
    }
    return {
        "@type": "Schedule",
        "repeatFrequency": f"P{recurrence.interval}{unit}",
        **given(told),
        "startTime": time(*divmod(recurrence.start_minute or 0, 60)).isoformat(),
        "scheduleTimezone": recurrence.zone,
    }


def days(recurrence: Recurrence) -> list[str]:
    """The day of the week; where it is the nth of the month in the words of iCalendar: "1WE", "-1WE"."""
    if recurrence.weekday is None:
        return []
    name = DAYS[recurrence.weekday]
    return [f"{ordinal}{name[:2].upper()}" for ordinal in recurrence.ordinals] or [f"https://schema.org/{name}"]


def event(series: EventSeries, date: EventDate) -> dict[str, Any]:
    """One date. When it ends is not invented."""
    status = "EventCancelled" if date.is_cancelled else "EventScheduled"
    return {
        "@type": "Event",
        **common(series),
        "startDate": date.starts_at.isoformat(),
        **given({"endDate": date.ends_at.isoformat() if date.ends_at else ""}),
        "eventStatus": f"https://schema.org/{status}",
    }


def common(series: EventSeries) -> dict[str, Any]:
    """What the series and each of its dates say alike: search engines read every event for itself."""
    found: dict[str, Any] = {
        "name": series.name,
        "url": series.address,
        "organizer": {"@type": "Organization", "name": series.organizer},
        "eventAttendanceMode": f"https://schema.org/{MODES[series.attendance]}",
        "location": list(locations(series)),
    }
    if series.is_free is not None:
        found["isAccessibleForFree"] = series.is_free
    return found | given({"inLanguage": list(series.languages)})


def locations(series: EventSeries) -> Iterator[dict[str, Any]]:
    """The house, and for those who take part from home the page that says how."""
    if series.venue is not None and series.attendance in {Attendance.IN_PERSON, Attendance.HYBRID}:
        yield place(series.venue)
    if series.attendance is not Attendance.IN_PERSON:
        yield {"@type": "VirtualLocation", "url": series.address}


def place(venue: VenueRecord) -> dict[str, Any]:
    """A house with its address; coordinates only where they show the house."""
    address = {
        "streetAddress": venue.street,
        "addressLocality": venue.city,
        "addressRegion": venue.region,
        "postalCode": venue.postal_code,
        "addressCountry": venue.country,
    }
    found: dict[str, Any] = {
        "@type": "Place",
        "address": {"@type": "PostalAddress", **given(address)},
        **given({"name": venue.name}),
    }
    if venue.latitude is not None and venue.longitude is not None and not venue.is_area:
        found["geo"] = {"@type": "GeoCoordinates", "latitude": venue.latitude, "longitude": venue.longitude}
    return found


def given(properties: dict[str, Any]) -> dict[str, Any]:
    """Those that say something."""
    return {name: value for name, value in properties.items() if value}
