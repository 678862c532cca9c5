"""Keeping the indexes true: the dates of rules that are not plainly weekly, and where and by what words a meeting is found.

Right at once after any change: `history.tracking` hands the changed rows to `on_touched` inside the same transaction. The scheduled
command `upkeep` only moves the horizon on.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from groups.models import Group, ServiceBody
from history.tracking import Touched
from interchange.records import Recurrence
from meetings.entries import index_meetings
from meetings.models import Meeting, Occurrence, ScheduleException, ScheduleRule, ZoneInUse
from meetings.placing import place_meetings
from meetings.schedule import Deviation, MeetingDate, Nearness, Status, meeting_dates
from meetings.windows import epoch_minute
from places.models import Venue

AHEAD = timedelta(days=366)
BEHIND = timedelta(days=31)  # the longest meeting, so that a camp in progress is still found
A_WEEK_ON = timedelta(days=8)  # reaches the next date of a weekly rule
BATCH = 500


def on_touched(touched: Touched) -> None:
    """What a revision touched, brought into the indexes."""
    rules = affected_rules(touched)
    if rules:
        index_rules(rules)
    moved = meetings_to_place(touched)
    if moved is not None:
        place_meetings(moved)
    index_meetings(meetings_to_find(touched, rules))


def affected_rules(touched: Touched) -> set[int]:
    """The keys of the rules whose dates may have changed."""
    deleted = {id(row) for row in touched.deleted}
    keys: set[int] = set()
    anchors = Q()
    for row in touched.rows():
        if isinstance(row, ScheduleRule) and id(row) not in deleted:
            keys.add(row.pk)
        elif isinstance(row, ScheduleException):
            anchors |= anchored_rules(row)
    for row, fields in touched.changed:
        if isinstance(row, Meeting) and fields & {"venue_id", "group_id"}:
            anchors |= Q(meeting=row)
        elif isinstance(row, Group) and "service_body_id" in fields:
            anchors |= Q(meeting__group=row)
        elif isinstance(row, ServiceBody) and "path" in fields:
            anchors |= Q(meeting__group__service_body__path__startswith=row.path)
    return keys | set(ScheduleRule.objects.filter(anchors).values_list("pk", flat=True)) if anchors else keys


def anchored_rules(exception: ScheduleException) -> Q:
    """The rules an exception may act on, and those it acted on until now."""
    condition = Q(occurrences__exception=exception.pk) if exception.pk else Q(pk=None)
    if exception.rule_id:
        return condition | Q(pk=exception.rule_id)
    if exception.meeting_id:
        return condition | Q(meeting=exception.meeting_id)
    if exception.venue_id:
        return condition | Q(meeting__venue=exception.venue_id)
    return condition | Q(
        meeting__group__service_body__path__startswith=exception.service_body.path if exception.service_body else "-"
    )


def index_rules(keys: Iterable[int], *, today: date | None = None) -> None:
    """Write the index rows of these rules anew, where they differ."""
    day = today or timezone.localdate()
    ordered = sorted(keys)
    for start in range(0, len(ordered), BATCH):
        with transaction.atomic():
            index_batch(ordered[start : start + BATCH], day)


def move_horizon(*, today: date | None = None) -> int:
    """Index a year from today on, and forget what is long past; a batch of rules at a time. Gives the number of rules looked at."""
    in_force = ScheduleException.objects.in_force((today or timezone.localdate()) - BEHIND)
    keys = list(ScheduleRule.objects.told_by_index(in_force).values_list("pk", flat=True))
    index_rules(keys, today=today)
    index_meetings(ScheduleRule.objects.filter(pk__in=keys).values_list("meeting", flat=True))
    return len(keys)


def index_batch(keys: list[int], today: date) -> None:
    lock_rules(keys)
    rules = list(ScheduleRule.objects.filter(pk__in=keys).select_related("meeting__group__service_body"))
    zones = sorted({rule.zone for rule in rules})
    ZoneInUse.objects.bulk_create([ZoneInUse(zone=zone) for zone in zones], ignore_conflicts=True)
    exceptions = exceptions_by_rule(rules, today)
    rows = one_at_a_moment(row for rule in rules for row in index_rows(rule, exceptions[rule.pk], today))
    wanted = {row_key(row): row for row in rows}
    stored = {row_key(row): row for row in Occurrence.objects.filter(rule__in=keys)}
    gone = [row.pk for key, row in stored.items() if key not in wanted]
    Occurrence.objects.filter(pk__in=gone).delete()
    Occurrence.objects.bulk_create([row for key, row in wanted.items() if key not in stored], batch_size=1000)


def lock_rules(keys: list[int]) -> None:
    """Whoever else indexes one of these rules waits until this transaction ends. A query of its own, before all others: what is
    joined to a row that was waited for may be older than the wait. `no_key`, as rows that point to a rule need not wait."""
    list(ScheduleRule.objects.filter(pk__in=keys).order_by("pk").select_for_update(no_key=True).values_list("pk"))


def one_at_a_moment(rows: Iterable[Occurrence]) -> Iterable[Occurrence]:
    """Of rows that would say the same of a rule at one moment, as of two dates moved to it, the one by the latest exception."""
    entered = sorted(rows, key=lambda row: row.exception_id or 0)
    return {(row.rule_id, row.epoch_minute, row.status): row for row in entered}.values()


def row_key(row: Occurrence) -> tuple[object, ...]:
    """All that an index row says."""
    ends = row.ends_at
    return (row.rule_id, row.meeting_id, row.epoch_minute, row.status, row.exception_id, row.venue_id, row.local_date, ends)


def exceptions_by_rule(rules: list[ScheduleRule], today: date) -> dict[int, list[ScheduleException]]:
    """For each rule the exceptions that act on its dates in the index."""
    meetings = {rule.meeting_id for rule in rules}
    venues = {rule.meeting.venue_id for rule in rules if rule.meeting.venue_id}
    bodies = {key for rule in rules for key in body_keys(rule)}
    anchors = Q(rule__in=[rule.pk for rule in rules]) | Q(meeting__in=meetings) | Q(venue__in=venues) | Q(service_body__in=bodies)
    found: dict[int, list[ScheduleException]] = defaultdict(list)
    # A year further back than the index: what became of a date moved into it, all that was said of that date decides.
    told = ScheduleException.objects.filter(anchors, last_on__gte=today - BEHIND - AHEAD)
    for exception in told.select_related("in_care_of"):
        for rule in rules:
            if acts_on(exception, rule):
                found[rule.pk].append(exception)
    return found


def body_keys(rule: ScheduleRule) -> list[int]:
    """The service body of a rule's group, and all above it."""
    body = rule.meeting.group.service_body
    return [int(key) for key in body.path.split("/") if key] if body else []


