"""GeoJSON (RFC 7946): points with properties. Longitude comes first."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from interchange.next_dates import next_start
from interchange.records import ChangedDate, MeetingRecord, RuleRecord, VenueRecord

MEDIA_TYPE = "application/geo+json"
DECIMALS = 5  # about a metre


def point(latitude: float, longitude: float, **properties: Any) -> dict[str, Any]:
    """A feature at a point, degrees north and east."""
    return {"type": "Feature", "geometry": geometry(latitude, longitude), "properties": properties}


def geometry(latitude: float, longitude: float) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [round(longitude, DECIMALS), round(latitude, DECIMALS)]}


def collection(features: Iterable[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}


def write(records: Iterable[MeetingRecord], *, now: datetime) -> Iterator[bytes]:
    """A collection with a feature of each record, piece by piece in constant memory."""
    yield b'{"type":"FeatureCollection","features":['
    between = b"\n"
    for record in records:
        yield between + json.dumps(feature(record, now), ensure_ascii=False, separators=(",", ":")).encode()
        between = b",\n"
    yield b"\n]}\n"


def feature(record: MeetingRecord, now: datetime) -> dict[str, Any]:
    """A listing at its place; without a geometry where it has no place, or where only its town may be known."""
    venue = record.venue or VenueRecord()
    spot = None if venue.latitude is None or venue.longitude is None else geometry(venue.latitude, venue.longitude)
    return {
        "type": "Feature",
        "id": record.key,
        "geometry": spot,
        "properties": {
            "name": record.name,
            "url": record.url,
            **given(whose(record)),
            **given(place(venue)),
            **({"precision": "area" if venue.is_area else "exact"} if spot else {}),
            **given(when(record, now)),
        },
    }


def whose(record: MeetingRecord) -> dict[str, Any]:
    """What it is, for whom, and how one takes part."""
    return {
        "programme": record.programme,
        "fellowship": record.fellowship,
        "topic": list(record.topics),
        "group": record.group.name,
        "body": record.body_name,
        "attendance": str(record.attendance),
        "who": list(dict.fromkeys(sentence for rule in record.rules for sentence in rule.who)),
        "formats": list(record.formats),
        "audiences_welcome": list(record.audiences_welcome),
        "audiences_only": list(record.audiences_only),
        "languages": list(record.languages),
        "notes": record.notes,
        "online_url": record.online_url,
        "phone": record.phone,
        "access_notes": record.access_notes,
    }


def place(venue: VenueRecord) -> dict[str, Any]:
    """Where it is, in words."""
    return {
        "venue": venue.name,
        "address": ", ".join(venue.lines),
        "directions": venue.directions,
        "access_facts": dict(venue.access_facts),
    }


def when(record: MeetingRecord, now: datetime) -> dict[str, Any]:
    """Its rules in words, its next date, what differs from the rules, and how sure that is."""
    start = next_start(record, now)
    return {
        "schedule": [rule.sentence for rule in record.rules if rule.sentence],
        "next_start": start.isoformat() if start else "",
        "exceptions": [exception(rule, change) for rule in record.rules for change in rule.changes if is_ahead(change, now)],
        "verified_on": record.updated_on.isoformat() if record.updated_on else "",
        "freshness": record.freshness,
    }


def is_ahead(change: ChangedDate, now: datetime) -> bool:
    """Whether a changed date, or the date that it was, is still to come."""
    return bool((change.starts_at and change.starts_at >= now) or (change.regular_on and change.regular_on >= now.date()))


def exception(rule: RuleRecord, change: ChangedDate) -> dict[str, Any]:
    """A date that differs: `on` by the rule, `starts` in its place; without that it is cancelled."""
    starts = change.starts_at.astimezone(ZoneInfo(rule.recurrence.zone)).isoformat() if change.starts_at else ""
    there = ", ".join(part for part in (change.venue.name, *change.venue.lines) if part) if change.venue else ""
    on = change.regular_on.isoformat() if change.regular_on else ""
    return given({"rule": rule.uid, "on": on, "starts": starts, "venue": there, "reason": change.reason})


def given(properties: dict[str, Any]) -> dict[str, Any]:
    """Those that say something."""
    return {name: value for name, value in properties.items() if value}
