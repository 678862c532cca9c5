"""A listing as JSON of our own: all that may be told of it, for mirrors. What depends on the day on which one asks, such as the
next date, is not in it: whoever keeps it reckons that from the rules."""

from datetime import date, datetime
from typing import Any

from interchange.records import ChangedDate, GroupRecord, MeetingRecord, RuleRecord, VenueRecord
from interchange.times import DAY_NAMES


def as_json(record: MeetingRecord) -> dict[str, Any]:
    """The listing; what is not known or not said is left out."""
    return given(
        {
            "id": record.key,
            "url": record.url,
            "name": record.name,
            "changed_at": written(record.changed_at),
            "fellowship": record.fellowship,
            "programme": record.programme,
            "topics": list(record.topics),
            "group": group(record.group),
            "body": given({"id": record.body_key, "name": record.body_name, "website": record.body_url}),
            "attendance": str(record.attendance),
            "venue": venue(record.venue) if record.venue else {},
            "online_url": record.online_url,
            "phone": record.phone,
            "access_notes": record.access_notes,
            "notes": record.notes,
            "languages": list(record.languages),
            "formats": list(record.formats),
            "audiences_welcome": list(record.audiences_welcome),
            "audiences_only": list(record.audiences_only),
            "facilities": list(record.facilities),
            "is_for_minors": record.serves_minors,
            "rules": [rule(one) for one in record.rules],
        }
    )


def group(people: GroupRecord) -> dict[str, Any]:
    """Who meets."""
    return given({"id": people.key, "name": people.name, "about": people.about, "website": people.website})


def venue(place: VenueRecord) -> dict[str, Any]:
    """A house, or as much of it as everyone may know."""
    return given(
        {
            "id": place.key,
            "name": place.name,
            "street": place.street,
            "district": place.district,
            "city": place.city,
            "region": place.region,
            "postal_code": place.postal_code,
            "country": place.country,
            "address_text": place.address_text,
            "latitude": place.latitude,
            "longitude": place.longitude,
            "is_area": place.is_area,
            "directions": place.directions,
            "access_facts": dict(place.access_facts),
        }
    )


def rule(one: RuleRecord) -> dict[str, Any]:
    """A rule, in the words of `Recurrence`, and the dates that differ from it."""
    recurrence = one.recurrence
    weekday, start = recurrence.weekday, recurrence.start_minute
    return given(
        {
            "id": one.uid,
            "frequency": str(recurrence.frequency),
            "weekday": "" if weekday is None else DAY_NAMES[weekday][0],
            "starts": "" if start is None else f"{start // 60:02}:{start % 60:02}",
            "minutes": recurrence.duration_minutes,
            "zone": recurrence.zone,
            "interval": recurrence.interval if recurrence.interval > 1 else None,
            "first_on": written(recurrence.first_on),
            "ordinals": list(recurrence.ordinals),
            "month_days": list(recurrence.month_days),
            "months": list(recurrence.months),
            "valid_from": written(recurrence.valid_from),
            "valid_until": written(recurrence.valid_until),
            "pause_from": month_day(recurrence.pause_from),
            "pause_until": month_day(recurrence.pause_until),
            "access": str(one.access),
            "ask_first": one.ask_first,
            "exceptions": [exception(change) for change in one.changes],
        }
    )


def exception(change: ChangedDate) -> dict[str, Any]:
    """A date that differs: `on` by the rule, without it an extra one; `starts` in its place, without it cancelled."""
    there = venue(change.venue) if change.venue else {}
    return given({"on": written(change.regular_on), "starts": written(change.starts_at), "venue": there, "reason": change.reason})


def written(moment: date | datetime | None) -> str:
    """A day or an instant as ISO 8601 has it."""
    return moment.isoformat() if moment else ""


def month_day(number: int | None) -> str:
    """1 July, 701, as ISO 8601 has it: --07-01."""
    return "" if number is None else f"--{number // 100:02}-{number % 100:02}"


def given(values: dict[str, Any]) -> dict[str, Any]:
    """Those that say something; a zero does."""
    return {name: value for name, value in values.items() if value is not None and value is not False and value not in ("", [], {})}