def acts_on(exception: ScheduleException, rule: ScheduleRule) -> bool:
    """Whether an exception hangs on the rule, its meeting, its venue or a body above it, within the care it was entered for."""
    if exception.rule_id:
        return exception.rule_id == rule.pk
    if exception.meeting_id:
        return exception.meeting_id == rule.meeting_id
    if exception.venue_id:
        in_care = exception.in_care_of_id is None or exception.in_care_of_id in body_keys(rule)
        return exception.venue_id == rule.meeting.venue_id and in_care
    return exception.service_body_id in body_keys(rule)


def deviation(exception: ScheduleException) -> Deviation:
    """The exception as a value, for schedule.py."""
    nearness = (
        Nearness.RULE
        if exception.rule_id
        else Nearness.MEETING
        if exception.meeting_id
        else Nearness.VENUE
        if exception.venue_id
        else Nearness.SERVICE_BODY
    )
    return Deviation(
        status=Status(exception.kind),
        first_on=exception.first_on,
        last_on=exception.last_on,
        nearness=nearness,
        entered=exception.pk,
        to_on=exception.to_on,
        to_minute=exception.to_minute,
        to_venue=exception.to_venue_id,
    )


def index_rows(rule: ScheduleRule, exceptions: list[ScheduleException], today: date) -> Iterator[Occurrence]:
    """The dates of a rule that its weekday alone does not tell."""
    recurrence = rule.recurrence
    if recurrence.is_plainly_weekly and not exceptions:
        return
    deviations = [deviation(exception) for exception in exceptions]
    near = meeting_dates(recurrence, deviations, today - BEHIND, today + AHEAD)
    told = set(touched_dates({*near, *dates_far_ahead(recurrence, deviations, today)}))
    if not recurrence.is_plainly_weekly:
        told.update(near)
    for one in sorted(told, key=lambda date: (date.starts_at, date.status)):
        yield from rows_of(rule, recurrence, one)


