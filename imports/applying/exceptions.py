"""Single dates that a feed cancels, moves or adds, as exceptions of our rules.

What people did with a date stays: a source enters a date once, when it begins to say so, and takes back only what its own runs have
entered and nobody has touched since, as the history knows.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from history.actions import delete
from history.models import Change, ChangeKind
from history.road import RoadKind
from imports.applying.work import Work
from imports.models import SourceMeeting
from interchange.records import ChangedDate, MeetingRecord, Recurrence, RuleRecord
from meetings.actions import save_exception
from meetings.kinds import ExceptionKind
from meetings.models import Meeting, ScheduleException, ScheduleRule
from meetings.schedule import regular_dates, zone_info

MOST = 200  # of a rule
YEARS = range(2000, 2100)
FARTHEST = 365  # days by which a date can move
SAID = "single_dates"  # under which a record remembers for which dates its source has spoken


def exceptions_told(record: MeetingRecord, rules: Sequence[ScheduleRule], today: date) -> list[ScheduleException]:
    """New rows for what a record says of single dates of these rules, from today on, each once."""
    found = {}
    for told in record.rules:
        for change in told.changes[:MOST]:
            exception = exception_for(change, told, rules)
            if exception and max(exception.last_on, exception.to_on or exception.last_on) >= today:
                found[id(exception.rule), exception.kind, exception.first_on] = exception
    return list(found.values())


def exception_for(change: ChangedDate, told: RuleRecord, rules: Sequence[ScheduleRule]) -> ScheduleException | None:
    """A date as an exception; None where it is none of our dates, or takes place elsewhere: the day alone would lead people to the
    usual door."""
    rule = rule_for(change, told, rules)
    days = [day for day in (change.regular_on, change.starts_at) if day]
    if rule is None or change.venue or not all(day.year in YEARS for day in days):
        return None
    if change.starts_at is None:
        return None if change.regular_on is None else on_one_day(rule, ExceptionKind.CANCELLED, change.regular_on)
    local = change.starts_at.astimezone(zone_info(told.recurrence.zone or rule.zone))
    minute = local.hour * 60 + local.minute
    to_minute = minute if minute != told.recurrence.start_minute else None
    if change.regular_on is None:
        return on_one_day(rule, ExceptionKind.EXTRA, local.date(), to_minute=to_minute)
    to_on = local.date() if local.date() != change.regular_on else None
    is_far = to_on is not None and abs((to_on - change.regular_on).days) > FARTHEST
    if is_far or (to_on, to_minute) == (None, None):
        return None
    return on_one_day(rule, ExceptionKind.MOVED, change.regular_on, to_on=to_on, to_minute=to_minute)


def on_one_day(
    rule: ScheduleRule, kind: ExceptionKind, day: date, *, to_on: date | None = None, to_minute: int | None = None
) -> ScheduleException:
    """A row that is not kept yet. Why a date differs is said by nobody: what feeds write there may be personal."""
    return ScheduleException(rule=rule, kind=kind, first_on=day, last_on=day, to_on=to_on, to_minute=to_minute)


def rule_for(change: ChangedDate, told: RuleRecord, rules: Sequence[ScheduleRule]) -> ScheduleRule | None:
    """Which of our rules gives the date: that at the same hour, else the only one."""
    able = [rule for rule in rules if rule.start_minute is not None and gives(rule.recurrence, change.regular_on)]
    same = [rule for rule in able if rule.start_minute == told.recurrence.start_minute]
    return next(iter(same), able[0] if len(able) == 1 else None)


def gives(recurrence: Recurrence, day: date | None) -> bool:
    """Whether a date is one of a rule's; an extra one is of any."""
    return day is None or day in regular_dates(recurrence, day, day)


def change_exceptions(record: MeetingRecord, link: SourceMeeting, meeting: Meeting, work: Work) -> None:
    """Enter the dates of which the source says something new, and take back those of which it says it no more."""
    told = exceptions_told(record, list(meeting.rules.all()), work.today)
    own = Q(meeting=meeting) | Q(rule__meeting=meeting)
    known = list(ScheduleException.objects.filter(own, Q(last_on__gte=work.today) | Q(to_on__gte=work.today)))
    wanted, former = {mark(exception) for exception in told}, set(link.said.pop(SAID, ()))
    staying = []
    untouched = set() if has_other_records(link, meeting) else untouched_since_runs(known, work)
    for row in known:
        if row.pk in untouched and mark(row) not in wanted:
            delete(row, by=work.by, source=work.road)
        else:
            staying.append(row)
    for exception in told:
        if mark(exception) not in former and not is_settled(exception, staying):
            save_exception(exception, by=work.by, source=work.road)
    link.said |= said_of(told)


def mark(exception: ScheduleException) -> str:
    """What an exception says of which rule's date."""
    parts = (exception.rule_id, exception.kind, exception.first_on, exception.to_on, exception.to_minute)
    return " ".join("-" if part is None else str(part) for part in parts)


def said_of(exceptions: Iterable[ScheduleException]) -> dict[str, list[str]]:
    """What is to be remembered of them."""
    said = sorted(mark(exception) for exception in exceptions)
    return {SAID: said} if said else {}


def is_settled(exception: ScheduleException, known: Iterable[ScheduleException]) -> bool:
    """Whether somebody has said already what becomes of the date. That a break covers it says nothing: it may be taken back."""
    covering = [
        row for row in known if row.rule_id in (None, exception.rule_id) and row.first_on <= exception.first_on <= row.last_on
    ]
    return any(mark(row) == mark(exception) or {row.kind, exception.kind} != {ExceptionKind.CANCELLED} for row in covering)


def has_other_records(link: SourceMeeting, meeting: Meeting) -> bool:
    """Whether the source has other records of the meeting, since it was merged; each may have entered dates of its own."""
    return meeting.source_links.filter(source=link.source_id).exclude(pk=link.pk).exists()


def untouched_since_runs(rows: Sequence[ScheduleException], work: Work) -> set[int]:
    """The rows that runs of this source have made, and of which the history knows nothing else."""
    kind = ContentType.objects.get_for_model(ScheduleException)
    changes = Change.objects.filter(content_type=kind, object_id__in=[row.pk for row in rows]).order_by()
    said = defaultdict[int, list[tuple[str, ...]]](list)
    for key, *what in changes.values_list("object_id", "kind", "revision__road", "revision__road_name"):
        said[key].append(tuple(what))
    return {key for key, of_row in said.items() if of_row == [(ChangeKind.CREATED, RoadKind.IMPORT, work.source.slug)]}
