"""The proof: what an independent library makes of our calendar is exactly our dates."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import recurring_ical_events
from icalendar import Calendar

from meetings.index import deviation, exceptions_by_rule
from meetings.models import Meeting, ScheduleRule
from meetings.schedule import meeting_dates
from tests.directory.demo.ground import DEMO_DAY
from tests.feeds.demo.whole import NOON, calendar

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_world")]

A_YEAR = timedelta(days=365)
UUID_LENGTH = 36
Told = tuple[str, datetime, datetime | None]


def our_dates() -> Iterator[Told]:
    """All that takes place within a year, by meetings.schedule: which rule, from when, until when."""
    rules = ScheduleRule.objects.filter(meeting__in=Meeting.objects.published())
    known = list(rules.select_related("meeting__group__service_body"))
    exceptions = exceptions_by_rule(known, DEMO_DAY)
    for rule in known:
        deviations = [deviation(one) for one in exceptions[rule.pk]]
        for one in meeting_dates(rule.recurrence, deviations, DEMO_DAY - A_YEAR, DEMO_DAY + 2 * A_YEAR):
            if one.takes_place and NOON <= one.starts_at < NOON + A_YEAR:
                yield str(rule.uid), one.starts_at, one.ends_at


def their_dates(ics: bytes) -> Iterator[Told]:
    """The same, by recurring-ical-events."""
    for event in recurring_ical_events.of(Calendar.from_ical(ics)).between(NOON, NOON + A_YEAR):
        starts_at = event.start.astimezone(UTC)
        if starts_at >= NOON:
            # The library counts a duration on the clock of the wall; the RFC lets hours be hours.
            lasts = event["DTEND"].dt.replace(tzinfo=None) - event.start.replace(tzinfo=None)
            yield str(event["UID"])[:UUID_LENGTH], starts_at, starts_at + lasts if lasts else None


def test_calendar_of_the_whole_world_expands_to_our_dates_for_a_year() -> None:
    ours = Counter(our_dates())

    theirs = Counter(their_dates(calendar()))

    assert len(ours) > 25_000
    assert theirs - ours == Counter()
    assert ours - theirs == Counter()


def test_discreet_calendar_expands_to_the_same_dates() -> None:
    ours = Counter(our_dates())

    assert Counter(their_dates(calendar("&discreet=1"))) == ours


def test_calendar_is_the_same_bytes_each_time() -> None:
    assert calendar() == calendar()