def dates_far_ahead(recurrence: Recurrence, deviations: list[Deviation], today: date) -> Iterator[MeetingDate]:
    """The dates around exceptions that reach beyond the horizon: indexed however far ahead they were entered, as nobody may rely
    on the scheduled command, but without the dates between."""
    for one in deviations:
        last = one.last_on + A_WEEK_ON
        if last > today + AHEAD:
            yield from meeting_dates(recurrence, deviations, max(one.first_on, today - BEHIND), last)


def touched_dates(dates: Iterable[MeetingDate]) -> Iterator[MeetingDate]:
    """Of a plainly weekly rule's dates those that an exception touches, and the first regular one after each such run: with it
    the next date of a rule is always either in the week ahead or in the index."""
    after_a_gap = False
    for one in sorted(dates, key=lambda date: (date.regular_date, date.starts_at)):
        if one.deviation is not None:
            yield one
            after_a_gap = after_a_gap or one.status is not Status.EXTRA
        elif after_a_gap:
            yield one
            after_a_gap = False


def rows_of(rule: ScheduleRule, recurrence: Recurrence, one: MeetingDate) -> Iterator[Occurrence]:
    """One row, or two for a moved date: its regular time does not take place, its new time does."""
    change = one.deviation
    same = {"meeting_id": rule.meeting_id, "rule": rule, "exception_id": change.entered if change else None}
    if one.status is Status.MOVED:
        regular = next(iter(meeting_dates(recurrence, (), one.regular_date, one.regular_date)))
        yield occurrence(regular, status=Status.CANCELLED, **same)
    yield occurrence(one, status=one.status, venue_id=change.to_venue if change else None, **same)


def occurrence(one: MeetingDate, **columns: object) -> Occurrence:
    """An index row for a date."""
    return Occurrence(
        local_date=one.local_date,
        starts_at=one.starts_at,
        ends_at=one.ends_at,
        epoch_minute=epoch_minute(one.starts_at),
        **columns,
    )


def meetings_to_place(touched: Touched) -> Q | None:
    """The meetings whose place or words may have changed through another row; their own saves place them."""
    condition = Q()
    for row, fields in touched.changed:
        if isinstance(row, Venue):
            condition |= Q(venue=row)
        elif isinstance(row, Group) and "name" in fields:
            condition |= Q(group=row)
    return condition or None


def meetings_to_find(touched: Touched, rules: set[int]) -> set[int]:
    """The keys of the meetings of which a search may have to know something new."""
    deleted = {id(row) for row in touched.deleted}
    keys = set(ScheduleRule.objects.filter(pk__in=rules).values_list("meeting", flat=True))
    condition = Q()
    for row in touched.rows():
        if isinstance(row, ScheduleRule):
            keys.add(row.meeting_id)
        elif isinstance(row, Meeting) and id(row) not in deleted:
            keys.add(row.pk)
    for row, _fields in touched.changed:
        if isinstance(row, Venue):
            condition |= Q(venue=row)
        elif isinstance(row, Group):
            condition |= Q(group=row)
    return keys | set(Meeting.objects.filter(condition).values_list("pk", flat=True)) if condition else keys
