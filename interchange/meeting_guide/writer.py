"""Writing Meeting Guide JSON so that every known reader behaves (docs/meeting-guide.md, "How we write it")."""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, time
from functools import lru_cache
from typing import Any

from babel.core import get_global

from interchange.addresses import Address, in_one_line
from interchange.codes import LOSS_OF, Kind, Meaning, code_set
from interchange.meeting_guide.joining import joining_fields
from interchange.meeting_guide.options import WriteOptions
from interchange.meeting_guide.slugs import slug, suffixes
from interchange.reasons import LossCode
from interchange.records import Access, Attendance, Frequency, Loss, MeetingRecord
from interchange.times import DAY_MINUTES, DAY_NAMES
from interchange.weekly import Entry, entries

LONGEST_NAME = 255
ATTENDANCE_OPTIONS = {
    Attendance.IN_PERSON: "in_person",
    Attendance.ONLINE: "online",
    Attendance.HYBRID: "hybrid",
    Attendance.PHONE: "online",
}
OnLoss = Callable[[Loss], None]


def write(records: Iterable[MeetingRecord], *, options: WriteOptions, on_loss: OnLoss) -> Iterator[bytes]:
    """The feed, piece by piece in constant memory; what its format cannot say is told to `on_loss` (a list's `append`)."""
    opening = b"["
    for record in records:
        for fields in objects(record, options, on_loss):
            yield opening + b"\n" + json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()
            opening = b","
    yield b"\n]\n" if opening == b"," else b"[]\n"


def objects(record: MeetingRecord, options: WriteOptions, on_loss: OnLoss) -> Iterator[dict[str, Any]]:
    """The objects of one record: one for each weekly entry."""
    sayable = list(entries(record, options.today, on_loss))
    for entry, suffix in zip(sayable, suffixes(sayable), strict=True):
        is_paused = record.is_paused or entry.is_off
        if is_paused and record.venue is None:
            on_loss(Loss(code=LossCode.PAUSED_NOWHERE, key=record.key))
            continue
        fields = {
            "slug": slug(record.key, suffix),
            "name": record.name[:LONGEST_NAME],
            **when_fields(record, entry, on_loss),
            "types": types(record, entry, options, is_paused=is_paused, on_loss=on_loss),
            "attendance_option": "inactive" if is_paused else ATTENDANCE_OPTIONS[record.attendance],
            **place_fields(record),
            **joining_fields(record, entry, is_paused=is_paused, on_loss=on_loss),
            **group_fields(record),
        }
        yield {name: value for name, value in fields.items() if value not in ("", None)}


def when_fields(record: MeetingRecord, entry: Entry, on_loss: OnLoss) -> dict[str, Any]:
    """Day and times; by appointment has neither."""
    recurrence = entry.recurrence
    if recurrence.frequency == Frequency.BY_APPOINTMENT or recurrence.weekday is None or recurrence.start_minute is None:
        return {"timezone": recurrence.zone}
    end = recurrence.start_minute + (recurrence.duration_minutes or 0)
    if end >= DAY_MINUTES:
        on_loss(Loss(code=LossCode.END_AFTER_MIDNIGHT, key=record.key))
    is_said = bool(recurrence.duration_minutes) and end < DAY_MINUTES
    return {
        "day": (recurrence.weekday + 1) % len(DAY_NAMES),  # the format counts from Sunday
        "time": clock(recurrence.start_minute),
        "end_time": clock(end) if is_said else "",
        "timezone": recurrence.zone,
    }


def clock(minutes: int) -> str:
    """Minutes since midnight as HH:MM."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def types(record: MeetingRecord, entry: Entry, options: WriteOptions, *, is_paused: bool, on_loss: OnLoss) -> list[str]:
    """The codes of the feed's programme."""
    is_place_closed = record.venue is not None and not record.venue.is_area
    is_closed = is_paused or (is_place_closed and record.attendance in (Attendance.ONLINE, Attendance.PHONE))
    codes, unsaid = coded(wanted(record, entry, is_place_closed=is_closed), options.code_set)
    for meaning in unsaid:
        on_loss(Loss(code=LOSS_OF[meaning.kind], key=record.key, value=meaning.value))
    if any(rule.ask_first for rule in record.rules):
        on_loss(Loss(code=LossCode.ASK_FIRST, key=record.key))
    for fact, is_there in (record.venue.access_facts if record.venue else {}).items():
        if not is_there:
            on_loss(Loss(code=LossCode.ACCESS_FACT, key=record.key, value=fact))
    if record.code_set == options.code_set:
        return [*codes, *record.other_codes]
    for code in record.other_codes:
        on_loss(Loss(code=LossCode.OTHER_CODE, key=record.key, value=code))
    return list(codes)


