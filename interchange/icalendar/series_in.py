"""The rules of one event: what repeats, single dates, and what becomes of some of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice
from zoneinfo import ZoneInfo

from icalendar import Event, vRecur

from interchange.icalendar.components import UNREADABLE
from interchange.icalendar.rules_in import CannotSayError, begins_later, dates, recurrences
from interchange.icalendar.times_in import Start, Zones, all_moments, local_in, minutes_of, moment, read_start
from interchange.records import ChangedDate, Frequency, Recurrence, RuleRecord, VenueRecord
from interchange.texts import one_line, plain, shortened

MOST_SINGLE_DATES = 60  # that are kept of a list of dates
MOST_CHANGES = 200  # to single dates of an event
LONGEST_RULE = 200


@dataclass(frozen=True, slots=True)
class Series:
    """The rules of one event; `unread` is what of its dates could not be read, in the words of the calendar. `zone_name` is a time
    zone that nobody knows, `has_time` whether it begins at a time of day at all."""

    rules: tuple[RuleRecord, ...] = ()
    unread: str = ""
    zone_name: str = ""
    has_time: bool = True


def read_series(event: Event, overrides: list[Event], zones: Zones, today: date) -> Series:
    """The rules of an event that are not over. `overrides` say what becomes of single dates of it."""
    start = read_start(event, zones, is_single="RRULE" not in event and "RDATE" not in event)
    if start is None:
        return Series(has_time=False)
    base = Recurrence(
        frequency=Frequency.ONCE,
        start_minute=start.local.hour * 60 + start.local.minute,
        duration_minutes=minutes_of(event),
        zone=start.zone,
    )
    found, unread = repeating(event, start, base)
    extra = [local_in(value, start) for value in all_moments(event, "RDATE")]
    singles = sorted({value for value in [*([] if "RRULE" in event else [start.local]), *extra] if value.date() >= today})
    if len(singles) > MOST_SINGLE_DATES:
        unread = unread or "RDATE"
    if any(changes_all_later(each) for each in overrides):
        unread = unread or "RANGE"
    lasting = [each for each in found if each.valid_until is None or each.valid_until >= max(today, start.local.date())]
    rules = [RuleRecord(recurrence=from_then_on(each, start, today), uid=uid_of(event)) for each in lasting]
    rules += [RuleRecord(recurrence=once(base, value), uid=uid_of(event)) for value in singles[:MOST_SINGLE_DATES]]
    changes = list(islice(changed_dates(event, overrides, start, zones, today), MOST_CHANGES))
    return Series(tuple(with_changes(rules, changes)), unread, start.zone_name)


def repeating(event: Event, start: Start, base: Recurrence) -> tuple[list[Recurrence], str]:
    """What repeats, or the words of a rule that we cannot say."""
    rule = event.get("RRULE")
    if rule is None:
        return [], ""
    try:
        if not isinstance(rule, Mapping):
            raise CannotSayError
        return recurrences(rule, start, base), ""
    except (CannotSayError, *UNREADABLE):
        return [], words_of(rule)


def words_of(rule: object) -> str:
    """A rule in the words of the calendar."""
    try:
        written = bytes(rule.to_ical()).decode("utf-8", "replace") if isinstance(rule, vRecur) else str(rule)  # type: ignore[no-untyped-call]  # icalendar says no types there
    except UNREADABLE:
        written = ""
    return shortened(one_line(plain(written[:LONGEST_RULE])), LONGEST_RULE) or "RRULE"


def once(base: Recurrence, value: datetime) -> Recurrence:
    """A single date."""
    return replace(base, first_on=value.date(), start_minute=value.hour * 60 + value.minute)


def from_then_on(recurrence: Recurrence, start: Start, today: date) -> Recurrence:
    """The rule with its first date, where others of it would come before. With an interval it has that already."""
    first = start.local.date()
    is_later = recurrence.interval == 1 and begins_later(recurrence, first, today)
    return replace(recurrence, valid_from=first) if is_later else recurrence


def uid_of(event: Event) -> str:
    """What the calendar knows an event by."""
    return one_line(plain(str(event.get("UID", ""))[:LONGEST_RULE]))


def changed_dates(event: Event, overrides: list[Event], start: Start, zones: Zones, today: date) -> Iterator[ChangedDate]:
    """The dates that are cancelled or moved, from today on."""
    moved = [change for change in (moved_date(event, each, start, zones) for each in overrides) if change]
    told = {change.regular_on for change in moved}
    for value in all_moments(event, "EXDATE"):
        day = local_in(value, start).date()
        if day >= today and day not in told:
            yield ChangedDate(regular_on=day, starts_at=None)
    for change in moved:
        last = max(day for day in (change.regular_on, change.starts_at.date() if change.starts_at else None) if day)
        if last >= today:
            yield change


def moved_date(event: Event, override: Event, start: Start, zones: Zones) -> ChangedDate | None:
    """What becomes of one date; None where that cannot be read."""
    value = moment(override.get("RECURRENCE-ID"))
    if value is None:
        return None
    regular_on = local_in(value, start).date()
    if str(override.get("STATUS", "")).upper() == "CANCELLED":
        return ChangedDate(regular_on=regular_on, starts_at=None)
    moved = read_start(override, zones, is_single=False)
    if moved is None or not moved.zone:
        return None
    starts_at = moved.local.replace(tzinfo=ZoneInfo(moved.zone))
    return ChangedDate(regular_on=regular_on, starts_at=starts_at, venue=other_place(event, override))


def changes_all_later(override: Event) -> bool:
    """Whether it is of all dates from its own on, which is more than one rule can say."""
    value = override.get("RECURRENCE-ID")
    return str(getattr(value, "params", {}).get("RANGE", "")).upper() == "THISANDFUTURE"


def other_place(event: Event, override: Event) -> VenueRecord | None:
    """Where a moved date takes place, if that is not the event's own place."""
    there, usual = (one_line(plain(str(each.get("LOCATION", ""))[:LONGEST_RULE])) for each in (override, event))
    return VenueRecord(address_text=there) if there and there != usual else None


def with_changes(rules: list[RuleRecord], changes: list[ChangedDate]) -> Iterator[RuleRecord]:
    """The rules, each with what becomes of its own dates; extra dates belong to the first."""
    for number, rule in enumerate(rules):
        own = tuple(change for change in changes if belongs(change, rule.recurrence, is_first=number == 0))
        yield replace(rule, changes=own) if own else rule


def belongs(change: ChangedDate, recurrence: Recurrence, *, is_first: bool) -> bool:
    """Whether a change is one of a rule's dates."""
    if change.regular_on is None:
        return is_first
    if recurrence.frequency is Frequency.ONCE:
        return recurrence.first_on == change.regular_on
    return next(dates(recurrence, change.regular_on), None) == change.regular_on
