"""The rules of a meeting brought to what somebody has taken from the words of its notes, by the ordinary actions."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from history.road import Road
from history.tracking import tracking
from imports.applying.mapping import assign, rule_values
from imports.planning.splitting import PlannedRule
from interchange.records import Access, RuleRecord
from meetings.actions import save_exception, save_rule
from meetings.kinds import ExceptionKind
from meetings.models import Format, Meeting, ScheduleException, ScheduleRule
from meetings.schedule import regular_dates

if TYPE_CHECKING:
    from accounts.models import User


def planned_rule(rule: ScheduleRule) -> PlannedRule:
    """A stored rule as a value."""
    return PlannedRule(
        recurrence=rule.recurrence,
        access=Access(rule.access),
        ask_first=rule.ask_first,
        formats=tuple(sorted(one.slug for one in rule.formats.all())),
        key=rule.pk,
    )


def keep_rules(meeting: Meeting, rules: Iterable[PlannedRule], *, today: date, by: "User | None", source: Road) -> None:
    """Change the stored rules of a meeting and add the new ones; none goes. Raises ValidationError."""
    stored = {rule.pk: rule for rule in meeting.rules.all()}
    pieces: dict[int, list[ScheduleRule]] = defaultdict(list)
    with tracking(by=by, source=source):
        for planned in rules:
            rule = stored[planned.key] if planned.key else ScheduleRule(meeting=meeting)
            if planned.key is None or planned_rule(rule) != planned:
                keep_rule(rule, planned, by=by, source=source)
            if planned.piece_of:
                pieces[planned.piece_of].append(rule)
        for key, new in pieces.items():
            share_exceptions(stored[key], new, today=today, by=by, source=source)


def keep_rule(rule: ScheduleRule, planned: PlannedRule, *, by: "User | None", source: Road) -> None:
    """Set a rule, and the formats of its dates."""
    record = RuleRecord(recurrence=planned.recurrence, access=planned.access, ask_first=planned.ask_first)
    save_rule(assign(rule, rule_values(record, zone=planned.recurrence.zone)), by=by, source=source)
    rule.formats.set(Format.objects.filter(slug__in=planned.formats))


def share_exceptions(rule: ScheduleRule, pieces: Iterable[ScheduleRule], *, today: date, by: "User | None", source: Road) -> None:
    """What was said of dates that now belong to another rule, is said of that: a cancelled date stays cancelled."""
    ahead = rule.exceptions.filter(Q(last_on__gte=today) | Q(to_on__gte=today)).exclude(kind=ExceptionKind.EXTRA)
    for exception in ahead:
        days = (exception.first_on, exception.last_on)
        holders = [one for one in (rule, *pieces) if any(regular_dates(one.recurrence, *days))]
        if holders and rule not in holders:
            exception.rule = holders.pop(0)
            save_exception(exception, by=by, source=source)
        for other in holders:
            if other != rule:
                save_exception(same_for(other, exception), by=by, source=source)


def same_for(rule: ScheduleRule, exception: ScheduleException) -> ScheduleException:
    """The same exception for the dates of another rule."""
    names = ("kind", "first_on", "last_on", "to_on", "to_minute", "to_venue", "reason")
    return ScheduleException(rule=rule, **{name: getattr(exception, name) for name in names})
