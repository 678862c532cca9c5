"""How many rules there are and how many of them a format leaves out, known before any of it is written: by the rules alone, most of
which are plainly weekly and need not be looked at. What is looked at is asked of the same functions that write the feed.

What only the exceptions of a plainly weekly rule would tell is not counted: an online meeting whose next date is cancelled (Meeting
Guide cannot say so), and a rule of whose dates of a season none is left (a calendar).
"""

from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from itertools import groupby, islice

from django.db import connection
from django.db.models import BooleanField, Case, Count, F, Q, QuerySet, When
from django.db.models.expressions import RawSQL

from feeds.rules import changed_dates, season
from interchange.reasons import LossCode
from interchange.records import Attendance, Frequency, Loss, MeetingRecord, Recurrence, RuleRecord
from interchange.weekly import entries
from meetings.index import exceptions_by_rule
from meetings.models import ScheduleException, ScheduleRule
from meetings.schedule import Status, regular_dates


@dataclass(frozen=True, slots=True)
class Counted:
    """So many rules, and so many of them left out."""

    rules: int
    left_out: int = 0


LeftOut = Callable[["array[int]", date], Counted]
# One parameter for a list of any length, which PostgreSQL hashes; as a text, since a list takes five times as long to send.
AMONG = {
    "postgresql": ("meetings_schedulerule.{} = ANY(%s::bigint[])", "{{{}}}"),
    "sqlite": ("meetings_schedulerule.{} IN (SELECT value FROM json_each(%s))", "[{}]"),
}
NAMES = tuple(column.name for column in fields(Recurrence))  # the frequency first
ROWS, BATCH = 2_000, 250
ALIKE = 10_000  # different sets of rules of one meeting, of which it is remembered what becomes of them
FEW = 5  # dates, which exceptions may take away one and all
# These leave a rule out of the format that knows only weeks; the others a detail.
LEAVING = (LossCode.NOT_WEEKLY, LossCode.ENDED, LossCode.NOT_YET)
SAID_WEEKLY = Q(frequency=Frequency.BY_APPOINTMENT) | Q(
    frequency=Frequency.WEEKLY, interval=1, months=(), month_days=(), pause_from=None
)
PLAINLY_SAID = SAID_WEEKLY & Q(valid_from=None, valid_until=None)
UNBOUNDED = Q(month_days=(), months=(), first_on=None, valid_from=None, valid_until=None, pause_from=None)


def nothing(found: "array[int]", _today: date) -> Counted:
    """Of a format that can say every rule."""
    return Counted(rules_of(found).count())


def rules_of(keys: Iterable[int], column: str = "meeting_id") -> "QuerySet[ScheduleRule]":
    """The rules of these meetings, or those with these keys of their own, however many there are."""
    condition, listed = AMONG[connection.vendor]
    among = RawSQL(condition.format(column), [listed.format(",".join(map(str, keys)))], BooleanField())  # noqa: S611  # ours
    return ScheduleRule.objects.filter(among)


@dataclass(frozen=True, slots=True)
class Sifted:
    """How many rules there are, how many have no time; and `which` are not plain: their keys, or those of their meetings."""

    rules: int
    timeless: int
    which: list[int]


def sifted(found: "array[int]", plain: Q, name: str) -> Sifted:
    """The rules of these meetings, sifted in one question: each that names so many keys takes PostgreSQL long before it begins."""
    doubtful = rules_of(found).order_by().annotate(which=Case(When(plain, then=None), default=F(name)))
    counts = {"rules": Count("pk"), "timeless": Count("pk", filter=Q(start_minute=None))}
    rows = list(doubtful.values_list("which").annotate(**counts))
    which = [key for key, _rules, _timeless in rows if key is not None]
    return Sifted(sum(row[1] for row in rows), sum(row[2] for row in rows), which)


def recurrences(rules: "QuerySet[ScheduleRule]") -> Iterator[tuple[int, bool, int, Recurrence]]:
    """Of each rule its meeting, whether that has a place, its own key, and when it is. No rows: there are many."""
    columns = ("meeting_id", "meeting__venue", "pk", *NAMES)
    for meeting, venue, key, frequency, *values in rules.order_by("meeting_id").values_list(*columns).iterator(chunk_size=ROWS):
        rest = dict(zip(NAMES[1:], values, strict=True))
        yield meeting, venue is not None, key, Recurrence(frequency=Frequency(frequency), **rest)


def left_out_of_weeks(found: "array[int]", today: date) -> Counted:
    """Of a format that knows only "every week" and "by appointment"."""
    seen = sifted(found, PLAINLY_SAID, "meeting_id")
    by_meeting = groupby(recurrences(rules_of(seen.which)), key=lambda rule: rule[:2])
    unsaid = (unsaid_weekly(tuple(rule[-1] for rule in several), today, is_placed=place) for (_key, place), several in by_meeting)
    return Counted(seen.rules, sum(unsaid))


@lru_cache(maxsize=ALIKE)
def unsaid_weekly(rules: tuple[Recurrence, ...], today: date, *, is_placed: bool) -> int:
    """How many of the rules of a meeting cannot be said by weeks, or pause where no place could say so."""
    losses: list[Loss] = []
    bare = tuple(RuleRecord(recurrence=recurrence) for recurrence in rules)
    record = MeetingRecord(key="", index=0, name="", rules=bare, attendance=Attendance.IN_PERSON)
    paused = sum(entry.is_off and not is_placed for entry in entries(record, today, losses.append))
    return paused + sum(loss.code in LEAVING for loss in losses)


def left_out_of_calendars(found: "array[int]", today: date) -> Counted:
    """Of calendars: what has no time, and what has no date in the season."""
    seen = sifted(found, UNBOUNDED | Q(start_minute=None), "pk")
    bounded = recurrences(rules_of(seen.which, "id"))
    few = [key for *_meeting, key, recurrence in bounded if len(first_dates(recurrence, today)) <= FEW]
    return Counted(seen.rules, seen.timeless + sum(dateless_of(batch, today) for batch in batches(few)))


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
