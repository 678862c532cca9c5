"""Dates that differ from their rule, in one cell, in local time: "2026-12-24: cancelled "holidays"; 2026-12-26 → 2026-12-27 18:00;
extra: 2026-12-31 20:00"."""

import json
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo

from interchange.records import ChangedDate

CANCELLED, EXTRA = ": cancelled", "extra: "
DATE = r"\d{4}-\d\d-\d\d"
INSTANT = rf"{DATE} \d\d:\d\d"
ENTRY = re.compile(
    rf"\s*(?:(?P<off>{DATE}): cancelled|(?P<regular>{DATE}) ?(?:→|->) ?(?P<moved>{INSTANT})|extra: (?P<extra>{INSTANT}))"
    r'(?: (?P<reason>"(?:[^"\\]|\\.)*"))?\s*(?:;|$)'
)


def changes_cell(changes: Sequence[ChangedDate], zone: str) -> str:
    """The cell of a rule."""
    return "; ".join(entry(change, zone) for change in changes)


def entry(change: ChangedDate, zone: str) -> str:
    """One date."""
    reason = f" {json.dumps(change.reason, ensure_ascii=False)}" if change.reason else ""
    if change.starts_at is None:
        return f"{change.regular_on}{CANCELLED}{reason}"
    local = f"{change.starts_at.astimezone(zone_of(zone)):%Y-%m-%d %H:%M}"
    return f"{EXTRA}{local}{reason}" if change.regular_on is None else f"{change.regular_on} → {local}{reason}"


def zone_of(name: str) -> tzinfo:
    """The zone of a rule."""
    return ZoneInfo(name) if name else UTC


def read_changes(cell: str, zone: str) -> tuple[ChangedDate, ...] | None:
    """The dates of a cell; None where some of it cannot be read."""
    found, position = [], 0
    while position < len(cell):
        match = ENTRY.match(cell, position)
        change = changed_date(match, zone) if match else None
        if match is None or change is None:
            return None
        found.append(change)
        position = match.end()
    return tuple(found)


def changed_date(match: re.Match[str], zone: str) -> ChangedDate | None:
    """One date; None where there is no such day or time. A time that comes twice, as clocks are put back, is its first."""
    day, instant = match["off"] or match["regular"], match["moved"] or match["extra"]
    try:
        reason = json.loads(match["reason"]) if match["reason"] else ""
        regular_on = date.fromisoformat(day) if day else None
        starts_at = datetime.strptime(instant, "%Y-%m-%d %H:%M").replace(tzinfo=zone_of(zone)).astimezone(UTC) if instant else None
    except ValueError:
        return None
    return ChangedDate(regular_on=regular_on, starts_at=starts_at, reason=reason)