def wanted(record: MeetingRecord, entry: Entry, *, is_place_closed: bool) -> frozenset[Meaning]:
    """All that the codes of a record should say."""
    facts = record.venue.access_facts if record.venue else {}
    values = {
        Kind.FORMAT: (*record.formats, *entry.formats),
        Kind.WELCOME: record.audiences_welcome,
        Kind.ONLY: record.audiences_only,
        Kind.LANGUAGE: record.languages,
        Kind.FACILITY: record.facilities,
        Kind.FACT: tuple(fact for fact, is_there in facts.items() if is_there),
        Kind.MINORS: ("",) if record.serves_minors else (),
        Kind.PLACE_CLOSED: ("",) if is_place_closed else (),
        Kind.ACCESS: (entry.access,) if entry.access in (Access.OPEN, Access.CLOSED) else (),
    }
    return frozenset(Meaning(kind, str(value)) for kind, each in values.items() for value in each)


@lru_cache(maxsize=8192)
def coded(meanings: frozenset[Meaning], slug: str) -> tuple[tuple[str, ...], tuple[Meaning, ...]]:
    """The codes for meanings, and the meanings without one. A young people's code says by itself that others do not come: beside
    it "families only" would mislead."""
    programme = code_set(slug)
    codes, unsaid = programme.write(meanings)
    minors = Meaning(Kind.MINORS)
    if minors in meanings and minors not in unsaid:
        codes, unsaid = programme.write(frozenset(each for each in meanings if each.kind != Kind.ACCESS))
    return tuple(codes), tuple(sorted(unsaid, key=lambda meaning: (meaning.kind, meaning.value)))


def place_fields(record: MeetingRecord) -> dict[str, Any]:
    """Where it is. A meeting without a place is somewhere in the country of its time zone."""
    venue = record.venue
    if venue is None:
        return {"formatted_address": zone_country(record), "approximate": "yes"}
    address = Address(
        street=venue.street, city=venue.city, region=venue.region, postal_code=venue.postal_code, country=venue.country
    )
    regions = [name for name in (venue.city, venue.district) if name]
    return {
        "location": venue.name,
        "formatted_address": venue.address_text or in_one_line(address) or zone_country(record),
        "address": venue.street,
        "city": venue.city,
        "state": venue.region,
        "postal_code": venue.postal_code,
        "country": venue.country,
        "regions": regions or None,
        "region": regions[0] if regions else "",
        "sub_region": regions[1] if len(regions) > 1 else "",
        "latitude": rounded(venue.latitude),
        "longitude": rounded(venue.longitude),
        "approximate": "yes" if venue.is_area else "no",
        "location_notes": venue.directions,
    }


def rounded(coordinate: float | None) -> float | None:
    """A coordinate to about a metre."""
    return None if coordinate is None else round(coordinate, 5)


def zone_country(record: MeetingRecord) -> str:
    """The English name of the country of the record's time zone, "" where it has none (UTC)."""
    zone = record.rules[0].recurrence.zone if record.rules else ""
    territory = get_global("zone_territories").get(get_global("zone_aliases").get(zone, zone), "")
    return in_one_line(Address(country="" if territory == "001" else territory))


def group_fields(record: MeetingRecord) -> dict[str, Any]:
    """The group, the body behind it, and the listing itself. Nobody's contact leaves here."""
    updated_at = record.updated_at or (datetime.combine(record.updated_on, time(), UTC) if record.updated_on else None)
    return {
        "group": record.group.name,
        "group_id": record.group.key,
        "group_notes": record.group.about,
        "website": record.group.website,
        **record.group.contribution_links,
        "entity": record.body_name,
        "entity_url": record.body_url,
        "entity_website_url": record.body_url,
        "url": record.url,
        "feedback_url": record.feedback_url,
        "updated": f"{updated_at.astimezone(UTC):%Y-%m-%d %H:%M:%S}" if updated_at else "",
    }
