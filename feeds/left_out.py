"""How many rules a format leaves out, known before any of it is written: by the rules alone, most of which are plainly weekly and
need not be looked at. What is looked at is asked of the same functions that write the feed.

What only the exceptions of a plainly weekly rule would tell is not counted: an online meeting whose next date is cancelled (Meeting
Guide cannot say so), and a rule of whose dates of a season none is left (a calendar).
"""

from array import array
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import fields
from datetime import date
from itertools import groupby, islice

from django.db import connection
from django.db.models import BooleanField, Q, QuerySet
from django.db.models.expressions import RawSQL

from feeds.rules import changed_dates, season
from interchange.reasons import LossCode
from interchange.records import Attendance, Frequency, Loss, MeetingRecord, Recurrence, RuleRecord
from interchange.weekly import entries
from meetings.index import exceptions_by_rule
from meetings.models import ScheduleException, ScheduleRule
from meetings.schedule import Status, regular_dates

LeftOut = Callable[["array[int]", date], int]
# One parameter for a list of any length, which PostgreSQL hashes.
AMONG = {
    "postgresql": "meetings_schedulerule.meeting_id = ANY(%s)",
    "sqlite": "meetings_schedulerule.meeting_id IN (SELECT value FROM json_each(%s))",
}
NAMES = tuple(column.name for column in fields(Recurrence))  # the frequency first
ROWS, BATCH = 2_000, 250
FEW = 5  # dates, which exceptions may take away one and all
# These leave a rule out of the format that knows only weeks; the others a detail.
LEAVING = (LossCode.NOT_WEEKLY, LossCode.ENDED, LossCode.NOT_YET)
SAID_WEEKLY = Q(frequency=Frequency.BY_APPOINTMENT) | Q(
    frequency=Frequency.WEEKLY, interval=1, months=(), month_days=(), pause_from=None
)
UNBOUNDED = Q(month_days=(), months=(), first_on=None, valid_from=None, valid_until=None, pause_from=None)


def nothing(_found: "array[int]", _today: date) -> int:
    """What a format leaves out that can say every rule."""
    return 0


def rules_of(found: Collection[int]) -> "QuerySet[ScheduleRule]":
    """The rules of these meetings, however many these are."""
    keys = list(found) if connection.vendor == "postgresql" else str(list(found))
    return ScheduleRule.objects.filter(RawSQL(AMONG[connection.vendor], [keys], BooleanField()))  # noqa: S611  # ours


def recurrences(rules: "QuerySet[ScheduleRule]") -> Iterator[tuple[int, bool, int, Recurrence]]:
    """Of each rule its meeting, whether that has a place, its own key, and when it is. No rows: there are many."""
    columns = ("meeting_id", "meeting__venue", "pk", *NAMES)
    for meeting, venue, key, frequency, *values in rules.order_by("meeting_id").values_list(*columns).iterator(chunk_size=ROWS):
        rest = dict(zip(NAMES[1:], values, strict=True))
        yield meeting, venue is not None, key, Recurrence(frequency=Frequency(frequency), **rest)


def left_out_of_weeks(found: "array[int]", today: date) -> int:
    """Of a format that knows only "every week" and "by appointment"."""
    doubtful = rules_of(found).exclude(SAID_WEEKLY, valid_from=None, valid_until=None).order_by()
    rules = recurrences(rules_of(set(doubtful.values_list("meeting_id", flat=True))))
    by_meeting = groupby(rules, key=lambda rule: rule[:2])
    return sum(unsaid_weekly([rule[-1] for rule in several], today, is_placed=place) for (_key, place), several in by_meeting)


def unsaid_weekly(rules: list[Recurrence], today: date, *, is_placed: bool) -> int:
    """How many of the rules of a meeting cannot be said by weeks, or pause where no place could say so."""
    losses: list[Loss] = []
    bare = tuple(RuleRecord(recurrence=recurrence) for recurrence in rules)
    record = MeetingRecord(key="", index=0, name="", rules=bare, attendance=Attendance.IN_PERSON)
    paused = sum(entry.is_off and not is_placed for entry in entries(record, today, losses.append))
    return paused + sum(loss.code in LEAVING for loss in losses)


def left_out_of_calendars(found: "array[int]", today: date) -> int:
    """Of calendars: what has no time, and what has no date in the season."""
    rules = rules_of(found)
    timed = recurrences(rules.exclude(UNBOUNDED).filter(start_minute__isnull=False))
    few = [key for *_meeting, key, recurrence in timed if len(first_dates(recurrence, today)) <= FEW]
    return rules.filter(start_minute=None).count() + sum(dateless_of(batch, today) for batch in batches(few))


def first_dates(recurrence: Recurrence, today: date) -> list[date]:
    """The first regular dates of the season, one more than few."""
    return list(islice(regular_dates(recurrence, *season(today)), FEW + 1))


def batches(keys: Iterable[int]) -> Iterator[list[int]]:
    """A few hundred at a time."""
    waiting = iter(keys)
    while batch := list(islice(waiting, BATCH)):
        yield batch


def dateless_of(keys: list[int], today: date) -> int:
    """How many of these rules have no date left, neither a regular one nor one by an exception."""
    rules = list(ScheduleRule.objects.filter(pk__in=keys).select_related("meeting__group__service_body"))
    exceptions = exceptions_by_rule(rules, today)
    return sum(not meets(rule.recurrence, exceptions[rule.pk], today) for rule in rules)


def meets(recurrence: Recurrence, exceptions: list[ScheduleException], today: date) -> bool:
    """Whether a calendar has an event of the rule."""
    changes = changed_dates(recurrence, exceptions, season(today))
    changed = {one.regular_date for one in changes if one.status is not Status.EXTRA}
    return any(one.takes_place for one in changes) or bool(set(first_dates(recurrence, today)) - changed)
