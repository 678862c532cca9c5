"""Records as rows of our own spreadsheet: one for each schedule rule. What is said of the meeting is said in each."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from interchange.reasons import LossCode
from interchange.records import GroupRecord, Loss, MeetingRecord, Recurrence, RuleRecord, VenueRecord
from interchange.spreadsheets import words
from interchange.spreadsheets.changes import changes_cell
from interchange.spreadsheets.columns import CONTRIBUTIONS, FACTS, headings
from interchange.spreadsheets.escaping import fit, is_fit
from interchange.times import DAY_MINUTES

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
OnLoss = Callable[[Loss], None]
Cells = Mapping[str, str]


def rows(records: Iterable[MeetingRecord], on_loss: OnLoss) -> Iterator[list[str]]:
    """The rows of all records, without the heading."""
    names = tuple(headings())
    for record in records:
        said = {**meeting_cells(record), **group_cells(record.group), **venue_cells(record.venue)}
        of_the_meeting = fitting(said, record, on_loss)
        if not record.rules:
            on_loss(Loss(code=LossCode.NO_DATES, key=record.key))
        for rule in record.rules:
            if any(change.venue for change in rule.changes):
                on_loss(Loss(code=LossCode.CHANGED_VENUE, key=record.key))
            cells = {**of_the_meeting, **fitting(rule_cells(rule), record, on_loss)}
            yield [cells[name] for name in names]


def fitting(cells: Cells, record: MeetingRecord, on_loss: OnLoss) -> Cells:
    """The cells as far as a spreadsheet can hold them."""
    unfit = [name for name, text in cells.items() if text and not is_fit(text)]
    for name in unfit:
        on_loss(Loss(code=LossCode.CELL, key=record.key, value=name))
    return {**cells, **{name: fit(cells[name]) for name in unfit}}


def meeting_cells(record: MeetingRecord) -> dict[str, str]:
    """What a record says of the meeting itself."""
    plain = ("name", "fellowship", "body_name", "body_url", "attendance", "online_url", "phone", "access_notes", "notes")
    lists = ("topics", "languages", "formats", "audiences_only", "audiences_welcome", "facilities", "other_codes")
    return {
        "meeting_id": record.key,
        "body_id": record.body_key,
        **{name: str(getattr(record, name)) for name in (*plain, "url", "text_language")},
        **{name: words.listed(getattr(record, name)) for name in lists},
        "serves_minors": words.flag(record.serves_minors),
        "is_paused": words.flag(record.is_paused),
        "updated_on": iso(record.updated_on),
    }


def group_cells(group: GroupRecord) -> dict[str, str]:
    """What it says of the group."""
    return {
        "group_id": group.key,
        "group_name": group.name,
        "group_about": group.about,
        "group_website": group.website,
        **{way: group.contribution_links.get(way, "") for way in CONTRIBUTIONS},
    }


def venue_cells(venue: VenueRecord | None) -> dict[str, str]:
    """What it says of the place; nothing where there is none."""
    place = venue or VenueRecord()
    names = ("street", "district", "city", "region", "postal_code", "country", "address_text", "directions")
    return {
        "venue_id": place.key,
        "venue_name": place.name,
        **{name: getattr(place, name) for name in names},
        "latitude": "" if place.latitude is None else str(place.latitude),
        "longitude": "" if place.longitude is None else str(place.longitude),
        "is_area": words.flag(place.is_area) if venue else "",
        **{fact: words.flag(place.access_facts.get(fact)) for fact in FACTS},
    }


def rule_cells(rule: RuleRecord) -> dict[str, str]:
    """What a rule says."""
    return {
        "rule_id": rule.uid,
        "schedule": rule.sentence,
        **recurrence_cells(rule.recurrence),
        "changed_dates": changes_cell(rule.changes, rule.recurrence.zone),
        "access": rule.access,
        "ask_first": words.flag(rule.ask_first),
    }


def recurrence_cells(given: Recurrence) -> dict[str, str]:
    """When it is."""
    return {
        "frequency": given.frequency,
        "weekday": "" if given.weekday is None else WEEKDAYS[given.weekday],
        **times(given),
        "timezone": given.zone,
        "interval": "" if given.interval == 1 else str(given.interval),
        "first_on": iso(given.first_on),
        "weeks_of_month": words.listed([words.week(ordinal) for ordinal in given.ordinals]),
        "days_of_month": words.listed(given.month_days),
        "months": words.listed(given.months),
        "valid_from": iso(given.valid_from),
        "valid_until": iso(given.valid_until),
        "pause_from": words.month_and_day(given.pause_from),
        "pause_until": words.month_and_day(given.pause_until),
    }


def times(given: Recurrence) -> dict[str, str]:
    """Start and end; the minutes only where an end would not tell them, so that nobody can change one and forget the other."""
    start, lasts = given.start_minute, given.duration_minutes
    is_told_by_end = start is not None and lasts is not None and lasts < DAY_MINUTES
    return {
        "start": "" if start is None else clock(start),
        "end": clock(((start or 0) + (lasts or 0)) % DAY_MINUTES) if is_told_by_end else "",
        "duration_minutes": "" if lasts is None or is_told_by_end else str(lasts),
    }


def clock(minute: int) -> str:
    """A time of day."""
    return f"{minute // 60:02}:{minute % 60:02}"


def iso(value: Any) -> str:
    """A date, "" for none."""
    return value.isoformat() if value else ""
