"""Schedule rules as records: their sentences, their dates of a season, and what becomes of some of these."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from dateutil.relativedelta import relativedelta
from django.utils.translation import gettext_lazy

from feeds.loading import Batch
from feeds.venues import venue_record
from interchange.records import Access, ChangedDate, Recurrence, RuleRecord
from meetings.access import who_may_come
from meetings.index import deviation
from meetings.models import Meeting, ScheduleException, ScheduleRule
from meetings.schedule import DAY, MeetingDate, Status, meeting_dates, regular_dates
from meetings.sentences import rule_sentence

MONTHS_BEHIND, MONTHS_AHEAD = 1, 18
ACCESS_WORDS = {Access.OPEN: gettext_lazy("open"), Access.CLOSED: gettext_lazy("closed")}


@lru_cache(maxsize=8)
def season(today: date) -> tuple[date, date]:
    """The dates that are told one by one: whole months, so that a feed does not differ from day to day."""
    this_month = today.replace(day=1)
    return this_month - relativedelta(months=MONTHS_BEHIND), this_month + relativedelta(months=MONTHS_AHEAD) - DAY


def rule_record(rule: ScheduleRule, meeting: Meeting, batch: Batch) -> RuleRecord:
    """A rule in the active language."""
    recurrence, access = rule.recurrence, Access(rule.access)
    first, last = season(batch.today)
    words = [str(ACCESS_WORDS.get(access, "")), *(str(one.name) for one in rule.formats.all())]
    return RuleRecord(
        recurrence=recurrence,
        access=access,
        ask_first=rule.ask_first,
        formats=tuple(one.slug for one in rule.formats.all()),
        uid=str(rule.uid),
        number=rule.pk,
        sentence=rule_sentence(recurrence),
        who=who_comes(meeting, rule),
        labels=tuple(word for word in words if word),
        dates=tuple(regular_dates(recurrence, first, last)),
        changes=tuple(changes(recurrence, batch.exceptions.get(rule.pk, []), meeting, batch)),
    )


def who_comes(meeting: Meeting, rule: ScheduleRule) -> tuple[str, ...]:
    """The sentences of who may come on the dates of a rule."""
    return tuple(sentence.text for sentence in who_may_come(meeting, rule))


def changes(recurrence: Recurrence, exceptions: list[ScheduleException], meeting: Meeting, batch: Batch) -> Iterator[ChangedDate]:
    """What exceptions make of the rule's dates, each once, in order."""
    by_key = {one.pk: one for one in exceptions}
    for one in changed_dates(recurrence, exceptions, season(batch.today)):
        exception = by_key[one.deviation.entered] if one.deviation else None
        if exception is None:
            continue
        venue = batch.venues.get(exception.to_venue_id or 0)
        yield ChangedDate(
            regular_on=None if one.status is Status.EXTRA else one.regular_date,
            starts_at=one.starts_at if one.takes_place else None,
            venue=venue_record(venue, meeting) if venue else None,
            reason=str(exception.reason),
        )


def changed_dates(recurrence: Recurrence, exceptions: list[ScheduleException], span: tuple[date, date]) -> list[MeetingDate]:
    """The dates of a season that an exception touches; and later ones, as a series goes on after the season."""
    if not exceptions:
        return []
    deviations = [deviation(exception) for exception in exceptions]
    last = span[1]
    spans = [span, *((max(one.first_on, last + DAY), one.last_on) for one in deviations if one.last_on > last)]
    found = [one for begin, end in spans for one in meeting_dates(recurrence, deviations, begin, end) if one.deviation]
    distinct = {(one.regular_date, one.starts_at, one.status): one for one in found}
    return sorted(distinct.values(), key=lambda one: (one.starts_at, one.regular_date))
