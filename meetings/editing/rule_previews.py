"""What a rule means: as a sentence, with its next six dates, and where two rules get in each other's way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations, islice

from django.utils import timezone

from interchange.records import Frequency, Recurrence
from languages.dates import day_year_text
from meetings.index import deviation, exceptions_by_rule
from meetings.kinds import OccurrenceStatus
from meetings.models import ScheduleRule
from meetings.schedule import MeetingDate, meeting_dates, upcoming, zone_info
from meetings.sentences import rule_sentence
from meetings.shown_dates import ShownDate

NEXT_DATES = 6
A_YEAR = timedelta(days=366)
THE_LAST = (-1,)


@dataclass(frozen=True, slots=True)
class RulePreview:
    """The rule in words."""

    sentence: str
    dates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clash:
    """Two rules, by their numbers, that give one date at the same time. `but_last` is the number of the weekly one that had
    better be "every one but the last"."""

    first: int
    second: int
    date: str
    but_last: int | None = None


def rule_preview(rule: ScheduleRule, now: datetime) -> RulePreview:
    """Of a stored rule, or of one that is only typed yet; with what exceptions make of its dates."""
    found = exceptions_by_rule([rule], timezone.localdate(now)).get(rule.pk, []) if rule.pk else []
    dates = upcoming(rule.recurrence, [deviation(one) for one in found], after=now)
    return RulePreview(rule_sentence(rule.recurrence), tuple(date_in_words(one, rule) for one in islice(dates, NEXT_DATES)))


def date_in_words(one: MeetingDate, rule: ScheduleRule) -> str:
    """As it takes place, on the rule's own clock; of a cancelled one as it would have been."""
    zone = zone_info(rule.zone)
    ends_at = one.ends_at.astimezone(zone) if one.ends_at else None
    day = f"{day_year_text(one.local_date)}, {ShownDate(rule=rule, starts_at=one.starts_at.astimezone(zone), ends_at=ends_at).time}"
    return day if one.deviation is None else f"{day} – {OccurrenceStatus(one.status).label}"


def clashes(rules: Sequence[ScheduleRule], now: datetime) -> list[Clash]:
    """Pairs of rules that meet at the same moment in the year ahead, each pair once."""
    today = timezone.localdate(now)
    dates = [{one.starts_at: one for one in meeting_dates(rule.recurrence, (), today, today + A_YEAR)} for rule in rules]
    found = []
    for first, second in combinations(range(len(rules)), 2):
        common = dates[first].keys() & dates[second].keys()
        if common:
            date = date_in_words(dates[first][min(common)], rules[first])
            found.append(Clash(first, second, date, but_last(rules, first, second)))
    return found


def but_last(rules: Sequence[ScheduleRule], first: int, second: int) -> int | None:
    """Which of the two is every week, where the other is the last of the month."""
    for weekly, other in ((first, second), (second, first)):
        if is_every_week(rules[weekly].recurrence) and tuple(rules[other].ordinals) == THE_LAST:
            return weekly
    return None


def is_every_week(rule: Recurrence) -> bool:
    return rule.frequency is Frequency.WEEKLY and rule.interval == 1
