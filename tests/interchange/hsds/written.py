"""What is written for records, and when it says that a meeting takes place."""

from datetime import date, datetime, time
from typing import Any

from dateutil.rrule import rrulestr

from interchange.hsds.ids import Kind, made
from interchange.hsds.listings import WriteOptions
from interchange.hsds.schedules import Schedules
from interchange.records import ChangedDate, Loss, MeetingRecord, RuleRecord
from meetings.schedule import regular_dates
from tests.interchange.feeds import TODAY
from tests.interchange.listings import meeting, rule

UID = "7f0c7a52-0000-4000-8000-000000000000"
FIRST, LAST = date(2026, 10, 1), date(2028, 4, 30)
AT = made(Kind.AT_PLACE, "7k2m9pqr")


def with_rule(*changes: ChangedDate, **fields: Any) -> MeetingRecord:
    """A meeting of one rule, with its dates of a season."""
    recurrence = rule(**fields).recurrence
    dates = tuple(regular_dates(recurrence, FIRST, LAST))
    return meeting(RuleRecord(recurrence=recurrence, uid=UID, dates=dates, changes=changes))


def schedules(record: MeetingRecord, **options: Any) -> tuple[list[dict[str, Any]], list[tuple[str, str]]]:
    """The schedules of a meeting, and what they could not say."""
    losses: list[Loss] = []
    found = Schedules(record, AT, WriteOptions(**{"today": TODAY, **options}), losses.append)
    return list(found.every()), [(loss.code.value, loss.value) for loss in losses]


def expanded(schedule: dict[str, Any]) -> list[date]:
    """The dates of a schedule up to the end of the season, as an independent library reads the words of iCalendar."""
    parts = {"FREQ": schedule["freq"], "INTERVAL": schedule["interval"]}
    parts |= {name.upper(): schedule[name] for name in ("byday", "bymonthday", "count") if name in schedule}
    if "until" in schedule and "count" not in schedule:
        parts["UNTIL"] = schedule["until"].replace("-", "")
    start = datetime.combine(date.fromisoformat(schedule["dtstart"]), time())
    found = rrulestr(";".join(f"{name}={value}" for name, value in parts.items()), dtstart=start)
    return [moment.date() for moment in found.between(start, datetime.combine(LAST, time()), inc=True)]
